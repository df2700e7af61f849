"""The words of a record: the context and the ontology speak of the same properties."""

import pytest

from graph.rdf.quads import from_engine
from ontology import (
    BASE,
    CONCEPT,
    JG,
    KINDS,
    PREFIXES,
    Field,
    context,
    graph_iri,
    kind_of,
    record_iri,
    terms,
    vocabulary,
)

QUADS = list(from_engine(vocabulary()))
TYPE = f"<{PREFIXES['rdf']}type>"


def declared(*kinds: str) -> set[str]:
    types = {f"<{PREFIXES['owl']}{kind}>" for kind in kinds}
    return {quad[1][1:-1] for quad in QUADS if quad[2] == TYPE and quad[3] in types}


PROPERTIES = {
    name for name in declared("ObjectProperty", "DatatypeProperty") if name.startswith(str(JG))
}


def test_no_concept_has_the_slug_of_a_word_of_the_context() -> None:
    addresses = {quad[1][1:-1].removeprefix(CONCEPT) for quad in QUADS}
    slugs = {address.split("/")[1] for address in addresses if address.count("/") == 1}
    assert "developer" in slugs
    assert slugs & terms().words == set()


def test_every_property_of_the_context_is_declared_in_the_ontology() -> None:
    used = {field.iri for field in terms().fields.values() if field.iri.startswith(str(JG))}
    assert used - PROPERTIES == set()


def test_every_property_of_the_ontology_has_a_word_in_the_context() -> None:
    assert PROPERTIES - {field.iri for field in terms().fields.values()} == set()


def test_every_class_of_the_context_is_declared_in_the_ontology() -> None:
    assert set(terms().classes.values()) - declared("Class") == set()


def test_every_kind_of_record_has_a_word_in_the_context() -> None:
    assert KINDS.keys() - terms().classes.keys() == set()


def test_every_vocabulary_of_concepts_is_a_scheme() -> None:
    schemes = {quad[1][1:-1] for quad in QUADS if quad[3] == f"<{PREFIXES['skos']}ConceptScheme>"}
    used = {
        field.vocabulary.rstrip("/")
        for field in terms().fields.values()
        if field.vocabulary.startswith(CONCEPT)
    }
    assert used - schemes == set()


def test_prefixes_of_the_context_are_those_of_queries() -> None:
    words = context()
    assert {name: words[name] for name in PREFIXES if name in words} == {
        name: iri for name, iri in PREFIXES.items() if name in words
    }


def test_keywords_prefixes_classes_and_fields_are_words() -> None:
    assert {"id", "type", "schema", "Incident", "actor"} <= terms().words


@pytest.mark.parametrize(
    "field",
    [
        Field("summary", f"{PREFIXES['dcterms']}abstract", language="en"),
        Field("year", f"{JG}year", datatype=f"{PREFIXES['xsd']}gYear"),
        Field("figure", f"{JG}figure", is_reference=True, is_nested=True),
        Field("actor", f"{JG}actor", f"{BASE}id/actor/", is_reference=True),
        Field("homepage", f"{PREFIXES['foaf']}homepage", is_reference=True),
        Field("unit", f"{JG}unit"),
    ],
)
def test_a_field_is_read_as_the_context_defines_it(field: Field) -> None:
    assert terms().fields[field.name] == field


def test_two_fields_may_stand_for_one_property() -> None:
    assert [field.name for field in terms().by_property(f"{JG}to")] == ["to", "toWorkers"]


def test_a_base_of_ones_own_moves_data_and_no_vocabulary() -> None:
    own = "https://example.org/graph/"
    moved = terms(own).fields
    assert moved["actor"].vocabulary == f"{own}id/actor/"
    assert moved["role"] == terms().fields["role"]
    assert BASE + "id/" not in str(context(own))


def test_another_base_moves_records_and_neither_terms_nor_concepts() -> None:
    elsewhere = "http://localhost:8000/"
    moved = terms(elsewhere)
    assert moved.fields["actor"].vocabulary == f"{elsewhere}id/actor/"
    assert moved.fields["role"].vocabulary == f"{BASE}concept/role/"
    assert moved.classes["Hazard"] == f"{BASE}ontology#Hazard"
    assert f"{BASE}id/" not in str(context(elsewhere))


def test_addresses_of_records_and_graphs_follow_the_base() -> None:
    own = "https://example.org/"
    assert record_iri("issue", "pay", own) == "https://example.org/id/issue/pay"
    assert graph_iri("issue", "pay", own) == "https://example.org/graph/issue/pay"


@pytest.mark.parametrize(
    ("iri", "kind"),
    [
        (f"{BASE}id/worker-group/riders", "worker-group"),
        (f"{CONCEPT}impact/bias", "impact"),
        (f"{CONCEPT}impact", ""),
        ("/id/actor/google", ""),
        (str(JG), ""),
    ],
)
def test_the_kind_is_the_segment_after_the_marker(iri: str, kind: str) -> None:
    assert kind_of(iri) == kind
