"""Fast path for SPARQL: answers queries on the event loop, without a thread and without Flask.

A cached result is sent at once. Else a worker evaluates the query and its result is streamed to the
client; a client that disconnects frees its worker. All other requests go to Flask.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Final, cast

from flask import Flask
from werkzeug.exceptions import HTTPException, PreconditionFailed

from graph.engine.pool.client import PoolEngine
from graph.engine.query import Query
from ontology import BadQuery, JusticeGraphError, OutOfTime
from server.asgi.access_log import QUERY
from server.asgi.bulkheads import HEALTH
from server.asgi.exchange import Exchange, Headers, Receive, Scope, Send
from server.asgi.long_texts import LONG, LongTexts
from server.asgi.result_cache import Cache, Plan, Result
from server.asgi.wsgi_bridge import Gateway
from server.sparql.execution import executable, may_search, told
from server.sparql.protocol import Message, asked
from server.sparql.query_page import is_for_people
from server.web.compression import SMALLEST, choose_coding, coded, coder
from server.web.etags import FOR_EVER, REVALIDATED, is_held, is_meant, tag
from server.web.formats import content_type
from server.web.problems import refusal
from server.web.rate_limits import Rates, check_rate
from server.web.settings import Settings
from server.web.site import EXTENSION, Site, Sites

__all__ = ["SparqlFastPath"]

Chunks = AsyncGenerator[bytes, None]

ENDPOINT: Final = "/sparql"


class SparqlFastPath:
    """ASGI application: SPARQL here, pages through the WSGI bridge."""

    def __init__(self, pages: Flask, settings: Settings) -> None:
        self.sites: Sites = pages.extensions[EXTENSION]
        self.pages = Gateway(pages)
        self.long = LongTexts()
        self.cache = Cache(settings.cache_megabytes << 20)
        self.rates = Rates(settings.rate, Path(settings.folder)) if settings.rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            return await _live(receive, send)
        exchange = Exchange(scope, receive, send)
        try:
            exchange.check()
            if self.rates and scope["path"] not in HEALTH:
                check_rate(self.rates, exchange.address)
            if scope["path"] == ENDPOINT and await self._is_for_pool(exchange):
                await self._query(exchange)
            else:
                await self.pages(scope, receive, send)
        except (JusticeGraphError, HTTPException) as error:
            await exchange.fail(error)
        except (OSError, MemoryError, RuntimeError) as error:
            known = refusal(error)
            if known is None:
                raise
            await exchange.fail(known)
        return None

    async def _is_for_pool(self, exchange: Exchange) -> bool:
        """Whether a query is for the pool: one is there, and the client prefers no page."""
        if not (self.sites.has_pool and exchange.sends_query):
            return False
        may_be_page = exchange.method != "POST" and (
            "=html" in exchange.target.lower() or "text/" in exchange.header(b"accept").lower()
        )
        if not may_be_page:
            return True
        message = exchange.without_body()
        return not await self.long.read(message.size, lambda: is_for_people(message))

    async def _query(self, exchange: Exchange) -> None:
        message = await exchange.message()
        site, coding = self.sites.now(), choose_coding(exchange.header(b"accept-encoding"))
        plan = await self._plan(site, message, coding)
        if version := plan.asked.version:
            site = await asyncio.to_thread(self.sites.named, version)
            plan = await self._plan(site, message, coding)
        exchange.note(QUERY, plan.asked.query.text)
        if not is_meant(exchange.meant, plan.etag):
            await exchange.fail(
                PreconditionFailed(f"If-Match does not name {plan.etag or 'a tag'}")
            )
        elif is_held(exchange.held, plan.etag):
            await exchange.answer(304, _headers(plan), b"")
        elif kept := self.cache.result(plan):
            await exchange.answer(exchange.success, kept.headers, kept.body)
        elif not await self._answered_here(exchange, site, plan):
            async with exchange.until_gone(), self._told_by(plan.asked.query):
                await self._evaluate(exchange, site, plan)

    async def _answered_here(self, exchange: Exchange, site: Site, plan: Plan) -> bool:
        """Answer a query that provably takes a moment at once; returns whether it was one."""
        request, engine = plan.asked, cast("PoolEngine", site.engine)
        async with self._told_by(request.query):
            result = engine.small_result(request.query, request.format)
        if result is None:
            return False
        if request.refusal:
            raise request.refusal
        await self._whole(exchange, plan, result)
        return True

    @asynccontextmanager
    async def _told_by(self, query: Query) -> AsyncGenerator[None, None]:
        """Context manager: adds causes and advice to the errors of an evaluation."""
        try:
            yield
        except (BadQuery, OutOfTime) as error:
            found = error
            raise await self.long.read(len(query.text), lambda: told(found, query)) from None

    async def _plan(self, site: Site, message: Message, coding: str) -> Plan:
        key = (site.version, coding, message)
        plan = self.cache.plan(key)
        if plan is None:
            plan = await self.long.read(message.size, lambda: _planned(site, message, coding))
            self.cache.note(key, plan)
        return plan

    async def _evaluate(self, exchange: Exchange, site: Site, plan: Plan) -> None:
        """Let a worker evaluate; a small result is sent with its length, others are streamed."""
        request, engine = plan.asked, cast("PoolEngine", site.engine)
        query = await self._executable(request.query, site)
        stream = engine.stream(query, request.format, request.seconds)
        async with aclosing(stream) as chunks:
            first = await anext(chunks, b"")
            if request.refusal:
                raise request.refusal
            second = await anext(chunks, b"")
            if second:
                await self._stream(exchange, plan, _begun(first, second, chunks))
            else:
                await self._whole(exchange, plan, first)

    async def _whole(self, exchange: Exchange, plan: Plan, body: bytes) -> None:
        headers = _headers(plan)
        if plan.coding and len(body) >= SMALLEST:
            headers.append((b"content-encoding", plan.coding.encode()))
            body = coded(body, plan.coding)
        self.cache.keep(plan, Result(headers, body))
        await exchange.answer(exchange.success, headers, body)

    async def _executable(self, query: Query, site: Site) -> Query:
        """Return the query for the engine; the search index is read in a thread."""
        size = len(query.text)
        if size < LONG and may_search(query):
            return await asyncio.to_thread(executable, query, site)
        return await self.long.read(size, lambda: executable(query, site))

    async def _stream(self, exchange: Exchange, plan: Plan, chunks: Chunks) -> None:
        """Stream a result, and cache it where it proves small enough."""
        headers = _headers(plan)
        if plan.coding:
            headers.append((b"content-encoding", plan.coding.encode()))
        await exchange.start(exchange.success, headers)
        if exchange.method == "HEAD" or exchange.success == 304:
            return await exchange.go_on(b"", is_last=True)
        kept = bytearray()
        async for chunk in _coded(chunks, plan.coding):
            if len(kept) <= self.cache.largest:
                kept += chunk
            await exchange.go_on(chunk)
        await exchange.go_on(b"", is_last=True)
        if len(kept) <= self.cache.largest:
            self.cache.keep(plan, Result(headers, bytes(kept)))
        return None


def _planned(site: Site, message: Message, coding: str) -> Plan:
    """Parse a request; what is the same each time gets an entity tag."""
    request = asked(message)
    query = request.query
    parts = (query.canonical, repr(query.dataset), request.format.media_type, coding)
    is_kept = query.is_stable and not request.refusal
    return Plan(request, tag(site.version, *parts) if is_kept else "", coding)


async def _live(receive: Receive, send: Send) -> None:
    """ASGI lifespan protocol: nothing to do at start and end."""
    while True:
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return


async def _begun(first: bytes, second: bytes, chunks: Chunks) -> Chunks:
    """Chain chunks; an error after the status was sent can only abort the connection.

    A chunked response without its last chunk tells the client that it is incomplete (RFC 9112,
    section 8), which a complete-looking end with an error message would not.
    """
    yield first
    yield second
    try:
        async for chunk in chunks:
            yield chunk
    except JusticeGraphError as error:
        raise ConnectionAbortedError(str(error)) from error


async def _coded(chunks: Chunks, coding: str) -> Chunks:
    """Compress chunks with a content coding."""
    if not coding:
        async for chunk in chunks:
            yield chunk
        return
    writer = coder(coding)
    async for chunk in chunks:
        if ready := writer.compress(chunk):
            yield ready
    yield writer.flush()


def _headers(plan: Plan) -> Headers:
    kind = content_type(plan.asked.format.media_type).encode()
    if not plan.is_kept:
        return [(b"content-type", kind), (b"cache-control", b"no-store")]
    kept = FOR_EVER if plan.asked.version else REVALIDATED
    return [
        (b"content-type", kind),
        (b"etag", plan.etag.encode()),
        (b"cache-control", kept.encode()),
    ]
