"""Layout by meaning: the columns of a view, with like nodes grouped.

A supply chain has a column for each step of the work, ways one for each step between their ends,
and what is around nodes has who and what is behind it on the left and what happened on the right.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from graph.explorer import Link, Node, View
from graph.explorer.chain import DETAILS
from server.drawing.flow import Item, Picture, Room, draw
from server.drawing.marks import MARKS
from server.drawing.network import shortened
from server.drawing.wrapping import wrapped
from server.explorer.bends import with_bends
from server.explorer.view import ExplorerQuery
from server.explorer.words import on_line, plural, told
from server.explorer.words_apart import words_apart
from server.languages.current import gettext
from server.languages.current import gettext_noop as _

__all__ = ["Group", "Sheet", "sheet"]

LEFT: Final = ("system", "actor", "worker-group", "task", "arrangement", "condition")
RIGHT: Final = ("issue", "affected-group", "impact", "justice-area", "demand", "place")
ORDER: Final = {kind: place for place, kind in enumerate((*LEFT, *RIGHT))}
CHAIN: Final = (
    _("Systems and owners"),
    _("Company"),
    _("Who works for it"),
    _("Workers"),
    _("Where and how"),
)
LIKE: Final = 6
"""The most like nodes that are all shown; of more, the first `FEW` and a group."""
FEW: Final = 3
OPENED: Final = 60
"""The most nodes of a group that was opened."""
LONGEST: Final = 90
CAPTION: Final = 30  # the most letters of the words above a name
ROOM: Final = Room(width=880, column=190, height=520, indent=19)
WAYS: Final = Room(width=880, gap=116, column=165, row=62, indent=19)
"""Ways have gaps that hold the words on their lines, and rows that keep these apart."""
LINE: Final = 18  # the most letters of a line of words in a gap


class Group(NamedTuple):
    """Like nodes that are counted in place of being drawn: linked to the same by the same words."""

    key: str
    kind: str
    words: str
    nodes: tuple[Node, ...]

    @property
    def text(self) -> str:
        """Return how many there are."""
        return f"+ {plural(self.kind, len(self.nodes))}"


@dataclass(frozen=True)
class Sheet:
    """A picture in columns: what each of its items is, and how many links are not drawn."""

    picture: Picture
    nodes: Mapping[str, Node]
    groups: Mapping[str, Group]
    words: Mapping[tuple[str, str], list[str]]
    """Words on lines, where these are part of a way, by the names of their ends."""
    left_out: int


class _Block(NamedTuple):
    kind: str
    words: str
    near: frozenset[int]


@dataclass(frozen=True)
class _Placing:
    """The column of each node, the links that are drawn, and the columns' headings."""

    columns: Mapping[int, int]
    links: Sequence[Link]
    heads: Sequence[str] = ()
    is_way: bool = False


def sheet(seen: View, query: ExplorerQuery) -> Sheet:
    """Return the picture of a view around named nodes.

    Complexity: linear in nodes and links, and sorting the nodes.
    """
    placing = _placing(seen, query)
    nodes = {node.number: node for node in seen.nodes if node.number in placing.columns}
    blocks = _blocks(nodes, placing, query)
    groups = {group.key: group for group in _groups(blocks, query)}
    hidden = {node.number: group.key for group in groups.values() for node in group.nodes}
    blocks = dict(sorted(blocks.items(), key=lambda pair: _place(pair[0], pair[1], query)))
    columns = _columns(blocks, placing, groups, hidden)
    names = {number: node.name for number, node in nodes.items()} | hidden
    pairs = {(names[one], names[other]) for one, other in _pairs(placing)}
    words = dict(_words(placing, names)) if placing.is_way else {}
    if placing.is_way:
        columns, pairs, words = with_bends(columns, pairs, words)
    room = WAYS if placing.is_way else ROOM
    picture = draw([*filter(None, columns)], pairs, _heads(columns, placing), room)
    shown = {node.name: node for node in nodes.values() if node.number not in hidden}
    picture = words_apart(picture, words, WAYS.gap)
    return Sheet(picture, shown, groups, words, len(seen.links) - len(placing.links))


def _words(
    placing: _Placing, names: Mapping[int, str]
) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Yield the words on each line, by its ends from the left to the right."""
    links: dict[tuple[int, int], list[Link]] = defaultdict(list)
    for pair, link in zip(_pairs(placing), placing.links, strict=True):
        links[pair].append(link)
    for (one, other), some in links.items():
        yield (names[one], names[other]), [*wrapped(on_line(some), LINE, 3)]


def _placing(seen: View, query: ExplorerQuery) -> _Placing:
    if query.look.chain:
        return _chain(seen, query)
    if seen.ways and not query.look.around:
        return _steps(seen)
    return _sides(seen, query)


def _steps(seen: View) -> _Placing:
    """Place ways: a column for each step, as far from the start as the longest way has it."""
    columns = {number: step for way in seen.ways for step, number in enumerate(way)}
    last = max(len(way) for way in seen.ways) - 1
    for way in seen.ways:
        columns[way[-1]] = last
    pairs = {frozenset(pair) for way in seen.ways for pair in pairwise(way)}
    links = [link for link in seen.links if frozenset(link[:2]) in pairs]
    return _Placing(columns, links, is_way=True)


def _chain(seen: View, query: ExplorerQuery) -> _Placing:
    """Place a supply chain: each actor after those that buy work from it, then the workers."""
    kinds = {node.number: node.kind for node in seen.nodes}
    start = next(node.number for node in seen.nodes if node.name == query.look.chain)
    bought = [
        (link.source, link.target)
        for link in seen.links
        if link.via == "labourLink" and {kinds[end] for end in link[:2]} == {"actor"}
    ]
    actors = {number: 1 for number, kind in kinds.items() if kind == "actor"}
    for _step in range(4):
        for buyer, doer in bought:
            if doer != buyer and actors[doer] <= actors[buyer] < 4:
                actors[doer] = actors[buyer] + 1
    owners = {end for link in seen.links if link.via == "ownedBy" for end in link[:2]} - {start}
    last = max(actors.values(), default=1)
    columns = {
        number: 0
        if kind == "system" or number in owners
        else actors.get(number) or (last + 1 if kind == "worker-group" else last + 2)
        for number, kind in kinds.items()
    }
    steps = [CHAIN[2]] * (last - 1)
    links = _of_chain(seen.links, kinds, columns)
    heads = [gettext(head) for head in (*CHAIN[:2], *steps, *CHAIN[3:])]
    return _Placing(columns, links, heads)


def _of_chain(
    links: Iterable[Link], kinds: Mapping[int, str], columns: Mapping[int, int]
) -> list[Link]:
    """Return the links that a chain is drawn with: one step of the work each, where there is one.

    A system leads to who works on it only where no other link does.
    """
    drawn = [
        link
        for link in links
        if link.via not in ("relatedIssue", "within")
        and (link.via not in DETAILS or kinds[link.source] == "worker-group")
    ]
    steps = [link for link in drawn if kinds[link.source] != "system"]
    reached = {link.target for link in steps if columns[link.source] < columns[link.target]}
    return [
        link
        for link in drawn
        if kinds[link.source] != "system" or columns[link.target] == 1 or link.target not in reached
    ]


def _sides(seen: View, query: ExplorerQuery) -> _Placing:
    """Place named nodes in the middle, and by its kind on a side what is around them."""
    middle = {node.number for node in seen.nodes if node.name in query.look.named}
    columns = {
        node.number: 1 if node.number in middle else (0 if node.kind in LEFT else 2)
        for node in seen.nodes
    }
    links = [link for link in seen.links if (link.source in middle) != (link.target in middle)]
    return _Placing(columns, links)


def _blocks(
    nodes: Mapping[int, Node], placing: _Placing, query: ExplorerQuery
) -> dict[_Block, list[Node]]:
    """Part the nodes by kind, words and the nodes that they are linked to; the named are alone."""
    near: dict[int, set[int]] = defaultdict(set)
    telling: dict[int, list[Link]] = defaultdict(list)
    for link in placing.links:
        for at, other in (link[:2], link[1::-1]):
            near[at].add(other)
            if _is_told(placing, at, other, query):
                telling[at].append(link)
    blocks: dict[_Block, list[Node]] = defaultdict(list)
    for number, node in sorted(nodes.items()):
        is_named = node.name in query.look.named
        text = "" if is_named else told(telling[number], number)
        block = _Block(node.kind, text, frozenset({number} if is_named else near[number]))
        blocks[block].append(node)
    return blocks


def _is_told(placing: _Placing, at: int, other: int, query: ExplorerQuery) -> bool:
    """Whether the words of a link are written at this end: the later one, or the one outside."""
    here, there = placing.columns[at], placing.columns[other]
    if placing.is_way:
        return False
    if query.look.chain:
        return here > there or (here, there) == (0, 1)
    return here != 1


def _groups(blocks: Mapping[_Block, Sequence[Node]], query: ExplorerQuery) -> Iterator[Group]:
    for block, nodes in blocks.items():
        key = _key(block, nodes)
        shown = OPENED if key in query.opened else (LIKE if len(nodes) <= LIKE else FEW)
        if len(nodes) > shown:
            yield Group(key, block.kind, block.words, tuple(nodes[shown:]))


def _key(block: _Block, nodes: Sequence[Node]) -> str:
    """Return the name of a group in addresses: its kind and its first node, which is shown."""
    return f"{block.kind}~{nodes[0].number}"


def _pairs(placing: _Placing) -> Iterator[tuple[int, int]]:
    """Yield the ends of links from the left to the right."""
    for link in placing.links:
        if link.source in placing.columns and link.target in placing.columns:
            yield tuple(sorted(link[:2], key=lambda end: placing.columns[end]))  # type: ignore[misc]


def _columns(
    blocks: Mapping[_Block, Sequence[Node]],
    placing: _Placing,
    groups: Mapping[str, Group],
    hidden: Mapping[int, str],
) -> list[list[Item]]:
    columns: list[list[Item]] = [[] for _ in range(max(placing.columns.values(), default=0) + 1)]
    for block, nodes in blocks.items():
        items = [*_items(block, [node for node in nodes if node.number not in hidden])]
        if group := groups.get(_key(block, nodes)):
            items.append(Item(group.key, group.text, MARKS.get(group.kind, "term")))
        columns[placing.columns[nodes[0].number]] += items
    return columns


def _heads(columns: Sequence[Sequence[Item]], placing: _Placing) -> list[str]:
    pairs = zip(columns, placing.heads, strict=False)
    return [head for column, head in pairs if column]


def _place(
    block: _Block, nodes: Sequence[Node], query: ExplorerQuery
) -> tuple[int, int, int, str, int]:
    """Return the order of blocks: by kind, what more of the named share, size, words, links.

    Of a chain the small ones come first: systems with known workers before the many without.
    """
    size = len(nodes) if query.look.chain else -len(nodes)
    kind = ORDER.get(block.kind, len(ORDER))
    return kind, -len(block.near), size, block.words, nodes[0].number


def _items(block: _Block, nodes: Iterable[Node]) -> Iterator[Item]:
    """Yield the items of a block; its words are written once, at the first."""
    words = block.words
    for node in nodes:
        mark = MARKS.get(node.kind, "term")
        yield Item(node.name, shortened(node.label, LONGEST), mark, shortened(words, CAPTION))
        words = ""
