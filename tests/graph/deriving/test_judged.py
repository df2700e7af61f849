"""Statements drawn at random and judged by reading: the figures that docs/derived.md gives."""

import csv
from collections import Counter
from math import sqrt
from pathlib import Path

import pytest

from graph.deriving import PROPERTIES

ROWS = [*csv.DictReader((Path(__file__).parent / "judged.csv").read_text().splitlines())]
DOCS = (Path(__file__).parents[3] / "docs" / "derived.md").read_text(encoding="utf-8")
RULES = ("by-agreement", "by-category", "by-group", "by-words", "by-place-name", "by-same-issue")
FIRST, LAST, LATEST = "1-before-tuning", "5-after-tuning", "10-after-tuning"
SIZES = {
    ("by-category", "justiceArea"): 2104,
    ("by-category", "impact"): 1963,
    ("by-words", "justiceArea"): 1284,
    ("by-words", "impact"): 355,
    ("by-words", "affectedGroup"): 77,
    ("by-group", ""): 238,
    ("by-place-name", ""): 169,
    ("by-same-issue", ""): 572,
}
"""How many statements each stratum of the last draw had."""
AREAS = SIZES | {("by-group", ""): 105, ("by-same-issue", ""): 188}
"""How many of them are justice areas, in the strata of areas."""


AREAS_TODAY = {
    "by-words": 1733,
    "by-agreement": 847,
    "by-category": 706,
    "by-same-issue": 162,
    "by-group": 107,
}
"""How many justice areas each rule derives today, in the release from which round 10 was drawn."""


def stratum(row: dict[str, str]) -> tuple[str, str]:
    is_split = row["rule"] in ("by-category", "by-words")
    return row["rule"], row["field"] if is_split else ""


def weighted(rows: list[dict[str, str]], sizes: dict[tuple[str, str], int]) -> float:
    """Return the precision of rows, each stratum weighted by its size (stratified sampling)."""
    drawn = Counter(map(stratum, rows))
    held = Counter(stratum(row) for row in rows if row["holds"] == "yes")
    found = sum(sizes[one] * held[one] / drawn[one] for one in drawn)
    return found / sum(sizes[one] for one in drawn)


def wilson(share: float, number: int) -> tuple[float, float]:
    """Return the 95 % interval of a share. Source: Wilson (1927)."""
    z = 1.96
    middle = (share + z * z / (2 * number)) / (1 + z * z / number)
    half = z * sqrt(share * (1 - share) / number + z * z / (4 * number**2)) / (1 + z * z / number)
    return middle - half, middle + half


def test_each_row_is_one_statement_with_a_verdict() -> None:
    keys = [(row["issue"], row["field"], row["value"]) for row in ROWS]
    assert len(keys) == len(set(keys))
    assert {row["holds"] for row in ROWS} == {"yes", "no"}
    assert {row["field"] for row in ROWS} <= set(PROPERTIES)
    assert {row["rule"] for row in ROWS} == set(RULES)


@pytest.mark.parametrize(
    ("field", "share", "interval"),
    [("", "0.89", "[0.81, 0.94]"), ("justiceArea", "0.91", "[0.82, 0.96]")],
)
def test_the_precision_after_tuning_is_what_the_document_says(
    field: str, share: str, interval: str
) -> None:
    rows = [row for row in ROWS if row["round"] == LAST and field in ("", row["field"])]
    precision = weighted(rows, AREAS if field else SIZES)
    low, high = wilson(precision, len(rows))
    assert (f"{precision:.2f}", f"[{low:.2f}, {high:.2f}]") == (share, interval)
    assert f"{share} {interval}" in DOCS


def test_the_precision_of_areas_on_issues_that_nobody_had_read_is_what_the_document_says() -> None:
    rows = [row for row in ROWS if row["round"] == LATEST]
    drawn = Counter(row["rule"] for row in rows)
    held = Counter(row["rule"] for row in rows if row["holds"] == "yes")
    sizes = AREAS_TODAY
    precision = sum(sizes[rule] * held[rule] / drawn[rule] for rule in sizes) / sum(sizes.values())
    low, high = wilson(precision, len(rows))
    assert len(rows) == 200
    assert precision >= 0.93
    assert f"{precision:.2f} [{low:.2f}, {high:.2f}]" in DOCS
    before = {row["issue"] for row in ROWS if row["round"] != LATEST}
    assert not before & {row["issue"] for row in rows}


def test_half_of_the_judgements_that_count_were_made_before_the_rules_were_tuned() -> None:
    rounds = Counter(row["round"] for row in ROWS)
    assert rounds[FIRST] == rounds[LAST] == 100
