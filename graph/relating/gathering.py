"""Gathering: what each issue of a graph leads to, from its quads."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from graph.paths import Edges, edges, follow, properties
from graph.quads import Quad, parsed
from graph.relating.features import Features, Link, features
from graph.relating.terms import surfaces
from graph.relating.times import year_links
from graph.relating.types import TYPES
from ontology import JG, kind_of

__all__ = ["TERM", "gather"]

TERM: Final = "term:"
TEXTS: Final = ("dcterms:title", "dcterms:abstract")
OTHERS: Final = ("rdf:type", "rdfs:label", "jg:involvement", "jg:actor", "jg:role", *TEXTS)
DERIVED: Final = ("term", "time")
"""Types whose nodes are no nodes of the graph, but made from what it says."""


def gather(quads: Iterable[Quad]) -> Features:
    """Return the features of all issues of a graph.

    A term is a node named `term:` and its stem, called as it is most often written.
    Complexity: linear in the quads, and in what the paths of the types reach.
    """
    names = {name for one in TYPES for name in properties(one.path)}
    found = edges(quads, sorted(names | set(OTHERS)))
    issues = sorted(
        node[1:-1]
        for node, types in found["rdf:type"].items()
        if f"<{JG}Issue>" in types and kind_of(node[1:-1]) == "issue"
    )
    labels = _labels(found)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    links = list(chain.from_iterable(_links(found, issue, labels, written) for issue in issues))
    labels |= {
        TERM + stem: min(words, key=lambda word: (-words[word], word))
        for stem, words in written.items()
    }
    return features(links, labels, issues)


def _labels(found: Edges) -> dict[str, str]:
    labels: dict[str, str] = {}
    for node, values in found["rdfs:label"].items():
        texts = [text for text, _, language in map(parsed, sorted(values)) if language == "en"]
        if texts:
            labels[node[1:-1]] = texts[0]
    return labels


def _links(
    found: Edges, issue: str, labels: dict[str, str], written: dict[str, Counter[str]]
) -> Iterator[Link]:
    start = f"<{issue}>"
    for stem, words in _surfaces(found, start).items():
        written[stem].update(words)
        yield Link(issue, "term", TERM + stem, words.total())
    for year in _years(found, start):
        yield from year_links(issue, year)
    roles = _roles(found, start, labels)
    for type_ in TYPES:
        if type_.name not in DERIVED:
            for node in follow(found, type_.path, start):
                name = node[1:-1]
                how = roles.get(name, "") if type_.name == "actor" else ""
                yield Link(issue, type_.name, name, how=how)


def _surfaces(found: Edges, start: str) -> dict[str, Counter[str]]:
    values = [parsed(value) for name in TEXTS for value in found[name].get(start, ())]
    return surfaces("\n".join(text for text, _, language in values if language == "en"))


def _years(found: Edges, start: str) -> list[int]:
    values = (parsed(value)[0] for value in found["jg:year"].get(start, ()))
    return sorted(int(value) for value in values if value.isdecimal())[:1]


def _roles(found: Edges, start: str, labels: dict[str, str]) -> dict[str, str]:
    """Return the roles of each actor of an issue, in words."""
    roles: dict[str, set[str]] = defaultdict(set)
    for node in found["jg:involvement"].get(start, ()):
        names = {labels.get(role[1:-1], role).lower() for role in follow(found, "jg:role", node)}
        for actor in follow(found, "jg:actor", node):
            roles[actor[1:-1]] |= names
    return {actor: " and ".join(sorted(names)) for actor, names in roles.items()}
