"""LRU cache of query plans and results, bounded in bytes."""

from dataclasses import dataclass
from sys import getsizeof
from typing import Final, NamedTuple

from cachetools import LRUCache

from server.sparql.protocol import Asked, Message

__all__ = ["Cache", "Plan", "Result"]

LARGEST: Final = 16
"""A single result may take one sixteenth of the cache."""
OVERHEAD: Final = 1_000
"""Bytes of overhead of an entry, about."""

Key = tuple[str, str, Message]
"""Cache key: release, content coding and request."""


@dataclass(frozen=True)
class Plan:
    """Plan of a response: the query, the entity tag and the content coding."""

    asked: Asked
    etag: str
    coding: str

    @property
    def is_kept(self) -> bool:
        """Whether the answer is the same each time, so that it has a tag and may be cached."""
        return bool(self.etag)


class Result(NamedTuple):
    """Cached response: headers and coded body."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


class _Noted(NamedTuple):
    plan: Plan
    size: int


class Cache:
    """LRU caches of plans by request and of results by tag; half of the bytes for each.

    Complexity: constant for each look.
    """

    def __init__(self, size: int) -> None:
        self.largest = size // LARGEST
        self._plans: LRUCache[Key, _Noted] = LRUCache(size // 2, getsizeof=lambda one: one.size)
        self._results: LRUCache[str, Result] = LRUCache(size // 2, getsizeof=_size_of_result)

    def plan(self, key: Key) -> Plan | None:
        """Return the cached plan of a request."""
        noted = self._plans.get(key)
        return noted.plan if noted else None

    def note(self, key: Key, plan: Plan) -> None:
        """Cache a plan."""
        if (size := _size_of_plan(key, plan)) <= self.largest:
            self._plans[key] = _Noted(plan, size)

    def result(self, plan: Plan) -> Result | None:
        """Return the cached result of a plan."""
        return self._results.get(plan.etag) if plan.is_kept else None

    def keep(self, plan: Plan, result: Result) -> None:
        """Cache a complete result, where it is the same each time and not too large."""
        if plan.is_kept and _size_of_result(result) <= self.largest:
            self._results[plan.etag] = result


def _size_of_plan(key: Key, plan: Plan) -> int:
    """Return the size of a request and of the query parsed from it, in bytes."""
    message, query = key[2], plan.asked.query
    sent = (message.target, message.body, message.accept, message.content_type)
    return OVERHEAD + sum(map(getsizeof, (*sent, query.text, query.canonical, *query.words)))


def _size_of_result(result: Result) -> int:
    return OVERHEAD + len(result.body)
