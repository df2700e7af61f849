"""The counts of a small graph whose figures are known by hand."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.engine.oxigraph import Store
from graph.reports.charts import Cell, Counts, chart, charts, read_counts, write_counts
from ontology import PREFIXES, Unavailable

LABOUR = Cell("Labour", "https://example.org/labour")
CARE = Cell("Care", "https://example.org/care")

# `one` and `too` tell of the same incident.
TELLINGS = """
<:one> a jg:Issue ; jg:year "2019"^^xsd:gYear ; jg:justiceArea <:labour> ; jg:response <:answer> .
<:too> a jg:Issue ; jg:year "2019"^^xsd:gYear ; jg:justiceArea <:labour>, <:care> .
<:too> jg:countedAs <:one> .
<:other> a jg:Issue ; jg:year "2021"^^xsd:gYear ; jg:justiceArea <:labour> .
<:silent> a jg:Issue ; jg:justiceArea <:labour> .
<:labour> rdfs:label "Labour"@en . <:care> rdfs:label "Care"@en .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("jg", "rdfs", "xsd"))
    text += TELLINGS.replace("<:", "<https://example.org/")
    engine = ox.Store()
    engine.bulk_load(text, format=ox.RdfFormat.TURTLE)
    write_counts(tmp_path, Store(engine))
    return tmp_path


def test_an_incident_that_is_told_of_twice_counts_once(folder: Path) -> None:
    assert read_counts(folder, chart("areas-by-year")) == Counts(
        ("area", "year", "issues"),
        {
            (CARE, Cell("2019")): 1,
            (LABOUR, Cell("2019")): 1,
            (LABOUR, Cell("2021")): 1,
        },
    )


def test_an_area_has_its_issues_and_those_that_were_answered(folder: Path) -> None:
    counts = read_counts(folder, chart("answers-by-area"))
    assert counts.numbers == {
        (CARE, Cell("Issues")): 1,
        (CARE, Cell("With an answer")): 1,
        (LABOUR, Cell("Issues")): 3,
        (LABOUR, Cell("With an answer")): 1,
    }


def test_each_chart_has_its_file_also_where_it_counts_nothing(folder: Path) -> None:
    written = sorted(path.stem for path in (folder / "charts").iterdir())
    assert written == sorted(one.slug for one in charts())
    assert read_counts(folder, chart("conditions-by-task")).numbers == {}


def test_years_stand_in_their_order_and_others_by_their_sum() -> None:
    row, years = Cell("a"), [Cell("2021"), Cell("2019")]
    assert Counts(("a", "year", "n"), {(row, one): 1 for one in years}).columns == (*years[::-1],)
    words = {(row, Cell("few")): 1, (row, Cell("many")): 9}
    assert Counts(("a", "b", "n"), words).columns == (Cell("many"), Cell("few"))


def test_what_there_is_more_of_goes_down_the_page() -> None:
    row, many = Cell("a"), [Cell("x"), Cell("y")]
    wide = Counts(("a", "b", "n"), {(row, many[0]): 2, (row, many[1]): 1})
    assert wide.upright == Counts(("b", "a", "n"), {(many[0], row): 2, (many[1], row): 1})
    assert wide.upright.upright == wide.upright


def test_a_release_without_counts_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"^areas-by-year.csv: .*: build it again$"):
        read_counts(tmp_path, chart("areas-by-year"))
