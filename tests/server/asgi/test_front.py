"""What stands before the pages: queries go to the pool, and what is kept leaves at once."""

import asyncio
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import pytest
from flask import template_rendered

import server
from graph.engine.pool.supervisor import status_path
from graph.engine.pool.worker_status import WorkerStatus
from server import Settings, create_app, create_front
from server.asgi import exchange
from server.asgi.exchange import Application
from server.asgi.front import SparqlFastPath
from server.asgi.pool_manager import PoolManager
from server.web.rate_limits import Rates
from server.web.site import EXTENSION
from tests.server.asgi_client import HOST, Heard, ask, asked
from tests.waiting import comes

TRUE = b'{"head":{},"boolean":true}'
RUNAWAY = "SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
POST = [*HOST, (b"content-type", b"application/sparql-query")]
BROWSER = [*HOST, (b"accept", b"text/html,*/*;q=0.8")]


def sparql(text: str, **more: str) -> str:
    return f"/sparql?query={quote(text)}" + "".join(f"&{name}={more[name]}" for name in more)


def test_a_process_renders_the_front_page_and_an_explorer_page_before_it_listens(
    front: SparqlFastPath, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, ready = list[str](), list[list[str]]()
    monkeypatch.setattr(server, "_limit_connections", lambda _: None)
    monkeypatch.setattr(server, "note_ready", lambda _: ready.append([*names]))
    with template_rendered.connected_to(lambda _, template, **__: names.append(template.name)):
        create_front(settings)
    (rendered,) = ready
    assert (rendered[0], rendered[-1]) == ("home.html", "explore.html")


def test_a_query_is_answered(front: SparqlFastPath) -> None:
    heard = ask(front, sparql("ASK {}"), HOST)
    assert (heard.status, heard.body, heard.is_whole) == (200, TRUE, True)


def test_a_browser_gets_the_page_unless_it_asks_for_a_format(front: SparqlFastPath) -> None:
    assert b"<textarea" in ask(front, sparql("ASK {}"), BROWSER).body
    assert ask(front, sparql("ASK {}", format="json"), BROWSER).body == TRUE
    assert b"true" in ask(front, sparql("ASK {}", format="html"), HOST).body


def test_a_page_for_which_no_thread_starts_is_unavailable(
    front: SparqlFastPath, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(front, "pages", refuse)
    assert ask(front, "/").status == 503


def test_all_else_is_left_to_the_pages(front: SparqlFastPath) -> None:
    assert ask(front, "/healthz").body == b"alive\n"
    assert ask(front, "/none").status == 404
    assert b"sd:Service" in ask(front, "/sparql").body


@pytest.mark.parametrize("method", ["PUT", "DELETE", "FOO"])
def test_another_method_is_refused(front: SparqlFastPath, method: str) -> None:
    assert ask(front, sparql("ASK {}"), method=method).status == 405


def test_a_result_that_is_kept_needs_no_worker(settings: Settings, tmp_path: Path) -> None:
    with PoolManager(settings, tmp_path):
        own = Settings(**{**vars(settings), "folder": str(tmp_path)})
        front = SparqlFastPath(create_app(own), own)
        first = ask(front, sparql("ASK {}"))
    for way in ("ASK {}", "ASK  {} # the same"):
        again = ask(front, sparql(way))
        assert (again.body, again.headers) == (first.body, first.headers)
    assert ask(front, sparql("ASK { ?s ?p ?o FILTER(true) }")).status == 503


def test_a_query_that_provably_takes_a_moment_needs_no_worker(
    settings: Settings, tmp_path: Path
) -> None:
    with PoolManager(settings, tmp_path):
        own = Settings(**{**vars(settings), "folder": str(tmp_path)})
        app = create_app(own)
        front, engine = SparqlFastPath(app, own), app.extensions[EXTENSION].now().engine
        by_a_worker = ask(front, sparql("SELECT ?s { ?s ?p ?o FILTER(true) } LIMIT 3"))
        engine.graph.wait()
    heard = ask(front, sparql("SELECT ?s { ?s ?p ?o } LIMIT 3"), HOST)

    assert (heard.status, heard.body) == (200, by_a_worker.body)
    assert ask(front, sparql("SELECT ?s { ?s ?p ?o } LIMIT 3", format="x")).status == 406
    assert ask(front, sparql("SELECT ?s { ?s no:p ?o } LIMIT 3")).status == 400


def test_a_large_result_is_sent_as_it_comes(front: SparqlFastPath) -> None:
    heard = ask(front, sparql("SELECT * { ?s ?p ?o }"))
    assert len(heard.parts) > 10
    assert max(map(len, heard.parts)) < 1 << 18
    assert "content-length" not in heard.headers
    assert heard.is_whole


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_large_result_is_coded_as_it_comes(front: SparqlFastPath, coding: str) -> None:
    headers = [*HOST, (b"accept-encoding", coding.encode())]
    heard = ask(front, sparql("SELECT * { ?s ?p ?o }"), headers)
    assert heard.headers["content-encoding"] == coding
    assert heard.is_whole


def test_head_of_a_large_result_tells_no_wrong_length(front: SparqlFastPath) -> None:
    heard = ask(front, sparql("SELECT * { ?s ?p ?o . }"), method="HEAD")
    assert (heard.status, heard.body, heard.is_whole) == (200, b"", True)
    assert "content-length" not in heard.headers


def test_a_result_that_breaks_off_is_cut_and_not_ended(settings: Settings, tmp_path: Path) -> None:
    own = Settings(**{**vars(settings), "folder": str(tmp_path), "result_megabytes": 1})
    with PoolManager(own, tmp_path):
        heard = Heard()
        front = SparqlFastPath(create_app(own), own)
        with pytest.raises(ConnectionAbortedError, match="larger than the limit"):
            ask(front, sparql("SELECT * { ?s ?p ?o }", format="csv"), heard=heard)
    assert heard.status == 200
    assert not heard.is_whole


def is_idle(settings: Settings) -> bool:
    link = Path(settings.folder) / "serving"
    slots = WorkerStatus(status_path(link.parent / link.readlink()))
    return not any(slot.is_busy for slot in slots if slot.pid)


@pytest.mark.parametrize("text", [RUNAWAY, "SELECT * { ?a ?b ?c . ?d ?e ?f }"])
def test_a_client_that_goes_away_frees_its_worker(
    front: SparqlFastPath, settings: Settings, text: str
) -> None:
    async def ask_and_go() -> Heard:
        heard, gone = Heard(), asyncio.Event()

        async def stays() -> None:
            await comes(lambda: not is_idle(settings) and (heard.parts or text == RUNAWAY))
            gone.set()

        def reads_no_more(event: dict[str, Any]) -> Any:
            return gone.wait() if "body" in event else None

        await asked(front, sparql(text), stays=stays, hears=reads_no_more, heard=heard)
        await comes(lambda: is_idle(settings))
        return heard

    assert not asyncio.run(ask_and_go()).is_whole


@pytest.mark.parametrize(
    ("held", "method", "status"),
    [
        ("{tag}", "GET", 304),
        ("W/{tag}", "HEAD", 304),
        ("*", "GET", 304),
        ('"other"', "GET", 200),
        ("{tag}", "POST", 200),
        ("*", "POST", 200),
    ],
)
@pytest.mark.parametrize("text", ["ASK {}", "SELECT * { ?s ?p ?o }"])
def test_who_fetches_what_it_holds_is_told_so(
    front: SparqlFastPath, text: str, held: str, method: str, status: int
) -> None:
    tag = ask(front, sparql(text)).headers["etag"]
    headers = [*POST, (b"if-none-match", held.format(tag=tag).encode())]
    target, body = ("/sparql", [text.encode()]) if method == "POST" else (sparql(text), None)
    heard = ask(front, target, headers, method=method, body=body)
    assert (heard.status, heard.headers["etag"], heard.is_whole) == (status, tag, True)
    assert bool(heard.body) is (status == 200)


@pytest.mark.parametrize("parts", [[b"AS", b"K {", b"}"], [b"ASK {}"], [b"", b"ASK {}", b""]])
def test_a_body_is_read_to_its_end(front: SparqlFastPath, parts: list[bytes]) -> None:
    assert ask(front, "/sparql", POST, method="POST", body=parts).body == TRUE


async def half(front: Application, *, goes: bool) -> Heard:
    """Send half a body, and go or stay."""
    heard, sent = Heard(), False

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if not sent:
            sent = True
            return {"type": "http.request", "body": b"ASK {}", "more_body": True}
        if not goes:
            await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(event: dict[str, Any]) -> None:
        heard.events.append(event)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "path": "/sparql",
        "query_string": b"",
        "headers": POST,
    }
    await front(scope, receive, send)
    return heard


def test_half_a_body_is_no_query(front: SparqlFastPath) -> None:
    assert asyncio.run(half(front, goes=True)).status == 400


def test_a_body_that_lingers_is_not_waited_for(
    front: SparqlFastPath, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "PATIENCE", 0.05)
    assert asyncio.run(half(front, goes=False)).status == 408


GOOD_HOSTS = (b"example.org", b"example.org:8000", b"127.0.0.1", b"[::1]:8000")
BAD_HOSTS = (b"", b"a b", b"a/b", b"user@a", b"[::1", b"a:b", b"\xff", b"a\n")
HOSTS = [*(([one], 200) for one in GOOD_HOSTS), *(([one], 400) for one in BAD_HOSTS)]
HOSTS += [([], 400), ([b"a", b"b"], 400), ([b"a", b"a"], 400)]


@pytest.mark.parametrize(("hosts", "status"), HOSTS)
@pytest.mark.parametrize("target", ["/healthz", "/sparql?query=ASK%7B%7D"])
def test_a_request_names_one_host(
    front: SparqlFastPath, target: str, hosts: list[bytes], status: int
) -> None:
    assert ask(front, target, [(b"host", host) for host in hosts]).status == status


def test_headers_that_are_too_long_are_refused(front: SparqlFastPath) -> None:
    long = [*HOST, *[(b"accept", b"a/b,c/d;q=0.1")] * 5_000]
    heard = ask(front, sparql("ASK {}"), long)
    assert heard.status == 431
    assert b"headers have 16,384 bytes at most" in heard.body


@pytest.mark.parametrize("path", ["/sparql", "/search", "/explore"])
def test_an_address_that_is_too_long_is_refused_in_words(front: SparqlFastPath, path: str) -> None:
    heard = ask(front, f"{path}?query={'a' * 60_000}", [*HOST])
    assert heard.status == 414
    assert b"60,000 bytes at most: send it with POST" in heard.body


class Fixed:
    """Counts nothing, and lets everybody through, or nobody."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds

    def wait(self, address: str) -> int:
        assert address == "192.0.2.1"
        return self.seconds


@pytest.mark.parametrize(("seconds", "status"), [(0, 200), (7, 429)])
def test_who_asks_too_often_is_told_so(
    front: SparqlFastPath, monkeypatch: pytest.MonkeyPatch, seconds: int, status: int
) -> None:
    monkeypatch.setattr(front, "rates", cast(Rates, Fixed(seconds)))
    heard = ask(front, sparql("ASK {}"))
    assert heard.status == status
    assert heard.headers.get("retry-after") == ("7" if seconds else None)
    assert ask(front, "/healthz").status == 200


def test_the_start_and_the_end_of_a_server_are_answered(front: SparqlFastPath) -> None:
    sent: list[str] = []
    events = iter(["lifespan.startup", "lifespan.shutdown"])

    async def receive() -> dict[str, str]:
        return {"type": next(events)}

    async def send(event: dict[str, str]) -> None:
        sent.append(event["type"])

    asyncio.run(front({"type": "lifespan"}, receive, send))
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
