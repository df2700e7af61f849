"""Health checks: liveness, readiness and Prometheus metrics."""

from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response, request
from prometheus_client import CollectorRegistry, exposition, multiprocess
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from graph.engine.pool.client import PoolEngine
from graph.engine.pool.supervisor import status_path
from graph.engine.pool.worker_status import WorkerStatus
from graph.rdf.formats import RESULT_FORMATS
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Liveness: the process answers."""
    return _said("alive")


@blueprint.get("/readyz")
def readyz() -> Response:
    """Readiness: queries are answered; an error of the engine is answered with its status."""
    site().engine.query("ASK { }", RESULT_FORMATS[0]).read()
    return _said(f"ready: release {site().release.name}")


@blueprint.get("/metrics")
def metrics() -> Response:
    """Metrics of all web processes and of the pool.

    Source: OpenMetrics; Prometheus, text-based format.
    """
    registry = CollectorRegistry()
    if site().settings.folder:
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(_Workers())
    encode, content_type = exposition.choose_encoder(request.headers.get("Accept", ""))
    response = Response(encode(registry), content_type=content_type)
    response.cache_control.no_store = True
    return response


def _said(text: str) -> Response:
    response = Response(f"{text}\n", mimetype="text/plain")
    response.cache_control.no_store = True
    return response


class _Workers(Collector):
    """Prometheus collector over the shared worker status."""

    def collect(self) -> Iterator[Metric]:
        """Yield gauges of workers by state, and counters of how they ended."""
        found = site()
        release = GaugeMetricFamily("justicegraph_release", "The release.", labels=["name"])
        release.add_metric([found.release.name], 1)
        yield release
        if isinstance(found.engine, PoolEngine):
            yield from _of_pool(found.engine.path)


def _of_pool(path: Path) -> Iterator[Metric]:
    slots = WorkerStatus(status_path(path))
    workers = [slot for slot in slots if slot.pid]
    states = {
        "ready": sum(1 for one in workers if not one.is_busy),
        "busy": sum(1 for one in workers if one.is_busy and not one.is_slow),
        "slow": sum(1 for one in workers if one.is_slow),
    }
    gauge = GaugeMetricFamily("justicegraph_workers", "Query workers by state.", labels=["state"])
    for state, count in states.items():
        gauge.add_metric([state], count)
    yield gauge
    for name, count in slots.counters.items():
        yield CounterMetricFamily(
            f"justicegraph_workers_{name}", "Query workers since the pool began.", value=count
        )
