"""The import command: what it prints, what it says on stderr, and how it exits."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ontology import PROJECT_VARIABLE
from scripts.command import main
from tests.graph.importing import SEEDS, real, write_sheet
from tests.graph.importing.test_aiaaic import HEADER, row


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def test_a_whole_import_adds_up_and_exits_with_0(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.csv", HEADER, row(), row(), row("AIAAIC8"))
    result = run("aiaaic", path, "--data", tmp_path / "data")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"{tmp_path}/data/imports/aiaaic: 3 rows = 2 issues + 1 merged + 0 put aside",
        "records: 15 added, 0 changed, 0 withdrawn (now actor 1, issue 2, source 3, taxonomy 9)",
    ]


def test_in_a_project_an_import_names_the_build_as_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert CliRunner().invoke(main, ["new", str(tmp_path / "water")]).exit_code == 0
    monkeypatch.setenv(PROJECT_VARIABLE, str(tmp_path / "water"))
    path = write_sheet(tmp_path / "a.csv", HEADER, row())
    said = "Next: justicegraph serve; where it runs already: justicegraph build\n"
    assert run("aiaaic", path).stderr == said
    assert run("aiaaic", path).stderr == ""


def test_the_same_file_again_is_said_to_change_nothing(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.csv", HEADER, row())
    first, second = (run("aiaaic", path, "--data", tmp_path / "data") for _ in range(2))
    assert "added" in first.stdout
    assert second.stdout.splitlines()[1:] == ["nothing changed since the last import"]
    assert second.exit_code == 0


def test_a_bad_row_is_told_with_what_was_kept_and_exits_with_1(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.csv", HEADER, row(), row("AIAAIC8", headline="=1+1"))
    result = run("aiaaic", path, "--data", tmp_path / "data")
    assert result.exit_code == 1
    assert "2 rows = 1 issues + 0 merged + 1 put aside" in result.stdout
    assert result.stderr == (
        "justicegraph: 1 row or file was put aside: line 3: "
        "the headline is a formula, which is not computed: give its text: "
        f"see {tmp_path}/data/imports/aiaaic/quarantine.csv\n"
    )


def test_few_rows_put_aside_are_a_warning_and_the_share_is_a_setting(tmp_path: Path) -> None:
    rows = [row(f"AIAAIC{number}") for number in range(1, 20)]
    path = write_sheet(tmp_path / "a.csv", HEADER, *rows, row("AIAAIC99", occurred="31 June 20"))
    data = ("--data", tmp_path / "data")
    result = run("aiaaic", path, *data)
    assert result.exit_code == 0
    assert result.stderr.startswith("justicegraph: 1 row or file was put aside: line 21: ")
    assert run("aiaaic", path, *data, "--strict").exit_code == 1
    assert run("aiaaic", path, *data, "--most-aside", "0.04").exit_code == 1
    environment = {"JUSTICEGRAPH_MOST_ASIDE": "0.04"}
    arguments = ["import", "aiaaic", str(path), *map(str, data)]
    assert CliRunner().invoke(main, arguments, env=environment).exit_code == 1


def test_absent_columns_and_kept_tables_are_told(tmp_path: Path) -> None:
    folder, data = tmp_path / "in", ("--data", tmp_path / "data")
    folder.mkdir()
    head = ["incident_id", "title"]
    write_sheet(folder / "incidents.csv", head, ["7", "Drivers locked out"])
    write_sheet(folder / "classifications_MIT.csv", ["Incident ID", "Entity"], ["7", "AI"])
    run("aiid", folder, *data)
    (folder / "classifications_MIT.csv").unlink()
    told = run("aiid", folder, *data).stderr
    assert "incidents.csv lacks date, reports, deployer" in told
    assert "classifications_MIT.csv is not in this snapshot: 1 rows of the import before" in told
    assert "classifications_MIT.csv" not in run("aiid", folder, *data, "--complete").stderr


def test_wrong_columns_are_named_and_exit_with_1(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.csv", ["one"], ["1"])
    result = run("aiid", path, "--data", tmp_path / "data")
    assert result.exit_code == 1
    assert "it lacks the columns 'incident_id', 'title'" in result.stderr
    assert "found: 'one'" in result.stderr


def test_a_file_that_is_not_there_and_a_day_that_is_none_exit_with_2(tmp_path: Path) -> None:
    assert run("aiid", tmp_path / "nothing", "--data", tmp_path).exit_code == 2
    path = write_sheet(tmp_path / "a.csv", HEADER, row())
    result = run("aiaaic", path, "--data", tmp_path, "--retrieved", "May")
    assert (result.exit_code, result.stderr) == (
        2,
        "justicegraph: --retrieved May: give a day, such as 2026-05-31\n",
    )


@real
def test_a_saved_page_is_imported_and_another_text_is_refused(tmp_path: Path) -> None:
    page, interview = sorted(SEEDS.glob("*.txt"))
    result = run("aidb", page, "--data", tmp_path)
    assert result.stdout.startswith(f"{tmp_path}/imports/aidb: 5 rows = 5 issues")
    refused = run("aidb", interview, "--data", tmp_path)
    assert refused.exit_code == 1
    assert "is neither lines of JSON nor the saved text of an entry's page" in refused.stderr


def test_a_reviewer_sees_what_waits_decides_and_the_next_import_shows_it(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.csv", HEADER, row(headline="Chatbot praises Zzyzx Qwrt"))
    data = ("--data", tmp_path / "data")
    shown = run("review", "aiaaic", path, *data)
    assert shown.stdout == "aiaaic-7:title:16-26\tChatbot praises [Zzyzx Qwrt]\n"
    assert shown.stderr == (
        "waiting: 1 title. Where no [words] name a private person:\n"
        f'  justicegraph import review aiaaic {path} all none --who YOU --why "I read them."\n'
        "Instead of 'all', give a field, or what is in the first column: ROW:FIELD, or"
        " ROW:FIELD:FROM-TO for these characters of a text.\n"
    )
    place = "aiaaic-7:title:16-26"
    said = ("--who", "Ann", "--why", "a private person")
    refused = run("review", "aiaaic", path, place, "withheld", *said, *data)
    assert (refused.exit_code, "--words" in refused.stderr) == (2, True)
    words = ("--words", "a driver")
    assert run("review", "aiaaic", path, place, "withheld", *words, *said, *data).exit_code == 0
    assert run("review", "aiaaic", path, *data).stdout == ""
    assert run("aiaaic", path, *data).exit_code == 0
    records = (tmp_path / "data/imports/aiaaic/records.jsonl").read_text()
    assert "Chatbot praises a driver" in records
    kept = (tmp_path / "data/imports/decisions.tsv").read_text() + records
    assert "zzyzx" not in kept.casefold()


def test_a_project_names_its_snapshot_and_keeps_what_is_decided_on_all_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "water"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    with (folder / "justicegraph.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[sources]]\nimporter = "aiaaic"\npath = "a.csv"\n')
    monkeypatch.setenv(PROJECT_VARIABLE, str(folder))
    rows = (
        row(headline="Chatbot praises Zzyzx Qwrt"),
        row("AIAAIC8", headline="Chatbot greets Vxqrt"),
    )
    person = row("AIAAIC9", headline="Chatbot fires Mary Vxqrt")
    write_sheet(folder / "a.csv", HEADER, *rows, person)
    data = ("--data", folder / "build")
    assert "3 texts that may name a person" in run("aiaaic", *data).stdout
    who = ("--who", "Ann", "--why", "read")
    decided = run("review", "aiaaic", "title", "none", *who, *data)
    assert decided.stdout == "title: none (2)\n"
    assert decided.stderr.startswith(
        "still withheld, since they look like a person: aiaaic-9:title\n"
        'Where one names no private person (else: withheld --words "a resident"):\n'
        '  justicegraph import review aiaaic aiaaic-9:title none --who "Ann" --why "read"\n'
    )
    shown = run("review", "aiaaic", *data).stderr
    assert "all none" not in shown
    assert 'aiaaic-9:title none --who YOU --why "I read it."' in shown
    place = ("aiaaic-9:title", "withheld", "--words", "a driver")
    assert run("review", "aiaaic", *place, *who, *data).exit_code == 0
    assert run("review", "aiaaic", *data).stderr == "nothing waits\n"
    late = run("review", "aiaaic", "all", "none", *who, *data)
    assert (late.exit_code, late.stderr) == (
        0,
        "nothing waits\nNext: justicegraph import aiaaic\n",
    )
    assert "withheld until" not in run("aiaaic", *data).stdout
    kept = (folder / "judgements" / "names.tsv").read_text(encoding="utf-8")
    assert (len(kept.splitlines()), "vxqrt" in kept.casefold()) == (4, False)
    (folder / "build" / "imports").joinpath("decisions.tsv").write_text(kept, encoding="utf-8")
    (folder / "judgements" / "names.tsv").unlink()
    assert run("review", "aiaaic", *data).stderr == "nothing waits\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("title",), "title: there is no such file; a PLACE takes a decision after it"),
        (("none",), "give a PLACE before the decision, such as 'all' or 'title'"),
        (("a.csv", "title", "no"), "'no' is no decision: choose one of withheld, public, none"),
        ((), "no snapshot of 'aiaaic' is in justicegraph.toml: give its PATH"),
    ],
)
def test_a_review_without_place_decision_or_snapshot_says_what_is_missing(
    tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    result = run("review", "aiaaic", *words, "--data", tmp_path)
    assert (result.exit_code, message in result.stderr) == (2, True)
