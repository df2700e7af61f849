"""Columns of words that somebody takes as fields or impacts, and why others are left out."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ontology import PROJECT_VARIABLE
from scripts.command import main
from tests.graph.importing import write_sheet
from tests.scripts.commands.projects.test_new_importer import new_importer
from tests.terminal import answered

HEADER = ["What happened", "Year", "Who was hit", "Harm", "Who decides", "Haus"]
ROWS = (
    ["A flat was refused by a score", "2021", "Nurses", "Ablehnung", "a score alone", "Haus"],
    ["A flat was lost over a debt", "2022", "Mary Roe", "Mieterhöhung", "a clerk, then it", "Hof"],
    ["A form took no papers", "2023", "Families of the city", "Ablehnung", "the form", "Haus"],
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "rent"
    assert CliRunner().invoke(main, ["new", str(folder), "--no-example"]).exit_code == 0
    monkeypatch.setenv(PROJECT_VARIABLE, str(folder))
    return folder


def issues(project: Path) -> dict[str, Any]:
    text = (project / "build/imports/flats/records.jsonl").read_text(encoding="utf-8")
    entries = [json.loads(line) for line in text.splitlines()]
    return {one["title"]: one for one in entries if "year" in one}


def test_a_column_of_groups_that_also_names_persons_is_a_field_without_these(
    project: Path, tmp_path: Path
) -> None:
    table = write_sheet(tmp_path / "flats.csv", HEADER, *ROWS)
    code, said = answered(project, {"Change one": "Who was hit = field"}, "import", str(table))
    assert code == 0, said
    assert "[Mary Roe]  (who_was_hit)  <- looks like a person" in said
    assert "1 text that may name a person (line 3: 'Mary Roe')" in said
    found = {title: one.get("whoWasHit") for title, one in issues(project).items()}
    assert found == {
        ROWS[0][0]: "Nurses",
        ROWS[1][0]: None,
        ROWS[2][0]: "Families of the city",
    }
    assert "Roe" not in json.dumps(issues(project))


def test_a_row_that_is_added_later_is_checked_as_the_first_ones_were(
    project: Path, tmp_path: Path
) -> None:
    table = write_sheet(tmp_path / "flats.csv", HEADER, *ROWS)
    asked = [f"--column={one}" for one in ("Who decides = field", "Harm = impact")]
    assert CliRunner().invoke(main, ["import", str(table), *asked]).exit_code == 0
    row = ["A key was taken", "2024", "Nurses", "Räumung", "Mary Roe", "Haus"]
    write_sheet(project / "snapshots" / "flats.csv", HEADER, *ROWS, row)
    code, said = answered(project, {}, "import", "flats")
    assert code == 0, said
    assert "1 text that may name a person (line 5: 'Mary Roe')" in said
    assert "1 value without a term (line 5: 'Räumung')" in said
    assert ("whoDecides" in issues(project)[row[0]], "Roe" in json.dumps(issues(project))) == (
        *(False, False),
    )


def test_words_with_capitals_are_impacts_where_no_list_has_them_as_names(
    project: Path, tmp_path: Path
) -> None:
    table = write_sheet(tmp_path / "flats.csv", HEADER, *ROWS)
    made = new_importer("flats", str(table), "--column", "Harm = impact")
    assert "  Harm           impact: ablehnung, mieterhohung" in made.stderr.splitlines()
    assert (project / "ontology" / "impact" / "mieterhohung.ttl").is_file()


def test_a_name_is_an_impact_only_after_somebody_wrote_what_it_means(
    project: Path, tmp_path: Path
) -> None:
    rows = [[*row[:3], "Falsche Zuordnung", *row[4:]] for row in ROWS]
    table = write_sheet(tmp_path / "flats.csv", HEADER, *rows)
    asked = ("flats", str(table), "--column", "Harm = impact")
    refused = new_importer(*asked)
    way_out = "justicegraph new concept impact 'Falsche Zuordnung' 'MEANING'"
    assert (refused.exit_code, way_out in refused.stderr) == (2, True)
    concept = ["new", "concept", "impact", "Falsche Zuordnung", "Two people are mixed up."]
    assert CliRunner().invoke(main, concept).exit_code == 0
    # The vocabulary is read once a process, so that another one takes it up.
    code, said = answered(project, {"Change one": "Harm = impact"}, "import", str(table))
    assert (code, "impact: falsche-zuordnung" in said) == (0, True), said


def test_a_column_that_is_left_out_says_why(project: Path, tmp_path: Path) -> None:
    header = [*HEADER, "Call", "Tenant", "Empty"]
    rows = [[*row, "0151 2345678", "Mary Roe", ""] for row in ROWS]
    table = write_sheet(tmp_path / "flats.csv", header, *rows)
    _, shown = answered(project, {}, "import", str(table))
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert 'Change one (such as "Harm = field"; ? lists all)' in shown
    for line in (
        "Who was hit left out: cells that may name persons: Mary Roe",
        "Who decides left out: a score alone; a clerk, then it; the form",
        "Haus left out: Haus; Hof",
        "Call left out: long numbers, which may be telephones",
        "Tenant left out: cells that may name persons: Mary Roe",
        "Empty left out: no cell is filled",
    ):
        assert line in lines
    piped = new_importer("others", str(table)).stderr
    assert "  Haus           left out: words that may be names" in piped.splitlines()
    assert ("Mary" in piped, piped.count("left out: cells that may name persons\n")) == (False, 2)


def test_no_column_of_persons_is_offered_as_a_field(project: Path, tmp_path: Path) -> None:
    header = ["What happened", "Tenant"]
    table = write_sheet(tmp_path / "flats.csv", header, ["A flat was lost", "Mary Roe"])
    _, shown = answered(project, {}, "import", str(table))
    assert 'Change one (such as "Tenant = leave"; ? lists all)' in shown


def test_two_columns_of_one_role_are_told(project: Path, tmp_path: Path) -> None:
    header = ["What happened", "Developer", "Maker of the score"]
    table = write_sheet(tmp_path / "flats.csv", header, ["A flat was lost", "Orbex", "Vigila"])
    told = (
        "2 columns are read as developer: Developer, Maker of the score: where one has another "
        'role, say so, such as "Maker of the score = vendor"'
    )
    assert told in new_importer("flats", str(table)).stderr.splitlines()
    again = new_importer("flats", "--again", "--column", "Developer = vendor")
    assert "columns are read as" not in again.stderr.replace("The columns are read as", "")


def test_what_a_date_says_beside_year_month_and_day_is_told_as_not_taken(
    project: Path, tmp_path: Path
) -> None:
    dates = ("Spring 2023", "ca. 2022", "March 2021")
    rows = [[row[0], when] for row, when in zip(ROWS, dates, strict=True)]
    table = write_sheet(tmp_path / "flats.csv", HEADER[:2], *rows)
    code, said = answered(project, {}, "import", str(table))
    assert code == 0, said
    lost = "2 dates of which a part is not taken (line 2: 'Spring 2023'; line 3: 'ca. 2022')"
    assert f"not taken: {lost}" in said
    assert sorted(one["date"] for one in issues(project).values()) == ["2021-03", "2022", "2023"]
