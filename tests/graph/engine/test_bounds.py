"""Bounds of joins: known cases, and random graphs on which none is exceeded."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine.bounds import ALL, ROWS, Bounds
from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.engine.simple_query import recognise
from graph.metadata.counting import TripleCounts
from graph.rdf.quads import Quad, to_n_quads

ISSUES = {
    ALL: (900_000, 400, 100_000),
    "<a:led>": (50_000, 3, 1),
    "<a:role>": (50_000, 1, 20_000),
    "<a:name>": (90_000, 2, 7),
}


def is_small(text: str) -> bool:
    query = recognise(text)
    assert query
    return Bounds(ISSUES).is_small(query)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { <a:s> ?p ?o }",
        "SELECT * { <a:s> <a:led> ?r . ?r <a:role> ?role ; <a:name> ?name }",
        'SELECT * { ?s <a:name> "x" }',
        "SELECT * { ?s <a:role> <a:chief> } LIMIT 20",
        "SELECT * { ?s <a:unknown> ?o }",
        "ASK { ?s ?p ?o }",
        "ASK { <a:s> <a:led> ?r . ?r <a:role> <a:chief> }",
    ],
)
def test_queries_about_one_thing_and_first_rows_are_small(text: str) -> None:
    assert is_small(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s <a:role> <a:chief> }",
        f"SELECT * {{ ?s <a:role> <a:chief> }} LIMIT {ROWS + 1}",
        "SELECT DISTINCT ?o { ?s <a:led> ?o } LIMIT 20",
        "ASK { ?s <a:led> ?s }",
        "ASK { ?s ?p ?s }",
        "SELECT * { <a:s> <a:name> ?a . <a:t> <a:name> ?b }",
        "SELECT * { <a:s> <a:led> ?r . ?x <a:role> ?role . ?role <a:name> ?r }",
        "SELECT * { <a:s> <a:name> ?o . <a:s> <a:led> <a:t> }",
        "SELECT * { <a:s> <a:led> ?a . ?a <a:led> ?b . ?b <a:led> ?c . ?c <a:led> ?d . "
        "?d <a:led> ?e . ?e <a:led> ?f . ?f <a:led> ?g }",
        "SELECT * { <a:s> ?p ?o . ?o ?q ?r }",
    ],
)
def test_all_else_is_not(text: str) -> None:
    assert not is_small(text)


def test_parts_without_a_common_variable_have_no_bound() -> None:
    query = recognise("ASK { <a:s> <a:name> ?a . <a:t> <a:name> ?b }")

    assert query
    assert Bounds(ISSUES).rows(query.patterns) == inf


NODES = st.sampled_from([f"<a:n{number}>" for number in range(4)])
PROPERTIES = st.sampled_from(["<a:p>", "<a:q>"])
GRAPHS = st.sampled_from(["<a:g>", "<a:h>"])
TERMS = st.sampled_from(["?x", "?y", "?z"])


@settings(max_examples=50)
@given(
    st.lists(st.tuples(GRAPHS, NODES, PROPERTIES, NODES), min_size=1, max_size=40, unique=True),
    st.lists(st.tuples(TERMS | NODES, PROPERTIES | TERMS, TERMS | NODES), min_size=1, max_size=3),
)
def test_no_join_has_more_rows_than_its_bound(
    quads: list[Quad], patterns: list[tuple[str, str, str]]
) -> None:
    block = " . ".join(map(" ".join, patterns))
    query = Query(f"SELECT * {{ {block} }}")
    bounds = Bounds(TripleCounts(quads).degrees())
    (found,) = Store.in_memory(to_n_quads(quads)).rows(f"SELECT (COUNT(*) AS ?n) {{ {block} }}")

    assert query.simple
    assert int(found["n"].text) <= bounds.rows(query.simple.patterns)
