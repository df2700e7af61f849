"""The real databases: what reviewers withheld is in no record, and nothing waits for a reviewer."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.importing import SOURCES, Outcome, run
from graph.importing.sheets.cell_parsers import plain_text
from graph.privacy.decisions import Decided, Decision, Decisions
from graph.privacy.name_lists import folded
from graph.privacy.name_tokens import tokens
from graph.privacy.word_list import is_word
from tests.graph.importing import DATA, real

SNAPSHOTS = {
    "aiaaic": DATA / "aiaaic/aiaaic_incidents_2026-05_clean.csv",
    "aiid": DATA / "aiid",
    "aiid-newer": DATA / "aiid-newer",
}


@pytest.fixture(scope="module", params=SNAPSHOTS)
def imported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    source = SOURCES[request.param.removesuffix("-newer")]
    return run(source, SNAPSHOTS[request.param], tmp_path_factory.mktemp(request.param))


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield row, field and text of all titles and summaries of the snapshots."""
    with SNAPSHOTS["aiaaic"].open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield f"aiaaic-{row['aiaaic_id'][6:]}", "title", plain_text(row["headline"])
    for name in ("aiid", "aiid-newer"):
        with (SNAPSHOTS[name] / "incidents.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                for field, column in (("title", "title"), ("summary", "description")):
                    yield f"aiid-{row['incident_id']}", field, plain_text(row[column])


def withheld() -> Iterator[tuple[str, Decision]]:
    """Yield the names that reviewers withheld, as the snapshots write them, and the decisions."""
    decisions = Decisions.read()
    for row, field, text in texts():
        for one in decisions.of(row, field, text):
            words = tokens(text[one.start : one.end])
            name = " ".join(word.folded for word in words if not is_word(word.folded))
            if one.decision is Decided.WITHHELD and " " in name:
                yield name, one


@real
def test_nothing_of_the_snapshots_waits_for_a_reviewer(imported: Outcome) -> None:
    assert imported.summary["waiting"] == 0


@real
def test_no_name_that_reviewers_withheld_is_in_a_record(imported: Outcome) -> None:
    text = folded((imported.folder / "records.jsonl").read_text(encoding="utf-8"))
    names = {name for name, _ in withheld()}
    assert len(names) > 240
    spelt = {name: (name, name.replace(" ", "-")) for name in names}
    assert [name for name, some in spelt.items() if any(one in text for one in some)] == []


def test_the_files_of_decisions_repeat_no_name_of_another_file() -> None:
    files = Path(__file__).parents[3] / "graph/privacy"
    kept = [folded(path.read_text(encoding="utf-8")) for path in files.glob("*.t*")]
    if DATA.is_dir():
        names = {name for name, _ in withheld()}
        assert [name for name in names for text in kept if f"\n{name}\t" in text] == []
