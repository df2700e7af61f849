"""CPU of pages and lists over a data folder: the application alone, asked in this process."""

import gc
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Final
from wsgiref.util import setup_testing_defaults

from flask import Flask

from graph.engine.base import Engine
from graph.engine.oxigraph import Store
from graph.release.downloads import DOWNLOADS
from graph.release.release import Release
from scripts.bench.figures import Figure
from server import THRESHOLDS, Settings, create_app
from server.web.site import EXTENSION, Sites

__all__ = ["bench_data"]

PAGES: Final = 200
WARM: Final = 40
ROUNDS: Final = 3
FEWEST: Final = 1_000
"""The fewest rows of a list of which 10,000 say more than its fixed cost."""
ISSUES: Final = """
PREFIX jg: <https://w3id.org/justicegraph/ontology#>
SELECT DISTINCT ?issue WHERE {{
  ?issue a jg:Issue FILTER NOT EXISTS {{ ?issue jg:countedAs ?other }}
  FILTER {exists} {{ ?record jg:countedAs ?issue }}
}} ORDER BY ?issue
"""
SORTS: Final = {"that several records report": "EXISTS", "that one record reports": "NOT EXISTS"}
LISTS: Final = {
    "issues": "/search.csv",
    "organisations": "/actors.csv",
    "places": "/places.csv",
    "links of the explorer": "/explore.csv?most=600",
    "an answer": "/sparql?format=csv&query=SELECT+*+%7B+?s+?p+?o+%7D+LIMIT+10000",
    "the roles of a question": "/questions/alleged-roles.csv",
    "a comparison": "/compare.csv?of=area&by=place",
    "coverage": "/coverage.csv",
}


def bench_data(data: Path) -> Iterator[Figure]:
    """Measure the first request of issues' pages, and of each list as CSV, nothing being kept.

    The graph is in memory as in a web process; the HTTP server is left out. Answers are in br.
    """
    settings = Settings(data=data, cache_megabytes=0)
    app, sites = create_app(settings), _InMemory(settings)
    app.extensions[EXTENSION] = sites
    issues = {name: _issues(sites.now().engine, exists) for name, exists in SORTS.items()}
    for some in issues.values():
        for path in random.Random(1).sample(some, min(WARM, len(some))):  # noqa: S311 - no secret
            _seconds(app, path, "text/html")
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    for name, some in issues.items():
        chosen = random.Random(2).sample(some, min(PAGES, len(some)))  # noqa: S311 - no secret
        taken = [_seconds(app, path, "text/html")[0] * 1e3 for path in chosen]
        if taken:
            yield Figure(f"an issue's page, {name}, CPU", mean(taken), "ms", 8)
    for name, path in LISTS.items():
        seconds, body = min(_seconds(app, path, "text/csv") for _ in range(ROUNDS))
        rows = body.count(b"\n") - 1
        figure = f"{name} as CSV, {rows:,} rows, CPU"
        goal = 10_000 if rows >= FEWEST else rows or 1
        yield Figure(f"{figure} of {goal:,}", seconds * 1e3 * goal / max(rows, 1), "ms", 100)


class _InMemory(Sites):
    """Sites whose graph is in memory, as web processes hold it."""

    def _engine(self, release: Release, name: str) -> Engine:  # noqa: ARG002 - of Sites
        return Store.in_memory(release.folder / DOWNLOADS[0].filename, release.base)


def _issues(engine: Engine, exists: str) -> list[str]:
    rows = engine.rows(ISSUES.format(exists=exists))
    return [f"/id/{row['issue'].text.partition('/id/')[2]}" for row in rows]


def _seconds(app: Flask, path: str, accept: str) -> tuple[float, bytes]:
    """Return the CPU seconds of an answer in br, and its body without a coding."""
    began = time.process_time()
    _answered(app, path, {"HTTP_ACCEPT": accept, "HTTP_ACCEPT_ENCODING": "br"})
    taken = time.process_time() - began
    return taken, _answered(app, path, {"HTTP_ACCEPT": accept}) if accept == "text/csv" else b""


def _answered(app: Flask, path: str, headers: Mapping[str, str]) -> bytes:
    where, _, query = path.partition("?")
    environ: dict[str, object] = {"PATH_INFO": where, "QUERY_STRING": query, **headers}
    setup_testing_defaults(environ)
    statuses: list[str] = []

    def start(status: str, _headers: Sequence[tuple[str, str]], _error: object = None) -> None:
        statuses.append(status)

    body = b"".join(app.wsgi_app(environ, start))  # type: ignore[arg-type]
    if not statuses[0].startswith("200"):
        raise AssertionError(f"{path}: {statuses[0]}")
    return body
