"""Where the marks of small charts stand."""

from hypothesis import given
from hypothesis import strategies as st

from graph.reports.charts import Cell, Counts
from server.drawing.chart_grid import DIGIT, SIDE, WIDEST, grid
from server.drawing.charts import (
    APART,
    CEILING,
    EVENTS,
    FLOOR,
    WIDTH,
    Event,
    Scale,
    nice,
    panels,
)

A, B = Cell("A"), Cell("B")


def years(*pairs: tuple[int, int]) -> Counts:
    return Counts(("a", "year", "n"), {(A, Cell(str(year))): number for year, number in pairs})


def test_a_column_is_as_high_as_its_number() -> None:
    (panel,) = panels(years((2020, 10), (2022, 5))).panels
    assert [(one.label, one.number, one.y, one.height) for one in panel.columns] == [
        ("2020", 10, CEILING, FLOOR - CEILING),
        ("2021", 0, FLOOR, 0),
        ("2022", 5, FLOOR - 49, 49),
    ]


def test_years_long_ago_share_a_column_that_is_never_the_highest_year() -> None:
    (panel,) = panels(years((1983, 40), (1990, 3), (2020, 10), (2024, 10))).panels
    first, *rest = panel.columns
    assert (first.label, first.number, first.is_bundle) == ("before 2009", 43, True)
    assert [one.label for one in rest] == [str(year) for year in range(2009, 2025)]
    assert panel.total == 63
    assert panel.most == rest[-1]


def test_a_panel_says_what_has_no_year_and_what_has_two() -> None:
    drawn = years((2020, 10), (2022, 5))
    counts = Counts(drawn.names, drawn.numbers, wholes={A: 14}, absent={A: 2})
    (panel,) = panels(counts).panels
    assert (panel.total, panel.absent, panel.again) == (14, 2, 3)
    (panel,) = panels(drawn).panels
    assert (panel.total, panel.absent, panel.again) == (15, 0, 0)


def test_a_grid_says_which_rows_count_what_is_in_no_column() -> None:
    counts = Counts(("a", "b", "n"), {(A, Cell("x")): 4, (B, Cell("x")): 1}, {A: 7, B: 1}, {A: 3})
    assert grid(counts).absent == (("A", 3, 7),)


def test_panels_have_a_scale_each_one_for_all_or_shares_of_a_year() -> None:
    counts = Counts(("a", "year", "n"), {(A, Cell("2020")): 100, (B, Cell("2020")): 5})
    high = FLOOR - CEILING
    drawn = {scale: panels(counts, scale).panels for scale in Scale}
    tops = {scale: [one.top for one in some] for scale, some in drawn.items()}
    heights = {scale: [one.columns[0].height for one in some] for scale, some in drawn.items()}
    assert tops == {Scale.OWN: [100, 6], Scale.ONE: [100, 100], Scale.SHARE: [100, 6]}
    assert heights == {
        Scale.OWN: [high, round(high * 5 / 6, 1)],
        Scale.ONE: [high, round(high / 20, 1)],
        Scale.SHARE: [93.3, 77.8],
    }
    assert [one.columns[0].share for one in drawn[Scale.SHARE]] == [95.2, 4.8]


def test_events_of_a_row_are_below_their_years() -> None:
    row, years = Cell("A", "urn:a"), (Cell("2020"), Cell("2021"))
    counts = Counts(("a", "year", "n"), {(row, year): 1 for year in years})
    events = {"urn:a": [Event(2021, "Case", "urn:case"), Event(1990, "Long ago", "urn:old")]}
    (panel,) = panels(counts, events=events).panels
    assert [(one.label, one.iri) for one in panel.marks] == [("Case", "urn:case")]
    column = panel.columns[1]
    assert abs(panel.marks[0].x + APART - column.x - column.width / 2) < 0.2


def test_events_of_a_year_share_a_mark_for_each_kind_and_the_legend_says_what_they_are() -> None:
    row = Cell("A", "urn:a")
    counts = Counts(("a", "year", "n"), {(row, Cell("2021")): 1})
    cases = [Event(2021, f"Case {at}", f"urn:{at}") for at in (2, 1)]
    events = {"urn:a": [*cases, Event(2021, "A bill", "urn:bill", "law")]}
    picture = panels(counts, events=events)
    (panel,) = picture.panels
    assert [(one.label, one.iri, one.kind) for one in panel.marks] == [
        ("Case 1; Case 2", "", "case"),
        ("A bill", "urn:bill", "law"),
    ]
    assert panel.marks[1].x - panel.marks[0].x == 2 * APART
    assert picture.legend == [EVENTS["case"], EVENTS["law"]]
    assert panels(counts).legend == []


@given(st.dictionaries(st.integers(1950, 2030), st.integers(1, 10**7), min_size=1))
def test_every_column_lies_in_its_panel(told: dict[int, int]) -> None:
    (panel,) = panels(years(*told.items())).panels
    assert sum(one.number for one in panel.columns) == sum(told.values())
    for one in panel.columns:
        assert 0 <= one.x <= one.x + one.width <= WIDTH
        assert CEILING - 0.1 <= one.y <= FLOOR


@given(st.integers(0, 10**9))
def test_a_scale_ends_above_every_number_and_near_the_largest(number: int) -> None:
    assert number <= nice(number) <= max(1.5 * number + 1, 10)


def test_the_area_of_a_square_is_in_proportion() -> None:
    drawn = grid(
        Counts(("a", "b", "n"), {(A, Cell("x")): 400, (A, Cell("y")): 100, (B, Cell("x")): 1})
    )
    assert [one.side for one in drawn.squares] == [SIDE, SIDE / 2, 3]
    assert [one.is_roomy for one in drawn.squares] == [True, False, False]


def test_a_number_beside_a_square_ends_before_the_next_column() -> None:
    counts = {(A, Cell("x")): 1_012, (A, Cell("y")): 331, (B, Cell("x")): 5}
    left, right = (one for one in grid(Counts(("a", "b", "n"), counts)).squares if one.row == A)
    assert not left.is_roomy
    assert left.x + left.side / 2 + DIGIT * len("1,012") < right.x - right.side / 2


def test_of_many_columns_those_with_the_largest_numbers_are_drawn() -> None:
    counts = {(Cell(f"row {at}"), Cell(f"column {at:02}")): at for at in range(1, WIDEST + 3)}
    drawn = grid(Counts(("a", "b", "n"), counts))
    assert (len(drawn.columns), len(drawn.rows), drawn.left_out) == (WIDEST, WIDEST, 2)
    assert min(one.number for one in drawn.squares) == 3


def test_the_number_above_a_column_is_that_of_the_highest() -> None:
    counts = years((2020, 2), (2021, 3)).numbers | {(B, Cell("2021")): 30}
    panel, _ = panels(Counts(("a", "year", "n"), counts), Scale.SHARE).panels
    assert (panel.most, panel.highest) == (panel.columns[1], panel.columns[0])


def test_nothing_counted_draws_an_empty_grid() -> None:
    assert grid(Counts(("a", "b", "n"), {})).squares == ()
    assert panels(Counts(("a", "b", "n"), {})).panels == ()


def test_long_labels_are_broken_into_lines_within_the_picture() -> None:
    long = Cell("Community Health and Collective Security")
    drawn = grid(Counts(("a", "b", "n"), {(A, long): 1, (B, long): 1}))
    (heading,) = drawn.columns
    assert heading.lines == ("Community", "Health and", "Collective", "Security")
    assert heading.y > 0
