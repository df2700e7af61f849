"""Beginnings of an exploration: resolves typed names ("did you mean"), and gives examples."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from graph.explorer import EXPLORER, Explorer, Node
from graph.search import SearchQuery
from ontology import kind_of
from server.explorer.view import ExplorerQuery
from server.records.not_found import nearest_hits
from server.records.suggestions import nearest_names
from server.web.site import site

__all__ = ["Ambiguous", "ambiguous", "examples", "explorer_of", "suggested"]

SUGGESTED: Final = 8
COMPARED: Final = 100_000
"""The most names that one is compared with; comparing as many takes some tenths of a second."""
CONCEPTS: Final = ("affected-group", "condition", "demand", "impact", "justice-area", "task")
FIELDS: Final = {
    "around": frozenset[str](),
    "from": frozenset[str](),
    "to": frozenset[str](),
    "chain": frozenset({"actor", "system"}),
}
"""Parameter that names a node → the kinds that it may be of, all where empty."""
BUYERS: Final = ("Organization", "Person", "AISystem")
"""The kinds of what has a chain, as the search has them."""


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


def ambiguous(explorer: Explorer, query: ExplorerQuery) -> tuple[Ambiguous, ...]:
    """Return the words of an address that name no node, with what they may mean.

    What contains a slash is taken for the name of a node, which may be misspelt. A choice for one
    takes the nearest for others that are misspelt, so that it leads to a picture.
    """
    asked = [(field, words) for field, words in query.pairs() if field in FIELDS]
    with explorer.opened() as reader:
        known = reader.named([words for _, words in asked])
    meant = {
        (field, words): _meant(explorer, field, words)
        for field, words in asked
        if words not in known
    }
    nearest = {pair: some[0].name for pair, some in meant.items() if some and "/" in pair[1]}
    return tuple(
        Ambiguous(
            *pair,
            tuple((_named(node), _replaced(query, nearest | {pair: node.name})) for node in some),
        )
        for pair, some in meant.items()
    )


def _meant(explorer: Explorer, field: str, words: str) -> list[Node]:
    """Return the nodes that words may mean: the exact label alone, or those that are near."""
    if "/" in words:
        return nearest_nodes(explorer, words, FIELDS[field])
    nodes = suggested(explorer, words, FIELDS[field])
    return [node for node in nodes if node.label.casefold() == words.casefold()] or nodes


def _named(node: Node) -> Node:
    """Return a node with its label in the language of the request."""
    return node._replace(label=site().called(node.iri, node.label))


def _replaced(query: ExplorerQuery, names: Mapping[tuple[str, str], str]) -> str:
    pairs = [(pair[0], names.get(pair, pair[1])) for pair in query.pairs()]
    return f"/explore?{urlencode(pairs)}"


def nearest_nodes(explorer: Explorer, name: str, kinds: frozenset[str]) -> list[Node]:
    """Return the nodes whose names are most similar to one, then what a search finds by it.

    Complexity: linear in the names of nodes, of which the most linked are compared, and one search.
    """
    hits = nearest_hits(_kind(name), name.partition("/")[2])
    with explorer.opened() as reader:
        known = [one for one in reader.names(COMPARED) if _fits(_kind(one), kinds)]
        alike = _alike(name, known)
        named = reader.named(alike)
        found = reader.addressed([hit.iri for hit in hits if _fits(kind_of(hit.iri), kinds)])
    nodes = (*(named[one] for one in alike), *found.values())
    return [*dict.fromkeys(nodes)][:SUGGESTED]


def _alike(name: str, known: Sequence[str]) -> list[str]:
    """Return the most similar of known names: of the same kind where it has any, else of all."""
    kind, slash, slug = name.partition("/")
    slugs = [one.removeprefix(kind + slash) for one in known if _kind(one) == kind]
    if not slugs:
        return nearest_names(name, known)
    return [f"{kind}/{one}" for one in nearest_names(slug, slugs)]


def _kind(name: str) -> str:
    return name.partition("/")[0]


def suggested(explorer: Explorer, words: str, kinds: frozenset[str] = frozenset()) -> list[Node]:
    """Return nodes for a search text: the exact name, else concepts and search hits."""
    with explorer.opened() as reader:
        if exact := reader.named([words]):
            return [*exact.values()]
        concepts = reader.like(words, [one for one in CONCEPTS if _fits(one, kinds)], SUGGESTED)
        chosen = {"kind": BUYERS} if kinds == FIELDS["chain"] else {}
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
