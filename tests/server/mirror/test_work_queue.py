"""Work queue of a mirror: each item is done once, by the process that is free."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology import Unavailable
from server.mirror.work_queue import BATCH, PART, in_two_processes


def test_each_item_is_done_once_and_noted_by_batches() -> None:
    noted: list[int] = []
    done = [*in_two_processes(range(BATCH + 30), list, noted.append)]
    assert sorted(item for half in done for item in half) == [*range(BATCH + 30)]
    assert noted == [BATCH, 30]


def test_what_a_slow_process_has_not_begun_is_done_by_the_other(tmp_path: Path) -> None:
    begun, gate, here = tmp_path / "begun", tmp_path / "gate", os.getpid()
    os.mkfifo(begun)
    os.mkfifo(gate)

    def work(items: Iterator[int]) -> list[int]:
        """Hold the other process in its first part until this one has done all else."""
        if os.getpid() == here:
            begun.read_text()
            taken = [*items]
            gate.write_text("go on")
            return taken
        first = next(items)
        begun.write_text("begun")
        gate.read_text()
        return [first, *items]

    mine, other = in_two_processes(range(10 * PART), work)
    assert len(other) == PART
    assert len(mine) == 9 * PART


def test_the_end_of_the_other_process_is_told() -> None:
    here = os.getpid()

    def work(items: Iterator[int]) -> list[int]:
        if os.getpid() != here:
            os._exit(9)
        return [*items]

    with pytest.raises(Unavailable, match="ended from outside"):
        [*in_two_processes(range(100), work)]
