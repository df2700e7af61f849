"""A result that is cut anywhere is closed between two rows, and says so."""

import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from graph.engine.oxigraph import Store
from graph.engine.pool.result_stream import Full, Output
from graph.engine.pool.truncation import cut
from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from ontology import Ended

NOTE = b"truncated"
NASTY = [
    '}},{"',
    '}},{"a":{"',
    ']},{"@id":"',
    " .\n",
    "</result>",
    "\n\t</rdf:Description>",
    "]]>",
    "\\",
    "\r",
]
TEXTS = st.lists(st.one_of(st.text(max_size=8), st.sampled_from(NASTY)), max_size=4).map("".join)
LITERALS = st.lists(
    st.one_of(
        TEXTS.map(ox.Literal),
        TEXTS.map(lambda text: ox.Literal(text, language="en")),
        TEXTS.map(lambda text: ox.Literal(text, datatype=ox.NamedNode("a:t"))),
    ),
    min_size=1,
    max_size=6,
)
SELECT = Query("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s")
CONSTRUCT = Query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")

by_result = pytest.mark.parametrize("format_", RESULT_FORMATS[:2], ids=lambda one: one.name)
by_graph = pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda one: one.name)


def holding(literals: list[ox.Literal]) -> Store:
    quads = [
        ox.Quad(ox.NamedNode(f"a:s{number % 4}"), ox.NamedNode(f"a:p{number % 2}"), literal)
        for number, literal in enumerate(literals)
    ]
    engine = ox.Store()
    engine.extend(quads)
    return Store(engine)


def written(store: Store, query: Query, format_: Format) -> bytes:
    """Return a result as it leaves a worker: what XML cannot hold is replaced."""
    output = Output(format_.name, most=1 << 30)
    return output.take(store.evaluate(query, format_).read()) + output.rest()


def ends(result: bytes) -> st.SearchStrategy[tuple[int, int]]:
    """Two places of a result: what is before the first has been sent, the rest may be cut."""
    places = st.integers(0, len(result))
    return st.tuples(places, places).map(lambda pair: (min(pair), max(pair)))


def read_rows(body: bytes, name: str) -> list[object]:
    if name == "json":
        found = json.loads(body)
        return list(found["results"]["bindings"])
    return [etree.tostring(one) for one in etree.fromstring(body).iter("{*}result")]


@by_result
@given(literals=LITERALS, data=st.data())
def test_rows_that_are_cut_are_the_first_rows(
    format_: Format, literals: list[ox.Literal], data: st.DataObject
) -> None:
    whole = written(holding(literals), SELECT, format_)
    start, end = data.draw(ends(whole))
    tail = cut(format_.name, whole[start:end])
    if tail is not None:
        rows = read_rows(whole[:start] + tail, format_.name)
        assert rows == read_rows(whole, format_.name)[: len(rows)]
        assert NOTE in tail


GRAPHS: dict[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


def read_graph(body: bytes, name: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(body, format=GRAPHS[name])}


@by_graph
@given(literals=LITERALS, data=st.data())
def test_a_graph_that_is_cut_is_a_part_of_it(
    format_: Format, literals: list[ox.Literal], data: st.DataObject
) -> None:
    whole = written(holding(literals), CONSTRUCT, format_)
    start, end = data.draw(ends(whole))
    tail = cut(format_.name, whole[start:end])
    if tail is not None:
        found = read_graph(whole[:start] + tail, format_.name)
        assert found <= read_graph(whole, format_.name)
        assert NOTE in tail


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_csv_and_tsv_cannot_be_cut(name: str) -> None:
    assert cut(name, b"s\r\na:s\r\n") is None


@pytest.mark.parametrize("name", ["json", "xml", "ttl", "nt", "nq", "jsonld", "rdf"])
@pytest.mark.parametrize("tail", [b"", b"no row here", b'{"head":{"vars":["s"]},"resu'])
def test_what_has_no_whole_row_cannot_be_cut(name: str, tail: bytes) -> None:
    assert cut(name, tail) is None


# A tail, and what becomes of it.
TAILS: list[tuple[str, bytes, bytes]] = [
    (
        "json",
        b'{"s":{"v":"1"}},{"s":{"v":"2"}},{"s":{"v',
        b'{"s":{"v":"1"}},{"s":{"v":"2"}}]},"truncated":true}',
    ),
    ("json", b'{"s":{"v":"1"}},{"s":{"v":"}},{"}},{', b'{"s":{"v":"1"}}]},"truncated":true}'),
    ("json", b'{"s":{"v":"1"}},{"s":{"v":"}},{","x', b'{"s":{"v":"1"}}]},"truncated":true}'),
    (
        "xml",
        b"<result></result><result><bind",
        b"<result></result></results><!-- truncated: the result is larger than the limit of this "
        b"endpoint --></sparql>",
    ),
]


@pytest.mark.parametrize(("name", "tail", "closed"), TAILS)
def test_a_tail_is_closed_after_its_last_whole_row(name: str, tail: bytes, closed: bytes) -> None:
    assert cut(name, tail) == closed


@by_graph
@given(literals=LITERALS, most=st.integers(0, 4_000), size=st.integers(1, 500))
def test_an_output_of_any_size_is_well_formed_or_told(
    format_: Format, literals: list[ox.Literal], most: int, size: int
) -> None:
    """The engine writes in chunks, and the limit falls anywhere."""
    raw = holding(literals).evaluate(CONSTRUCT, format_).read()
    found = limited(raw, format_.name, most, size)
    if found is not None:
        assert read_graph(found, format_.name) <= read_graph(raw_whole(raw, format_), format_.name)


def raw_whole(raw: bytes, format_: Format) -> bytes:
    output = Output(format_.name, most=1 << 30)
    return output.take(raw) + output.rest()


def limited(raw: bytes, name: str, most: int, size: int) -> bytes | None:
    output, sent = Output(name, most), bytearray()
    try:
        for start in range(0, len(raw), size):
            sent += output.take(raw[start : start + size])
    except Full:
        pass
    except Ended:
        return None
    return bytes(sent) + output.rest()


@by_result
@given(literals=LITERALS, most=st.integers(0, 2_000), size=st.integers(1, 300))
def test_rows_of_any_size_are_well_formed_or_told(
    format_: Format, literals: list[ox.Literal], most: int, size: int
) -> None:
    raw = holding(literals).evaluate(SELECT, format_).read()
    found = limited(raw, format_.name, most, size)
    if found is not None:
        rows = read_rows(found, format_.name)
        assert rows == read_rows(raw_whole(raw, format_), format_.name)[: len(rows)]
