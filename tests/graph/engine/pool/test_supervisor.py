"""A pool of workers: queries are answered in other processes, which their limits end."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, aclosing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from graph.engine.oxigraph import Store
from graph.engine.pool.client import PoolEngine
from graph.engine.pool.connections import connect
from graph.engine.pool.supervisor import Size, status_path
from graph.engine.pool.worker_status import WorkerStatus
from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from graph.release.release import Release
from ontology import BadQuery, Busy, Ended, OutOfTime, Unavailable
from tests.graph.engine.pool.keeping import LIMITS, is_idle, kept, pids
from tests.waiting import becomes

JSON, XML, CSV = RESULT_FORMATS[:3]
TURTLE = GRAPH_FORMATS[0]
ASK = Query("ASK { ?s ?p ?o }")
ALL = Query("SELECT * { ?s ?p ?o }")
ENDLESS = Query("SELECT * { ?a ?b ?c . ?d ?e ?f }")
RUNAWAY = Query("SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
EIGHTFOLD = " ".join(
    f"BIND(CONCAT({','.join([f'?{one}'] * 8)}) AS ?{other})"
    for one, other in zip("abcdefgh", "bcdefghi", strict=True)
)
GROWING = Query(f"SELECT (STRLEN(?i) AS ?n) {{ BIND('aaaaaaaaaaaaaaaa' AS ?a) {EIGHTFOLD} }}")


@pytest.fixture(scope="module")
def pool(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PoolEngine]:
    path = tmp_path_factory.mktemp("pool") / "socket"
    with kept(release, path, LIMITS, Size(ready=2, slow=2, queue=4)):
        yield PoolEngine(path, LIMITS)


def streamed(
    pool: PoolEngine, query: Query, format_: Format, seconds: float | None = None
) -> bytes:
    """Return an answer as the front takes it."""

    async def read() -> bytes:
        async with aclosing(pool.stream(query, format_, seconds)) as chunks:
            return b"".join([chunk async for chunk in chunks])

    return asyncio.run(read())


def kill(pid: int) -> None:
    """Kill one process, which may have ended."""
    assert pid > 1, "that would be a group of processes, or all of them"
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def count(pool: PoolEngine, name: str) -> int:
    return WorkerStatus(status_path(pool.path)).counters[name]


def answers(pool: PoolEngine) -> bool:
    return pool.evaluate(ASK, JSON).read() == b'{"head":{},"boolean":true}'


QUERIES = [
    (ASK, JSON),
    (ASK, XML),
    (Query("SELECT * { ?s a jg:Hazard }"), CSV),
    (Query("SELECT * { ?s ?p ?o FILTER(false) }"), JSON),
    (ALL, JSON),
    (ALL, RESULT_FORMATS[3]),
    *((Query("CONSTRUCT WHERE { ?s a jg:Hazard ; ?p ?o }"), format_) for format_ in GRAPH_FORMATS),
]


@pytest.mark.parametrize(("query", "format_"), QUERIES)
def test_a_pool_answers_as_its_store_does(
    pool: PoolEngine, release: Release, query: Query, format_: Format
) -> None:
    store = Store.in_memory(release.folder / "justicegraph.nq")
    expected = store.evaluate(query, format_).read()
    assert pool.evaluate(query, format_).read() == expected
    assert streamed(pool, query, format_) == expected


def test_a_release_on_disk_is_answered_from(release: Release, tmp_path: Path) -> None:
    with kept(release, tmp_path / "s", LIMITS, Size(ready=1), in_memory=False):
        assert answers(PoolEngine(tmp_path / "s", LIMITS))


Way = Callable[..., bytes]


def whole(pool: PoolEngine, query: Query, format_: Format, seconds: float | None = None) -> bytes:
    return pool.evaluate(query, format_, seconds).read()


by_each_way = pytest.mark.parametrize("way", [whole, streamed])


@by_each_way
def test_a_malformed_query_is_told_with_its_place(pool: PoolEngine, way: Way) -> None:
    with pytest.raises(BadQuery) as raised:
        way(pool, Query("ASK {\n ?s ?p"), JSON)
    assert (raised.value.line, raised.value.column) == (2, 7)


@by_each_way
def test_a_format_of_another_kind_is_told(pool: PoolEngine, way: Way) -> None:
    with pytest.raises(BadQuery, match="no result in text/turtle"):
        way(pool, ASK, TURTLE)


@by_each_way
def test_time_ends_a_query(pool: PoolEngine, way: Way) -> None:
    before = count(pool, "out_of_time")
    with pytest.raises(OutOfTime, match=r"^the query was ended after 0\.5 seconds: ask for less"):
        way(pool, RUNAWAY, JSON, 0.5)
    becomes(lambda: count(pool, "out_of_time") == before + 1)


def test_no_more_time_may_be_asked_for(release: Release, tmp_path: Path) -> None:
    path, limits = tmp_path / "s", replace(LIMITS, seconds=0.5)
    with (
        kept(release, path, limits, Size(ready=1)),
        pytest.raises(OutOfTime, match=r"after 0\.5 seconds"),
    ):
        PoolEngine(path, limits).evaluate(RUNAWAY, JSON, 100)


@by_each_way
def test_memory_ends_a_query(pool: PoolEngine, way: Way) -> None:
    with pytest.raises(Ended, match=r"^the query was ended: it needs too much memory"):
        way(pool, GROWING, JSON)
    assert answers(pool)


def test_a_query_that_is_out_of_memory_is_not_tried_again(pool: PoolEngine) -> None:
    status = WorkerStatus(status_path(pool.path))
    becomes(lambda: is_idle(pool))
    before = status.counters["crashed"]
    with pytest.raises(Ended, match="too much memory"):
        streamed(pool, GROWING, JSON)
    becomes(lambda: is_idle(pool) and status.counters["crashed"] > before)
    assert status.counters["crashed"] == before + 1


def test_a_result_that_is_too_large_is_cut(pool: PoolEngine) -> None:
    found = pool.evaluate(ENDLESS, XML).read()
    assert found.endswith(b"endpoint --></sparql>")
    assert 13 << 20 < len(found) < 15 << 20


def test_a_result_comes_as_it_is_found(pool: PoolEngine) -> None:
    answer = pool.evaluate(ENDLESS, JSON)
    assert len(next(answer.chunks)) < 1 << 18
    becomes(lambda: not is_idle(pool))
    answer.chunks.close()
    becomes(lambda: is_idle(pool))


def test_an_answer_that_is_cut_says_why(pool: PoolEngine) -> None:
    answer = pool.evaluate(ENDLESS, CSV)
    with pytest.raises(Ended, match=r"^the result is larger than the limit of this endpoint"):
        answer.read()


def test_an_answer_that_time_ends_says_so(pool: PoolEngine) -> None:
    text = "SELECT * { { ?a ?b ?c } UNION { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i) } }"
    with pytest.raises(OutOfTime):  # on a busy machine before it begins
        whole(pool, Query(text), CSV, 1.0)


def test_who_stops_to_wait_frees_the_worker(pool: PoolEngine) -> None:
    async def ask_and_go() -> None:
        async with asyncio.timeout(0.3):
            async with aclosing(pool.stream(RUNAWAY, JSON)) as chunks:
                await anext(chunks)

    with pytest.raises(TimeoutError):
        asyncio.run(ask_and_go())
    becomes(lambda: is_idle(pool))


def test_a_worker_that_is_killed_is_replaced_and_its_query_asked_again(pool: PoolEngine) -> None:
    before = pids(pool)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(answers, pool)
        for pid in before:
            kill(pid)
        assert asked.result()
    becomes(lambda: pids(pool).isdisjoint(before) and is_idle(pool))


def ask_in_vain(pool: PoolEngine) -> int:
    """Ask what never ends, and return when to try again where it was given up for others."""
    try:
        return len(pool.evaluate(RUNAWAY, JSON, 5.0).read())
    except Busy as busy:
        return busy.retry_after
    except OutOfTime:
        return 0


def test_no_more_slow_queries_run_than_may(pool: PoolEngine) -> None:
    with ThreadPoolExecutor(3) as threads:
        assert sorted(threads.map(ask_in_vain, [pool] * 3)) == [0, 0, 5]
    becomes(lambda: is_idle(pool))


def test_the_worker_of_a_slow_query_is_ready_again_at_its_former_priority(
    release: Release, tmp_path: Path
) -> None:
    pool = PoolEngine(tmp_path / "s", LIMITS)
    with kept(release, pool.path, pool.limits, Size(ready=1)):
        status = WorkerStatus(status_path(pool.path))
        (worker,) = pids(pool)
        answer = pool.evaluate(ENDLESS, JSON)
        becomes(lambda: any(slot.is_slow for slot in status))
        assert answer.read().endswith(b'"truncated":true}')
        becomes(lambda: not any(slot.is_slow for slot in status))
        assert answers(pool)
        assert worker in pids(pool)
        usual = {os.getpriority(os.PRIO_PROCESS, 0)}  # the thread of the slow query ends soon
        becomes(lambda: {*map(priority_of, Path(f"/proc/{worker}/task").iterdir())} == usual)


def priority_of(task: Path) -> int:
    """Return the priority of a thread; 0 of one that has ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return int((task / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[16])
    return 0


def test_an_answer_that_has_begun_is_not_given_up_for_silent_ones(pool: PoolEngine) -> None:
    begun = pool.evaluate(ENDLESS, JSON)
    assert next(begun.chunks)
    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(ask_in_vain, [pool] * 2)) == [0, 5]
    assert next(begun.chunks)
    begun.chunks.close()
    becomes(lambda: is_idle(pool))


def test_no_more_queries_wait_than_may(release: Release, tmp_path: Path) -> None:
    path = tmp_path / "s"
    with kept(release, path, LIMITS, Size(ready=1, slow=1, queue=1)), ExitStack() as stack:

        def connect_again_and_again() -> None:
            for _ in range(10):  # who connects and asks nothing waits too
                stack.enter_context(connect(path))

        with pytest.raises(Busy, match=r"^too many queries are waiting: try again soon$"):
            connect_again_and_again()


def test_where_no_pool_is_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"^no pool of workers answers: No such file"):
        PoolEngine(tmp_path / "none", LIMITS).evaluate(ASK, JSON)


def may_open_one_more(pid: int, most: int) -> bool:
    """Whether a worker may open nothing but the connection of its next query."""
    return len([*Path(f"/proc/{pid}/fd").iterdir()]) + 1 == most


def test_a_worker_may_open_no_file_and_take_no_more_memory(pool: PoolEngine) -> None:
    for pid in pids(pool):
        told = Path(f"/proc/{pid}/limits").read_text(encoding="ascii").splitlines()
        limits = {line[:26].strip(): line[26:].split()[:2] for line in told}
        becomes(partial(may_open_one_more, pid, int(limits["Max open files"][1])))
        assert int(limits["Max data size"][1]) < 2 << 30
        assert limits["Max core file size"][1] == "0"
