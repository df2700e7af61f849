"""Words in SPARQL: a search becomes VALUES, and what is written wrongly is told."""

import csv
import io
from contextlib import suppress

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from ontology import BadQuery
from server.sparql.text_search import MOST, USE, rewrite_search


def rewritten(text: str) -> str:
    return rewrite_search(text, lambda words, _: ["a:" + words.strip().replace(" ", "-")])


VALUES = [
    ('{ ?x jg:search "wrongful arrest" }', "{ VALUES ?x { <a:wrongful-arrest> } }"),
    ('{ ?x jg:search "a" . ?x a ?c }', "{ VALUES ?x { <a:a> } . ?x a ?c }"),
    ('{ ?x jg:search "a" ; a ?c }', "{ VALUES ?x { <a:a> } ?x  a ?c }"),
    ('{ ?x a ?c ; jg:search "a" }', "{ VALUES ?x { <a:a> } ?x a ?c }"),
    (
        "{ ?y a ?d. ?x a ?c ; jg:search 'a' ; a ?e }",
        "{ ?y a ?d. VALUES ?x { <a:a> } ?x a ?c ; a ?e }",
    ),
    ('{ FILTER(1 > 0) ?x a ?c; jg:search "a" }', "{ FILTER(1 > 0) VALUES ?x { <a:a> } ?x a ?c }"),
    ('{ ?x jg:search "a" FILTER(?x != <b>) }', "{ VALUES ?x { <a:a> } FILTER(?x != <b>) }"),
    ('{ ?x (a|jg:b) ?y ; jg:search "a" }', "{ VALUES ?x { <a:a> } ?x (a|jg:b) ?y }"),
    (
        '{ ?x <https://w3id.org/justicegraph/ontology#search> """a""" }',
        "{ VALUES ?x { <a:a> } }",
    ),
    ('{ OPTIONAL { ?x jg:search "a" } }', "{ OPTIONAL { VALUES ?x { <a:a> } } }"),
    ('{ ?x rdfs:label "jg:search" }', '{ ?x rdfs:label "jg:search" }'),
    ("{ jg:search ?p ?o }", "{ jg:search ?p ?o }"),
]


@pytest.mark.parametrize(("given_", "wanted"), VALUES)
def test_a_search_becomes_values(given_: str, wanted: str) -> None:
    assert rewritten(f"SELECT * {given_}") == f"SELECT * {wanted}"


def test_a_prefix_of_ones_own_leads_to_the_same() -> None:
    prefix = "PREFIX j: <https://w3id.org/justicegraph/ontology#>"
    assert rewritten(f'{prefix} ASK {{ ?x j:search "a" }}') == (
        f"{prefix} ASK {{ VALUES ?x {{ <a:a> }} }}"
    )


@pytest.mark.parametrize(
    "pattern",
    [
        "?x jg:search ?y",
        '<a:b> jg:search "a"',
        '?x jg:search "a", "b"',
        '?x ^jg:search "a"',
        '?x jg:search/jg:name "a"',
        '?x jg:search "a"@en',
        '?x jg:p [ jg:search "a" ]',
    ],
)
def test_a_search_that_is_written_wrongly_is_told(pattern: str) -> None:
    with pytest.raises(BadQuery) as raised:
        rewritten(f"ASK {{ {pattern} }}")
    assert str(raised.value) == f"line 1, column {raised.value.column}: {USE}"


def test_the_records_of_all_searches_are_bounded() -> None:
    asked: list[int] = []
    text = "ASK { " + '?x jg:search "a" . ' * 5 + "}"
    rewrite_search(text, lambda _, most: asked.append(most) or [])  # type: ignore[func-returns-value]
    assert asked == [MOST // 5] * 5
    with pytest.raises(BadQuery, match="5 searches by jg:search at most"):
        rewritten("ASK { " + '?x jg:search "a" . ' * 6 + "}")


PIECES = st.sampled_from(
    ["?x", "jg:search", '"a"', ";", ".", "{", "}", "a", "(", ")", "FILTER", ",", "[", "]", " "]
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_any_text_is_rewritten_or_refused(text: str) -> None:
    with suppress(BadQuery):
        assert rewritten(text) is not None


def records(client: FlaskClient, query: str) -> list[str]:
    answer = client.post("/sparql", data={"query": query, "format": "csv"})
    assert answer.status_code == 200, answer.text
    return [row["record"] for row in csv.DictReader(io.StringIO(answer.text))]


def test_a_search_finds_what_the_page_of_the_search_finds(client: FlaskClient) -> None:
    query = 'SELECT ?record { ?record jg:search "content moderators" ; rdfs:label ?title }'
    found = client.get("/search.json?q=content+moderators+").get_json()["hits"]
    assert {*records(client, query)} == {hit["id"] for hit in found} != set()


def test_what_nothing_has_gives_no_rows(client: FlaskClient) -> None:
    assert records(client, 'SELECT ?record { ?record jg:search "xyzzyxyzzy" }') == []


def test_a_search_is_combined_with_any_pattern(client: FlaskClient) -> None:
    query = """SELECT DISTINCT ?record {
      ?record a jg:Issue ; jg:search "amazon" .
      FILTER NOT EXISTS { ?record jg:involvement/jg:role/skos:broader role:responding }
    }"""
    query = "PREFIX role: <https://w3id.org/justicegraph/concept/role/>\n" + query
    assert len(records(client, query)) > 0
