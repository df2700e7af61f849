"""A soak tells right from wrong, and a short one finds nothing wrong with the server."""

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.rdf.formats import RESULT_FORMATS, Format
from graph.release.release import Release
from scripts.bench.soak.attacks import ATTACKS
from scripts.bench.soak.cases import Case, cases, digest
from scripts.bench.soak.outcome import Outcome
from scripts.bench.soak.run import soak
from scripts.bench.soak.verdict import Log, Memory, judge

CASE = Case("count", "/sparql", truths={"old": "1", "new": "2"})
FILE = Case("file", "/release/old/file", truths={"": "7"})
RIGHT = Outcome("count", 100.0, 101.0, 200, "1")


def log() -> Log:
    return Log([(0.0, "old"), (200.0, "new")], kills=[150.0])


@pytest.mark.parametrize(
    "outcome",
    [
        RIGHT,
        replace(RIGHT, started=199.0, ended=201.0, digest="2"),
        replace(RIGHT, started=201.0, ended=202.0, digest="1"),
        replace(RIGHT, case="file", digest="7"),
    ],
    ids=["current", "switched meanwhile", "switched shortly before", "the same in any release"],
)
def test_an_answer_of_a_release_that_was_current_is_right(outcome: Outcome) -> None:
    verdict = judge([outcome], [CASE, FILE], log())
    assert (verdict.honest, verdict.right, verdict.is_good) == (1, 1, True)


@pytest.mark.parametrize(
    ("outcome", "fault"),
    [
        (replace(RIGHT, digest="2"), "'count': answered as of ['new']"),
        (replace(RIGHT, digest="3"), "'count': answered as of no release"),
        (replace(RIGHT, started=300.0, ended=301.0), "'count': answered as of ['old']"),
        (replace(RIGHT, status=500, digest="", fault="500: b''"), "'count': 500: b''"),
        (replace(RIGHT, status=0, digest="", fault="timed out"), "'count': timed out"),
        (Outcome("noise", 1, 2, 500, fault="500", is_hostile=True), "attack 'noise': 500"),
    ],
    ids=["too new", "wrong", "too old", "failed", "silent", "an attack that hurts"],
)
def test_whatever_else_is_wrong(outcome: Outcome, fault: str) -> None:
    verdict = judge([RIGHT, outcome], [CASE], log())
    assert verdict.faults == {fault: 1}
    assert not verdict.is_good
    assert f"wrong, 1 times: {fault}" in verdict.lines()


def test_what_is_refused_or_cut_off_by_a_kill_is_neither_right_nor_wrong() -> None:
    refused = replace(RIGHT, status=503, digest="", fault="503: b''")
    cut = replace(RIGHT, started=149.0, ended=151.0, status=0, digest="", fault="reset")
    verdict = judge([RIGHT, refused, cut], [CASE], log())
    assert (verdict.honest, verdict.right, verdict.refused, verdict.cut) == (3, 1, 1, 1)
    assert verdict.right > 0  # whether memory is flat shows in minutes, not in seconds


@pytest.mark.parametrize(("last", "is_flat"), [(105.0, True), (150.0, False)])
def test_memory_is_flat_where_the_last_third_is_as_the_second(last: float, is_flat: bool) -> None:
    samples = [Memory(lasting, 500.0) for lasting in [10.0] * 3 + [100.0] * 3 + [last] * 3]
    assert judge([RIGHT], [CASE], Log([(0.0, "old")], memory=samples)).is_flat is is_flat


@pytest.mark.parametrize("format_", RESULT_FORMATS, ids=lambda one: one.name)
def test_a_digest_holds_the_rows_and_not_their_order(format_: Format, store: Store) -> None:
    up, down, less = (
        store.evaluate(Query(f"SELECT ?s {{ ?s a jg:Issue }} ORDER BY {order}"), format_).read()
        for order in ("?s", "DESC(?s)", "?s LIMIT 3")
    )
    assert up != down
    assert digest(format_.media_type, up) == digest(format_.media_type, down)
    assert digest(format_.media_type, up) != digest(format_.media_type, less)


def test_every_query_of_a_soak_has_a_right_answer_for_each_release(release: Release) -> None:
    asked = cases([release])
    assert {*asked[0].truths} == {release.name}
    assert {case.status for case in asked} == {200, 206, 400, 403, 404, 405, 406}
    assert len({case.name for case in asked}) > 100


@pytest.fixture
def deaf() -> Iterator[tuple[str, int]]:
    """A server that answers 400 to whatever comes, and closes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(64)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        yield listener.getsockname()
        thread.join()


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_and_knows_its_answer(name: str, deaf: tuple[str, int]) -> None:
    with suppress(ConnectionError):  # a server may hang up
        assert ATTACKS[name](deaf, random.Random(0)) in (0, 400)  # noqa: S311 - no secret


@pytest.mark.long
def test_a_short_soak_finds_nothing_wrong() -> None:
    verdict = soak(6)
    assert [*verdict.faults] == []
    assert verdict.right > 0  # whether memory is flat shows in minutes, not in seconds
    assert verdict.hostile > 0
    assert len(verdict.log.kills) > 0
    assert len(verdict.log.switches) > 1
