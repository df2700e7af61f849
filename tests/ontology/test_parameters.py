"""Parameters of questions: what the comments of a query declare, and how values stand in it."""

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import KINDS, Question, concepts, questions
from ontology.questions.parameters import NUMBERS, Parameter, bound, parameters

TEXT = """\
# How many?
SELECT ?issue WHERE {
  # Parameter area as ?concept (justice-area): one area alone
  #   ?issue <urn:area> ?concept .
  # Parameter actor as ?who (actor): the actor
  VALUES ?who { actor:amazon }
  ?issue <urn:by> ?who .
  # Parameter from as ?from (year): from this year on
  #   ?issue <urn:year> ?year .
  #   FILTER(?year >= ?from)
  # A comment.
}
"""


def test_a_text_declares_its_parameters_in_order() -> None:
    assert parameters(TEXT) == (
        Parameter("area", "justice-area", "one area alone"),
        Parameter("actor", "actor", "the actor", "amazon"),
        Parameter("from", "year", "from this year on"),
    )


def test_without_values_the_text_stays_as_it_is() -> None:
    assert bound(TEXT, {}) == TEXT


def test_a_value_brings_its_pattern_and_takes_the_place_of_the_default() -> None:
    found = bound(TEXT, {"area": ["<urn:a>", "<urn:b>"], "actor": ["<urn:c>"], "from": ["1"]})
    assert (
        found
        == """\
# How many?
SELECT ?issue WHERE {
  VALUES ?concept { <urn:a> <urn:b> }
  ?issue <urn:area> ?concept .
  VALUES ?who { <urn:c> }
  ?issue <urn:by> ?who .
  VALUES ?from { 1 }
  ?issue <urn:year> ?year .
  FILTER(?year >= ?from)
  # A comment.
}
"""
    )


@given(st.text(), st.text(alphabet="# Parameter as?()-:\n{}abc VALUES"))
def test_no_text_stops_the_reader(one: str, other: str) -> None:
    text = f"# Parameter area as ?a ({one}): {other}\n{one}{other}"
    for found in parameters(text):
        assert re.fullmatch("[a-z]+", found.name)
    assert bound(text, {}) == text


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.slug)
def test_every_declaration_is_read_and_of_a_known_type(question: Question) -> None:
    written = re.findall(r"# Parameter ([a-z]+)", question.text)
    assert [one.name for one in question.parameters] == list(dict.fromkeys(written))
    for one in question.parameters:
        assert one.type in NUMBERS or one.type in KINDS.values() or concepts(one.type)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.slug)
def test_every_question_with_all_values_is_sparql(question: Question) -> None:
    values = {one.name: ["1" if one.is_number else "<urn:a>"] for one in question.parameters}
    text = question.asked(values, "https://example.org/")
    ox.Store().query(text, prefixes={})
    assert parameters(text) == ()
    assert "https://w3id.org/justicegraph/id/issue" not in text
