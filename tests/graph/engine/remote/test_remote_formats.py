"""A result from elsewhere is whole, and in the format that was asked for."""

from http.server import BaseHTTPRequestHandler

import pyoxigraph as ox
import pytest

from graph.engine.query import Query
from graph.rdf.formats import GRAPH_CODECS, GRAPH_FORMATS, RESULT_FORMATS, Format
from ontology import Ended, Unavailable
from tests.engines import answer, asked, begin, send

JSON, XML, CSV, TSV = RESULT_FORMATS
TURTLE, N_TRIPLES, N_QUADS, JSON_LD, RDF_XML = GRAPH_FORMATS
SELECT = Query("SELECT ?s { ?s ?p ?o }")
CONSTRUCT = Query("CONSTRUCT WHERE { ?s ?p ?o }")
ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:a"}}]}}'


@pytest.mark.parametrize(
    ("query", "format_", "whole"),
    [
        (SELECT, JSON, ROWS),
        (SELECT, XML, b'<?xml version="1.0"?><sparql><head></head><results></results></sparql>\n'),
        (SELECT, CSV, b"s\r\nurn:a\r\n"),
        (SELECT, TSV, b"?s\n<urn:a>\n"),
        (CONSTRUCT, TURTLE, b"<urn:a> <urn:b> <urn:c> .\n"),
        (CONSTRUCT, N_TRIPLES, b"<urn:a> <urn:b> <urn:c> .\n"),
        (CONSTRUCT, N_QUADS, b"<urn:a> <urn:b> <urn:c> .\n"),
        (CONSTRUCT, JSON_LD, b'[{"@id":"urn:a"}]'),
        (CONSTRUCT, RDF_XML, b'<rdf:RDF xmlns:rdf="urn:rdf"></rdf:RDF>'),
    ],
    ids=lambda part: part.name if isinstance(part, Format) else "",
)
def test_a_result_that_the_engine_cut_is_not_taken_for_whole(
    query: Query, format_: Format, whole: bytes
) -> None:
    media_type = N_TRIPLES.media_type if format_ == N_QUADS else format_.media_type
    assert asked(lambda one: answer(one, 200, media_type, whole), query, format_) == whole
    cut = whole.rstrip()[:-1] + b"The SPARQL operation has been cancelled"
    with pytest.raises(Ended, match="the engine cut its result short"):
        asked(lambda one: answer(one, 200, media_type, cut), query, format_)


def test_a_connection_that_breaks_off_is_no_end() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        begin(handler, JSON.media_type)
        send(handler, ROWS)
        handler.close_connection = True

    with pytest.raises(Unavailable, match="the connection to the engine was lost"):
        asked(reply, SELECT, JSON)


@pytest.mark.parametrize("format_", [GRAPH for GRAPH in GRAPH_FORMATS if GRAPH != N_TRIPLES])
def test_an_empty_graph_is_whole(format_: Format) -> None:
    found = asked(lambda one: answer(one, 200, "application/n-triples", b""), CONSTRUCT, format_)
    assert [*ox.parse(found, format=GRAPH_CODECS[format_.name])] == []


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        (CSV, b"s\r\nurn:a\r\n"),
        (TSV, b"?s\n<urn:a>\n"),
        (
            XML,
            b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
            b'<variable name="s"/></head><results><result><binding name="s"><uri>urn:a</uri>'
            b"</binding></result></results></sparql>",
        ),
    ],
    ids=["csv", "tsv", "xml"],
)
def test_formats_that_an_engine_lacks_are_made_of_json(format_: Format, expected: bytes) -> None:
    assert asked(lambda one: answer(one, 200, JSON.media_type, ROWS), SELECT, format_) == expected


@pytest.mark.parametrize("format_", [TURTLE, N_QUADS, JSON_LD, RDF_XML], ids=lambda one: one.name)
def test_formats_that_an_engine_lacks_are_made_of_n_triples(format_: Format) -> None:
    triple = b"<urn:a> <urn:b> <urn:c> .\n"
    found = asked(lambda one: answer(one, 200, N_TRIPLES.media_type, triple), CONSTRUCT, format_)
    assert [str(quad.triple) for quad in ox.parse(found, format=GRAPH_CODECS[format_.name])] == [
        "<urn:a> <urn:b> <urn:c>"
    ]


def test_what_is_ill_formed_is_not_converted() -> None:
    with pytest.raises(Unavailable, match="is not well-formed application/sparql-results"):
        asked(
            lambda one: answer(one, 200, JSON.media_type, b'{"head":{},"results":[}'), SELECT, CSV
        )
