"""Beginnings of an exploration: resolves typed names, and gives examples from the release."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from graph.explorer import EXPLORER, Explorer, Node
from graph.search import SearchQuery
from ontology import kind_of
from server.explorer.view import ExplorerQuery
from server.web.site import site

__all__ = ["Ambiguous", "ambiguous", "examples", "explorer_of", "suggested"]

SUGGESTED: Final = 8
CONCEPTS: Final = ("affected-group", "condition", "demand", "impact", "justice-area", "task")
FIELDS: Final = {
    "around": frozenset[str](),
    "from": frozenset[str](),
    "to": frozenset[str](),
    "chain": frozenset({"actor"}),
}
"""Parameter that names a node → the kinds that it may be of, all where empty."""
ACTORS: Final = ("Organization", "Person")
"""The kinds of actors, as the search has them."""


@dataclass(frozen=True)
class Ambiguous:
    """Words in place of a node, with the nodes that they may mean, each with its address."""

    field: str
    words: str
    choices: tuple[tuple[Node, str], ...]


@lru_cache(maxsize=2)
def explorer_of(folder: Path) -> Explorer:
    """Return the explorer of a release."""
    return Explorer(folder / EXPLORER)


def ambiguous(explorer: Explorer, query: ExplorerQuery) -> Ambiguous | None:
    """Return the first words of an address that name no node, with what they may mean.

    What contains a slash is taken for the name of a node.
    """
    for field, words in query.pairs():
        if field in FIELDS and "/" not in words:
            nodes = suggested(explorer, words, FIELDS[field])
            exact = [node for node in nodes if node.label.casefold() == words.casefold()]
            choices = (
                (_named(node), _replaced(query, field, words, node.name)) for node in exact or nodes
            )
            return Ambiguous(field, words, tuple(choices))
    return None


def _named(node: Node) -> Node:
    """Return a node with its label in the language of the request."""
    return node._replace(label=site().called(node.iri, node.label))


def _replaced(query: ExplorerQuery, field: str, words: str, name: str) -> str:
    pairs = [pair if pair != (field, words) else (field, name) for pair in query.pairs()]
    return f"/explore?{urlencode(pairs)}"


def suggested(explorer: Explorer, words: str, kinds: frozenset[str] = frozenset()) -> list[Node]:
    """Return nodes for a search text: the exact name, else concepts and search hits."""
    with explorer.opened() as reader:
        if exact := reader.named([words]):
            return [*exact.values()]
        concepts = reader.like(words, [one for one in CONCEPTS if _fits(one, kinds)], SUGGESTED)
        chosen = {"kind": ACTORS} if kinds == FIELDS["chain"] else {}
        hits = site().search.find(SearchQuery(words, chosen, most=SUGGESTED)).hits
        named = reader.addressed([hit.iri for hit in hits if _fits(kind_of(hit.iri), kinds)])
    return [*concepts, *(named[hit.iri] for hit in hits if hit.iri in named)][: 2 * SUGGESTED]


def _fits(kind: str, kinds: frozenset[str]) -> bool:
    return not kinds or kind in kinds


def examples(explorer: Explorer) -> Iterator[tuple[str, Node]]:
    """Yield nodes to begin with, each with the beginning that it is an example of."""
    with explorer.opened() as reader:
        numbers = explorer.examples
        nodes = {node.number: node for some in numbers.values() for node in reader.numbered(some)}
    for beginning, some in numbers.items():
        yield from ((beginning, nodes[number]) for number in some if number in nodes)
