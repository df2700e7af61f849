"""Results kept in memory: within the bytes that were given, whatever is sent."""

import gc
import tracemalloc
from collections.abc import Callable

import pytest

from graph.engine.query import Query
from graph.rdf.formats import RESULT_FORMATS
from server.asgi.result_cache import Cache, Plan, Result
from server.sparql.protocol import Asked, Message
from server.web.etags import tag

MEGABYTE = 1 << 20


def plan(text: str, etag: str = "") -> Plan:
    return Plan(Asked(Query(text), RESULT_FORMATS[0]), etag or tag(text), "")


def wish(target: str = "", body: bytes = b"") -> tuple[str, str, Message]:
    return ("release", "", Message("POST", target, body=body))


def test_what_was_kept_is_found() -> None:
    cache, kept = Cache(MEGABYTE), plan("ASK {}")
    result = Result([(b"content-type", b"text/csv")], b"body")
    cache.note(wish("a"), kept)
    cache.keep(kept, result)
    assert (cache.plan(wish("a")), cache.result(kept)) == (kept, result)


def test_what_was_not_kept_is_not_found() -> None:
    cache = Cache(MEGABYTE)
    assert (cache.plan(wish("a")), cache.result(plan("ASK {}"))) == (None, None)


@pytest.mark.parametrize(
    "other",
    [
        ("other", "", Message("POST", "")),
        ("release", "br", Message("POST", "")),
        ("release", "", Message("GET", "")),
        ("release", "", Message("POST", "b")),
        ("release", "", Message("POST", "", accept="text/csv")),
        ("release", "", Message("POST", "", content_type="text/csv")),
        ("release", "", Message("POST", "", body=b"b")),
    ],
)
def test_another_request_has_a_plan_of_its_own(other: tuple[str, str, Message]) -> None:
    cache = Cache(MEGABYTE)
    cache.note(wish(), plan("ASK {}"))
    assert cache.plan(other) is None


def test_what_is_another_each_time_is_not_kept() -> None:
    cache = Cache(MEGABYTE)
    fickle = Plan(Asked(Query("SELECT (NOW() AS ?x) {}"), RESULT_FORMATS[0]), "", "")
    cache.keep(fickle, Result([], b"body"))
    assert cache.result(fickle) is None


def test_a_result_may_take_a_part_and_no_more() -> None:
    cache, small, large = Cache(MEGABYTE), plan("ASK {}"), plan("ASK { }")
    cache.keep(small, Result([], bytes(MEGABYTE // 16 - 1_000)))
    cache.keep(large, Result([], bytes(MEGABYTE // 16)))
    assert cache.result(small)
    assert cache.result(large) is None


def test_the_oldest_use_goes_first() -> None:
    cache = Cache(MEGABYTE)
    plans = [plan(f"ASK {{}} # {number}") for number in range(12)]
    for one in plans:
        cache.keep(one, Result([], bytes(60_000)))
        cache.result(plans[0])
    assert cache.result(plans[0])
    assert cache.result(plans[1]) is None
    assert cache.result(plans[-1])


def test_nothing_is_kept_where_no_bytes_are_given() -> None:
    cache = Cache(0)
    cache.note(wish(), plan("ASK {}"))
    cache.keep(plan("ASK {}"), Result([], b""))
    assert (cache.plan(wish()), cache.result(plan("ASK {}"))) == (None, None)


Wish = tuple[str, str, Message]
Maker = Callable[[int], tuple[Wish, Plan]]


def by_long_bodies(number: int) -> tuple[Wish, Plan]:
    return wish(body=b"query=ASK{}&x=" + b"%d" % number + bytes(60_000)), plan("ASK {}")


def by_long_queries(number: int) -> tuple[Wish, Plan]:
    return wish(f"{number}"), plan(f"ASK {{}} # {number} " + "é" * 40_000)


def by_long_literals(number: int) -> tuple[Wish, Plan]:
    return wish(f"{number}"), plan(f"ASK {{ ?s ?p '{number}{'x' * 40_000}' }}")


def by_many_words(number: int) -> tuple[Wish, Plan]:
    words = " ".join(f"w{word}" for word in range(number, number + 400))
    return wish(f"{number}"), plan(f"ASK {{ {words} }}")


@pytest.mark.parametrize("make", [by_long_bodies, by_long_queries, by_long_literals, by_many_words])
def test_no_request_takes_more_memory_than_it_is_counted_for(make: object) -> None:
    assert callable(make)
    tracemalloc.start()
    try:
        cache = Cache(MEGABYTE)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for number in range(80):
            asked, made = make(number)
            cache.note(asked, made)
            cache.keep(made, Result([], b"{}"))
            del asked, made
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - before < 1.5 * MEGABYTE
    finally:
        tracemalloc.stop()
