"""What a query that ran out of time is told: which part is slow, and how to write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import OutOfTime
from server.sparql.advice import advised

LATE = "the query was ended"
ADVICE = [
    (
        "SELECT * { ?x a ?c OPTIONAL { ?x a ?d FILTER NOT EXISTS { ?x <a:p>/<a:q> ?o } } }",
        "EXISTS { ?x <a:p>/<a:q> ?o } is evaluated anew for each row: "
        "write MINUS { ?x <a:p>/<a:q> ?o } behind patterns that bind a variable of it",
    ),
    (
        "SELECT * { ?x a ?c FILTER(EXISTS { ?x <a:p>/<a:q> ?o } || ?c = <a:c>) }",
        "EXISTS { ?x <a:p>/<a:q> ?o } is evaluated anew for each row: write { SELECT DISTINCT "
        "?variable { ?x <a:p>/<a:q> ?o } }, with the variable that it shares",
    ),
    (
        "SELECT * { ?a <a:p>* ?b }",
        "The path between ?a and ?b may start anywhere: "
        "bind ?a or ?b by another pattern, or name one of them",
    ),
    (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "?a ?b ?c and ?d ?e ?f share no variable, so all pairs are formed: join them",
    ),
    (
        "SELECT * { ?x rdfs:label ?l FILTER(CONTAINS(LCASE(?l), 'uber')) }",
        'A filter on text reads every value: find words by ?record jg:search "words"',
    ),
]


@pytest.mark.parametrize(("text", "advice"), ADVICE)
def test_a_slow_part_is_named_with_a_faster_way(text: str, advice: str) -> None:
    assert str(advised(OutOfTime(LATE), text)) == f"{LATE}. {advice}"


@pytest.mark.parametrize("text", ["ASK { ?s ?p ?o }", "ASK { ?s a ?c . ?c a ?d }", ""])
def test_where_nothing_is_known_to_be_slow_no_advice_is_given(text: str) -> None:
    assert str(advised(OutOfTime(LATE), text)) == LATE


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert str(advised(OutOfTime(LATE), text)).startswith(LATE)
