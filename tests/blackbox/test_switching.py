"""A release that is built while the server runs, and an end that finishes what had begun."""

import json
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.blackbox.client import Client
from tests.blackbox.server import COMMAND, Server, alive, serving
from tests.conftest import SMALL
from tests.waiting import PATIENCE, becomes

LONG = "SELECT ?a ?b ?d ?e { ?a ?b ?c . ?d ?e ?f } LIMIT 300000"  # more than sockets hold
ACTORS = "SELECT (COUNT(?actor) AS ?count) { ?actor a jg:Organization }"
PAGES = ["/", "/id/issue/ghost-work", "/sparql?query=ASK%7B%7D", "/.well-known/void", "/readyz"]


@pytest.fixture(scope="module")
def own_data(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of these tests' own, with the curated release in it."""
    return Path(shutil.copytree(data, tmp_path_factory.mktemp("own") / "data", symlinks=True))


@pytest.fixture(scope="module")
def switching(own_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("switching")
    with serving(own_data, folder / "said", "--seconds", "60", "--log", "") as found:
        yield found


def build(data: Path, tmp_path: Path, slug: str) -> str:
    """Build a release of two records beside the curated one; return its name."""
    records = tmp_path / f"{slug}.yaml"
    records.write_text(SMALL.format(slug=slug, name="An actor"), encoding="utf-8")
    arguments = [*COMMAND, "build", "--data", str(data), "--records", str(records)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    return Path(done.stdout.strip()).name


def actors(client: Client) -> int:
    return int(client.query(ACTORS, format="csv").text.split()[1])


@contextmanager
def begun(client: Client) -> Iterator[HTTPResponse]:
    """Ask for a long answer, and read no more of it than its first line."""
    with closing(client.connection()) as connection:
        connection.request("GET", f"/sparql?{urlencode({'query': LONG, 'format': 'csv'})}")
        with connection.getresponse() as answer:
            assert answer.readline() == b"a,b,d,e\r\n"
            yield answer


def rows(answer: HTTPResponse) -> int:
    return answer.read().count(b"\n")


def test_a_release_that_is_broken_leaves_the_old_one_at_work(
    switching: Server, own_data: Path
) -> None:
    name = switching.client.get("/readyz").text
    (own_data / "releases" / "broken").mkdir()
    (own_data / "next").symlink_to(Path("releases") / "broken")
    before = (own_data / "current").readlink()
    (own_data / "next").replace(own_data / "current")
    becomes(lambda: "broken" in switching.said or "holds no release" in switching.said)
    assert switching.client.get("/readyz").text == name
    assert actors(switching.client) > 1
    (own_data / "next").symlink_to(before)
    (own_data / "next").replace(own_data / "current")


def test_a_new_release_is_taken_up_and_no_request_fails(
    switching: Server, own_data: Path, tmp_path: Path
) -> None:
    assert actors(switching.client) > 1
    before, switched = switching.keepers(), threading.Event()

    def ask_on(path: str) -> list[int]:
        statuses = []
        while not switched.is_set():
            statuses.append(switching.client.get(path).status)
        return statuses

    with ThreadPoolExecutor(len(PAGES)) as threads, begun(switching.client) as long:
        asking = [threads.submit(ask_on, path) for path in PAGES]
        try:
            name = build(own_data, tmp_path, "an-actor")
            becomes(lambda: name in switching.client.get("/readyz").text)
        finally:
            switched.set()
        assert rows(long) == 300_000
        statuses = {path: {*asked.result()} for path, asked in zip(PAGES, asking, strict=True)}
    assert statuses.pop("/id/issue/ghost-work") <= {200, 404}  # the new release has no issue
    assert set().union(*statuses.values()) == {200}
    assert actors(switching.client) == 1
    becomes(lambda: len(switching.keepers()) == 1 and switching.keepers() != before)
    becomes(lambda: not any(map(alive, before)))


def test_an_end_finishes_the_answers_that_had_begun(data: Path, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    options = ("--seconds", "60", "--log", str(log), "--log-queries", "text")
    with serving(data, tmp_path / "said", *options) as server:
        processes = [*server.keepers(), *server.query_workers(), *server.web_processes()]
        with closing(server.client.connection()) as idle, begun(server.client) as long:
            idle.request("GET", "/healthz")
            with idle.getresponse() as answer:
                assert answer.read() == b"alive\n"
            server.process.send_signal(signal.SIGTERM)
            assert rows(long) == 300_000
            assert server.process.wait(PATIENCE) == 0
    becomes(lambda: not any(map(alive, processes)))
    assert "Traceback" not in server.said
    lines = log.read_text(encoding="utf-8").splitlines()
    assert LONG in [json.loads(line).get("query") for line in lines]
