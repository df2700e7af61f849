"""World map: country shapes from the front-end parts, coloured by steps of the counts.

Shapes: Natural Earth (public domain) in the Equal Earth projection, drawn by `parts/world.js`.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from server.parts import FOLDER

__all__ = ["Shape", "World", "shapes", "step_of", "steps"]

MOST_STEPS: Final = 7


@dataclass(frozen=True)
class Shape:
    """Shape of a country: a path, a point if it is tiny, or both."""

    path: str = ""
    dot: tuple[int, int] | None = None


@dataclass(frozen=True)
class World:
    """The map: its size, shapes by M49 code, and land without a code."""

    width: int
    height: int
    countries: dict[str, Shape]
    others: str


@cache
def shapes() -> World | None:
    """Return the map, or None if the front-end parts are not installed.

    Complexity: one file of 70 kB, read once.
    """
    path = FOLDER / "world.json"
    if not path.exists():
        return None
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    paths, dots = document["countries"], document["dots"]
    countries = {
        code: Shape(paths.get(code, ""), tuple(dots[code]) if code in dots else None)
        for code in sorted({*paths, *dots} - {""})
    }
    return World(document["width"], document["height"], countries, paths.get("", ""))


def steps(counts: Iterable[int]) -> list[tuple[int, int]]:
    """Return the ranges of counts with a colour each: 1, 3, 10, 30 …, at most seven.

    Steps that grow alike in ratio let both the many places with few issues and the few with many be
    told apart. Where seven do not reach, each is ten times the one before.

    >>> steps([1, 2, 14, 55])
    [(1, 2), (3, 9), (10, 29), (30, 55)]
    >>> steps([]), steps([1])
    ([], [(1, 1)])
    """
    most = max(counts, default=0)
    begins = [start for power in range(12) for start in (10**power, 3 * 10**power) if start <= most]
    if len(begins) > MOST_STEPS:
        begins = begins[::2]
    ends = [*(start - 1 for start in begins[1:]), most]
    return list(zip(begins, ends, strict=bool(begins)))


def step_of(count: int, ranges: list[tuple[int, int]]) -> int:
    """Return the step of a count; 0 for zero.

    >>> step_of(0, [(1, 2), (3, 9)]), step_of(3, [(1, 2), (3, 9)])
    (0, 2)
    """
    return bisect_right([start for start, _ in ranges], count)
