"""The builder: one build for each decision, its end noted; a busy folder is tried again."""

import sys
from pathlib import Path

import pytest

from graph.desk.builds import build_state, last_change, note_build
from graph.desk.decided_files import write_decided
from graph.desk.states import Act
from graph.desk.suggestions import Desk, New
from server.desk import builder
from server.desk.builder import Builder
from tests.waiting import becomes

WRITES = "import pathlib, sys; path = pathlib.Path(sys.argv[1]); path.open('a').write('built ')"
TAKES_OUT = WRITES.replace("built ", "redacted ")
LASTS = f"{WRITES}; import time; time.sleep(600)"
FAILS = "import sys; sys.exit('2 violations: mend them')"
BUSY = f"import sys; sys.exit('{builder.BUSY} here')"


def decide(data: Path) -> None:
    """Decide something that changes the graph."""
    desk = Desk(data)
    desk.send(New("remove", "x", {}, f"form {len(desk.all())}", f"issue/{len(desk.all())}"))
    number = desk.all()[-1].id
    desk.act(number, 1, Act.HIDE, "Ann", "why")
    write_decided(data)


def program(text: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", text, *arguments]


def test_each_decision_is_built_once(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Builder(tmp_path, program(WRITES, str(log)), program("")):
        decide(tmp_path)
        becomes(lambda: build_state(tmp_path).state == "built")
        decide(tmp_path)
        becomes(lambda: build_state(tmp_path)[:2] == (2, "built"))
    assert log.read_text() == "built built "
    assert last_change(tmp_path) == 2


def test_what_was_decided_while_nothing_ran_is_built_at_the_start(tmp_path: Path) -> None:
    decide(tmp_path)
    assert build_state(tmp_path).state == "waiting"
    with Builder(tmp_path, program(""), program("")):
        becomes(lambda: build_state(tmp_path)[:2] == (1, "built"))


def test_a_build_that_a_crash_cut_off_is_built_again(tmp_path: Path) -> None:
    decide(tmp_path)
    note_build(tmp_path, 1, "begun")
    with Builder(tmp_path, program(""), program("")):
        becomes(lambda: build_state(tmp_path).state == "built")


def test_a_build_that_fails_says_why_and_is_not_repeated(tmp_path: Path) -> None:
    decide(tmp_path)
    with Builder(tmp_path, program(FAILS), program("")):
        becomes(lambda: build_state(tmp_path).state == "failed")
    assert build_state(tmp_path).message == "2 violations: mend them"
    assert build_state(tmp_path).change == 1


def test_a_busy_folder_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "AGAIN", 0.01)
    decide(tmp_path)
    build = Builder(tmp_path, program(BUSY), program(""))
    assert build.build(1) is False
    build.command = program("")
    assert build.build(1) is True


def test_a_withdrawn_record_is_taken_out_before_the_build(tmp_path: Path) -> None:
    log = tmp_path / "log"
    decide(tmp_path)
    with Builder(tmp_path, program(WRITES, str(log)), program(TAKES_OUT, str(log))):
        becomes(lambda: build_state(tmp_path).state == "built")
    assert log.read_text() == "redacted built "


def test_a_withdrawal_ends_the_build_that_is_at_work(tmp_path: Path) -> None:
    log = tmp_path / "log"
    decide(tmp_path)
    with Builder(tmp_path, program(LASTS, str(log)), program(TAKES_OUT, str(log))) as builder:
        becomes(lambda: log.is_file() and log.read_text() == "redacted built ")
        builder.command = program(WRITES, str(log))
        decide(tmp_path)
        becomes(lambda: build_state(tmp_path)[:2] == (2, "built"))
    assert log.read_text() == "redacted built redacted built "


def test_a_redaction_that_fails_is_tried_again_and_does_not_keep_the_build_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "AGAIN", 0.01)
    log = tmp_path / "log"
    decide(tmp_path)
    with Builder(tmp_path, program(WRITES, str(log)), program(FAILS)):
        becomes(lambda: build_state(tmp_path).state == "built")
    assert log.read_text() == "built "
