"""Picture of a view in columns: names and groups of like ones, joined by lines with words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.explorer import Link, Node, View
from server.drawing.flow import Curve, Item, Picture, Placed, Room, draw
from server.drawing.marks import MARKS
from server.drawing.network import shortened
from server.drawing.wrapping import wrapped
from server.explorer.bends import with_bends
from server.explorer.grouping import Blocks, Group, blocks_of, groups_of
from server.explorer.placing import Placing, placing_of
from server.explorer.tall import stacked
from server.explorer.view import ExplorerQuery
from server.explorer.words import on_line
from server.explorer.words_apart import words_apart

__all__ = ["Group", "Sheet", "sheet"]

LONGEST: Final = 200
ROOM: Final = Room(width=880, column=190, height=520, indent=19, whole=True)
OVERVIEW: Final = ROOM._replace(kept=True)
WAYS: Final = Room(width=880, gap=140, column=170, row=62, indent=19, whole=True)
"""Ways have gaps that hold the words on their lines, and rows that keep these apart."""
LINE: Final = 18
"""The most letters of a line of words in a gap."""
LINES: Final = 8
HEAD: Final = 10
"""Approximate width of a letter of a heading."""
ARCH: Final = 26
"""How far a line between two of a column reaches into the gap."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Sheet:
    """A picture in columns: what each of its items is, and how many links are not drawn."""

    picture: Picture
    heads: tuple[tuple[int, tuple[str, ...]], ...]
    nodes: Mapping[str, Node]
    groups: Mapping[str, Group]
    words: Mapping[Pair, list[str]]
    """Words on lines, where these are part of a way, by the names of their ends."""
    left_out: int
    tall: Picture
    """The same in one column, for narrow screens."""

    @property
    def counted(self) -> int:
        """Return how many nodes are counted in groups."""
        return sum(len(group.nodes) for group in self.groups.values())


def sheet(seen: View, query: ExplorerQuery) -> Sheet:
    """Return the picture of a view.

    Complexity: linear in nodes and links, and sorting the nodes.
    """
    placing = placing_of(seen, query)
    nodes = {node.number: node for node in seen.nodes if node.number in placing.columns}
    blocks = blocks_of(nodes, placing, query)
    groups = {group.key: group for group in groups_of(blocks, placing, query)}
    hidden = {node.number: group.key for group in groups.values() for node in group.nodes}
    names = {number: node.name for number, node in nodes.items()} | hidden
    columns = _columns(blocks, placing, groups, hidden)
    room = WAYS if placing.is_way else (ROOM if query.look.named else OVERVIEW)
    across = _across(placing, names)
    picture, words = _drawn(columns, placing, across, room)
    shown = {node.name: node for node in nodes.values() if node.number not in hidden}
    heads = dict(_heads(columns, placing, picture))
    lines = tuple((x, wrapped(head, picture.column // HEAD, 3)) for x, head in heads.items())
    left_out = len(seen.links) - len(placing.links)
    tall = stacked(picture, heads, across)
    return Sheet(picture, lines, shown, groups, words, left_out, tall)


def _across(placing: Placing, names: Mapping[int, str]) -> dict[Pair, list[str]]:
    """Return the words on each line, if they are written: on ways."""
    return {
        (names[one], names[other]): [*wrapped(on_line(some), LINE, LINES)] if placing.is_way else []
        for (one, other), some in _by_ends(placing).items()
    }


def _drawn(
    columns: Sequence[Sequence[Item]],
    placing: Placing,
    across: Mapping[Pair, list[str]],
    room: Room,
) -> tuple[Picture, dict[Pair, list[str]]]:
    bent, pairs, said = with_bends(columns, across, across)
    picture = draw([*filter(None, bent)], pairs, (), room)
    picture = replace(picture, curves=(*picture.curves, *_arches(picture, across)))
    said = said if placing.is_way else {}
    return words_apart(picture, said), said


def _by_ends(placing: Placing) -> dict[tuple[int, int], list[Link]]:
    """Return the links by their ends from the left to the right."""
    links: dict[tuple[int, int], list[Link]] = defaultdict(list)
    for link in placing.links:
        if link.source in placing.columns and link.target in placing.columns:
            one, other = sorted(link[:2], key=lambda end: placing.columns[end])
            links[one, other].append(link)
    return links


def _arches(picture: Picture, pairs: Iterable[Pair]) -> Iterator[Curve]:
    """Yield lines between two names of a column, such as an owner and a contractor."""
    placed: dict[str, Placed] = {one.item.iri: one for one in picture.items}
    for start, end in sorted(pairs):
        one, two = placed.get(start), placed.get(end)
        if one and two and 0 < one.x == two.x and one != two:
            x, out = one.x, one.x - ARCH
            path = f"M{x} {one.y}C{out} {one.y} {out} {two.y} {x} {two.y}"
            yield Curve(path, two.item.mark, start, end, out, (one.y + two.y) // 2)


def _columns(
    blocks: Blocks, placing: Placing, groups: Mapping[str, Group], hidden: Mapping[int, str]
) -> list[list[Item]]:
    columns: list[list[Item]] = [[] for _ in range(max(placing.columns.values(), default=0) + 1)]
    for block, nodes in blocks.items():
        shown = (node for node in nodes if node.number not in hidden)
        columns[block.column] += [
            Item(node.name, shortened(node.label, LONGEST), _mark(block.kind), block.words)
            for node in shown
        ]
        if group := groups.get(block.key(nodes)):
            item = Item(group.key, group.text, _mark(group.kind), block.words)
            columns[block.column].append(item)
    return columns


def _mark(kind: str) -> str:
    """Return the icon of a kind."""
    return MARKS.get(kind, "term")


def _heads(
    columns: Sequence[Sequence[Item]], placing: Placing, picture: Picture
) -> Iterator[tuple[int, str]]:
    """Yield the place of each column, and what it is called."""
    at = {item.iri: number for number, column in enumerate(columns) for item in column}
    places = {at[one.item.iri]: one.x for one in picture.items if one.item.iri in at}
    for number, x in sorted(places.items()):
        if head := placing.heads.get(number):
            yield x, head
