"""The pages over ASGI: made in threads, and sent without one."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from flask import Flask, Response, request

from ontology import Ended
from server.asgi.bulkheads import BULKHEADS
from server.asgi.wsgi_bridge import Gateway
from tests.server.asgi_client import HOST, Heard, ask, asked, scope_of
from tests.waiting import PATIENCE

PART = bytes(40_000)
SMALL_AND_CUT = 99


class Pages:
    """An application that tells what came, and a stream that tells when it is closed."""

    def __init__(self) -> None:
        self.closed = threading.Event()
        self.flask = Flask(__name__)
        self.flask.add_url_rule("/stream/<int:count>", view_func=self.stream)
        self.flask.add_url_rule("/explore/<int:count>", view_func=self.stream)
        self.flask.add_url_rule("/<path:path>", view_func=self.echo, methods=["GET", "POST"])
        self.gateway = Gateway(self.flask)

    def echo(self, path: str) -> dict[str, Any]:
        return {
            "path": path,
            "query": request.query_string.decode("latin-1"),
            "headers": sorted(map(list, request.headers.items())),
            "body": request.get_data(as_text=True),
            "address": request.remote_addr,
            "method": request.method,
        }

    def stream(self, count: int) -> Response:
        response = Response(self.parts(count))
        response.call_on_close(self.closed.set)
        return response

    def parts(self, count: int) -> Iterator[bytes]:
        for number in range(count):
            if number == 7 or (number and count == SMALL_AND_CUT):
                raise Ended("cut")
            yield PART


@pytest.fixture
def pages() -> Pages:
    return Pages()


def told(heard: Heard) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(heard.body)
    return found


def test_a_request_arrives_as_it_was_sent(pages: Pages) -> None:
    headers = [*HOST, (b"accept", b"a/b"), (b"accept", b"c/d"), (b"x-y", b"\xe9")]
    assert told(ask(pages.gateway, "/a é?b=\xc3\xa9", headers)) == {
        "path": "a é",
        "query": "b=\xc3\xa9",
        "headers": [["Accept", "a/b, c/d"], ["Content-Length", "0"], ["Host", "x"], ["X-Y", "é"]],
        "body": "",
        "address": "192.0.2.1",
        "method": "GET",
    }


def test_a_small_answer_leaves_whole_and_frees_what_it_holds(pages: Pages) -> None:
    heard = ask(pages.gateway, "/stream/1")
    assert (heard.parts, heard.is_whole, pages.closed.is_set()) == ([PART], True, True)


def test_a_body_arrives_whole(pages: Pages) -> None:
    heard = ask(pages.gateway, "/a", method="POST", body=[b"in ", b"two ", b"parts"])
    assert told(heard)["body"] == "in two parts"


def test_a_request_cannot_tell_the_length_of_another_body(pages: Pages) -> None:
    headers = [*HOST, (b"content-length", b"3"), (b"content_length", b"4")]
    assert (
        told(ask(pages.gateway, "/a", headers, method="POST", body=[b"12345"]))["body"] == "12345"
    )


def test_a_stream_is_sent_part_by_part_and_closed(pages: Pages) -> None:
    heard = ask(pages.gateway, "/stream/6")
    assert (heard.body, heard.is_whole) == (PART * 6, True)
    assert max(map(len, heard.parts)) < 3 * len(PART)
    assert pages.closed.wait(PATIENCE)


def test_head_has_no_body(pages: Pages) -> None:
    heard = ask(pages.gateway, "/a", method="HEAD")
    assert (heard.status, heard.body, heard.is_whole) == (200, b"", True)
    assert int(heard.headers["Content-Length".lower()]) > 0


def test_an_answer_that_breaks_off_is_cut_and_closed(pages: Pages) -> None:
    heard = Heard()
    with pytest.raises(ConnectionAbortedError, match=r"^cut$"):
        ask(pages.gateway, "/stream/20", heard=heard)
    assert heard.status == 200
    assert not heard.is_whole
    assert pages.closed.wait(PATIENCE)


def test_an_answer_that_breaks_off_before_anything_was_sent_is_an_error_in_words(
    pages: Pages,
) -> None:
    heard = Heard()
    with pytest.raises(Ended, match=r"^cut$"):
        ask(pages.gateway, f"/stream/{SMALL_AND_CUT}", heard=heard)
    assert heard.events == []
    assert pages.closed.wait(PATIENCE)


def test_a_client_that_is_gone_closes_the_answer(pages: Pages) -> None:
    def hears(event: dict[str, Any]) -> None:
        if event["type"] == "http.response.body":
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        ask(pages.gateway, "/stream/6", hears=hears)
    assert pages.closed.wait(PATIENCE)


async def stalled(
    pages: Pages, reached: asyncio.Event, stalls: asyncio.Event, target: str = "/stream/6"
) -> Heard:
    """Ask for a stream, and read nothing of it until an event."""

    def hears(_: dict[str, Any]) -> Awaitable[Any]:
        reached.set()
        return stalls.wait()

    return await asked(pages.gateway, target, hears=hears)


async def half_sent(pages: Pages, begun: asyncio.Event) -> None:
    """Send the first half of a form, and then nothing."""

    async def receive() -> dict[str, Any]:
        if begun.is_set():
            await asyncio.Event().wait()
        begun.set()
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def send(_: dict[str, Any]) -> None:
        """Hear nothing."""

    await pages.gateway(scope_of("/a", method="POST"), receive, send)


def test_a_client_that_does_not_read_holds_no_thread(pages: Pages) -> None:
    """There is one thread; the first client takes its headers and then nothing for ever."""

    async def both() -> int:
        reached, stalls = asyncio.Event(), asyncio.Event()
        first = asyncio.create_task(stalled(pages, reached, stalls))
        await reached.wait()
        second = await asked(pages.gateway, "/a")
        stalls.set()
        await first
        return second.status

    assert asyncio.run(both()) == 200


def test_a_request_that_is_given_up_closes_its_answer(pages: Pages) -> None:
    async def give_up() -> None:
        reached = asyncio.Event()
        request = asyncio.create_task(stalled(pages, reached, asyncio.Event()))
        await reached.wait()
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request

    asyncio.run(give_up())
    assert pages.closed.wait(PATIENCE)


def test_who_sends_or_reads_slowly_keeps_no_place_of_its_kind(pages: Pages) -> None:
    """More forms that never end, and answers that nobody reads, than there are places."""

    async def both() -> list[int]:
        begun = [asyncio.Event() for _ in range(sum(BULKHEADS["forms"]))]
        reached = [asyncio.Event() for _ in range(sum(BULKHEADS["explorer"]))]
        clients: list[Any] = [half_sent(pages, one) for one in begun]
        clients += [stalled(pages, one, asyncio.Event(), "/explore/6") for one in reached]
        slow = [asyncio.create_task(one) for one in clients]
        await asyncio.gather(*(one.wait() for one in (*begun, *reached)))
        found = [await asked(pages.gateway, "/a", method="POST")]
        found.append(await asked(pages.gateway, "/explore/1"))
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        return [one.status for one in found]

    assert asyncio.run(both()) == [200, 200]


def test_no_flood_of_checks_refuses_the_one_whether_the_process_lives(pages: Pages) -> None:
    async def flood() -> list[int]:
        floods = [asked(pages.gateway, "/healthz") for _ in range(1_000)]
        return [heard.status for heard in await asyncio.gather(*floods)]

    with ExitStack() as stack:
        for kind in ("metrics", "pages", "readyz"):
            bulkhead = pages.gateway._bulkheads[kind]
            for _ in range(bulkhead._free):
                stack.enter_context(bulkhead.place())
        assert {*asyncio.run(flood())} == {200}
