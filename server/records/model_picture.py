"""Layered diagram of the data model: classes in columns, joined by the properties between them.

Each class is in the column after the last class that leads to it (longest-path layering). Links
that close a circle are left out, as are subclasses, concepts, tombstones, and where things come
from: sources, authors and publishers.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from ontology import JG, PREFIXES, TOMBSTONE
from server.drawing.flow import Item, Picture, draw
from shapes.model import ModelClass

__all__ = ["model_picture"]

LEFT_OUT: Final = frozenset({f"{JG}{TOMBSTONE}"})
MARKS: Final = {
    "Issue": "issue",
    "Actor": "actor",
    "AISystem": "system",
    "WorkerGroup": "workers",
    "Place": "place",
}
"""Icons of classes; others use `term`."""


def model_picture(model: Iterable[ModelClass]) -> Picture:
    """Return the diagram of a data model.

    Complexity: paths between classes, of which there are some dozens.
    Source: Sugiyama, Tagawa and Toda, IEEE SMC 11 (1981), layers.
    """
    drawn = {one.iri: one for one in model if _is_drawn(one)}
    links = {
        (one.iri, end)
        for one in drawn.values()
        for each in one.properties
        if not each.iri.startswith(PREFIXES["dcterms"])
        for end in each.ranges
        if end in drawn and end != one.iri
    }
    before = {end: sorted(start for start, other in links if other == end) for _, end in links}
    columns: dict[int, list[Item]] = {}
    for name in sorted({name for link in links for name in link}):
        word = name.removeprefix(JG)
        item = Item(name, drawn[name].label, MARKS.get(word, "term"))
        columns.setdefault(_column(name, before), []).append(item)
    return draw([columns[number] for number in sorted(columns)], links)


def _is_drawn(one: ModelClass) -> bool:
    is_subclass = any(up.startswith(JG) for up in one.parents)
    return not (is_subclass or one.scheme or one.iri in LEFT_OUT)


def _column(name: str, before: Mapping[str, list[str]], path: frozenset[str] = frozenset()) -> int:
    """Return the length of the longest way to a class that meets no class twice."""
    through = path | {name}
    starts = [start for start in before.get(name, ()) if start not in through]
    return max((1 + _column(start, before, through) for start in starts), default=0)
