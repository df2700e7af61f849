"""Runaway queries end by themselves, and nobody else notices."""

import select
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from urllib.parse import urlencode

import pytest

from tests.blackbox.client import Client, Reply
from tests.blackbox.server import Server
from tests.waiting import becomes

EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
RUNAWAY = f"SELECT (COUNT(*) AS ?count) {{ {EVERYTHING} }}"
GROWING = " ".join(
    f"BIND(CONCAT({','.join([f'?{one}'] * 8)}) AS ?{other})"
    for one, other in zip("abcdefgh", "bcdefghi", strict=True)
)
LIST = ",".join(map(str, range(1_500)))
MANY = " ".join(map(str, range(30_000)))

# What takes for ever, and is ended: 504 where time ran out, 503 where memory did.
HOSTILE = {
    "a cross product": RUNAWAY,
    "a sorted cross product": f"SELECT * {{ {EVERYTHING} }} ORDER BY ?i LIMIT 1",
    "a grouped cross product": f"SELECT ?a (MAX(?i) AS ?x) {{ {EVERYTHING} }} GROUP BY ?a",
    "a path of anything": """SELECT (COUNT(*) AS ?n) {
        ?a (!<a:a>|^!<a:a>)* ?b . ?b (!<a:b>|^!<a:b>)* ?c }""",
    "a path there and back": """SELECT (COUNT(*) AS ?n) {
        ?a ((<a:x>|!<a:x>)/^(!<a:y>))+ ?b . ?c (!<a:z>)* ?d }""",
    "a heavy pattern": """SELECT (COUNT(*) AS ?n) {
        ?s ?p ?o . ?q ?r ?t FILTER(REGEX(CONCAT(STR(?o), STR(?t)), "(.*x){1,60}.*y$")) }""",
    "a long list": f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} FILTER(?i IN ({LIST})) }}",
    "a text that grows": f"SELECT (STRLEN(?i) AS ?n) {{ BIND('aaaaaaaaaa' AS ?a) {GROWING} }}",
    "a text of everything": f"SELECT (GROUP_CONCAT(STR(?i)) AS ?x) {{ {EVERYTHING} }}",
    "a graph of nothing": f"CONSTRUCT {{ ?a ?e ?i }} {{ {EVERYTHING} FILTER(?a = ?i && ?i = ?e) }}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_query_is_ended(limited: Server, text: str) -> None:
    found = limited.client.query(text, timeout="0.5")
    assert found.problem["status"] in (503, 504)
    assert limited.client.query("ASK {}").status == 200


# What looks hostile, and is either answered soon or refused.
HARMLESS = {
    "a pattern with nested repeats": (
        'ASK { FILTER(REGEX("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^((a+)+)+$")) }',
        200,
    ),
    "a pattern of many states": (
        'SELECT (REGEX("a", "(((a{1,1000}){1,1000}){1,1000})") AS ?x) {}',
        200,
    ),
    "a hundred levels": ("ASK " + "{" * 100 + "}" * 100, 200),
    "five thousand levels": ("ASK " + "{" * 5_000 + "}" * 5_000, 403),
    "brackets without end": ("SELECT " + "(" * 20_000, 403),
    "a list of thousands": (f"ASK {{ ?s ?p ?o FILTER(?o IN ({MANY.replace(' ', ',')})) }}", 403),
    "thousands of values": (f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {MANY} }} }}", 200),
    "a megabyte of values": ("ASK { VALUES ?x { " + "1 " * 500_000 + "} }", 403),
    "a megabyte of comment": ("ASK {} #" + "x" * 1_000_000, 403),
    "quotes without end": ("ASK { '" + "\\'" * 90_000, 403),
}


@pytest.mark.parametrize(("text", "status"), HARMLESS.values(), ids=HARMLESS)
def test_what_looks_hostile_is_answered_or_refused(limited: Server, text: str, status: int) -> None:
    assert limited.client.post(text).status == status


def test_a_query_is_ended_at_the_limit_of_time(limited: Server) -> None:
    found = limited.client.query(RUNAWAY, timeout="100")
    assert found.problem["detail"].startswith(
        "the query was ended after 2 seconds: ask for less, or take a download and ask it on a "
        "machine of your own"
    )
    assert found.status == 504


def test_a_query_is_ended_at_the_limit_of_memory(limited: Server) -> None:
    before = limited.numbers()["justicegraph_workers_crashed_total"]
    found = limited.client.query(HOSTILE["a text that grows"])
    assert (found.status, found.problem["detail"]) == (
        503,
        "the query was ended: it needs too much memory, or is nested too deep",
    )
    becomes(lambda: limited.numbers()["justicegraph_workers_crashed_total"] > before)
    assert limited.client.query("ASK {}").status == 200


@contextmanager
def runaways(client: Client, amount: int) -> Iterator[list[socket.socket]]:
    """Have queries run away while the `with` lasts; their clients go when it ends."""
    connections = []
    try:
        for number in range(amount):
            connections.append(client.socket())
            asked = urlencode({"query": f"{RUNAWAY} # {number}"})
            connections[-1].sendall(f"GET /sparql?{asked} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        yield connections
    finally:
        for connection in connections:
            connection.close()


NUMBERS = count()


def small(client: Client) -> None:
    """Ask a small query that was not asked before."""
    number = str(next(NUMBERS))
    found = client.query(f"SELECT ('{number}' AS ?x) {{ ?s a jg:Hazard }} LIMIT 1")
    assert found.json["results"]["bindings"][0]["x"]["value"] == number


@pytest.mark.parametrize("name", ["server", "limited"])
def test_small_queries_are_answered_while_more_run_away_than_may(
    request: pytest.FixtureRequest, name: str
) -> None:
    asked: Server = request.getfixturevalue(name)

    def are_answered_first() -> bool:
        """Whether a query still runs away after small ones; a slow machine may need more goes."""
        with runaways(asked.client, 4) as running:
            becomes(lambda: asked.workers("slow") > 0)
            for _ in range(3):
                small(asked.client)
            ended, _, _ = select.select(running, (), (), 0)
        return len(ended) < len(running)

    becomes(are_answered_first)
    becomes(lambda: asked.workers("slow") == 0)


def test_beyond_the_queue_and_the_slow_ones_the_answer_is_503(limited: Server) -> None:
    answers: list[Reply] = []

    def told() -> dict[str, str]:
        """Return when to ask again, by why."""
        refused = [found for found in answers if found.status == 503]
        return {found.problem["detail"]: found.headers["retry-after"] for found in refused}

    def both_are_told() -> bool:
        """Ask much at once; a machine that is slow to ask needs to ask more than once."""
        with ThreadPoolExecutor(40) as threads:
            asked = [f"{RUNAWAY} # {number}" for number in range(40)]
            answers.extend(threads.map(limited.client.query, asked))
        return len(told()) == 2

    becomes(both_are_told)
    assert {found.status for found in answers} == {503, 504}
    assert told() == {
        "too many queries are waiting: try again soon": "1",
        "too many long queries run already: try again soon": "5",
    }
    becomes(lambda: limited.numbers()["justicegraph_workers_dismissed_total"] > 0)
    becomes(lambda: limited.workers("slow") == 0)
    assert limited.client.query("ASK {}").status == 200


@pytest.mark.parametrize("amount", [1, 2])
def test_a_client_that_goes_away_frees_its_worker(
    client: Client, server: Server, amount: int
) -> None:
    with runaways(client, amount):
        becomes(lambda: server.workers("slow") >= amount)
    becomes(lambda: server.workers("slow") == 0)
    becomes(lambda: server.workers("ready") == 4)


def test_a_client_that_goes_while_it_waits_leaves_the_queue(limited: Server) -> None:
    with runaways(limited.client, 12):
        becomes(lambda: limited.workers("slow") + limited.workers("busy") > 0)
    becomes(lambda: limited.workers("slow") + limited.workers("busy") == 0)
    assert limited.client.query("ASK {}").status == 200


def test_a_reader_that_stalls_holds_up_nobody(client: Client, server: Server) -> None:
    with client.socket() as stalled:
        stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        asked = urlencode({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"})
        stalled.sendall(f"GET /sparql?{asked} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        becomes(lambda: server.workers("slow") == 1)
        for _ in range(20):
            small(client)
    becomes(lambda: server.workers("slow") == 0)
