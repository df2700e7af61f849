"""Each chart says what it counts and how it is read, in words that judge nobody."""

import re

import pytest

from graph.reports.charts import Chart, ChartType, chart, charts
from graph.reports.coverage import measures
from ontology import NotFound

each = pytest.mark.parametrize("one", charts(), ids=lambda one: str(one.slug))


def test_the_charts_stand_in_the_order_of_a_page() -> None:
    assert [(one.slug, one.drawn, one.kind) for one in charts()] == [
        ("areas-by-year", ChartType.PANELS, "area"),
        ("roles-of-actors", ChartType.GRID, "actor"),
        ("roles-of-respondents", ChartType.GRID, "actor"),
        ("conditions-by-task", ChartType.GRID, "workers"),
        ("impacts-by-area", ChartType.GRID, "impact"),
        ("regions-by-database", ChartType.GRID, "place"),
        ("answers-by-area", ChartType.GRID, "area"),
    ]


@each
def test_what_a_chart_cannot_count_is_a_measure_of_coverage(one: Chart) -> None:
    assert one.missing
    assert {*one.missing} <= {measure.slug for measure in measures()}


@each
def test_a_chart_asks_a_question_and_says_how_it_is_read(one: Chart) -> None:
    assert one.title.endswith("?")
    assert one.reading.endswith(".")
    assert "worst" not in re.sub(r"(not|never) worst", "", f"{one.title} {one.reading}")


@each
def test_a_query_sorts_by_all_that_tells_its_rows_apart(one: Chart) -> None:
    order = one.text.rpartition("ORDER BY")[2]
    named = re.findall(r"\?\w+", one.text[one.text.index("SELECT") : one.text.index("WHERE")])
    for name in [*named[:2], *(name for name in named if name.endswith("Id"))]:
        assert name in order


def test_another_chart_is_told_from_those_that_there_are() -> None:
    with pytest.raises(NotFound, match="there is no chart 'pie'; there are: areas-by-year, roles"):
        chart("pie")
