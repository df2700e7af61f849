"""Provenance: each record's graph says what it is about and what it rests on."""

from graph.metadata.provenance import PROVENANCE, provenance
from graph.rdf.quads import Quad
from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import documents
from ontology import BASE, CC_BY, PREFIXES, Project

TEXT = """\
id: an-issue
type: Incident
title: An issue
source: [a-book, a-page]
figure:
  "#pay":
    value: 3
    source: a-sheet
modified: 2026-01-02
"""
PROV, TERMS = PREFIXES["prov"], PREFIXES["dcterms"]


def described(text: str, base: str = BASE) -> list[Quad]:
    (node,) = documents(text, "an-issue.yaml")
    return list(provenance([read_record(node, "an-issue.yaml", base)], Project(base=base)))


def expected(base: str) -> list[Quad]:
    provenance_, curation = f"<{base}{PROVENANCE}>", f"<{base}activity/curation>"
    graph = f"<{base}graph/issue/an-issue>"
    label = '"Curation of records in our own words"@en'
    itself = '"Where the statements of each named graph are from"@en'
    return [
        (provenance_, provenance_, f"<{PREFIXES['rdf']}type>", f"<{PROV}Entity>"),
        (provenance_, provenance_, f"<{PREFIXES['rdfs']}label>", itself),
        (provenance_, provenance_, f"<{TERMS}license>", f"<{CC_BY}>"),
        (provenance_, curation, f"<{PREFIXES['rdf']}type>", f"<{PROV}Activity>"),
        (provenance_, curation, f"<{PREFIXES['rdfs']}label>", label),
        (provenance_, graph, f"<{PREFIXES['rdf']}type>", f"<{PROV}Entity>"),
        (provenance_, graph, f"<{PREFIXES['foaf']}primaryTopic>", f"<{base}id/issue/an-issue>"),
        (provenance_, graph, f"<{TERMS}license>", f"<{CC_BY}>"),
        (provenance_, graph, f"<{PROV}wasGeneratedBy>", curation),
        (provenance_, graph, f"<{PROV}wasDerivedFrom>", f"<{base}id/source/a-book>"),
        (provenance_, graph, f"<{PROV}wasDerivedFrom>", f"<{base}id/source/a-page>"),
        (
            provenance_,
            graph,
            f"<{TERMS}modified>",
            f'"2026-01-02"^^<{PREFIXES["xsd"]}date>',
        ),
    ]


def test_a_graph_is_derived_from_the_sources_of_its_record_and_of_no_nested_node() -> None:
    assert described(TEXT) == expected(BASE)


def test_provenance_lives_under_a_base_of_ones_own() -> None:
    own = "https://example.org/"
    assert described(TEXT, own) == expected(own)


def test_the_day_of_change_stands_in_the_provenance_alone(quads: list[Quad]) -> None:
    modified = {
        quad[0] for quad in quads if quad[2] == f"<{TERMS}modified>" and "/graph/" in quad[1]
    }
    assert modified == {f"<{BASE}{PROVENANCE}>"}


def test_every_record_has_its_graph_described(quads: list[Quad], curated: list[Record]) -> None:
    topic = f"<{PREFIXES['foaf']}primaryTopic>"
    topics = {(quad[1], quad[3]) for quad in quads if quad[2] == topic}
    assert topics == {(f"<{record.graph}>", f"<{record.iri}>") for record in curated}


def test_no_statement_stands_outside_a_named_graph(quads: list[Quad]) -> None:
    assert [quad for quad in quads if not quad[0]] == []
