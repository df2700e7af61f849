"""How the server is, as its pages tell."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from graph.engine.pool.worker_status import Order, WorkerStatus
from graph.release.release import Release
from server.asgi.health import _of_pool


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_it_is_never_kept(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_it_is_alive_and_ready(client: FlaskClient, release: Release) -> None:
    assert client.get("/healthz").text == "alive\n"
    assert client.get("/readyz").text == f"ready: release {release.name}\n"


def test_the_release_is_told_as_a_number(client: FlaskClient, release: Release) -> None:
    found = {one.name: one for one in text_string_to_metric_families(client.get("/metrics").text)}
    assert [*found] == ["justicegraph_release"]
    (sample,) = found["justicegraph_release"].samples
    assert (sample.labels, sample.value) == ({"name": release.name}, 1.0)


def test_workers_are_counted_by_what_they_do(tmp_path: Path) -> None:
    path = tmp_path / "pool"
    slots = WorkerStatus(tmp_path / "pool.slots", 5)
    ready, busy, slow, last, _ = slots
    for number, slot in enumerate((ready, busy, slow, last), start=1):
        slot.take(number)
    busy.begin()
    slow.begin()
    slow.is_slow = True
    last.order = Order.LAST
    slots.count("crashed")
    workers, *counters = _of_pool(path)
    assert {one.labels["state"]: one.value for one in workers.samples} == {
        "ready": 2,
        "busy": 1,
        "slow": 1,
    }
    assert {one.name: one.samples[0].value for one in counters} == {
        "justicegraph_workers_started": 0,
        "justicegraph_workers_out_of_time": 0,
        "justicegraph_workers_crashed": 1,
        "justicegraph_workers_dismissed": 0,
    }
