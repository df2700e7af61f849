"""Entailment: five rules, each on statements whose consequences are known by hand."""

import pytest

from graph.rdf.quads import Quad
from graph.reading.entailment import entail
from ontology import CONCEPT, JG, PREFIXES

G, S = "<a:g>", "<a:s>"
NESTED = "<a:s#first>"
TYPE = f"<{PREFIXES['rdf']}type>"
LABEL = f"<{PREFIXES['rdfs']}label>"
ROLE, ASSERTION = f"<{JG}role>", f"<{JG}assertion>"
ALLEGED = f"<{CONCEPT}assertion/alleged>"


def jg(name: str) -> str:
    return f"<{JG}{name}>"


def concept(slug: str) -> str:
    return f"<{CONCEPT}{slug}>"


RULES: list[tuple[str, list[Quad], list[Quad]]] = [
    (
        "a node has the superclasses of its class",
        [(G, S, TYPE, jg("Hazard"))],
        [(G, S, TYPE, jg("Issue"))],
    ),
    ("a class above all others entails none", [(G, S, TYPE, jg("Issue"))], []),
    (
        "superclasses of other vocabularies are no consequence",
        [(G, S, TYPE, "<https://schema.org/Person>")],
        [],
    ),
    (
        "a member of a bloc is in that bloc",
        [(G, S, TYPE, jg("Bloc")), (G, S, f"<{PREFIXES['skos']}member>", "<a:kenya>")],
        [
            (G, S, TYPE, jg("Place")),
            (G, S, TYPE, f"<{PREFIXES['skos']}Collection>"),
            (G, "<a:kenya>", jg("inBloc"), S),
        ],
    ),
    (
        "a member of a collection that is no bloc is in none",
        [(G, S, f"<{PREFIXES['skos']}member>", "<a:kenya>")],
        [],
    ),
    (
        "a title is a label",
        [(G, S, f"<{PREFIXES['dcterms']}title>", '"Pay"@en')],
        [(G, S, LABEL, '"Pay"@en')],
    ),
    (
        "a preferred label is a label, in its language",
        [(G, S, f"<{PREFIXES['skos']}prefLabel>", '"Lohn"@de')],
        [(G, S, LABEL, '"Lohn"@de')],
    ),
    ("a label alone entails nothing", [(G, S, LABEL, '"Pay"@en')], []),
    (
        "a nested node has the class that its property leads to",
        [(G, S, jg("involvement"), NESTED)],
        [(G, NESTED, TYPE, jg("Involvement"))],
    ),
    (
        "a node nested in a nested one has its class too, and those above it",
        [(G, NESTED, jg("price"), "<a:s#second>")],
        [(G, "<a:s#second>", TYPE, jg("Money")), (G, "<a:s#second>", TYPE, jg("Figure"))],
    ),
    (
        "a node elsewhere has no class from a property",
        [(G, S, jg("involvement"), "<a:other#first>"), (G, S, jg("actor"), "<a:actor>")],
        [],
    ),
    (
        "an implicated role is alleged",
        [(G, NESTED, ROLE, concept("role/developer"))],
        [(G, NESTED, ASSERTION, ALLEGED)],
    ),
    (
        "an implicated role that says more is what it says",
        [
            (G, NESTED, ROLE, concept("role/developer")),
            (G, NESTED, ASSERTION, concept("assertion/confirmed")),
        ],
        [],
    ),
    ("a responding role is not alleged", [(G, NESTED, ROLE, concept("role/researcher"))], []),
]


@pytest.mark.parametrize(
    ("stated", "entailed"), [rule[1:] for rule in RULES], ids=[r[0] for r in RULES]
)
def test_what_follows_from_statements(stated: list[Quad], entailed: list[Quad]) -> None:
    assert list(entail(stated)) == entailed


def test_another_nodes_assertion_excuses_none() -> None:
    stated = [
        (G, "<a:s#one>", ROLE, concept("role/vendor")),
        (G, "<a:s#two>", ROLE, concept("role/vendor")),
        (G, "<a:s#two>", ASSERTION, concept("assertion/reported")),
    ]
    assert list(entail(stated)) == [(G, "<a:s#one>", ASSERTION, ALLEGED)]


def test_nothing_follows_from_what_was_entailed(quads: list[Quad]) -> None:
    records = [quad for quad in quads if "/graph/" in quad[0]]
    assert set(entail(records)) - set(records) == set()
