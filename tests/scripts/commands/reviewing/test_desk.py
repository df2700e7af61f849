"""The command `desk`: all that the pages of the desk do."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.desk.decided_files import hidden
from graph.desk.pairs import write_pairs
from graph.desk.suggestions import Desk
from graph.desk.withheld import NOTHING, Name, withheld_parts
from graph.following.letters import Letters
from graph.reading.files import curated_records
from graph.release.release import Release, current_name
from scripts.command import main
from tests.graph.desk.conftest import correction, new

WHY = ("--who", "Ann", "--why", "It says so.")


@pytest.fixture
def data(tmp_path: Path, release: Release) -> Path:
    (tmp_path / "releases").symlink_to(release.folder.parent)
    (tmp_path / "current").symlink_to(Path("releases") / release.name)
    return tmp_path


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["desk", *words, "--data", str(data)])


def test_a_reviewer_is_invited_listed_and_revoked(data: Path) -> None:
    token = run(data, "invite", "Ann").stdout
    assert len(token) == 33
    assert "reviewer Ann, until 20" in run(data, "list").stderr
    assert run(data, "revoke", "Ann").exit_code == 0
    assert run(data, "revoke", "Ann").exit_code == 1


def test_a_suggestion_is_read_taken_and_accepted(data: Path) -> None:
    Desk(data).send(new())
    assert run(data, "list").stdout == "1\topen\tnew\t\tA report\n"
    assert '"court-report"' in run(data, "read", "1").stdout
    assert run(data, "accept", "1", *WHY).exit_code == 1
    assert run(data, "take", "1", *WHY).stdout == "1: taken\n"
    assert run(data, "accept", "1", *WHY).stdout == "1: accepted\n"
    assert (data / "desk/records/source/court-report.yaml").is_file()


def test_a_sender_who_gave_an_address_gets_the_letter_of_the_desk(
    data: Path, tmp_path: Path
) -> None:
    config = tmp_path / "server.toml"
    settings = {"smtp": "smtp://127.0.0.1:1", "sender": "desk@example.org"}
    settings |= {"address": "https://example.org/"}
    config.write_text("".join(f'{name} = "{text}"\n' for name, text in settings.items()))
    Desk(data).send(new(address="sender@example.org"))
    for act in ("take", "decline"):
        assert run(data, act, "1", *WHY, "--config", str(config)).exit_code == 0
    assert Letters(data).count() == 1
    assert Desk(data).address_of(1) == ""


def test_what_breaks_a_rule_is_not_accepted(data: Path) -> None:
    Desk(data).send(correction("nineteen"))
    run(data, "take", "1", *WHY)
    result = run(data, "accept", "1", *WHY)
    assert result.exit_code == 1
    assert "breaks a rule of the graph" in result.stderr
    assert not (data / "desk/records").exists()


def test_a_record_is_withdrawn_without_a_request(data: Path) -> None:
    result = run(data, "withdraw", "issue/ghost-work", *WHY)
    assert result.stdout == "1: issue/ghost-work is hidden\n"
    assert hidden(data) == {"issue/ghost-work": "It says so."}


def test_a_withdrawal_lists_the_texts_of_other_records_that_name_it(data: Path) -> None:
    lines = run(data, "withdraw", "actor/turkopticon", *WHY).stderr.splitlines()
    assert any(line.startswith("issue/mturk-mass-rejections names it: ") for line in lines)


def test_a_statement_and_a_name_are_withheld_and_restored(data: Path) -> None:
    rows = [
        line.split("\t") for line in run(data, "statements", "issue/ghost-work").stdout.split("\n")
    ]
    (key,) = (row[0] for row in rows if row[-1] == "issue/ghost-work#hidden-workers")
    result = run(data, "withhold", "issue/ghost-work", key, *WHY)
    assert result.stdout == "1: 1 withheld of issue/ghost-work; 'desk restore 1' takes it back\n"
    assert run(data, "withhold", "issue/ghost-work", "no", *WHY).exit_code == 1
    assert run(data, "withhold-name", "driver", *WHY).exit_code == 2
    given = ("withhold-name", "Zed Qwrtz", "--words", "a driver")
    assert run(data, *given, *WHY).exit_code == 0
    parts = withheld_parts(data)
    assert {one.value for one in parts.statements} == {"<id/issue/ghost-work#hidden-workers>"}
    assert parts.names == {Name("Zed Qwrtz", "a driver")}
    for number in ("1", "2"):
        assert run(data, "restore", number, *WHY).exit_code == 0
    assert withheld_parts(data) == NOTHING


def test_a_listed_pair_is_judged_once(data: Path) -> None:
    pair = {"left": "actor/a", "right": "actor/b", "score": 0.7, "reasons": "spelling 0.90"}
    names = {"left_name": "A", "right_name": "B"}
    write_pairs(data, json.dumps({"pairs": [pair | names]}), current_name(data))
    assert run(data, "pairs").stdout == "0.70\tactor/a\tactor/b\tA\tB\tspelling 0.90\n"
    assert run(data, "judge", "actor/a", "actor/b", "different", *WHY).exit_code == 0
    assert run(data, "judge", "actor/a", "actor/b", "same", *WHY).exit_code == 1
    assert run(data, "pairs").stdout == ""


def test_accepted_records_are_exported_as_a_patch_that_git_applies(
    data: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = Desk(data)
    desk.send(new())
    desk.send(correction())
    for number in ("1", "2"):
        run(data, "take", number, *WHY)
        assert run(data, "accept", number, *WHY).exit_code == 0
    patch = run(data, "export").stdout
    assert "-year: 2019\n+year: 2018\n" in patch
    clone = tmp_path_factory.mktemp("clone")
    folder = clone / "graph" / "records" / "issue"
    folder.mkdir(parents=True)
    name = "ghost-work.yaml"
    (folder / name).write_bytes((curated_records() / "issue" / name).read_bytes())
    git = ["/usr/bin/env", "git", "apply", "-"]
    subprocess.run(git, input=patch, text=True, cwd=clone, check=True)
    assert "year: 2018" in (folder / name).read_text(encoding="utf-8")
    assert (folder.parent / "source" / "court-report.yaml").is_file()
    assert run(data, "export", "--done").exit_code == 0
    assert run(data, "export").stdout == ""
