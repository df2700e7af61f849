"""Facet definitions: names, labels and the RDF properties that lead to their values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from graph.rdf.quads import iri
from ontology import local_name, own_facets
from ontology.namespaces import JG

__all__ = [
    "FACETS",
    "ISSUES",
    "LED_TO",
    "LISTED",
    "LOADED",
    "PARTS",
    "SIDES",
    "Parts",
    "label_of",
    "part_label",
    "parts",
    "sides",
    "word_of",
]

FACETS: Final = {
    "kind": "Kind",
    "area": "Justice area",
    "impact": "Impact",
    "place": "Place",
    "sector": "Sector",
    "implicated": "Implicated, as alleged",
    "responding": "Responding",
    "role": "Role in it",
    "task": "Work behind it",
    "condition": "Working condition",
    "year": "Year",
    "status": "Status",
    "severity": "Severity",
    "source": "Database",
    "derived": "Derived by",
    "actor": "Actor, on either side",
    "part": "Actor in a role",
    "system": "AI system",
    "workers": "Worker group",
    "group": "Affected group",
    "demand": "Demand",
    "arrangement": "Arrangement",
    "response": "Response",
    "category": "Category",
    **dict(own_facets().values()),
}
"""The facets by their names in an address, and what people call them; in the order of a page.

Those of a project come last: its properties whose values are concepts."""

LISTED: Final = ((*FACETS,)[:14]) + tuple(word for word, _ in own_facets().values())
"""Facets with check boxes on the page of a list. Those implicated and those who respond are listed
apart. Values of the others are too many for that; record pages link to them, and the index reads
them on demand."""
LOADED: Final = (*LISTED, "actor", "system")
"""Facets whose values are kept in memory: those of a page, and those that are compared."""
ISSUES: Final = ("Hazard", "Incident", "SystemicPractice")
"""The kinds of a record that are issues."""
SIDES: Final = ("implicated", "responding")
"""The sides of an issue: the broadest roles of its parties, each a facet of the actors on it."""

LED_TO: Final = {
    iri(JG + name): facet
    for name, facet in {
        "justiceArea": "area",
        "impact": "impact",
        "place": "place",
        "sector": "sector",
        "severity": "severity",
        "actor": "actor",
        "by": "actor",
        "addressee": "actor",
        "role": "role",
        "task": "task",
        "condition": "condition",
        "status": "status",
        "system": "system",
        "workerGroup": "workers",
        "affectedGroup": "group",
        "demands": "demand",
        "arrangement": "arrangement",
        "responseKind": "response",
        "category": "category",
        "derivedBy": "derived",
    }.items()
} | {iri(name): word for name, (word, _) in own_facets().items()}
"""The properties of a record, or of a node nested in it, that lead to what it is found by."""

ACTOR, ROLE = iri(JG + "actor"), iri(JG + "role")
ANSWERS: Final = (iri(JG + "by"), iri(JG + "addressee"))
PARTS: Final = frozenset({ACTOR, ROLE, *ANSWERS})
"""The properties of an involvement or a response that say which actor has which part."""

Parts = dict[str, list[tuple[str, str]]]
"""What these properties lead to from each nested node of a record."""

NAMED: Final = {"dataset": "Curated records"}
"""Labels of values that are no record and no concept, by their word."""


def parts(nodes: Parts, broader: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """Yield pairs of an actor and its role in a record, or a broader role, by their IRIs.

    Who gives a response has the part `jg:by`, whom it addresses `jg:addressee`.

    >>> [*parts({"x": [(ACTOR, "a"), (ROLE, "r")], "y": [(ANSWERS[0], "b")]}, lambda role: [role])]
    ['a r', 'b https://w3id.org/justicegraph/ontology#by']
    """
    for said in nodes.values():
        roles = [role for name, role in said if name == ROLE]
        held = [(actor, role) for name, actor in said if name == ACTOR for role in roles]
        yield from (f"{actor} {above}" for actor, role in held for above in broader(role))
        yield from (f"{actor} {name[1:-1]}" for name, actor in said if name in ANSWERS)


def sides(known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the side of each actor with a role, as a facet and its value.

    >>> [*sides(["a https://example.org/concept/role/implicated", "a https://example.org#by"])]
    [('implicated', 'a')]
    """
    for part in known:
        actor, _, role = part.partition(" ")
        side = role.rpartition("/concept/role/")[2]
        if side in SIDES:
            yield side, actor


def word_of(value: str) -> str:
    """Return the slug of a facet value: the last part of its IRI; of a pair, both slugs.

    >>> word_of("https://example.org/id/actor/google https://example.org/concept/role/developer")
    'google.developer'
    """
    return ".".join(local_name(name) for name in value.split(" "))


def label_of(value: str, labels: Mapping[str, str]) -> str:
    """Return the label of a value: that of its IRI, else the words of its slug; never an IRI.

    >>> label_of("https://w3id.org/justicegraph/dataset", {}), label_of("2020", {})
    ('Curated records', '2020')
    >>> label_of("https://example.org/id/place/new-york", {})
    'new york'
    """
    if value in labels or "/" not in value:
        return labels.get(value, value)
    word = word_of(value)
    return NAMED.get(word, word.replace("-", " "))


def part_label(part: str, labels: Mapping[str, str]) -> str:
    """Return the label of an actor in a role.

    >>> part_label("a r", {"a": "Google", "r": "Developer"})
    'Google: developer'
    """
    actor, role = (label_of(name, labels) for name in part.split(" "))
    return f"{actor}: {role.lower()}"
