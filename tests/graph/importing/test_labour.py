"""The rule that finds workers, measured on rows that were read by hand.

`labour_judgements.csv` has row ids and verdicts alone: whether the row names workers who do the
work behind a system, or whose work it gives out, watches, rates, pays or ends. Rows with words of
labour and other rows are strata. The part `first` was read before the rule was written, `held-out`
after it (the rule was then mended), `newer` and `again` after that.
"""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from graph.importing.labour import worker_groups
from tests.graph.importing import DATA, real

JUDGED = Path(__file__).parent / "labour_judgements.csv"
SIZES = {"words": 391, "rest": 2838}
"""How many rows of both databases are in each stratum."""
HARMED = "Alleged harmed or nearly harmed parties"


def texts() -> dict[str, tuple[str, str]]:
    """Return the words that say whom a row is about, and all words that the rule reads."""
    found: dict[str, tuple[str, str]] = {}
    for folder in ("aiid-newer", "aiid"):
        with (DATA / folder / "incidents.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names = [one.replace("-", " ") for one in json.loads(row[HARMED] or "[]")]
                who = f"{'; '.join(names)}. {row['title']}"
                found[f"aiid-{row['incident_id']}"] = (who, f"{who}. {row['description']}")
    sheet = DATA / "aiaaic" / "aiaaic_incidents_2026-05_clean.csv"
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            number = row["aiaaic_id"].lower().replace("aiaaic", "aiaaic-")
            found[number] = (row["headline"], row["headline"])
    return found


def measured(parts: set[str]) -> tuple[float, float]:
    """Return recall and precision of the rule, each row weighted by the size of its stratum."""
    read = texts()
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] in parts]
    by_stratum = {name: [row for row in rows if row["stratum"] == name] for name in SIZES}
    counts: dict[tuple[bool, bool], float] = defaultdict(float)
    for name, some in by_stratum.items():
        for row in some:
            is_found = bool(worker_groups("x", *read[row["row"]], [], "x"))
            counts[is_found, row["has_workers"] == "1"] += SIZES[name] / len(some)
    right = counts[True, True]
    return right / (right + counts[False, True]), right / (right + counts[True, False])


@real
def test_the_rule_finds_workers_in_the_rows_that_were_read() -> None:
    recall, precision = measured({"first", "held-out"})
    assert recall > 0.95
    assert precision > 0.95


@real
def test_the_rule_finds_workers_in_newer_rows_that_it_was_not_written_for() -> None:
    recall, precision = measured({"newer", "again"})
    assert recall >= 0.7
    assert precision >= 0.95


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Bank employees listen to recordings of customers", ["Human reviewers"]),
        ("Glasses' videos are shared with overseas contractors", ["Human reviewers"]),
        ("Start-up uses humans to draw its 'AI' maps", ["Human operators"]),
        ("A shop without tills relies on human reviewers", ["Human reviewers", "Human operators"]),
        ("School teachers sue over an evaluation algorithm", ["Teachers"]),
        ("Post office algorithm cuts pay of letter carriers", ["Employees"]),
        ("Chain fined for tracking of staff by cameras", ["Employees"]),
        ("Safety driver charged after a robot taxi hits a man", ["Test drivers"]),
        ("Robot crushes factory worker", []),
        ("Fake employee monitored by nobody", []),
        ("Aid workers use an algorithm", []),
        ("Job ads hidden from older workers by an algorithm", []),
        ("Newspaper replaces its staff with software", []),
        ("Pop singer fired up by AI", []),
    ],
)
def test_workers_are_those_behind_a_system_or_under_it(text: str, groups: list[str]) -> None:
    assert [one["name"] for one in worker_groups("x-1", text, text, [], "x-1")] == groups
