"""Long queries are read in a thread, so that the event loop answers others meanwhile."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from ontology import Busy, JusticeGraphError
from server.asgi import front as fast_path
from server.asgi.front import SparqlFastPath
from server.asgi.long_texts import LONG, WAITING, LongTexts
from server.sparql.protocol import Asked, Message
from server.sparql.protocol import asked as parse
from tests.server.asgi_client import HOST, ask, asked
from tests.waiting import PATIENCE

POST = [*HOST, (b"content-type", b"application/sparql-query")]
FILTERS = "FILTER NOT EXISTS { ?s a jg:Hazard, jg:Incident } " * 300


def long_query(name: str) -> bytes:
    """Return a long query that no other test asks, since what is kept is not read again."""
    return f"SELECT ?{name} {{ ?s a jg:Hazard {FILTERS} }} LIMIT 1".encode()


def read(texts: LongTexts, size: int) -> str:
    return asyncio.run(texts.read(size, lambda: threading.current_thread().name))


def test_a_short_text_is_read_at_once_and_a_long_one_in_a_thread() -> None:
    here = threading.current_thread().name
    assert [read(LongTexts(), size) for size in (LONG - 1, LONG)] == [here, "long texts_0"]


def test_what_a_long_text_raises_is_raised() -> None:
    def refuse() -> None:
        raise JusticeGraphError("no")

    with pytest.raises(JusticeGraphError, match="no"):
        asyncio.run(LongTexts().read(LONG, refuse))


def test_where_many_long_texts_wait_the_next_is_refused_and_a_short_one_is_read() -> None:
    texts, ending = LongTexts(), threading.Event()

    async def flood() -> int:
        async with asyncio.TaskGroup() as group:
            for _ in range(1 + WAITING):
                group.create_task(texts.read(LONG, lambda: ending.wait(PATIENCE)))
            await asyncio.sleep(0)
            try:
                with pytest.raises(Busy, match="too many requests of this kind"):
                    await texts.read(LONG, lambda: 1)
                return await texts.read(1, lambda: 2)
            finally:
                ending.set()

    assert asyncio.run(flood()) == 2


@pytest.mark.parametrize("name", ["asked", "executable", "told", "is_for_people"])
def test_the_event_loop_reads_no_long_query(
    name: str, front: SparqlFastPath, monkeypatch: pytest.MonkeyPatch
) -> None:
    work: Callable[..., object] = getattr(fast_path, name)
    threads = list[str]()

    def noting(*arguments: object) -> object:
        threads.append(threading.current_thread().name)
        return work(*arguments)

    monkeypatch.setattr(fast_path, name, noting)
    if name == "is_for_people":
        target = f"/sparql?query=ASK%7B%7D{'+' * LONG}&format=json"
        assert ask(front, target, [*HOST, (b"accept", b"text/html")]).status == 200
    else:
        body = long_query(name) + (b"}" if name == "told" else b"")
        heard = ask(front, "/sparql", POST, method="POST", body=[body])
        assert heard.status == (400 if name == "told" else 200)
    assert {*threads} == {"long texts_0"}


def test_health_is_answered_while_long_queries_wait(
    front: SparqlFastPath, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = threading.Event()

    def hang(message: Message) -> Asked:
        ending.wait(PATIENCE)
        return parse(message)

    monkeypatch.setattr(fast_path, "asked", hang)

    async def both() -> list[int]:
        post = asked(front, "/sparql", POST, method="POST", body=[long_query("waits")])
        query = asyncio.create_task(post)
        await asyncio.sleep(0)
        health = await asked(front, "/healthz")
        ending.set()
        return [health.status, (await query).status]

    assert asyncio.run(both()) == [200, 200]
