"""What an import of an own table sets aside since it may name a person: told, asked and decided."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner, Result

from ontology import PROJECT_VARIABLE
from scripts.command import main
from tests.graph.importing import write_sheet
from tests.terminal import answered

ROOT: Final = Path(__file__).parents[4]
HEADER: Final = ["Case", "Country", "Date", "Software", "Run by", "Seen by", "Link"]
TABLE: Final = (
    ["A tower took rain", "Kenya", "2021", "Herd app", "Orbex Ltd", "", "a.example/mast/zorbknock"],
    ["A tower took snow", "Kenya", "2022", "Herd app", "Qwrt Zyxwv", "", "a.example/n/zyxwv"],
    ["A tower took hail", "Kenya", "2023", "", "Vigila Ltd", "", "a.example/n/mary-herzberg"],
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "hail"
    assert CliRunner().invoke(main, ["new", str(folder), "--no-example"]).exit_code == 0
    write_sheet(tmp_path / "towers.csv", HEADER, *TABLE)
    monkeypatch.setenv(PROJECT_VARIABLE, str(folder))
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def records(project: Path) -> dict[str, Any]:
    text = (project / "build/imports/towers/records.jsonl").read_text(encoding="utf-8")
    entries = [json.loads(line) for line in text.splitlines()]
    return {f"{one['type']} {one['id']}": one for one in entries}


def decisions(project: Path) -> list[tuple[str, str, str]]:
    path = project / "judgements" / "names.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file, delimiter="\t")]
    return [(row["field"], row["decision"], row["why"]) for row in rows]


def test_a_system_that_may_be_a_person_is_asked_with_other_names_and_enter_takes_it(
    project: Path, tmp_path: Path
) -> None:
    code, said = answered(project, {}, "import", str(tmp_path / "towers.csv"))
    assert code == 0, said
    asked = said.partition("wait for you:\n")[2].partition("\nNumbers")[0]
    assert asked.splitlines() == [
        "  1  [Herd app]  (system)",
        "  2  [Qwrt Zyxwv]  (run_by)",
        "  3  [https://a.example/n/mary-herzberg]  (address)  <- looks like a person",
    ]
    assert "not taken: 1 link that may name a person (line 4: 'https://a.example/n/mary" in said
    assert "0 withdrawn (now actor 4, issue 3, source 3, system 1)\n" in said
    found = records(project)
    assert "AISystem towers-herd-app" in found
    assert sorted(one["url"] for one in found.values() if one.get("sourceKind") == "web-page") == [
        *("https://a.example/mast/zorbknock", "https://a.example/n/zyxwv"),
    ]
    why = "Taken as proposed with a list at the import."
    assert sorted(decisions(project)) == [
        ("address", "none", why),
        ("address", "withheld", why),
        ("run_by", "none", why),
        ("system", "none", why),
        ("system", "none", why),
    ]


def test_what_is_said_to_be_a_person_stays_out_and_is_told_with_its_lines(
    project: Path, tmp_path: Path
) -> None:
    answers = {"Numbers": "1, 2, 3"}
    code, said = answered(project, answers, "import", str(tmp_path / "towers.csv"))
    assert code == 0, said
    assert (
        "2 systems that may name a person (lines 2, 3: 'Herd app'), 1 name withheld (run_by)"
        in said
    )
    assert "withheld until" not in said
    assert "AISystem" not in "".join(records(project))
    assert {why for *_, why in decisions(project)} == {"Chosen from a list at the import."}


def test_in_a_script_what_waits_is_told_without_names_and_decided_by_the_review(
    project: Path, tmp_path: Path
) -> None:
    assert run("new", "importer", "towers", tmp_path / "towers.csv").exit_code == 0
    told = subprocess.run(
        [sys.executable, "-m", "scripts.start", "import", "towers"],
        capture_output=True,
        text=True,
        check=True,
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
    ).stdout
    assert "2 systems that may name a person (lines 2, 3)" in told
    assert "withheld until you decide: 5 texts" in told
    assert ("Herd" in told, "Qwrt" in told) == (False, False)


def test_in_a_column_of_persons_whoever_no_list_knows_is_proposed_as_one_too(
    project: Path, tmp_path: Path
) -> None:
    seen = ("Mary Roe", "Zzyzx Qwrt", "")
    rows = ([*row[:5], one, ""] for row, one in zip(TABLE, seen, strict=True))
    table = write_sheet(tmp_path / "towers.csv", HEADER, *rows)
    answers = {"Change one": "Seen by = field"}
    code, said = answered(project, answers, "import", str(table))
    assert code == 0, said
    marks = [line.strip() for line in said.splitlines() if "(seen_by)" in line]
    assert [one.endswith("<- looks like a person") for one in marks] == [True, True]
    assert "Zzyzx" not in json.dumps(records(project))
