"""A description in each format, in each form of JSON-LD, and under another address."""

import json
from typing import Any

import pyld
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.engine.oxigraph import Store
from graph.rdf.formats import GRAPH_FORMATS
from graph.rdf.quads import Quad, from_engine, iri, literal, to_n_quads
from ontology import BASE, CONCEPT, JG, ONTOLOGY, PREFIXES
from server.records.description import Description, describe
from server.records.serialization import FORMS, Addresses, form_of, write

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
JSON_LD = next(format_ for format_ in GRAPH_FORMATS if format_.name == "jsonld")
TURTLE = GRAPH_FORMATS[0]
HERE = "http://localhost:8000/"
ISSUE = f"{BASE}id/issue/michigan-midas"
PATHS = ("id/issue/michigan-midas", "id/place/global-south", "concept/role", "graph/related")


def read(document: bytes, name: str) -> set[Quad]:
    return set(from_engine(ox.parse(document, format=FORMATS[name])))


@pytest.fixture(scope="module")
def issue(store: Store) -> Description:
    return describe(store, ISSUE)


def as_json(description: Description, form: str) -> Any:
    return json.loads(write(description, JSON_LD, form))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
def test_each_format_holds_the_same_statements(path: str, format_: Any, store: Store) -> None:
    found = describe(store, BASE + path)
    assert read(write(found, format_), format_.name) == found.quads


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_json_ld_holds_the_same_statements(path: str, form: str, store: Store) -> None:
    found = describe(store, BASE + path)
    document = write(found, JSON_LD, form)
    assert read(document, "jsonld") == found.quads
    n_quads = pyld.jsonld.to_rdf(json.loads(document), {"format": "application/n-quads"})
    assert read(n_quads.encode(), "nq") == found.quads


def test_a_framed_document_is_a_tree_that_is_rooted_in_the_thing(issue: Description) -> None:
    document = as_json(issue, "framed")
    assert document["id"] == ISSUE
    assert document["figure"][f"{ISSUE}#people-flagged"]["value"] == "40000"
    others = {node["id"] for node in document["@included"]}
    assert f"{BASE}graph/issue/michigan-midas" in others
    assert not {node for node in others if node.startswith(f"{ISSUE}#") and "named_by" not in node}


def test_a_compacted_document_has_its_nodes_beside_each_other(issue: Description) -> None:
    document = as_json(issue, "compacted")
    nodes = {node["id"]: node for node in document["@graph"]}
    assert sorted(document) == ["@context", "@graph"]
    assert nodes[ISSUE]["figure"][f"{ISSUE}#people-flagged"] == {}
    assert nodes[f"{ISSUE}#people-flagged"]["value"] == "40000"


def test_an_expanded_document_is_that_of_an_independent_processor(issue: Description) -> None:
    n_quads = to_n_quads(sorted(issue.quads)).decode()
    expected = pyld.jsonld.from_rdf(n_quads, {"format": "application/n-quads"})
    for form in ("expanded", "flattened"):
        assert ordered(as_json(issue, form)) == ordered(expected)


def ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: ordered(inner) for name, inner in sorted(value.items())}
    return sorted(map(ordered, value), key=json.dumps) if isinstance(value, list) else value


def test_a_thing_stands_first_in_its_document_and_its_type_before_all(issue: Description) -> None:
    lines = write(issue, TURTLE).decode().splitlines()
    first = next(line for line in lines if not line.startswith("@prefix"))
    assert first.startswith(f"<{ISSUE}> a ")
    assert write(issue, GRAPH_FORMATS[1]) == write(issue, GRAPH_FORMATS[1])


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/ld+json", ""),
        ("*/*", ""),
        *(
            (f'application/ld+json;profile="http://www.w3.org/ns/json-ld#{form}"', form)
            for form in FORMS
        ),
        ('application/ld+json; profile="http://www.w3.org/ns/json-ld#unheard-of"', ""),
        ('application/ld+json; profile="https://example.org/#framed"', ""),
        ('Application/LD+JSON; profile="http://www.w3.org/ns/json-ld#compacted"', "compacted"),
        (
            'text/html, application/ld+json;profile="http://www.w3.org/ns/json-ld#streaming '
            'http://www.w3.org/ns/json-ld#flattened";q=0.5',
            "flattened",
        ),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#framed";q=0', ""),
        ('application/ld+json;profile="', ""),
    ],
)
def test_a_profile_asks_for_a_form(accept: str, form: str) -> None:
    assert form_of(accept) == form


ELSEWHERE = Addresses(BASE, HERE)


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (f"{BASE}id/actor/amazon", f"{HERE}id/actor/amazon"),
        (f"{CONCEPT}role/vendor", f"{CONCEPT}role/vendor"),
        (f"{JG}Issue", f"{JG}Issue"),
        ("https://w3id.org/justicegraphics/", "https://w3id.org/justicegraphics/"),
        ("http://www.wikidata.org/entity/Q95", "http://www.wikidata.org/entity/Q95"),
    ],
)
def test_iris_of_ours_are_shown_under_an_address(found: str, shown: str) -> None:
    assert ELSEWHERE.shown(found) == shown
    assert Addresses().shown(found) == found


def test_data_of_another_base_are_shown_under_an_address_and_the_vocabulary_keeps_its_own() -> None:
    own = Addresses("https://data.example.org/", HERE)
    assert own.shown("https://data.example.org/id/actor/a") == f"{HERE}id/actor/a"
    assert own.shown(ONTOLOGY) == ONTOLOGY


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_no_text_is_rewritten(text: str) -> None:
    told = literal(f"{text}<{BASE}id/actor/amazon> {text}")
    quad = ("", iri(f"{BASE}a"), f"<{PREFIXES['rdfs']}comment>", told)
    assert ELSEWHERE.rewritten([quad]) == {("", iri(f"{HERE}a"), quad[2], told)}


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
def test_a_rewritten_document_says_the_same_under_the_address(
    issue: Description, format_: Any
) -> None:
    document = write(issue, format_, addresses=ELSEWHERE)
    assert f"{BASE}id/".encode() not in document
    assert read(document, format_.name) == ELSEWHERE.rewritten(issue.quads)


@pytest.mark.parametrize("form", FORMS)
def test_a_rewritten_json_ld_document_keeps_the_words_of_records(
    issue: Description, form: str
) -> None:
    document = write(issue, JSON_LD, form, ELSEWHERE)
    assert read(document, "jsonld") == ELSEWHERE.rewritten(issue.quads)
    if form == "framed":
        tree = json.loads(document)
        assert tree["id"] == ISSUE.replace(BASE, HERE)
        assert tree["year"] == "2013"
