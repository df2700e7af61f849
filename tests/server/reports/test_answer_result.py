"""Sentence of result: what the rows of an answer say, each sentence computed here by hand."""

import re

import pytest
from flask import Flask

from graph.engine.base import Row, Value
from ontology import Question, question, questions
from server.languages.catalogue import catalogues
from server.reports.answer_result import FIELD, result


def row(**values: str) -> Row:
    return {name: Value(text) for name, text in values.items()}


def wage(who: str, value: str, unit: str = "USD per hour", **more: str) -> Row:
    return row(money=f"https://x/id/worker-group/{who}#m", who=who, value=value, unit=unit, **more)


def rows(column: str, *values: str) -> list[Row]:
    return [row(**{column: value}) for value in values]


PRICE = row(money="https://x/id/system/s#m", who="A to B", value="900", unit="USD per hour")
AREAS = [
    row(area="X", year="2020", issues="3"),
    row(area="Y", year="2021", issues="1200"),
    row(area="Y"),
]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], ""),
        ([PRICE], ""),
        ([PRICE, wage("A", "2.5", precision="About")], "A: about 2.5 USD per hour."),
        (
            [wage("A", "1.32", upperValue="2"), wage("B", "1000"), wage("C", "9", "KES per month")],
            "Wages in USD per hour go from 1.32 (A) to 1,000 (B).",
        ),
    ],
)
def test_wages_are_told_as_a_range_of_one_unit(app: Flask, told: list[Row], expected: str) -> None:
    with app.test_request_context("/"):
        assert result(question("pay"), told) == expected


@pytest.mark.parametrize(
    ("sentence", "told", "expected"),
    [
        ("{rows: row is|rows are} there.", AREAS, "3 rows are there."),
        ("{rows: row is|rows are} there.", AREAS[:1], "1 row is there."),
        ("There are {rows}.", AREAS * 500, "There are 1,500."),
        ("{count ?area: area|areas}.", AREAS, "2 areas."),
        ("{count ?none: area|areas}.", AREAS, "0 areas."),
        ("Most are {most ?area}: {rows of most ?area: row|rows}.", AREAS, "Most are Y: 2 rows."),
        ("{most ?s}.", rows("s", "a", "b"), ""),
        ("{most ?s}.", rows("s", "a", "a", "b", "b"), ""),
        ("{most ?s}.", rows("s", "a"), ""),
        (
            "{most ?s by ?t}: {count ?t of most ?s}.",
            [*rows("s", "a", "a"), row(s="b", t="1"), row(s="b", t="2"), row(s="a", t="2")],
            "B: 2.",
        ),
        (
            "{?area at largest ?issues} had {largest ?issues: issue|issues} in"
            " {?year at largest ?issues}.",
            AREAS,
            "Y had 1,200 issues in 2021.",
        ),
        ("{?issues at largest ?year} issues.", AREAS, "1,200 issues."),
        ("{?s at largest ?n}.", [row(s="a", n="1"), row(s="b", n="1")], ""),
        ("{sum ?issues: issue|issues}.", AREAS, "1,203 issues."),
        ("Since {smallest ?since}.", rows("since", "2021-03", "2019"), "Since 2019."),
        ("Since {smallest ?since}.", AREAS, ""),
    ],
)
def test_a_sentence_is_filled_from_the_rows_or_left_out(
    app: Flask, sentence: str, told: list[Row], expected: str
) -> None:
    asked = Question("own", "How many?", f"# How many?\n# Result: {sentence}\n")
    with app.test_request_context("/"):
        assert result(asked, told) == expected


def test_a_sentence_that_is_left_out_leaves_the_others(app: Flask) -> None:
    asked = Question("own", "?", "# ?\n# Result: {rows: row|rows}.\n# Result: {most ?s}.\n")
    with app.test_request_context("/"):
        assert result(asked, rows("s", "a", "b")) == "2 rows."


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.slug)
def test_each_question_says_its_result_by_columns_that_it_has(asked: Question) -> None:
    assert asked.results or asked.slug in ("pay", "about-actor")
    for sentence in asked.results:
        assert "{" not in FIELD.sub("", sentence)
        named = {*re.findall(r"\?(\w+)", sentence)}
        assert all(f"?{name}" in asked.text.partition("PREFIX")[2] for name in named)


def test_a_translation_of_a_result_has_the_same_fields() -> None:
    spanish = catalogues()["es"]
    for sentence in (one for asked in questions() for one in asked.results):
        fields = [_bare(field) for field in FIELD.finditer(sentence)]
        told, *_ = spanish.forms(sentence)
        assert sorted(map(_bare, FIELD.finditer(told))) == sorted(fields)
        assert "{" not in FIELD.sub("", told)


def _bare(field: re.Match[str]) -> str:
    return field[0].partition(":")[0].rstrip("}")
