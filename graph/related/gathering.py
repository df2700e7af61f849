"""Gathering: what each issue of a graph leads to, from its quads."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from graph.rdf.property_paths import Edges, edges, follow, properties
from graph.rdf.quads import Quad, parsed
from graph.related.features import Features, Link, features
from graph.related.texts import CATEGORY, SUMMARY, TERM, TITLE, Written, text_links
from graph.related.time_windows import time_links
from graph.related.topics import TOPIC, Given, vocabulary
from graph.related.types import TYPES
from ontology import JG, kind_of

__all__ = ["gather"]

TEXTS: Final = {"dcterms:title": TITLE, "dcterms:alternative": TITLE, "dcterms:abstract": SUMMARY}
"""Properties that hold texts of an issue; an alternative title is that of another record of it."""
OTHERS: Final = ("rdf:type", "rdfs:label", "skos:inScheme", "jg:role", "jg:date", *TEXTS)
CATEGORIES: Final = "jg:classification/jg:category"
APART: Final = re.compile(
    r"/id/taxonomy/(aiaaic-(jurisdiction|news-trigger|response|sector)|aiid-mit-(entity|intent|timing)"
    r"|aiid-csetv0-.+|aiid-csetv1-(autonomy|city|data-input|deployment|entity|harm-level"
    r"|infrastructure|intent|method|region|sector|task)"
    r"|aiid-gmf-potential-.+)>$"
)
"""Taxonomies that say how an issue came to be recorded, guess, or repeat a place or a sector."""
DATED: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?(?=$|[-/?~%])")
"""How a date begins that names a year or a month; EDTF has seasons where months stand, too."""

REPORTED: Final = re.compile(r"/id/source/(aiid|aiaaic|aidb)-")
"""Sources that a database lists: that two reports are from one outlet ties no issues."""

DERIVED: Final = ("term", "topic", "time")
"""Types whose nodes are no nodes of the graph, but made from what it says."""


def gather(quads: Iterable[Quad], given: Mapping[str, Given] | None = None) -> Features:
    """Return the features of all issues of a graph; `given` are the topics of each by its IRI.

    A term is a node named `term:` and its stem, called as it is most often written; a topic is one
    named `topic:` and its slug.
    Complexity: linear in the quads, and in what the paths of the types reach.
    """
    names = {name for one in TYPES for name in properties(one.path)}
    found = {**edges(quads, sorted(names | set(OTHERS)))}
    found["dcterms:publisher"] = {
        source: values
        for source, values in found.get("dcterms:publisher", {}).items()
        if not REPORTED.search(source)
    }
    issues = sorted(
        node[1:-1]
        for node, types in found["rdf:type"].items()
        if f"<{JG}Issue>" in types and kind_of(node[1:-1]) == "issue"
    )
    labels = _labels(found)
    written: Written = {}
    links = list(
        chain.from_iterable(
            _links(found, issue, labels, written, (given or {}).get(issue)) for issue in issues
        )
    )
    labels |= {TOPIC + slug: label for slug, label in vocabulary().labels.items()}
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
    found: Edges,
    issue: str,
    labels: dict[str, str],
    written: Written,
    given: Given | None,
) -> Iterator[Link]:
    start = f"<{issue}>"
    categories = [node for node in follow(found, CATEGORIES, start) if _tells(found, node)]
    yield from text_links(issue, _texts(found, start, categories, labels), written, given)
    yield from (Link(issue, "classification", node[1:-1]) for node in categories)
    for when in _dates(found, start)[:1]:
        yield from time_links(issue, when)
    roles = _roles(found, start, labels)
    for type_ in TYPES:
        if type_.name not in (*DERIVED, "classification"):
            for node in follow(found, type_.path, start):
                name = node[1:-1]
                how = roles.get(name, "") if type_.name == "actor" else ""
                yield Link(issue, type_.name, name, how=how)


def _tells(found: Edges, category: str) -> bool:
    """Whether a category says what happened, with what, or to whom."""
    return not any(APART.search(scheme) for scheme in found["skos:inScheme"].get(category, ()))


def _texts(
    found: Edges, start: str, categories: list[str], labels: dict[str, str]
) -> Iterator[tuple[str, float]]:
    written = {
        (weight, text): None
        for name, weight in TEXTS.items()
        for text, _, language in map(parsed, sorted(found[name].get(start, ())))
        if language == "en"
    }
    yield from ((text, weight) for weight, text in written)
    yield from ((labels.get(node[1:-1], ""), CATEGORY) for node in categories)


def _dates(found: Edges, start: str) -> list[str]:
    """Return when an issue began, the most exact first: a month, or a year."""
    values = [value for name in ("jg:date", "jg:year") for value in found[name].get(start, ())]
    dates = filter(None, (DATED.match(parsed(value)[0]) for value in values))
    return sorted((date[0] for date in dates), key=lambda date: (-len(date), date))


def _roles(found: Edges, start: str, labels: dict[str, str]) -> dict[str, str]:
    """Return the roles of each actor of an issue, in words."""
    roles: dict[str, set[str]] = defaultdict(set)
    for node in found["jg:involvement"].get(start, ()):
        names = {labels.get(role[1:-1], role).lower() for role in follow(found, "jg:role", node)}
        for actor in follow(found, "jg:actor", node):
            roles[actor[1:-1]] |= names
            for owner in follow(found, "jg:ownedBy+", actor):
                roles[owner[1:-1]].add(f"owner of {labels.get(actor[1:-1], actor)}")
    return {actor: " and ".join(sorted(names)) for actor, names in roles.items()}
