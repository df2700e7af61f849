"""Small queries and look-ups without a worker; all others need the pool."""

from pathlib import Path

import pytest

from graph.engine.bounds import ALL, Bounds
from graph.engine.oxigraph import Store
from graph.engine.pool.direct import DirectEngine
from graph.engine.pool.loaded_graph import LoadedGraph
from graph.engine.query import Query
from graph.rdf.formats import RESULT_FORMATS
from ontology import BadQuery, Unavailable
from tests.graph.engine.pool.keeping import LIMITS

JSON, XML, TSV = RESULT_FORMATS[0], RESULT_FORMATS[1], RESULT_FORMATS[3]
DEGREES = {ALL: (2_000, 900, 1), "<a:name>": (2, 1, 1), "<a:part>": (1_998, 900, 1)}
SMALL = Query("SELECT ?name { <a:s> <a:name> ?name }")
STORE = Store.in_memory('<a:s> <a:name> "a \\u0001\\r" <a:g> .')


def opened(folder: Path) -> DirectEngine:
    """Return an engine whose pool does not exist."""
    graph = LoadedGraph(lambda: STORE)
    graph.wait()
    return DirectEngine(folder / "none", LIMITS, Bounds(DEGREES), graph)


def test_a_small_query_needs_no_pool(tmp_path: Path) -> None:
    assert opened(tmp_path).evaluate(SMALL, JSON).read() == STORE.evaluate(SMALL, JSON).read()
    assert opened(tmp_path).small_result(Query("ASK { ?s ?p ?o }"), TSV) == b"true"


def test_xml_is_as_well_formed_as_from_a_worker(tmp_path: Path) -> None:
    assert (
        "a \N{REPLACEMENT CHARACTER}&#13;".encode() in opened(tmp_path).evaluate(SMALL, XML).read()
    )


def test_all_others_go_to_the_pool(tmp_path: Path) -> None:
    engine = opened(tmp_path)

    assert engine.small_result(Query("SELECT * { <a:s> <a:part> ?o }"), JSON) is None
    with pytest.raises(Unavailable):
        engine.evaluate(Query("SELECT * { <a:s> <a:name> ?o FILTER(?o > 1) }"), JSON).read()


def test_a_mistake_is_told_as_by_the_pool(tmp_path: Path) -> None:
    with pytest.raises(BadQuery, match="is not SPARQL"):
        opened(tmp_path).small_result(Query("ASK { ?s none:p ?o }"), JSON)


def test_look_ups_need_no_pool(tmp_path: Path) -> None:
    found = opened(tmp_path).look_up("said", ["a:s"]).nodes

    assert [*found["a:s"]] == ["a:name"]


def test_until_the_store_is_open_everything_goes_to_the_pool(tmp_path: Path) -> None:
    def fails() -> Store:
        raise Unavailable("the release has gone")

    graph = LoadedGraph(fails)
    graph.wait()
    engine = DirectEngine(tmp_path / "none", LIMITS, Bounds(DEGREES), graph)

    assert engine.small_result(SMALL, JSON) is None
    with pytest.raises(Unavailable, match="no pool"):
        engine.look_up("said", ["a:s"])
