"""Dates as people write them: read where they mean one thing, not stated where they say none."""

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.importing.sheets.cell_parsers import BadCell
from graph.importing.sheets.dates import timespan


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("2019.0", "2019"),
        ("2019/05/31", "2019-05-31"),
        ("2019.05.31", "2019-05-31"),
        ("20190531", "2019-05-31"),
        ("2019-5-1", "2019-05-01"),
        ("2019-00-00", "2019"),
        ("2018-01-01T00:00:00.000Z", "2018-01-01"),
        ("2019-05-31 12:30", "2019-05-31"),
        ("31 May 2019", "2019-05-31"),
        ("31st of May, 2019", "2019-05-31"),
        ("Friday, May 31, 2019", "2019-05-31"),
        ("Sept. 2019", "2019-09"),
        ("10/2020", "2020-10"),
        ("31/05/2019", "2019-05-31"),
        ("05/31/2019", "2019-05-31"),
        ("05/06/2019", "2019"),
        ("05.06.2019", "2019-06-05"),
        ("Q2 2019", "2019"),
        ("Spring 2019", "2019"),
        ("c. 2019", "2019"),
        ("[2019?]", "2019"),
        ("2019 (approx.)", "2019"),
        ("\uff12\uff10\uff11\uff19", "2019"),
        ("\u0662\u0660\u0661\u0669", "2019"),
        ("2010s", "2010/2019"),
        ("2018-24", "2018/2024"),
        ("2018/19", "2018/2019"),
        ("2018-12", "2018-12"),
        ("31-May-19", "2019-05-31"),
        ("31 May \u201919", "2019-05-31"),
        ("May-19", "2019-05"),
        ("5/31/19", "2019-05-31"),
        ("31.05.99", "1999-05-31"),
        ("1/2/19", "2019"),
        ("Jan 2019 - Mar 2020", "2019-01/2020-03"),
        ("May\u2013June 2019", "2019-05/2019-06"),
        ("5-9 May 2019", "2019-05-05/2019-05-09"),
        ("2019-05/2019-06", "2019-05/2019-06"),
        ("between 2018 and 2020", "2018/2020"),
        ("2019; 2020; 2021", "2019/2021"),
        ("since 2019", "2019/.."),
        ("2019 onwards", "2019/.."),
        ("2018 - present", "2018/.."),
    ],
)
def test_a_date_that_is_clear_is_read(cell: str, written: str) -> None:
    assert timespan(cell)[0] == written


@pytest.mark.parametrize(
    "cell", ["n.d.", "TBC", "Unknown", "-", "?", "N/A", "not yet known", "NaT", "0000-00-00", " "]
)
def test_a_date_that_says_nothing_is_not_stated(cell: str) -> None:
    assert timespan(cell) == ("", "", "")


@pytest.mark.parametrize(
    "cell", ["2019-02-30", "30/13/2019", "=YEAR(A1)", "2019" * 40, "19", "May 19"]
)
def test_digits_that_are_no_clear_date_are_a_reason(cell: str) -> None:
    with pytest.raises(BadCell):
        timespan(cell)


@settings(deadline=None)
@given(st.dates(min_value=date(1950, 1, 1)), st.integers(0, 5))
def test_a_day_is_the_same_in_any_form_that_names_its_month(day: date, form: int) -> None:
    forms = ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%Y/%m/%d", "%d-%b-%Y", "%d.%m.%Y")
    assert timespan(format(day, forms[form]))[0] == f"{day}"


@settings(deadline=None)
@given(st.text(alphabet=string.digits + "-/., ;toMay", max_size=60))
def test_any_marks_and_digits_are_a_date_or_a_reason(cell: str) -> None:
    try:
        written, first, last = timespan(cell)
    except BadCell:
        return
    assert written.startswith(first)
    assert last in written
