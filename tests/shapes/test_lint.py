"""The lint queries: silent on the curated graph, and each one finds the fault it is for."""

import pyoxigraph as ox
import pytest

from graph.rdf.quads import to_n_quads
from graph.reading.check import statements
from graph.reading.files import curated_records, read_records
from ontology import vocabulary
from shapes import lints

LINTS = sorted(lints())

PREFIXES = """
PREFIX jg: <https://w3id.org/justicegraph/ontology#>
PREFIX concept: <https://w3id.org/justicegraph/concept/>
PREFIX impact: <https://w3id.org/justicegraph/concept/impact/>
PREFIX issue: <https://w3id.org/justicegraph/id/issue/>
PREFIX place: <https://w3id.org/justicegraph/id/place/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vs: <http://www.w3.org/2003/06/sw-vocab-status/ns#>
"""

LABEL = 'rdfs:label "planted"@en'
PREF_LABEL = 'skos:prefLabel "Planted"@en'
DEFINITION = 'skos:definition "A fault planted by a test."@en'
DEFINED = "rdfs:isDefinedBy <https://w3id.org/justicegraph/ontology>"
STATUS = 'vs:term_status "testing"'
IN_SCHEME = "skos:inScheme concept:impact"


def term(*parts: str) -> str:
    return f"jg:Planted {' ; '.join(parts)} ."


def concept(*parts: str) -> str:
    return f"impact:planted a skos:Concept ; {' ; '.join(parts)} ."


FAULTS = [
    ("blank-node", '[] rdfs:label "a blank subject"@en .'),
    ("blank-node", "issue:ghost-work rdfs:seeAlso [] ."),
    ("broader-cycle", "impact:manipulation skos:broader impact:manipulation ."),
    (
        "broader-cycle",
        "impact:bias-and-discrimination skos:broader impact:racial-discrimination .",
    ),
    (
        "concept-in-no-or-many-schemes",
        concept(PREF_LABEL, DEFINITION, DEFINED, STATUS),
    ),
    (
        "concept-in-no-or-many-schemes",
        concept(PREF_LABEL, DEFINITION, DEFINED, STATUS, "skos:inScheme jg:Issue"),
    ),
    ("concept-in-no-or-many-schemes", "impact:manipulation skos:inScheme concept:status ."),
    ("preferred-label-twice", 'impact:manipulation skos:prefLabel "Handling"@en .'),
    (
        "concept-label-twice",
        'impact:manipulation skos:prefLabel "a"@fr . impact:extractivism skos:prefLabel "A"@fr .',
    ),
    (
        "concept-label-twice",
        concept('skos:prefLabel "manipulation"@en', DEFINITION, DEFINED, STATUS, IN_SCHEME),
    ),
    ("dangling-concept", "issue:ghost-work jg:impact impact:no-such-impact ."),
    ("dangling-concept", "impact:manipulation skos:broader impact:no-such-impact ."),
    (
        "term-defined-twice",
        term("a owl:Class", LABEL, DEFINITION, 'skos:definition "Another."@en', DEFINED, STATUS),
    ),
    ("term-without-definition", term("a owl:Class", LABEL, DEFINED, STATUS)),
    ("term-without-definition", concept(PREF_LABEL, DEFINED, STATUS, IN_SCHEME)),
    ("term-without-isDefinedBy", term("a owl:ObjectProperty", LABEL, DEFINITION, STATUS)),
    ("term-without-isDefinedBy", concept(PREF_LABEL, DEFINITION, STATUS, IN_SCHEME)),
    ("term-without-label", term("a owl:DatatypeProperty", DEFINITION, DEFINED, STATUS)),
    (
        "term-without-label",
        term("a owl:Class", 'rdfs:label "gepflanzt"@de', DEFINITION, DEFINED, STATUS),
    ),
    ("term-without-label", concept(LABEL, DEFINITION, DEFINED, STATUS, IN_SCHEME)),
    ("term-without-status", term("a owl:Class", LABEL, DEFINITION, DEFINED)),
    (
        "term-without-status",
        concept(PREF_LABEL, DEFINITION, DEFINED, IN_SCHEME, 'vs:term_status "done"'),
    ),
    ("undeclared-term", 'issue:ghost-work jg:colour "grey" .'),
    ("undeclared-term", "issue:ghost-work jg:Issue issue:ghost-work ."),
    ("undeclared-term", "issue:ghost-work a jg:Mystery ."),
    ("within-cycle", "place:kenya jg:within place:kenya ."),
    ("within-cycle", "place:world jg:within place:africa ."),
]


@pytest.fixture(scope="module")
def curated() -> bytes:
    return to_n_quads(statements(read_records([curated_records()])))


def store_of(curated: bytes, fault: str = "") -> ox.Store:
    store = ox.Store()
    store.bulk_load(curated, format=ox.RdfFormat.N_QUADS)
    store.bulk_extend(vocabulary())
    planted = f"{PREFIXES} GRAPH <https://w3id.org/justicegraph/graph/planted> {{ {fault} }}"
    store.load(planted, format=ox.RdfFormat.TRIG)
    return store


def rows(store: ox.Store, lint: str) -> list[dict[str, str]]:
    found = store.query(lints()[lint], use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: str(row[name]) for name in names} for row in found]


@pytest.mark.parametrize("lint", LINTS)
def test_a_lint_finds_nothing_in_the_curated_graph(lint: str, curated: bytes) -> None:
    assert rows(store_of(curated), lint) == []


@pytest.mark.parametrize(("name", "fault"), FAULTS)
def test_a_planted_fault_is_found_by_its_lint_and_by_no_other(
    name: str, fault: str, curated: bytes
) -> None:
    store = store_of(curated, fault)
    assert [lint for lint in LINTS if rows(store, lint)] == [f"{name}-violation"]


def test_every_lint_has_a_planted_fault() -> None:
    assert sorted({f"{name}-violation" for name, _ in FAULTS}) == LINTS


@pytest.mark.parametrize("lint", LINTS)
def test_a_lint_begins_with_its_rule_as_one_sentence(lint: str) -> None:
    rule = lints()[lint].partition("\n")[0]
    assert rule.startswith("# ")
    assert rule.endswith(".")


def test_a_row_names_the_term_at_fault_and_how_often_it_is_used(curated: bytes) -> None:
    store = store_of(curated, 'issue:ghost-work jg:colour "grey", "green" .')
    assert rows(store, "undeclared-term-violation") == [
        {
            "term": "<https://w3id.org/justicegraph/ontology#colour>",
            "uses": '"2"^^<http://www.w3.org/2001/XMLSchema#integer>',
        }
    ]
