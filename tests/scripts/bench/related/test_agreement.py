"""Agreement of two readers: a kappa worked out by hand, and what is kept of the second reading."""

import csv
from pathlib import Path

import pytest

from ontology import BadRecord
from scripts.bench.related.agreement import BOTH, agreement, read_both, weighted_kappa
from scripts.bench.related.graded import GRADED

ROOT = Path(__file__).parents[4]


def test_a_weighted_kappa_is_that_worked_out_by_hand() -> None:
    by_chance = 5 * 6 / 10 + 5 * 4 / 10
    assert weighted_kappa([[4, 1], [0, 5]]) == pytest.approx(1 - 1 / by_chance)


def test_grades_that_are_two_apart_count_twice() -> None:
    near, far = [[3, 1, 0], [0, 3, 0], [0, 0, 3]], [[3, 0, 1], [0, 3, 0], [0, 0, 3]]
    assert weighted_kappa(near) > weighted_kappa(far)


def test_the_second_reader_judged_a_third_of_the_gold_set_of_both_halves() -> None:
    with (ROOT / GRADED).open(encoding="utf-8") as file:
        gold = {(row["issue"], row["related"]): row for row in csv.DictReader(file)}
    with (ROOT / BOTH).open(encoding="utf-8") as file:
        both = list(csv.DictReader(file))
    assert len({row["issue"] for row in both}) == 30
    halves = {gold[row["issue"], row["related"]]["half"] for row in both}
    assert halves == {"tuning", "held-out"}
    settled = [gold[row["issue"], row["related"]]["grade"] for row in both]
    graded = [{row["first"], row["second"]} for row in both]
    assert all(one in two for one, two in zip(settled, graded, strict=True))


def test_the_report_has_an_interval_around_kappa() -> None:
    (line,) = agreement(ROOT / BOTH)
    assert line.startswith("two readers, 1135 pairs of 30 issues: the same grade for 0.888, ")
    assert line.endswith("weighted kappa 0.863 [0.832, 0.892]")


def test_a_grade_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_text("issue,related,first,second\na,b,1,3\n", encoding="utf-8")
    with pytest.raises(BadRecord, match="grades '1' and '3': give 0, 1 or 2"):
        read_both(path)
