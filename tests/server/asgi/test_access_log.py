"""What is observed of each request: numbers, and lines of the access log."""

import asyncio
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import REGISTRY

from server import Settings
from server.asgi.access_log import QUERY, AccessLog, RequestObserver
from server.asgi.exchange import Receive, Scope, Send
from tests.server.asgi_client import asked
from tests.waiting import comes

TEXT = "SELECT * { ?s ?p 'secret' }"


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a query in two parts, fail, or end with the server, as the path says."""
    if scope["type"] == "lifespan":
        return
    if scope["path"] == "/fails":
        raise ValueError
    scope[QUERY] = TEXT if scope["path"] == "/sparql" else ""
    await send({"type": "http.response.start", "status": 201, "headers": []})
    await send({"type": "http.response.body", "body": b"abc", "more_body": True})
    await send({"type": "http.response.body", "body": b"de", "more_body": False})


def settings(path: Path, **more: Any) -> Settings:
    return replace(Settings(log=str(path)), **more)


def lines(observed: RequestObserver, *targets: str, method: str = "GET") -> list[dict[str, Any]]:
    """Send requests, and return what was written of them once the server has ended."""

    async def run() -> None:
        for target in targets:
            await asked(observed, target, method=method)
        await observed({"type": "lifespan"}, None, None)  # type: ignore[arg-type]

    asyncio.run(run())
    assert observed.log
    where = Path(observed.log.where)
    text = where.read_text(encoding="utf-8") if where.is_file() else ""
    return [json.loads(line) for line in text.splitlines()]


def test_a_request_is_a_line_without_address_and_parameters(tmp_path: Path) -> None:
    (line,) = lines(RequestObserver(answering, settings(tmp_path / "log")), "/a/b?secret=1")
    assert [*line] == ["time", "method", "path", "status", "bytes", "ms"]
    assert {name: line[name] for name in ("method", "path", "status", "bytes")} == {
        "method": "GET",
        "path": "/a/b",
        "status": 201,
        "bytes": 5,
    }
    assert "192.0.2.1" not in json.dumps(line)


@pytest.mark.parametrize(
    ("way", "told"),
    [("hash", hashlib.sha256(TEXT.encode()).hexdigest()[:16]), ("text", TEXT), ("none", None)],
)
def test_a_query_is_told_as_the_setting_says(tmp_path: Path, way: str, told: str | None) -> None:
    observed = RequestObserver(answering, settings(tmp_path / "log", log_queries=way))
    (line,) = lines(observed, "/sparql?query=x")
    assert line.get("query") == told


def test_lines_are_added_and_each_is_one(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("{}\n", encoding="utf-8")
    found = lines(
        RequestObserver(answering, settings(tmp_path / "log")), "/a\n{}", "/b", "/é\x85\u2028"
    )
    assert [line.get("path") for line in found] == [None, "/a\n{}", "/b", "/é\x85\u2028"]


def test_nothing_is_written_where_no_log_is_wanted() -> None:
    assert RequestObserver(answering, Settings(log="")).log is None


def test_a_line_may_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    async def add() -> None:
        log = AccessLog("-")
        log.add({"path": "/"})
        log.write()

    asyncio.run(add())
    assert capsys.readouterr() == ("", '{"path": "/"}\n')


def test_lines_are_written_by_themselves_soon(tmp_path: Path) -> None:
    async def add_and_wait() -> None:
        log = AccessLog(str(tmp_path / "log"))
        log.add({"number": 1})
        log.add({"number": 2})
        assert not (tmp_path / "log").exists()
        await comes((tmp_path / "log").exists)

    asyncio.run(add_and_wait())
    assert (tmp_path / "log").read_text(encoding="utf-8") == '{"number": 1}\n{"number": 2}\n'


def counted(method: str, route: str, status: str) -> float:
    labels = {"method": method, "route": route, "status": status}
    return REGISTRY.get_sample_value("justicegraph_requests_total", labels) or 0.0


# A request, and by what it is counted.
COUNTED = [
    ("GET", "/", "home"),
    ("GET", "/sparql?query=x", "sparql"),
    ("HEAD", "/id/issue/x", "id"),
    ("POST", "/graph-store", "graph-store"),
    ("GET", "/release/x/y", "release"),
    ("GET", "/wp-login.php", "other"),
    ("GET", "/idx", "other"),
    ("BREW", "/sparql", "sparql"),
]


@pytest.mark.parametrize(("method", "target", "route"), COUNTED)
def test_a_request_is_counted_by_few_labels(method: str, target: str, route: str) -> None:
    observed = RequestObserver(answering, Settings(log=""))
    labels = (method if method != "BREW" else "other", route, "201")
    before = counted(*labels)
    asyncio.run(asked(observed, target, method=method))
    assert counted(*labels) == before + 1


def test_a_request_without_an_answer_is_counted_as_0() -> None:
    observed = RequestObserver(answering, Settings(log=""))
    before = counted("GET", "other", "0")
    with pytest.raises(ValueError, match=r"^$"):
        asyncio.run(asked(observed, "/fails"))
    assert counted("GET", "other", "0") == before + 1


def test_a_log_on_a_full_disk_is_told_once_and_requests_go_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    observed = RequestObserver(answering, settings(Path("/dev/full")))
    for _ in range(2):
        assert lines(observed, "/a", "/b") == []
    message = "justicegraph: /dev/full: the access log cannot be written: No space left on device\n"
    assert capsys.readouterr().err == message
