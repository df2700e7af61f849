"""Sentence of result: what the rows of an answer say, each sentence computed here by hand."""

import pytest
from flask import Flask

from graph.engine.base import Row, Value
from ontology import questions
from server.reports.answer_result import FREQUENT, LARGEST, result
from server.reports.wording import MEASURES


def row(**values: str) -> Row:
    return {name: Value(text) for name, text in values.items()}


def wage(who: str, value: str, unit: str = "USD per hour", **more: str) -> Row:
    return row(money=f"https://x/id/worker-group/{who}#m", who=who, value=value, unit=unit, **more)


PRICE = row(money="https://x/id/system/s#m", who="A to B", value="900", unit="USD per hour")


@pytest.mark.parametrize(
    ("slug", "rows", "expected"),
    [
        ("pay", [], ""),
        ("pay", [PRICE], ""),
        ("pay", [PRICE, wage("A", "2.5", precision="About")], "A: about 2.5 USD per hour."),
        (
            "pay",
            [wage("A", "1.32", upperValue="2"), wage("B", "1000"), wage("C", "9", "KES per month")],
            "Wages in USD per hour go from 1.32 (A) to 1,000 (B).",
        ),
        (
            "areas-by-year",
            [row(area="X", year="2020", issues="3"), row(area="Y", year="2021", issues="12")],
            "The largest number is 12 (issues): Y, 2021.",
        ),
        (
            "remedies",
            [row(state="Open"), row(state="Open"), row(state="Met"), row()],
            "“State” is most often Open: in 2 of 4 rows.",
        ),
        ("remedies", [row(state="Open"), row(state="Met")], ""),
        ("groups", [row(company="X")], ""),
    ],
)
def test_an_answer_says_its_result(app: Flask, slug: str, rows: list[Row], expected: str) -> None:
    with app.test_request_context("/"):
        assert result(slug, rows) == expected


def test_rules_name_columns_that_questions_select() -> None:
    rules = {slug: {name} for slug, name in FREQUENT.items()}
    rules |= {slug: {*names} for slug, names in LARGEST.items()}
    assert not rules.keys() & MEASURES.keys()
    texts = {one.slug: one.text for one in questions()}
    for slug, columns in rules.items():
        assert all(f"?{name}" in texts[slug] for name in columns), slug
