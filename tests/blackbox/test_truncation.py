"""A result beyond the limit: cut between two rows, well-formed, and saying that it was cut."""

from http.client import IncompleteRead

import pyoxigraph as ox
import pytest
from lxml import etree

from tests.blackbox.client import Reply
from tests.blackbox.server import Server

ROWS = "SELECT ?a ?b ?c ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 50000"
GRAPH = "CONSTRUCT { ?a ?b ?c . ?d ?e ?f } { ?a ?b ?c . ?d ?e ?f } LIMIT 60000"
LIMIT = 1 << 20
NOTE = "truncated: the result is larger than the limit of this endpoint"

CODINGS = pytest.mark.parametrize("coding", ["identity", "gzip"])


def cut(limited: Server, text: str, name: str) -> Reply:
    found = limited.client.query(text, format=name)
    assert found.status == 200
    assert LIMIT * 0.8 < len(found.body) < LIMIT * 1.01
    return found


def test_json_says_so_beside_its_rows(limited: Server) -> None:
    found = cut(limited, ROWS, "json").json
    assert found["truncated"] is True
    assert found["head"]["vars"] == ["a", "b", "c", "d"]
    assert all({*row} == {"a", "b", "c", "d"} for row in found["results"]["bindings"])
    assert len(found["results"]["bindings"]) > 1000


def test_xml_says_so_in_a_comment(limited: Server) -> None:
    found = etree.fromstring(cut(limited, ROWS, "xml").body)
    assert [str(one.text).strip() for one in found.iter(etree.Comment)] == [NOTE]
    rows = found.findall(".//{http://www.w3.org/2005/sparql-results#}result")
    assert {len(row) for row in rows} == {4}


PARSERS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("name", PARSERS)
def test_a_graph_says_so_and_reads_as_a_part_of_it(limited: Server, name: str) -> None:
    found = cut(limited, GRAPH, name)
    statements = {str(quad.triple) for quad in ox.parse(found.body, format=PARSERS[name])}
    assert len(statements) > 100
    assert b"truncated" in found.body[-100:]
    assert statements <= whole(limited)


def whole(limited: Server) -> set[str]:
    """Return every statement of the graph, by its download."""
    release = limited.client.get("/readyz").text.split()[-1]
    body = limited.client.get(f"/release/{release}/justicegraph.nt").body
    return {str(quad.triple) for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_csv_and_tsv_cannot_say_so_and_break_off(limited: Server, name: str) -> None:
    with pytest.raises(IncompleteRead):
        limited.client.query(ROWS, format=name)


def test_a_result_below_the_limit_says_nothing(limited: Server) -> None:
    found = limited.client.query("SELECT * { ?s ?p ?o } LIMIT 500")
    assert "truncated" not in found.json
    assert len(found.json["results"]["bindings"]) == 500


def test_a_cut_result_is_the_same_each_time(limited: Server) -> None:
    first, second = (limited.client.query(ROWS) for _ in range(2))
    assert first.body == second.body
