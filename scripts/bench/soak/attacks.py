"""Hostile requests: runaway and deeply nested queries, malformed HTTP, slow clients."""

import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlencode

__all__ = ["ATTACKS", "Address", "Attack"]

Address = tuple[str, int]
Attack = Callable[[Address, random.Random], int]
"""Attacks an address, and returns the status of the answer: 0 for none."""

FOLDER = Path(__file__).parent / "queries"
PATIENCE = 60.0
BLINK = 0.05
BORED = 3.0


def _send(address: Address, sent: bytes) -> int:
    """Send bytes, wait for an answer, and read it to its end or until bored."""
    with socket.create_connection(address, PATIENCE) as connection:
        connection.sendall(sent)
        status = _status(connection.recv(4096))
        connection.settimeout(BORED)
        end = time.monotonic() + BORED
        with suppress(TimeoutError):
            while time.monotonic() < end and connection.recv(1 << 20):
                pass
        return status


def _status(answer: bytes) -> int:
    words = answer.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


def _head(first: str, *lines: str) -> bytes:
    return "\r\n".join([first, "Host: 127.0.0.1", *lines, "Connection: close", "", ""]).encode()


def _get(query: str, seconds: float = 3) -> bytes:
    target = urlencode({"query": query, "timeout": seconds})
    return _head(f"GET /sparql?{target} HTTP/1.1", "Accept: */*")


def _post(query: bytes, media_type: str = "application/sparql-query") -> bytes:
    head = _head(
        "POST /sparql?timeout=3 HTTP/1.1", f"Content-Type: {media_type}",
        f"Content-Length: {len(query)}",
    )  # fmt: skip
    return head + query


def _asks(query: str) -> Attack:
    def attack(address: Address, chance: random.Random) -> int:
        return _send(address, _get(f"{query}# {chance.random()}", chance.choice((1, 3, 60))))

    return attack


def _sends(sent: bytes) -> Attack:
    return lambda address, _: _send(address, sent)


def _goes_away(address: Address, chance: random.Random) -> int:
    """Send a slow query, and disconnect."""
    with socket.create_connection(address, PATIENCE) as connection:
        connection.sendall(_get(f"{_query('product')}# {chance.random()}", 60))
        time.sleep(chance.random())
    return 0


def _hardly_reads(address: Address, chance: random.Random) -> int:
    """Ask for a large answer, read it slowly, and disconnect."""
    with socket.create_connection(address, PATIENCE) as connection:
        connection.sendall(_get(f"{_query('endless-rows')}# {chance.random()}", 60))
        end = time.monotonic() + BORED
        status = _status(connection.recv(4096))
        while time.monotonic() < end and connection.recv(512):
            time.sleep(BLINK)
    return status


def _hardly_sends(address: Address, chance: random.Random) -> int:
    """Send a request head byte by byte, and never its end (Slowloris)."""
    with socket.create_connection(address, PATIENCE) as connection:
        for byte in _get("ASK { }")[: chance.randint(10, 60)]:
            connection.sendall(bytes([byte]))
            time.sleep(BLINK)
    return 0


def _noise(address: Address, chance: random.Random) -> int:
    return _send(address, chance.randbytes(chance.randint(1, 5_000)) + b"\r\n\r\n")


def _query(name: str) -> str:
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def _queries() -> Iterator[tuple[str, Attack]]:
    for path in sorted(FOLDER.glob("*.rq")):
        yield path.stem, _asks(_query(path.stem))
    terms = " ".join(f"<https://example.org/{number}>" for number in range(9_000))
    commas = terms.replace(" ", ", ")
    rest = "?s ?p ?o . ?a ?b ?c"
    for name, query in {
        "deep braces": f"ASK {'{' * 20_000} {'}' * 20_000}",
        "deep brackets": f"ASK {{ FILTER({'(' * 50_000}1{')' * 50_000}) }}",
        "deep nots": f"ASK {{ FILTER({'!' * 50_000}true) }}",
        "many unions": f"SELECT * {{ {' UNION '.join(['{ ?s ?p ?o }'] * 5_000)} }}",
        "many options": f"SELECT * {{ {'OPTIONAL { ?s ?p ?o } ' * 3_000} }}",
        "many terms": f"SELECT * {{ {rest} FILTER(?o NOT IN ({commas})) }}",
        "many values": f"SELECT * {{ VALUES ?s {{ {terms} }} {rest} }}",
        "a million letters": f"ASK {{ ?s ?p '{'x' * 1_000_000}' }}",
        "two million letters": f"ASK {{ ?s ?p '{'x' * 2_000_000}' }}",
        "a long path": f"ASK {{ ?s {'/'.join(['<a:p>*'] * 1_500)} ?o }}",
        "no SPARQL": "SELECT * WHERE { ?s ?p 'unended",
        "an update": "DELETE WHERE { ?s ?p ?o }",
    }.items():
        yield name, _sends(_post(query.encode()))


def _letters() -> Iterator[tuple[str, Attack]]:
    ask = quote("ASK { ?s ?p ?o }")
    get = f"GET /sparql?query={ask} HTTP/1.1"
    for name, sent in {
        **{f"{method} /sparql": _head(f"{method} /sparql HTTP/1.1") for method in METHODS},
        "a wrong Accept": _head(get, 'Accept: ;;;q=,,/;="\x01'),
        "a long Accept": _head(get, "Accept: " + "text/x;q=0.1, " * 4_000),
        "a wrong length": _post(b"ASK { }")[:-3],
        "a wrong type": _post(b"ASK { }", "image/png"),
        "no UTF-8": _post(b"ASK { ?s ?p '\xff\xfe' }"),
        "wrong percents": _head("GET /sparql?query=%zz%f%00%ff HTTP/1.1"),
        "a way up": _head("GET /release/../../../../etc/passwd HTTP/1.1"),
        "a hidden way up": _head("GET /id/issue/%2e%2e%2f%2e%2e%2fpasswd%00.ttl HTTP/1.1"),
        "a forged host": _head("GET / HTTP/1.1", "X-Forwarded-Host: evil.example"),
        "wrong ranges": _head("GET /downloads HTTP/1.1", "Range: bytes=9-1,-,x-y," + "0-0," * 999),
        "wrong tags": _head(get, 'If-None-Match: W/"",",,"\x7f'),
        "HTTP/1.0": get.replace("1.1", "1.0").encode() + b"\r\n\r\n",
        "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "a long head": _head(get, *(f"X-{number}: {'x' * 500}" for number in range(500))),
        "two lengths": _head("POST /sparql HTTP/1.1", "Content-Length: 5", "Content-Length: 50"),
        "wrong chunks": _head("POST /sparql HTTP/1.1", "Transfer-Encoding: chunked") + b"zz\r\n",
        "a negative time": _head(f"GET /sparql?query={ask}&timeout=-1 HTTP/1.1"),
        "many parameters": _head(f"GET /sparql?{'a=1&' * 5_000}query={ask} HTTP/1.1"),
    }.items():
        yield name, _sends(sent)


METHODS = ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "BREW")
ATTACKS: dict[str, Attack] = {
    **dict(_queries()),
    **dict(_letters()),
    "goes away": _goes_away,
    "hardly reads": _hardly_reads,
    "hardly sends": _hardly_sends,
    "noise": _noise,
}
"""Every attack by its name."""
