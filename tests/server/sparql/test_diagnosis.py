"""Causes of syntax errors that a parser does not name, each with its correction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.rdf.formats import RESULT_FORMATS
from ontology import BadQuery, QueryRefused
from server.sparql.diagnosis import explained

AT = "the query is not SPARQL at line {}, column {}: "
CAUSES = [
    (
        "SELECT\N{NO-BREAK SPACE}* { ?s ?p ?o }",
        AT.format(1, 7) + "NO-BREAK SPACE (U+00A0) is no sign of SPARQL: write an ordinary space",
    ),
    (
        "SELECT * {\n  ?s ?p \N{LEFT DOUBLE QUOTATION MARK}x\N{RIGHT DOUBLE QUOTATION MARK} }",
        AT.format(2, 9) + 'LEFT DOUBLE QUOTATION MARK (U+201C) is no sign of SPARQL: write "',
    ),
    (
        "SELECT * { ?s ?p 1 FILTER(1 \N{EN DASH} 1 > 0) }",
        AT.format(1, 29) + "EN DASH (U+2013) is no sign of SPARQL: write -",
    ),
    (
        "ASK { ?s ?p ?o \N{ZERO WIDTH SPACE}}",
        AT.format(1, 16)
        + "ZERO WIDTH SPACE (U+200B) is no sign of SPARQL, and cannot be seen: delete it",
    ),
    (
        "ASK { ?s ?p ?o \N{FULLWIDTH FULL STOP}}",
        AT.format(1, 16) + "FULLWIDTH FULL STOP (U+FF0E) is no sign of SPARQL: write .",
    ),
    (
        "ASK { ?s dbo:name ?o }",
        AT.format(1, 18)
        + "the prefix dbo: is not declared: write PREFIX dbo: <its namespace> before the query",
    ),
    (
        "PREFIX a: <a:> ASK { ?s a:b ?o . # b:c\n ?s jgg:year ?o }",
        AT.format(2, 13) + "the prefix jgg: is not declared: write PREFIX jgg: <its namespace> "
        "before the query, or did you mean jg:?",
    ),
]


@pytest.mark.parametrize(("text", "message"), CAUSES)
def test_a_cause_is_named_with_its_correction(store: Store, text: str, message: str) -> None:
    with pytest.raises(BadQuery) as raised:
        store.evaluate(Query(text), RESULT_FORMATS[0])
    assert str(explained(raised.value, text)) == message


@pytest.mark.parametrize(
    "text",
    [
        "SELECT",
        "ASK { ?s ?p '\N{NO-BREAK SPACE}dbo:x' . <dbo:x> ?p ?o",
        "PREFIX dbo: <dbo:> ASK { ?s dbo:x",
    ],
)
def test_another_error_stays_as_it_is(text: str) -> None:
    error = BadQuery("the query is not SPARQL")
    assert explained(error, text) is error


@given(st.text(max_size=80))
def test_any_text_is_explained_or_left(text: str) -> None:
    error = BadQuery("no")
    found = explained(error, text)
    assert found is error or str(found).startswith("the query is not SPARQL at line ")


PIECES = st.sampled_from(
    ["ASK", " ", "{", "}", "?s", "?p", "jg:a", "a:b", "PREFIX a: <a:>", "'x'", "\n", "#c\n", "."]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_only_what_the_engine_refuses_has_a_cause(store: Store, text: str) -> None:
    error = BadQuery("no")
    if explained(error, text) is not error:
        with pytest.raises((BadQuery, QueryRefused)):
            store.evaluate(Query(text), RESULT_FORMATS[0])
