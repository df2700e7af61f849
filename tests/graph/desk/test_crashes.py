"""Crashes: a process killed between any two steps of a suggestion's way leaves a sound desk.

A child process goes the whole way, and is stopped (SIGSTOP) before each of its calls into C that
may write, as those into SQLite and the operating system. A copy of the data folder is then what a
process killed at this step leaves: the operating system has what was written, and nobody a lock.
"""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from graph.desk.acceptance import accept
from graph.desk.decided_files import RECORDS, withdrawn_now, write_decided
from graph.desk.decisions import decide, withhold
from graph.desk.states import Act, State
from graph.desk.suggestions import Desk, New
from graph.desk.withdrawn import Withdrawn
from graph.desk.withheld import NOTHING, Name, Parts
from graph.engine.oxigraph import Store
from tests.graph.desk.conftest import new

STEPS = ("execute", "fsync", "rename", "replace", "write", "mkdir")
READING = ("reading", "_opened", "_read", "_events", "get", "_texts", "address_of", "open")
"""Functions whose own calls only read."""
PARTS = Parts(names=frozenset({Name("Zed Qwrtz", "a driver")}))
WAY = ["send", "take", "ask", "answer", "accept"]


def go(data: Path, out: int) -> None:
    """Go the whole way, and tell the receipt as soon as the sender would see it."""
    desk = Desk(data)
    os.write(out, desk.send(new(address="sender@example.org")).encode() + b"\n")
    desk.act(1, 1, Act.TAKE, "Ann")
    desk.act(1, 2, Act.ASK, "Ann", "Which?")
    desk.act(1, 3, Act.ANSWER, "", "This.")
    accept(data, 1, 4, "Ann", "It says so.")
    os.write(out, b"done")


def go_and_take_back(data: Path, out: int) -> None:
    """Hide a record, show it, withhold a part of it and restore it; tell each once it is done."""
    desk, engine = Desk(data), Store.in_memory("")
    desk.send(New("remove", "A report", {"reason": "other"}, "form-1", "source/court-report"))
    os.write(out, b"send\n")
    for act in (Act.HIDE, Act.SHOW):
        decide(desk, engine, desk.get(1), act, "Ann", "Unsafe.")
        os.write(out, f"{act}\n".encode())
    withhold(desk, desk.get(1), PARTS, "Ann", "Unsafe.")
    os.write(out, b"withhold\n")
    decide(desk, engine, desk.get(1), Act.RESTORE, "Ann", "Safe.")
    os.write(out, b"restore\n")
    os.write(out, b"done")


def stops(way: Callable[[Path, int], None], data: Path) -> Iterator[list[str]]:
    """Go a way in a child, and give at each of its steps, and at the end, the lines it told."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            sys.setprofile(stop)
            way(data, write)
        finally:
            os._exit(0)
    os.close(write)
    os.set_blocking(read, False)
    told, is_going = b"", True
    try:
        while is_going:
            is_going = os.WIFSTOPPED(os.waitpid(child, os.WUNTRACED)[1])
            with suppress(BlockingIOError):
                told += os.read(read, 4096)
            yield told.decode().split("\n")
            if is_going:
                os.kill(child, signal.SIGCONT)
    finally:
        os.close(read)
        if is_going:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def stop(frame: FrameType, event: str, argument: Any) -> None:
    """Stop this process before a call into C that may write."""
    code = frame.f_code
    if event != "c_call" or code.co_name in READING or "/yaml/" in code.co_filename:
        return
    if argument.__name__ in STEPS:
        os.kill(os.getpid(), signal.SIGSTOP)


def copied(data: Path, number: int) -> Path:
    """Copy what is on the disk at a step."""
    copy = data.with_name(str(number))
    if data.exists():
        shutil.copytree(data, copy)
    return copy


def check(data: Path, receipt: str, is_done: bool) -> list[str]:
    """Check all that holds whenever a process was killed; return the acts that were kept."""
    desk = Desk(data)
    with desk.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    kept = [event.act.value for one in desk.all() for event in one.events]
    assert kept == WAY[: len(kept)]
    if receipt:
        assert desk.by_receipt(receipt).id == 1
    write_decided(data)
    has_ended = kept == WAY
    assert (data / RECORDS / "source" / "court-report.yaml").is_file() == has_ended
    assert not [*(data / "desk").rglob(".*.yaml-*")] or not is_done
    if kept:
        assert desk.address_of(1) == ("" if has_ended else "sender@example.org")
    return kept


def test_whenever_the_process_is_killed_what_was_promised_is_kept(tmp_path: Path) -> None:
    seen = set()
    for number, lines in enumerate(stops(go, tmp_path / "data")):
        is_done = lines[-1] == "done"
        data = copied(tmp_path / "data", number)
        kept = check(data, lines[0] if len(lines) > 1 else "", is_done)
        assert len(lines) == 1 or kept
        seen.add(len(kept))
    assert is_done
    assert number > 30, number
    assert seen == {0, 1, 2, 3, 4, 5}


def test_whenever_the_process_is_killed_what_was_said_to_be_hidden_is(tmp_path: Path) -> None:
    acts = ["send", "hide", "show", "withhold", "restore"]
    seen = set()
    for number, told in enumerate(stops(go_and_take_back, tmp_path / "data")):
        data = copied(tmp_path / "data", number)
        kept = [event.act.value for one in Desk(data).all() for event in one.events]
        assert kept == acts[: len(kept)]
        assert kept[: len(told) - 1] == told[:-1]
        if kept == told[:-1]:  # nothing is under way: what is shown follows from the last act
            assert withdrawn_now(data) == shown_after(kept)
        write_decided(data)  # as builds do, and a server within a second
        assert withdrawn_now(data) == shown_after(kept)
        seen.add(len(kept))
    assert told[-1] == "done"
    assert number > 20, number
    assert seen >= {1, 2, 3, 4, 5}


def shown_after(kept: list[str]) -> Withdrawn:
    """Return what is withdrawn after some acts."""
    last = kept[-1:] or [""]
    records = frozenset({"source/court-report"} if last == ["hide"] else ())
    return Withdrawn(records, PARTS if last == ["withhold"] else NOTHING)


def test_many_processes_write_at_once_and_lose_nothing(tmp_path: Path) -> None:
    children = []
    for process in range(4):
        child = os.fork()
        if not child:
            try:
                for number in range(10):
                    Desk(tmp_path).send(new(f"{process}-{number}"))
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    found = Desk(tmp_path).all()
    assert len(found) == 40
    assert {one.state for one in found} == {State.OPEN}


def test_a_database_is_in_wal_mode_and_writes_are_synchronised(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.send(new())
    assert sqlite3.connect(desk.path).execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    with desk.writing() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
