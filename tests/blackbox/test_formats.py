"""Which format an answer comes in, and that each reads back as the same result."""

import csv
import io

import pyoxigraph as ox
import pytest
from lxml import etree

from tests.blackbox.client import Client

SELECT = 'SELECT ?s ?o { VALUES (?s ?o) { (<a:s> "x,\\"<&\\n"@en) (<a:s> UNDEF) } }'
ASK = "ASK { }"
CONSTRUCT = 'CONSTRUCT { <a:s> a <a:c> ; <a:p> "x<&\\n"@en, 1 } { }'
JSON, XML_, CSV, TSV = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
TURTLE, N_TRIPLES, N_QUADS, JSON_LD, RDF_XML = (
    "text/turtle",
    "application/n-triples",
    "application/n-quads",
    "application/ld+json",
    "application/rdf+xml",
)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

# What a client accepts, and the content type of what it gets.
OF_SELECT = [
    ("", JSON),
    ("*/*", JSON),
    ("application/*", JSON),
    ("text/*", f"{CSV}; charset=utf-8"),
    (JSON, JSON),
    (XML_, XML_),
    (CSV, f"{CSV}; charset=utf-8"),
    (TSV, f"{TSV}; charset=utf-8"),
    ("application/json", "application/json"),
    ("application/xml", "application/xml"),
    ("text/xml", "text/xml; charset=utf-8"),
    ("APPLICATION/JSON", "application/json"),
    (f"{JSON};q=0.5, {XML_}", XML_),
    (f"{JSON};q=0.5,{XML_};q=0.6", XML_),
    (f"{XML_};q=0.5, {JSON};q=0.5", JSON),
    (f"*/*;q=0.9, {TSV};q=0.2", JSON),
    (f"{JSON};q=0, */*", XML_),
    (f"{JSON};q=0, {XML_};q=0, text/*;q=0.1", f"{CSV}; charset=utf-8"),
    (f"{TURTLE}, {CSV};q=0.1", f"{CSV}; charset=utf-8"),
    (f"{CSV}; charset=utf-8", f"{CSV}; charset=utf-8"),
    (f"{TSV};q=1.000, */*;q=0.001", f"{TSV}; charset=utf-8"),
    ("nonsense, */*", JSON),
]
OF_ASK = [("", JSON), ("*/*", JSON), (XML_, XML_), (f"{CSV}, {XML_};q=0.1", XML_)]
OF_GRAPH = [
    ("", f"{TURTLE}; charset=utf-8"),
    ("*/*", f"{TURTLE}; charset=utf-8"),
    (TURTLE, f"{TURTLE}; charset=utf-8"),
    ("application/x-turtle", "application/x-turtle"),
    (N_TRIPLES, N_TRIPLES),
    ("text/plain", "text/plain; charset=utf-8"),
    (N_QUADS, N_QUADS),
    (JSON_LD, JSON_LD),
    ("application/json", "application/json"),
    (RDF_XML, RDF_XML),
    ("application/xml", "application/xml"),
    (f"{RDF_XML};q=0.9, {JSON_LD};q=0.8, {TURTLE};q=0", RDF_XML),
    (f"{JSON}, {N_TRIPLES};q=0.3", N_TRIPLES),
]
WISHES = [(SELECT, *one) for one in OF_SELECT] + [(ASK, *one) for one in OF_ASK]
WISHES += [(CONSTRUCT, *one) for one in OF_GRAPH]


@pytest.mark.parametrize(("text", "accept", "kind"), WISHES)
def test_an_answer_comes_in_the_format_that_is_wanted_most(
    client: Client, text: str, accept: str, kind: str
) -> None:
    found = client.query(text, {"Accept": accept} if accept else {})
    assert (found.status, found.kind) == (200, kind)
    assert found.headers["vary"] == "Accept, Accept-Encoding"


# A query, what is accepted, and what there is.
NONE = [
    (SELECT, "image/png", f"json ({JSON}), xml ({XML_}), csv ({CSV}), tsv ({TSV})"),
    (SELECT, TURTLE, f"json ({JSON}), xml ({XML_}), csv ({CSV}), tsv ({TSV})"),
    (SELECT, "*/*;q=0", f"json ({JSON}), xml ({XML_}), csv ({CSV}), tsv ({TSV})"),
    (ASK, CSV, f"json ({JSON}), xml ({XML_})"),
    (
        CONSTRUCT,
        CSV,
        f"ttl ({TURTLE}), nt ({N_TRIPLES}), nq ({N_QUADS}), jsonld ({JSON_LD}), rdf ({RDF_XML})",
    ),
]


@pytest.mark.parametrize(("text", "accept", "there_is"), NONE)
def test_where_no_format_will_do_those_that_there_are_are_named(
    client: Client, text: str, accept: str, there_is: str
) -> None:
    told = client.query(text, {"Accept": accept}).problem
    assert told["status"] == 406
    assert told["detail"] == f"no format that you accept; there are: {there_is}"


NAMES = [
    (SELECT, "json", JSON),
    (SELECT, "xml", XML_),
    (SELECT, "csv", f"{CSV}; charset=utf-8"),
    (SELECT, "tsv", f"{TSV}; charset=utf-8"),
    (SELECT, TSV, f"{TSV}; charset=utf-8"),
    (SELECT, "", JSON),
    (ASK, "xml", XML_),
    (CONSTRUCT, "ttl", f"{TURTLE}; charset=utf-8"),
    (CONSTRUCT, "nt", N_TRIPLES),
    (CONSTRUCT, "nq", N_QUADS),
    (CONSTRUCT, "jsonld", JSON_LD),
    (CONSTRUCT, "rdf", RDF_XML),
]


@pytest.mark.parametrize(("text", "name", "kind"), NAMES)
def test_people_may_name_a_format_in_the_address(
    client: Client, text: str, name: str, kind: str
) -> None:
    for accept in ("*/*", BROWSER, ""):
        found = client.query(text, {"Accept": accept}, format=name) if name else client.query(text)
        assert (found.status, found.kind) == (200, kind)


@pytest.mark.parametrize(
    ("text", "name"), [(SELECT, "ttl"), (ASK, "csv"), (CONSTRUCT, "tsv"), (ASK, "yaml")]
)
def test_a_format_that_there_is_not_is_refused(client: Client, text: str, name: str) -> None:
    assert client.query(text, format=name).problem["status"] == 406


@pytest.mark.parametrize(("name", "text"), [("json", ASK), ("xml", ASK)])
def test_an_ask_is_answered_with_a_truth_value(client: Client, name: str, text: str) -> None:
    for query, truth in ((text, True), ("ASK { FILTER(false) }", False)):
        found = ox.parse_query_results(client.query(query, format=name).body, format=FORMATS[name])
        assert isinstance(found, ox.QueryBoolean)
        assert bool(found) is truth


FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
TEXT = 'x,"<&\n'


@pytest.mark.parametrize("name", FORMATS)
def test_rows_read_back_as_they_are(client: Client, name: str) -> None:
    found = ox.parse_query_results(client.query(SELECT, format=name).body, format=FORMATS[name])
    assert isinstance(found, ox.QuerySolutions)
    rows = [(row["s"], row["o"]) for row in found]
    subject = ox.NamedNode("a:s")
    assert rows == [(subject, ox.Literal(TEXT, language="en")), (subject, None)]


def test_rows_read_back_from_csv_as_texts(client: Client) -> None:
    found = client.query(SELECT, format="csv").text
    assert [*csv.reader(io.StringIO(found, newline=""))] == [
        ["s", "o"],
        ["a:s", TEXT],
        ["a:s", ""],
    ]


GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph_reads_back_as_it_is(client: Client, name: str) -> None:
    found = {*ox.parse(client.query(CONSTRUCT, format=name).body, format=GRAPHS[name])}
    s, p = ox.NamedNode("a:s"), ox.NamedNode("a:p")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    assert found == {
        ox.Quad(s, kind, ox.NamedNode("a:c")),
        ox.Quad(s, p, ox.Literal("x<&\n", language="en")),
        ox.Quad(s, p, ox.Literal("1", datatype=integer)),
    }


STRANGE = 'SELECT ("a\\u0001b\\uFFFE\\r\\n\\t" AS ?x) { }'


def test_xml_is_well_formed_whatever_it_holds(client: Client) -> None:
    found = etree.fromstring(client.query(STRANGE, format="xml").body)
    literal = found.find(".//{http://www.w3.org/2005/sparql-results#}literal")
    assert literal is not None
    assert literal.text == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}\r\n\t"


def test_other_formats_keep_what_xml_cannot(client: Client) -> None:
    found = client.query(STRANGE, format="json").json
    assert found["results"]["bindings"][0]["x"]["value"] == "a\x01b\ufffe\r\n\t"


# What a format has no words for: told, rather than written wrong.
UNWRITABLE = [
    ("CONSTRUCT { <a:s> <http://example.org/1> 1 } { }", "rdf"),
    ("CONSTRUCT { <a:s> <a:p#> 1 } { }", "rdf"),
    ("CONSTRUCT { <a:s> <a:p> <<( <a:s> <a:p> 1 )>> } { }", "jsonld"),
]


@pytest.mark.parametrize(("text", "name"), UNWRITABLE)
def test_what_a_format_cannot_hold_is_told(client: Client, text: str, name: str) -> None:
    assert client.query(text, format=name).problem["status"] == 400
    assert client.query(text, format="nt").status == 200
