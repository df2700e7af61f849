"""Label placement: words on lines are spread until none is on another.

Source: isotonic regression by pooling adjacent violators; Barlow et al., 1972.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from server.drawing.flow import Curve, Picture

__all__ = ["HIGH", "words_apart"]

HIGH: Final = 13
"""Height of a line of words."""
SPACE: Final = 5
"""Least distance between the words on two lines."""
TOP: Final = 24
"""Where the first line of words may begin."""

Words = Mapping[tuple[str, str], Sequence[str]]


def words_apart(picture: Picture, words: Words) -> Picture:
    """Spread the words on the lines of each gap, in the order of the lines.

    They are as near to the middles of their lines as they can be. Gaps are as wide as the words,
    so that these meet no name. The `y` of a curve is then the top of its words, and the picture is
    high enough for all of them.
    Complexity: sorting the lines.
    """
    gaps: dict[int, list[Curve]] = defaultdict(list)
    for curve in picture.curves:
        if words.get((curve.start, curve.end)):
            gaps[curve.x].append(curve)
    tops: dict[Curve, int] = {}
    for crowded in gaps.values():
        ordered = sorted(crowded, key=lambda curve: (curve.y, curve.start, curve.end))
        highs = [HIGH * len(words[curve.start, curve.end]) for curve in ordered]
        middles = [curve.y for curve in ordered]
        tops |= dict(zip(ordered, spread(middles, highs), strict=True))
    ends = [top + HIGH * len(words[one.start, one.end]) for one, top in tops.items()]
    curves = tuple(replace(one, y=tops.get(one, one.y)) for one in picture.curves)
    return replace(picture, curves=curves, height=max(picture.height, *ends, 0))


def spread(middles: Sequence[int], highs: Sequence[int]) -> list[int]:
    """Return tops of boxes in their order, none on another, as near as can be to their middles.

    >>> spread([100, 100, 200], [26, 26, 13])
    [71, 102, 193]
    """
    before = [sum(highs[:place]) + SPACE * place for place in range(len(highs))]
    wanted = (y - high / 2 - above for y, high, above in zip(middles, highs, before, strict=True))
    return [
        int(max(base, TOP)) + above for base, above in zip(_isotonic(wanted), before, strict=True)
    ]


def _isotonic(values: Iterable[float]) -> list[float]:
    """Return the nearest values, by squares, none of which is less than the one before."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, size = value, 1
        while pools and pools[-1][0] > mean:
            other, many = pools.pop()
            mean, size = (mean * size + other * many) / (size + many), size + many
        pools.append((mean, size))
    return [mean for mean, size in pools for _ in range(size)]
