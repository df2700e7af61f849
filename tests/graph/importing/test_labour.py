"""The rule that finds workers, measured on rows that were read by hand.

`labour_judgements.csv` has row ids and verdicts alone: whether the row names workers who do the
work behind a system, or whose work it gives out, watches, rates, pays or ends. Rows with words of
labour and other rows are strata. The part `first` was read before the rule was written, `held-out`
after it (the rule was then mended), `newer` and `again` after that. For today's rule `tuning` was
read before it was written and `fresh` after it (the rule was then mended once more); what the rule
found at that first look is the stratum `found`.
"""

import csv
import json
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from graph.importing.labour import worker_groups
from tests.graph.importing import DATA, real

JUDGED = Path(__file__).parent / "labour_judgements.csv"
SIZES = {"words": 391, "rest": 2838}
"""How many rows of both databases are in each stratum."""
FRESH = {"found": 30, "words": 230, "rest": 1275}
"""How many rows of the half that was not read before are in each stratum."""
UNREAD = 2135
"""How many rows were neither read before the part `last` nor have words of labour."""
HARMED = "Alleged harmed or nearly harmed parties"


def texts() -> dict[str, tuple[str, str, bool]]:
    """Return the words that say whom a row is about, all that are read, and if it is on work."""
    found: dict[str, tuple[str, str, bool]] = {}
    for folder in ("aiid-newer", "aiid"):
        with (DATA / folder / "incidents.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names = [one.replace("-", " ") for one in json.loads(row[HARMED] or "[]")]
                who = f"{'; '.join(names)}. {row['title']}"
                found[f"aiid-{row['incident_id']}"] = (who, f"{who}. {row['description']}", False)
    sheet = DATA / "aiaaic" / "aiaaic_incidents_2026-05_clean.csv"
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            number = row["aiaaic_id"].lower().replace("aiaaic", "aiaaic-")
            who = f"{row['purpose']}. {row['headline']}"
            found[number] = (who, who, "mployment" in row["ethical_issue"])
    return found


def judged() -> list[dict[str, str]]:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def found(row: tuple[str, str, bool]) -> bool:
    who, text, is_labour = row
    return bool(worker_groups("x", who, text, [], "x", is_labour=is_labour))


def measured(parts: set[str], sizes: dict[str, int]) -> tuple[float, float]:
    """Return recall and precision of the rule, each row weighted by the size of its stratum."""
    read = texts()
    rows = [row for row in judged() if row["part"] in parts]
    by_stratum = {name: [row for row in rows if row["stratum"] == name] for name in sizes}
    counts: dict[tuple[bool, bool], float] = defaultdict(float)
    for name, some in by_stratum.items():
        for row in some:
            counts[found(read[row["row"]]), row["has_workers"] == "1"] += sizes[name] / len(some)
    right = counts[True, True]
    return right / (right + counts[False, True]), right / (right + counts[True, False])


@real
def test_the_rule_finds_workers_in_the_rows_that_were_read() -> None:
    recall, precision = measured({"first", "held-out"}, SIZES)
    assert recall > 0.95
    assert precision > 0.95


@real
def test_the_rule_finds_workers_in_newer_rows_that_it_was_not_written_for() -> None:
    recall, precision = measured({"newer", "again"}, SIZES)
    assert recall >= 0.7
    assert precision >= 0.95


@real
def test_the_rule_finds_workers_in_the_half_that_was_read_last() -> None:
    recall, precision = measured({"fresh"}, FRESH)
    assert recall >= 0.9
    assert precision >= 0.95


@real
def test_the_rule_finds_workers_in_all_rows_of_both_databases() -> None:
    read, rows = texts(), judged()
    drawn = [row for row in rows if row["part"] == "last" and row["stratum"] == "rest"]
    weights = {row["row"]: UNREAD / len(drawn) for row in drawn}
    named = {row["row"] for row in rows if row["has_workers"] == "1"}
    known = {id_ for id_, row in read.items() if found(row)}
    missed = sum(weights.get(id_, 1) for id_ in named - known)
    assert len(drawn) == 800
    assert len(known & named) / len(known) >= 0.98
    assert len(known & named) / (len(known & named) + missed) >= 0.94


@real
def test_every_row_in_which_the_rule_finds_workers_was_read_and_two_are_wrong() -> None:
    verdicts = {row["row"]: row["has_workers"] for row in judged()}
    wrong = {id_ for id_, row in texts().items() if found(row) and verdicts[id_] == "0"}
    assert wrong == {"aiid-374", "aiaaic-1114"}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Bank employees listen to recordings of customers", ["Human reviewers"]),
        ("Glasses' videos are shared with overseas contractors", ["Human reviewers"]),
        ("Start-up uses humans to draw its 'AI' maps", ["Human operators"]),
        ("A shop without tills relies on human reviewers", ["Human reviewers", "Human operators"]),
        ("School teachers sue over an evaluation algorithm", ["Teachers"]),
        ("Post office algorithm cuts pay of letter carriers", ["Postal workers"]),
        ("Chain fined for tracking of staff by cameras", ["Employees"]),
        ("Safety driver charged after a robot taxi hits a man", ["Test drivers"]),
        ("Chatbot is just people in a room in Manila", ["Human operators"]),
        ("Clerk fired by a computer", ["Employees"]),
        ("Bank snoops on chats of its employees", ["Employees"]),
        ("A moderator sues TikTok", ["Content moderators"]),
        ("The workers behind a chatbot want a union", ["Data labellers"]),
        ("OpenAI contractors lose their bonus", ["Data labellers"]),
        ("Robot crushes factory worker", []),
        ("Fake employee monitored by nobody", []),
        ("Aid workers use an algorithm", []),
        ("Job ads hidden from older workers by an algorithm", []),
        ("Newspaper replaces its staff with software", []),
        ("Pop singer fired up by AI", []),
        ("Nurses rated by an algorithm that sets their shifts", ["Nurses"]),
        ("Depot scores truck drivers with cameras", ["Truck drivers"]),
        ("Call centre agents' breaks timed by software", ["Call centre agents"]),
        ("A firm calls it AI, prisoners label images for it", ["Data labellers"]),
        ("Moderators sue a contractor over trauma", ["Content moderators"]),
        ("Assess worker productivity. Camera at a plant criticised", ["Employees"]),
        ("Warehouse robots caught fire", []),
        ("Kitchen robot fired after a day", []),
        ("Photos of women are used to train AI models", []),
        ("Journalists tracked by spyware", []),
        ("Police officers watch a camera", []),
        ("Insurer rates drivers by postcode", []),
        ("Doctors warned of a chatbot's advice", []),
        ("Applicants screened out by an employer's software", []),
    ],
)
def test_workers_are_those_behind_a_system_or_under_it(text: str, groups: list[str]) -> None:
    assert [one["name"] for one in worker_groups("x-1", text, text, [], "x-1")] == groups


def test_fewer_words_are_enough_where_the_row_says_that_it_is_about_work() -> None:
    text = "Meituan food delivery algorithms"
    assert worker_groups("x-1", text, text, [], "x-1") == []
    (group,) = worker_groups("x-1", text, text, [], "x-1", is_labour=True)
    assert group["name"] == "Delivery workers"


def test_each_occupation_has_a_code_of_isco_and_a_name_of_its_own() -> None:
    table = files("graph.importing") / "occupations.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    assert all(code.isdigit() and len(code) <= 4 for code, *_ in rows)
    assert len({name for _, name, *_ in rows}) == len(rows)
    assert {relation for _, _, relation, _ in rows} == {"employed", "managed"}
