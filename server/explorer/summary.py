"""Summary of a view: counts that the page writes in sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from graph.explorer import Node, View
from server.drawing.network import shortened
from server.explorer.view import ExplorerQuery
from server.explorer.words import caption, plural
from server.languages.current import gettext_noop as _
from server.languages.current import translated

__all__ = ["Around", "around", "kinds_seen", "title_of"]

TITLES: Final = {
    "chain": _("{} and its chain of work"),
    "ways": _("How {} and {} hang together"),
    "around": _("{}: what is near"),
    "whole": _("The most linked nodes"),
}
LONGEST: Final = 60
NAMED: Final = 3
"""The most names in a title."""
MOST: Final = 8
"""The most kinds of neighbours that a sentence names."""


class Around(NamedTuple):
    """A named node: its links, those that are not shown, and its neighbours by kind and words."""

    node: Node
    hidden: int
    shown: tuple[tuple[str, tuple[str, ...]], ...]


def around(seen: View, query: ExplorerQuery) -> Iterator[Around]:
    """Yield what is around each named node that is shown. Complexity: linear in the links."""
    nodes = {node.number: node for node in seen.nodes}
    named = [node for node in seen.nodes if node.name in query.look.named]
    words: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    others: dict[tuple[int, str], set[int]] = defaultdict(set)
    for link in seen.links:
        for at, other in (link[:2], link[1::-1]):
            words[at, nodes[other].kind][caption(link, other)] += 1
            others[at, nodes[other].kind].add(other)
    for node in named:
        kinds = {kind: len(some) for (at, kind), some in others.items() if at == node.number}
        ranked = sorted(kinds, key=lambda kind: (-kinds[kind], kind))[:MOST]
        shown = (
            (plural(kind, kinds[kind]), _most_common(words[node.number, kind])) for kind in ranked
        )
        yield Around(node, seen.more.get(node.number, 0), tuple(shown))


def _most_common(words: Counter[str]) -> tuple[str, ...]:
    return tuple(text for text, _ in words.most_common(3))


def title_of(seen: View, query: ExplorerQuery) -> str:
    """Return the title of a view."""
    labels = {node.name: shortened(node.label, LONGEST) for node in seen.nodes}
    look = query.look
    if look.chain:
        return _title("chain").format(labels[look.chain])
    if look.start and look.end:
        return _title("ways").format(labels[look.start], labels[look.end])
    if not look.named:
        return _title("whole")
    names = ", ".join(labels[name] for name in look.named[:NAMED])
    return _title("around").format(names + (" …" if len(look.named) > NAMED else ""))


def _title(name: str) -> str:
    return translated(TITLES[name])


def kinds_seen(seen: View) -> Counter[str]:
    """Return the number of nodes of each kind in a view."""
    return Counter(node.kind for node in seen.nodes)
