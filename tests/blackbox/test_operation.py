"""How the server is watched: health, numbers and the access log."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from graph.release.release import Release
from tests.blackbox.client import Client
from tests.blackbox.server import Server
from tests.waiting import becomes

TELLING = "SELECT ?secret { ?secret a jg:Hazard } LIMIT 1"


def test_the_server_is_alive_and_ready(client: Client, release: Release) -> None:
    assert client.get("/healthz").text == "alive\n"
    assert client.get("/readyz").text == f"ready: release {release.name}\n"


def families(client: Client) -> dict[str, Any]:
    found = client.get("/metrics", {"Accept": "text/plain"})
    assert found.kind.startswith("text/plain")
    return {one.name: one for one in text_string_to_metric_families(found.text)}


def test_the_numbers_are_for_prometheus(client: Client, release: Release) -> None:
    found = families(client)
    kinds = {name: found[name].type for name in found if name.startswith("justicegraph_")}
    assert kinds == {
        "justicegraph_release": "gauge",
        "justicegraph_request_seconds": "histogram",
        "justicegraph_requests": "counter",
        "justicegraph_response_bytes": "counter",
        "justicegraph_workers": "gauge",
        "justicegraph_workers_crashed": "counter",
        "justicegraph_workers_dismissed": "counter",
        "justicegraph_workers_out_of_time": "counter",
        "justicegraph_workers_started": "counter",
    }
    assert [one.labels for one in found["justicegraph_release"].samples] == [{"name": release.name}]


def test_the_numbers_are_for_openmetrics_too(client: Client) -> None:
    found = client.get("/metrics", {"Accept": "application/openmetrics-text; version=1.0.0"})
    assert found.kind.startswith("application/openmetrics-text")
    assert found.text.endswith("# EOF\n")


def counted(client: Client, **labels: str) -> float:
    samples = families(client)["justicegraph_requests"].samples
    return sum(
        float(one.value)
        for one in samples
        if one.name.endswith("_total") and labels.items() <= one.labels.items()
    )


def counts_more(client: Client, before: float, more: int, **labels: str) -> None:
    """Wait until so many requests more are counted; an answer may be here before its count is."""
    becomes(lambda: counted(client, **labels) >= before + more)
    assert counted(client, **labels) == before + more


def test_requests_of_all_web_processes_are_counted(client: Client) -> None:
    labels = {"route": "sparql", "status": "200", "method": "GET"}
    before = counted(client, **labels)
    for _ in range(50):
        client.query("ASK {}")
    counts_more(client, before, 50, **labels)


@pytest.mark.parametrize("path", ["/a", "/b/c", "/%22%7D", "/xmlrpc.php"])
def test_paths_that_are_none_of_ours_make_no_numbers_of_their_own(
    client: Client, path: str
) -> None:
    labels = {"route": "other", "method": "other"}
    before = counted(client, **labels)
    client.send("FOO", path)
    counts_more(client, before, 1, **labels)


def test_no_number_names_a_query_or_a_client(client: Client) -> None:
    client.query(TELLING)
    found = client.get("/metrics").text
    assert "secret" not in found
    assert "127.0.0.1" not in found


def logged(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def log_of(server: Server) -> Path:
    return server.said_to.with_name("access.log")


def text_of(path: Path) -> str:
    """Return what a log holds by now; it begins with its first line."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_each_request_is_one_line_of_the_log(client: Client, server: Server) -> None:
    name = "/no-such-page-for-the-log"
    client.get(f"{name}?with=parameters", {"Referer": "https://example.org/"})
    becomes(lambda: name in text_of(log_of(server)))
    (line,) = (one for one in logged(log_of(server)) if one["path"] == name)
    assert [*line] == ["time", "method", "path", "status", "bytes", "ms"]
    assert (line["method"], line["status"]) == ("GET", 404)
    assert line["bytes"] > 0 < line["ms"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])


def test_the_log_names_no_record_that_is_not_there(client: Client, server: Server) -> None:
    client.get("/id/issue/no-such-issue-for-the-log/related")
    becomes(lambda: "/id/issue/-/related" in text_of(log_of(server)))
    assert "no-such-issue-for-the-log" not in text_of(log_of(server))


def test_a_query_is_told_by_its_hash(client: Client, server: Server) -> None:
    digest = hashlib.sha256(TELLING.encode()).hexdigest()[:16]
    client.query(TELLING)
    becomes(lambda: digest in text_of(log_of(server)))
    assert "secret" not in text_of(log_of(server))
    assert "127.0.0.1" not in text_of(log_of(server))


def test_a_path_cannot_forge_a_line(client: Client, server: Server) -> None:
    client.get('/a%0d%0a{"path":"forged"}%0a')
    becomes(lambda: "forged" in text_of(log_of(server)))
    assert {"forged"}.isdisjoint(line["path"] for line in logged(log_of(server)))


def test_a_log_that_is_moved_away_begins_anew(client: Client, server: Server) -> None:
    moved = log_of(server).rename(server.said_to.with_name("access.log.1"))
    client.get("/healthz")
    becomes(log_of(server).exists)
    with log_of(server).open("a") as file:
        file.write(moved.read_text(encoding="utf-8"))
