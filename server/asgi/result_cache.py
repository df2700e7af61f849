"""Results kept in memory: bounded in bytes, and thrown away oldest use first."""

from dataclasses import dataclass
from sys import getsizeof
from typing import Final, NamedTuple

from cachetools import LRUCache

from server.sparql.protocol import Asked, Message

__all__ = ["Cache", "Plan", "Result"]

LARGEST: Final = 16
"""A result may take one part in so many of the cache."""
OVERHEAD: Final = 1_000
"""Bytes that keeping anything takes, about."""

Wish = tuple[str, str, Message]
"""A release, a content coding and a request."""


@dataclass(frozen=True)
class Plan:
    """How a request is answered: what is asked, the tag of the answer and its coding."""

    asked: Asked
    etag: str
    coding: str

    @property
    def is_kept(self) -> bool:
        """Whether the answer is the same each time, so that it has a tag."""
        return bool(self.etag)


class Result(NamedTuple):
    """An answer as it is sent again: its headers, and its body in its coding."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


class _Noted(NamedTuple):
    plan: Plan
    size: int


class Cache:
    """Plans by request, and results by tag; half of the bytes for each.

    Complexity: constant for each look.
    """

    def __init__(self, size: int) -> None:
        self.largest = size // LARGEST
        self._plans: LRUCache[Wish, _Noted] = LRUCache(size // 2, getsizeof=lambda one: one.size)
        self._results: LRUCache[str, Result] = LRUCache(size // 2, getsizeof=_size_of_result)

    def plan(self, wish: Wish) -> Plan | None:
        """Return how such a request was answered before."""
        found = self._plans.get(wish)
        return found.plan if found else None

    def note(self, wish: Wish, plan: Plan) -> None:
        """Keep how a request is answered."""
        if (size := _size_of_plan(wish, plan)) <= self.largest:
            self._plans[wish] = _Noted(plan, size)

    def result(self, plan: Plan) -> Result | None:
        """Return the result that a plan leads to, if it is kept."""
        return self._results.get(plan.etag) if plan.is_kept else None

    def keep(self, plan: Plan, result: Result) -> None:
        """Keep a whole result, where it is the same each time and not too large."""
        if plan.is_kept and _size_of_result(result) <= self.largest:
            self._results[plan.etag] = result


def _size_of_plan(wish: Wish, plan: Plan) -> int:
    """Count a request as it came, and the query that was read from it."""
    message, query = wish[2], plan.asked.query
    sent = (message.target, message.body, message.accept, message.content_type)
    return OVERHEAD + sum(map(getsizeof, (*sent, query.text, query.canonical, *query.words)))


def _size_of_result(result: Result) -> int:
    return OVERHEAD + len(result.body)
