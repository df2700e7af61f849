"""What the workers of a pool are doing, as every process sees it."""

import os
from pathlib import Path

import pytest

from graph.engine.pool.worker_status import COUNTERS, Order, WorkerStatus


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "slots"


def test_a_slot_is_free_until_it_is_taken(path: Path) -> None:
    first, second = WorkerStatus(path, 2)
    first.take(4711)
    assert [(slot.pid, slot.is_busy, slot.is_slow, slot.order) for slot in (first, second)] == [
        (4711, False, False, Order.NONE),
        (0, False, False, Order.NONE),
    ]


def test_a_query_begins_and_ends(path: Path) -> None:
    (slot,) = WorkerStatus(path, 1)
    assert (slot.is_busy, slot.age()) == (False, 0.0)
    slot.begin()
    assert slot.is_busy
    assert 0 <= slot.age() < 60
    slot.end()
    assert (slot.is_busy, slot.age()) == (False, 0.0)


def test_a_query_has_sent_nothing_when_it_begins(path: Path) -> None:
    (slot,) = WorkerStatus(path, 1)
    slot.is_sending = True
    assert slot.is_sending
    slot.begin()
    assert not slot.is_sending


def test_a_slot_that_is_taken_again_is_as_new(path: Path) -> None:
    (slot,) = WorkerStatus(path, 1)
    slot.take(1)
    slot.begin()
    slot.is_slow, slot.order = True, Order.END
    slot.take(2)
    assert (slot.pid, slot.is_busy, slot.is_slow, slot.order) == (2, False, False, Order.NONE)


def test_a_process_is_named_beside_what_it_does(path: Path) -> None:
    (slot,) = WorkerStatus(path, 1)
    slot.begin()
    slot.pid = 7
    assert (slot.pid, slot.is_busy) == (7, True)


@pytest.mark.parametrize("order", Order)
def test_an_order_is_read_as_it_was_given(path: Path, order: Order) -> None:
    (slot,) = WorkerStatus(path, 1)
    slot.order = order
    assert slot.order is order


def test_whoever_opens_the_file_sees_the_same(path: Path) -> None:
    (one,), (other,) = WorkerStatus(path, 1), WorkerStatus(path)
    one.take(7)
    one.is_slow = True
    assert (other.pid, other.is_slow) == (7, True)


def test_other_processes_see_the_same(path: Path) -> None:
    slots = WorkerStatus(path, 2)
    child = os.fork()
    if child == 0:
        [*slots][1].take(os.getpid())
        slots.count("started")
        os._exit(0)
    os.waitpid(child, 0)
    assert [slot.pid for slot in slots] == [0, child]
    assert slots.counters["started"] == 1


def test_counters_begin_at_zero_and_count(path: Path) -> None:
    slots = WorkerStatus(path, 3)
    assert slots.counters == dict.fromkeys(COUNTERS, 0)
    slots.count("crashed")
    slots.count("crashed")
    assert WorkerStatus(path).counters == {**dict.fromkeys(COUNTERS, 0), "crashed": 2}
