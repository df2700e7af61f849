"""Grouping of like nodes: of many that have the same links, a few are drawn and the rest counted.

A picture begins with at most `MOST` names and groups, however many nodes there are.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from graph.explorer import Link, Node
from server.explorer.placing import ORDER, Placing
from server.explorer.view import ExplorerQuery
from server.explorer.words import plural, told

__all__ = ["MOST", "Block", "Blocks", "Group", "blocks_of", "groups_of"]

MOST: Final = 40
"""The most names and groups of a picture in which no group was opened."""
LIMITS: Final = ((6, 3), (4, 2), (2, 1), (1, 0))
"""The most like nodes that are all shown, and of more, how many; the first that are few enough."""
SHARES: Final = (*((many + 1, many) for many in range(9, 0, -1)), (1, 0))
"""The same of nodes of one kind, where those that differ are grouped, too."""
OPENED: Final = 60
"""The most nodes of a group that was opened."""


class Group(NamedTuple):
    """A group of like nodes, counted in place of being drawn."""

    key: str
    kind: str
    words: str
    nodes: tuple[Node, ...]

    @property
    def text(self) -> str:
        """Return how many there are."""
        return f"+ {plural(self.kind, len(self.nodes))}"


class Block(NamedTuple):
    """Key of like nodes: kind, words, neighbours and column."""

    kind: str
    words: str
    near: frozenset[int]
    column: int = 0

    def key(self, nodes: Sequence[Node]) -> str:
        """Return the name of its group in addresses: its kind and its first node."""
        return f"{self.kind}~{nodes[0].number}"


Blocks = Mapping[Block, Sequence[Node]]


def blocks_of(nodes: Mapping[int, Node], placing: Placing, query: ExplorerQuery) -> Blocks:
    """Part nodes into like ones, in the order of the picture; the named are alone.

    They are alike if they are linked to the same by the same words. Where that leaves more than
    `MOST` names and groups, they are if words, kind and column are the same, or the last two.
    Complexity: linear in nodes and links, and sorting the nodes.
    """
    blocks = _fine(nodes, placing, query)
    if not placing.is_way:
        for is_worded in (True, False):
            if query.look.named and _many(blocks, *LIMITS[-1]) <= MOST:
                break
            blocks = _coarse(blocks, is_worded=is_worded)
    return dict(sorted(blocks.items(), key=lambda pair: _place(pair[0], pair[1], query)))


def groups_of(blocks: Blocks, placing: Placing, query: ExplorerQuery) -> Iterator[Group]:
    """Yield the groups of a picture: what is left of blocks of which a few are drawn."""
    most, few = _limit(blocks, placing)
    for block, nodes in blocks.items():
        key = block.key(nodes)
        shown = OPENED if key in query.opened else (most if len(nodes) <= most else few)
        if len(nodes) > shown:
            yield Group(key, block.kind, block.words, tuple(nodes[shown:]))


def _limit(blocks: Blocks, placing: Placing) -> tuple[int, int]:
    is_coarse = any(block.near == COARSE for block in blocks)
    limits = SHARES if is_coarse else LIMITS
    fitting = (one for one in limits if placing.is_way or _many(blocks, *one) <= MOST)
    return next(fitting, limits[-1])


def _many(blocks: Blocks, most: int, few: int) -> int:
    """Return how many names and groups there are."""
    return sum(len(some) if len(some) <= most else few + 1 for some in blocks.values())


COARSE: Final = frozenset({-1})
"""The neighbours of blocks of nodes that are linked to different ones."""


def _coarse(blocks: Blocks, *, is_worded: bool) -> dict[Block, list[Node]]:
    """Join blocks of one kind and column, with the same words or with any, but for the named."""
    joined: dict[Block, list[Node]] = defaultdict(list)
    for block, nodes in blocks.items():
        words = block.words if is_worded else ""
        near = block.near if block.near == {nodes[0].number} else COARSE
        joined[block._replace(words=words, near=near)] += nodes
    return {block: sorted(some) for block, some in joined.items()}


def _fine(
    nodes: Mapping[int, Node], placing: Placing, query: ExplorerQuery
) -> dict[Block, list[Node]]:
    near: dict[int, set[int]] = defaultdict(set)
    telling: dict[int, list[Link]] = defaultdict(list)
    for link in placing.links:
        for at, other in (link[:2], link[1::-1]):
            near[at].add(other)
            if _is_told(placing, at, other, query):
                telling[at].append(link)
    blocks: dict[Block, list[Node]] = defaultdict(list)
    for number, node in sorted(nodes.items()):
        is_named = node.name in query.look.named
        text = "" if is_named else told(telling[number], number)
        with_ = frozenset({number} if is_named else near[number])
        blocks[Block(node.kind, text, with_, placing.columns[number])].append(node)
    return blocks


def _is_told(placing: Placing, at: int, other: int, query: ExplorerQuery) -> bool:
    """Whether the words of a link are written at this end: the later one, or the one outside."""
    here, there = placing.columns[at], placing.columns[other]
    if placing.is_way:
        return False
    if query.look.chain:
        return here >= there or (here, there) == (0, 1)
    return here != 1


def _place(
    block: Block, nodes: Sequence[Node], query: ExplorerQuery
) -> tuple[int, int, int, str, int]:
    """Return the order of blocks: by kind, what more of the named share, size, words, links.

    Of a chain the small ones come first: systems with known workers before the many without.
    """
    size = len(nodes) if query.look.chain else -len(nodes)
    kind = ORDER.get(block.kind, len(ORDER))
    return kind, -len(block.near), size, block.words, nodes[0].number
