"""Reads the explorer's SQLite index: nodes, neighbours, and links within a set of nodes."""

import json
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from graph.explorer.statements import (
    ADDRESSED,
    ALIASES,
    AMONG,
    BOUGHT,
    ENDS,
    EVERY_LINK,
    EXAMPLES,
    LIKE,
    LINKED,
    MOST_LINKED,
    NAMED,
    NAMES,
    NEIGHBOURS,
    NUMBERED,
    SORTS,
    TALLIED,
    WIDEST,
)
from graph.index_file import opened_index
from ontology import OutOfTime

__all__ = ["Explorer", "Link", "LinkFilter", "Node"]

SECONDS: Final = 3.0
"""Time limit of one view."""
STEPS: Final = 10_000
WIDE: Final = 1_000
"""Nodes with more links than this are read from the other end of their links."""


class Node(NamedTuple):
    """A record or a concept: its number in the index, its name, and its number of links."""

    number: int
    name: str
    iri: str
    kind: str
    label: str
    links: int
    x: float
    y: float


class Link(NamedTuple):
    """A link between two nodes: the property, a text about it, and its facts as a JSON list."""

    source: int
    target: int
    via: str
    says: str
    facts: str = ""


@dataclass(frozen=True)
class LinkFilter:
    """Filter: kinds of nodes and properties to include (all if empty), nodes to exclude."""

    kinds: frozenset[str] = frozenset()
    vias: frozenset[str] = frozenset()
    without: frozenset[int] = field(default=frozenset())

    @property
    def parameters(self) -> dict[str, str]:
        """Return the filter as query parameters."""
        return {
            "kinds": json.dumps(sorted(self.kinds)),
            "vias": json.dumps(sorted(self.vias)),
            "without": json.dumps(sorted(self.without)),
        }


HUB: Final = 50
LEAST_HUB: Final = 25
"""A node that more than one in `HUB` of all nodes are linked to, and more than this, is a hub."""


class Explorer:
    """The explorer's index of a release.

    Raises `Unavailable` where it is not there, and `OutOfTime` where a look takes too long.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def opened(self, seconds: float | None = None) -> Iterator["Reader"]:
        """Context manager: a reader for one view, with a time limit."""
        with opened_index(self.path) as connection:
            end = time.monotonic() + (SECONDS if seconds is None else seconds)
            connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
            try:
                yield Reader(connection)
            except sqlite3.OperationalError as error:
                if "interrupted" not in str(error):
                    raise
                raise OutOfTime(f"the look took more than {SECONDS:g} s: ask for less") from error

    @cached_property
    def sorts(self) -> dict[str, dict[str, int]]:
        """Return the number of nodes of each kind and of links of each property."""
        numbers: dict[str, dict[str, int]] = {"kind": {}, "via": {}}
        with self.opened() as reader:
            for what, name, amount in reader.rows(SORTS):
                numbers[what][name] = amount
        return numbers

    @cached_property
    def examples(self) -> dict[str, list[int]]:
        """Return nodes to begin with, by number. Complexity: all links, once a release."""
        with self.opened() as reader:
            return {
                name: [number for (number,) in reader.rows(query)]
                for name, query in EXAMPLES.items()
            }


class Reader:
    """Reads the index within one view."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, query: str, **parameters: object) -> list[tuple]:  # type: ignore[type-arg]
        """Return the rows of a query with bound parameters."""
        return self._connection.execute(query, parameters).fetchall()

    def named(self, names: Iterable[str]) -> dict[str, Node]:
        """Return nodes by name; unknown names are left out.

        The name of a record that reports an issue with others is a name of that issue.
        """
        wanted = json.dumps([*names])
        aliases = {row[0]: Node(*row[1:]) for row in self.rows(ALIASES, names=wanted)}
        return aliases | {row[1]: Node(*row) for row in self.rows(NAMED, names=wanted)}

    def names(self, most: int) -> list[str]:
        """Return the names of nodes, the most linked first."""
        return [name for (name,) in self.rows(NAMES, most=most)]

    def addressed(self, addresses: Iterable[str]) -> dict[str, Node]:
        """Return nodes by IRI; unknown IRIs are left out."""
        rows = self.rows(ADDRESSED, addresses=json.dumps([*addresses]))
        return {row[2]: Node(*row) for row in rows}

    def numbered(self, numbers: Collection[int]) -> list[Node]:
        """Return nodes by number."""
        return [Node(*row) for row in self.rows(NUMBERED, numbers=json.dumps([*numbers]))]

    def ends(
        self, number: int, always: Collection[int], sieve: LinkFilter, most: int, hub: int = 0
    ) -> list[tuple[int, int]]:
        """Return the numbers and degrees of neighbours that pass the filter or are in `always`.

        Where `hub` is given, neighbours with more links than that are left out, and links to
        actors that only report.
        """
        given = {"always": json.dumps([*always]), "most": most, **sieve.parameters}
        through = {"hub": hub or 1 << 62, "reporters": not hub}
        return self.rows(ENDS, number=number, **given, **through)

    def hub(self) -> int:
        """Return the number of links beyond which a node is a hub: one in `HUB` of all nodes."""
        ((nodes,),) = self.rows("SELECT COUNT(*) FROM node")
        return int(max(LEAST_HUB, nodes // HUB))

    def like(self, text: str, kinds: Collection[str], most: int) -> list[Node]:
        """Return nodes of some kinds whose label contains a text, by degree."""
        rows = self.rows(LIKE, kinds=json.dumps([*kinds]), text=text, most=most)
        return [Node(*row) for row in rows]

    def neighbours(self, number: int, sieve: LinkFilter, most: int) -> list[Node]:
        """Return the neighbours of a node that pass the filter, by degree.

        Complexity: the links of the node that are passed over until there are enough.
        """
        rows = self.rows(NEIGHBOURS, number=number, most=most, **sieve.parameters)
        return [Node(*row) for row in rows]

    def linked(
        self,
        numbers: Collection[int],
        by: Collection[str],
        *,
        is_forward: bool,
        sieve: LinkFilter,
        most: int,
    ) -> set[int]:
        """Return the nodes at the other end of links of some properties, in one direction."""
        given = {"numbers": json.dumps([*numbers]), "by": json.dumps([*by]), "most": most}
        rows = self.rows(LINKED, is_forward=int(is_forward), **given, **sieve.parameters)
        return {number for (number,) in rows}

    def bought(
        self, numbers: Collection[int], via: str, sieve: LinkFilter, most: int
    ) -> list[tuple[int, frozenset[str]]]:
        """Return who does the work that nodes buy, with the systems that it is done for."""
        given = {"numbers": json.dumps([*numbers]), "without": json.dumps([*sieve.without])}
        rows = self.rows(BOUGHT, via=via, most=most, **given)
        return [(number, _systems(facts)) for number, facts in rows]

    def most_linked(self, sieve: LinkFilter, most: int) -> list[Node]:
        """Return the nodes of the highest degree that pass the filter."""
        return [Node(*row) for row in self.rows(MOST_LINKED, most=most, **sieve.parameters)]

    def every(self) -> tuple[tuple[Node, ...], tuple[Link, ...]]:
        """Return all nodes and all links. Complexity: linear in both."""
        nodes = self.most_linked(LinkFilter(), -1)
        return tuple(nodes), tuple(Link(*row) for row in self.rows(EVERY_LINK))

    def among(self, numbers: Collection[int], sieve: LinkFilter) -> set[Link]:
        """Return the links that pass the filter with both ends in a set of nodes.

        Complexity: for each node at most `WIDE` links, and those among the nodes that have more.
        """
        ((narrow,),) = self.rows(WIDEST, wide=WIDE)
        shown, links = frozenset(numbers), set()
        for some, below in (
            ([one for one in numbers if one >= narrow], 1 << 62),
            ([one for one in numbers if one < narrow], narrow),
        ):
            given = {"numbers": json.dumps(some), "below": below, **sieve.parameters}
            for a, b, via, is_forward, *told in self.rows(AMONG, **given):
                if b in shown:
                    links.add(Link(a, b, via, *told) if is_forward else Link(b, a, via, *told))
        return links

    def tallied(self, numbers: Collection[int], sieve: LinkFilter) -> dict[int, int]:
        """Return the number of links of each node that pass the filter."""
        given = {"numbers": json.dumps([*numbers]), **sieve.parameters}
        return dict(self.rows(TALLIED, **given))


def _systems(facts: str) -> frozenset[str]:
    return frozenset(fact.get("system", "") for fact in json.loads(facts)) if facts else frozenset()
