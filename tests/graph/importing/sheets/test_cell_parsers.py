"""Single cells: whatever somebody typed becomes plain text, a list, a date, a slug, or a reason."""

import json
import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.importing.sheets.cell_parsers import BadCell, json_list, plain_text, split
from graph.importing.sheets.dates import timespan
from graph.reading.fields import unreadable
from graph.slugs import slug

YEARS = st.integers(min_value=1000, max_value=9999)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  two   words\n", "two words"),
        ("<p>A&nbsp;<b>bold</b> claim</p>", "A bold claim"),
        ("<script>alert('x')</script>Title", "Title"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;after", "after"),
        ("<img src=x onerror=alert(1)>", ""),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("a\x00b\x1bc\ufeff", "a b c"),
        ("-40 degrees", "-40 degrees"),
        ("@handle says", "@handle says"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_a_text_is_plain(cell: str, text: str) -> None:
    assert plain_text(cell) == text


@pytest.mark.parametrize(
    "cell", ["=1+1", ' =HYPERLINK("http://x","y")', "+cmd|' /C calc'!A0", "@SUM(A1)"]
)
def test_a_formula_is_refused_and_not_computed(cell: str) -> None:
    with pytest.raises(BadCell, match="the title is a formula, which is not computed"):
        plain_text(cell, "title")


def test_a_text_of_ten_million_characters_is_refused_with_its_length() -> None:
    with pytest.raises(
        BadCell, match="the title is 10,000,000 characters long; at most 20,000 fit"
    ):
        plain_text("x" * 10_000_000, "title")


@settings(deadline=None)
@given(st.text())
def test_every_text_becomes_one_that_the_door_reads_or_a_reason(cell: str) -> None:
    try:
        text = plain_text(cell)
    except BadCell:
        return
    assert unreadable(text) == ""
    assert text == " ".join(text.split())


@settings(deadline=None)
@given(st.lists(st.text(alphabet=string.ascii_letters + " /&"), max_size=8))
def test_split_gives_each_value_once_in_order(values: list[str]) -> None:
    wanted = list(dict.fromkeys(value.strip() for value in values if value.strip()))
    assert split(" ; ".join(values)) == wanted


@settings(deadline=None)
@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool), unique=True))
def test_a_json_list_is_read_back(values: list[str]) -> None:
    assert json_list(json.dumps(values)) == values


@pytest.mark.parametrize("cell", ['["uber"', "{}", "[[1]]", "[null]", "[true]", "[" * 100_000])
def test_a_broken_json_list_is_a_reason(cell: str) -> None:
    with pytest.raises(BadCell, match="the roles"):
        json_list(cell, "roles")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", ("", "", "")),
        ("2019", ("2019", "2019", "")),
        ("2019-05", ("2019-05", "2019", "")),
        ("2019-05-31", ("2019-05-31", "2019", "")),
        ("2019-", ("2019/..", "2019", "")),
        ("2019-present", ("2019/..", "2019", "")),
        ("2019/..", ("2019/..", "2019", "")),
        ("2018-2024", ("2018/2024", "2018", "2024")),
        ("2018-05-01/2019-06", ("2018-05-01/2019-06", "2018", "2019")),
        ("2024-02-29", ("2024-02-29", "2024", "")),
    ],
)
def test_a_date_is_written_as_edtf(cell: str, found: tuple[str, str, str]) -> None:
    assert timespan(cell) == found


@pytest.mark.parametrize(
    "cell",
    ["year 7", "19", "2019-13", "2023-02-29", "2019-00-01", "2020-2019", "2019-04-31"],
)
def test_what_is_no_date_is_a_reason(cell: str) -> None:
    with pytest.raises(BadCell):
        timespan(cell)


@settings(deadline=None)
@given(YEARS, YEARS)
def test_a_span_of_years_is_read_where_it_runs_forward(first: int, last: int) -> None:
    if last < first:
        with pytest.raises(BadCell, match="ends before it begins"):
            timespan(f"{first}-{last}")
    else:
        assert timespan(f"{first}-{last}") == (f"{first}/{last}", str(first), str(last))


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_date_or_a_reason(cell: str) -> None:
    try:
        written, first, last = timespan(cell)
    except BadCell:
        return
    assert re.fullmatch(r"|\d{4}(-\d\d){0,2}(/(\.\.|\d{4}(-\d\d){0,2}))?", written)
    assert written.startswith(first)
    assert last in written


@settings(deadline=None)
@given(st.text())
def test_a_slug_is_a_short_word_of_an_address_and_the_same_again(text: str) -> None:
    found = slug(text)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", found)
    assert len(found) <= 89
    assert slug(text) == found


def test_long_names_that_begin_alike_have_slugs_of_their_own() -> None:
    assert slug("a" * 100) != slug("a" * 101)


@pytest.mark.parametrize("part", ["<a ", "<!--", "<script>", "<style ", "a<b ", "&#"])
def test_tags_that_nothing_closes_take_linear_time(part: str) -> None:
    text = plain_text(part * 2_400)
    assert "<script>" not in text


def test_a_reader_sees_no_tags_comments_scripts_or_styles() -> None:
    cell = "A <b>bold</b> claim<script>x()</script> <!-- <i>no</i> -->and <STYLE>a{}</STYLE>5 < 6"
    assert plain_text(cell) == "A bold claim and 5 < 6"
