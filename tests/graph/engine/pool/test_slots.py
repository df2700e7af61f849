"""The supervisor's choice of workers to end, and the places of workers that cannot be forked."""

import errno
import os
from pathlib import Path

import pytest

from graph.engine.oxigraph import Store
from graph.engine.pool.supervisor import Size, Supervisor
from graph.engine.pool.worker_status import Order
from tests.graph.engine.pool.keeping import LIMITS


def test_of_too_many_slow_queries_those_that_have_sent_nothing_are_refused_first(
    tmp_path: Path,
) -> None:
    supervisor = Supervisor(
        lambda: Store.in_memory(b""), tmp_path / "socket", LIMITS, Size(ready=1, slow=1)
    )
    supervisor.close()
    sending, silent, _ = supervisor.slots
    for pid, slot in enumerate((silent, sending), start=1):
        slot.take(pid)
        slot.begin()
        slot.is_slow = True
    sending.is_sending = True
    supervisor._dismiss()
    assert (sending.order, silent.order) == (Order.NONE, Order.REFUSE)
    silent.is_sending = True  # its answer began before its worker read the order
    supervisor._dismiss()
    assert sorted((sending.order, silent.order)) == [Order.NONE, Order.END]


def test_a_worker_that_cannot_be_forked_leaves_its_place_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    supervisor = Supervisor(lambda: Store.in_memory(b""), tmp_path / "socket", LIMITS, Size())
    supervisor.close()
    monkeypatch.setattr(os, "fork", refuse)
    supervisor._fill()
    assert (supervisor._members(), supervisor.slots.counters["started"]) == ([], 0)
