"""Pages: latency at the server, and bytes and largest contentful paint in a browser."""

import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from itertools import permutations
from pathlib import Path
from shutil import which
from statistics import median
from typing import Any, Final
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pyoxigraph as ox

from graph.rdf.quads import from_engine
from graph.reconcile import NAMES, write_names
from graph.release.release import Release, current_release
from graph.search import SEARCH
from graph.search.index_writer import write_search
from scripts.bench.dataset import write_data
from scripts.bench.figures import Figure
from scripts.bench.generate import TRIPLES_PER_ISSUE
from scripts.bench.lists import LISTS
from scripts.bench.serving.processes import cpu_seconds
from scripts.bench.serving.servers import OURS, running

__all__ = ["bench_pages"]

HTML: Final = {"Accept": "text/html", "Accept-Encoding": "br, gzip"}
TIMES: Final = 40
SAME: Final = 5
MISSPELT: Final = 500
BATCH: Final = 100
"""The most names of one request, as the service says."""
TYPED: Final = [f"/suggest?q={'organisation'[:end]}" for end in range(1, 13)]
FACETS: Final = ("area", "place", "year")
CROSSED: Final = [f"/compare.json?of={of}&by={by}" for of, by in permutations(FACETS, 2)]
ROWS: Final = urlencode({"query": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1000", "format": "csv"})
TABLES: Final = {
    "10,000 rows of an answer as CSV": f"/sparql?{ROWS.replace('1000', '1000{}')}",
    "10,000 issues of a list as CSV": "/search.csv?utm_source={}",
}
"""Each is asked with a digit in place of the braces, so that no answer comes from a cache."""
SLOWER: Final = 4
CHROMIUM: Final = which("chromium") or which("chromium-browser")
PAINTED: Final = """() => new Promise((done) => new PerformanceObserver(
    (entries) => done(entries.getEntries().at(-1).startTime),
  ).observe({type: "largest-contentful-paint", buffered: true}))"""


def bench_pages(issues: int) -> Iterator[Figure]:
    """Measure pages of a generated graph with this many issues.

    The figures of the browser need Chromium and Playwright.
    Source: Largest Contentful Paint, W3C draft; Chrome DevTools Protocol.
    """
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as stderr:
        release = _written(Path(name), issues)
        with running(OURS, release, stderr) as (endpoint, pid):
            address = urlsplit(endpoint)._replace(path="").geturl()
            yield Figure("an issue's page", median(_taken(address, _issues(issues))), "ms", 15)
            lists = _taken(address, LISTS)
            yield Figure("a search by facets and words", median(lists), "ms", 100)
            yield Figure("the slowest of these searches", max(lists), "ms", 100)
            yield Figure("suggestions while typing", median(_taken(address, TYPED)), "ms", 20)
            yield Figure("a cross table", median(_taken(address, CROSSED)), "ms", 100)
            yield Figure(f"{MISSPELT} names reconciled", _reconciled(address), "s", 2)
            for name, path in TABLES.items():
                yield Figure(f"{name}, CPU", _work(address, pid, path), "ms", 100)
            yield from _in_a_browser(address)


def _reconciled(address: str) -> float:
    """Return the seconds in which misspelt names are reconciled, in a second round."""
    taken = []
    for _ in range(2):
        began = time.perf_counter()
        for first in range(0, MISSPELT, BATCH):
            names = range(first, first + BATCH)
            asked = {f"q{number}": {"query": f"Organistion {number}"} for number in names}
            body = urlencode({"queries": json.dumps(asked)}).encode()
            with urlopen(f"{address}/reconcile", body) as answer:  # noqa: S310 - our own server
                answer.read()
        taken.append(time.perf_counter() - began)
    return taken[1]


def _written(data: Path, issues: int) -> Release:
    """Write a release of generated issues, with what the search needs."""
    release = write_data(data, issues * TRIPLES_PER_ISSUE)
    with (release.folder / "justicegraph.nq").open("rb") as file:
        quads = [*from_engine(ox.parse(file, format=ox.RdfFormat.N_QUADS))]
    write_search(release.folder / SEARCH, quads)
    write_names(release.folder / NAMES, quads)
    return current_release(data)


def _issues(issues: int) -> list[str]:
    chance = random.Random(issues)  # noqa: S311 - a benchmark, not a secret
    return [f"/id/issue/issue-{chance.randrange(issues)}" for _ in range(TIMES)]


def _taken(address: str, paths: Sequence[str]) -> list[float]:
    """Return the milliseconds of each answer on loopback, in a second round.

    In the first round each process reads its part of the index into memory.
    """
    connection = HTTPConnection(str(urlsplit(address).netloc), timeout=60)
    taken = [_milliseconds(connection, path) for path in [*paths, *paths]]
    connection.close()
    return taken[len(paths) :]


def _work(address: str, pid: int, path: str) -> float:
    """Return the CPU milliseconds of all processes of a server for an answer, the mean of some."""
    began = cpu_seconds(pid)
    for number in range(SAME):
        with urlopen(address + path.format(number)) as answer:  # noqa: S310 - our own server
            answer.read()
    return (cpu_seconds(pid) - began) * 1e3 / SAME


def _milliseconds(connection: HTTPConnection, path: str) -> float:
    began = time.perf_counter()
    connection.request("GET", path, headers=HTML)
    with connection.getresponse() as answer:
        answer.read()
        if answer.status != 200:
            raise AssertionError(f"{path}: {answer.status}")
    return (time.perf_counter() - began) * 1e3


def _in_a_browser(address: str) -> Iterator[Figure]:
    if not CHROMIUM:
        return
    from playwright.sync_api import sync_playwright  # of the tests; a benchmark goes on without

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, path in {"the front page": "/", "an issue's page": "/id/issue/issue-0"}.items():
            size, painted = _shown(browser, address + path)
            if path == "/":
                yield Figure(f"{name}, all that it loads", size / 1e3, "kB", 150)
            yield Figure(f"{name}, largest paint, {SLOWER} times slower", painted, "ms", 1_000)
        browser.close()


def _shown(browser: Any, url: str) -> tuple[float, float]:
    """Return the transferred bytes of a page and its largest contentful paint.

    Each is the median of three, with an empty browser cache.
    """
    sizes, paints = zip(*(_once(browser, url) for _ in range(3)), strict=True)
    return median(sizes), median(paints)


def _once(browser: Any, url: str) -> tuple[float, float]:
    with browser.new_context() as context:
        page, sizes = context.new_page(), list[float]()
        devtools = context.new_cdp_session(page)
        devtools.on(
            "Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"])
        )
        devtools.send("Network.enable")
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(url, wait_until="networkidle")
        return sum(sizes), float(page.evaluate(PAINTED))
