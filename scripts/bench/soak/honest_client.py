"""An honest HTTP client: requests cases at random, revalidates by ETag, checks every answer."""

import gzip
import random
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException, HTTPResponse

from scripts.bench.soak.cases import Case
from scripts.bench.soak.outcome import Outcome, Run

__all__ = ["run_honest_client"]

MOST = 100_000
PAUSE = 0.005
PATIENCE = 60.0
AFRESH = 0.5
SPREAD = 900_000
OK = 200
NOT_MODIFIED = 304


@dataclass(frozen=True)
class Answer:
    """Status, headers by lower-case name, and decoded body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Client:
    """A client with a persistent connection, reopened where the server has closed it."""

    def __init__(self, netloc: str) -> None:
        self.connection = HTTPConnection(netloc, timeout=PATIENCE)

    def ask(self, case: Case, more: Mapping[str, str] = {}) -> Answer:
        """Send a request; raises `OSError` or `HTTPException` where there is no whole answer.

        A request on a connection that the server has closed is sent again once.
        Source: RFC 9110, section 9.2.2.
        """
        was_open = self.connection.sock is not None
        try:
            response = self._sent(case, more)
        except ConnectionError:
            self.connection.close()
            if not was_open:
                raise
            response = self._sent(case, more)
        body = response.read()
        received = {name.lower(): value for name, value in response.getheaders()}
        if received.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return Answer(response.status, received, body)

    def _sent(self, case: Case, more: Mapping[str, str]) -> HTTPResponse:
        headers = {**case.headers, **more}
        self.connection.request(case.method, case.path, case.body or None, headers)
        return self.connection.getresponse()


def run_honest_client(netloc: str, cases: Sequence[Case], seed: int, run: Run) -> None:
    """Request cases at random until the run is over, and put an outcome of each."""
    chance = random.Random(seed)  # noqa: S311 - a load, not a secret
    client = Client(netloc)
    until = run.begin()
    for _ in range(MOST):
        if time.monotonic() > until:
            break
        case = chance.choice(cases)
        if chance.random() < AFRESH:
            case = case.afresh(chance.randrange(SPREAD))
        for outcome in _asked(client, case, chance.random()):
            run.outcomes.put(outcome)
        time.sleep(PAUSE)
    client.connection.close()


def _asked(client: Client, case: Case, chance: float) -> list[Outcome]:
    """Request once, sometimes by HEAD or with gzip, and then often again with the ETag."""
    if chance < 0.1 and case.method == "GET" and case.status == OK:
        return [_outcome(client, replace(case, method="HEAD", truths={}, holds=b""))[0]]
    packed = {"Accept-Encoding": "gzip"} if chance < 0.3 and "Range" not in case.headers else {}
    first, answer = _outcome(client, case, packed)
    tag = answer.headers.get("etag", "") if answer else ""
    if chance < 0.6 or not tag or case.method != "GET" or first.fault:
        return [first]
    again, answer = _outcome(client, case, {"If-None-Match": tag})
    if answer and answer.status == NOT_MODIFIED:
        again = replace(again, status=first.status, digest=first.digest, fault="")
    return [first, again]


def _outcome(
    client: Client, case: Case, more: Mapping[str, str] = {}
) -> tuple[Outcome, Answer | None]:
    started = time.monotonic()
    try:
        answer = client.ask(case, more)
    except (OSError, EOFError, zlib.error, HTTPException) as error:
        client.connection.close()
        fault = f"{type(error).__name__}: {error}"
        return Outcome(case.name, started, time.monotonic(), 0, fault=fault), None
    digest, fault = _read(case, answer)
    return Outcome(case.name, started, time.monotonic(), answer.status, digest, fault), answer


def _read(case: Case, answer: Answer) -> tuple[str, str]:
    """Return the digest of an answer, and what is wrong with it whatever the release."""
    if answer.status != case.status:
        return "", f"{answer.status}: {answer.body[:200]!r}"
    if case.method == "HEAD" and answer.body:
        return "", "HEAD with a body"
    if case.holds not in answer.body:
        return "", f"without {case.holds!r}: {answer.body[:200]!r}"
    try:
        return (case.digest(answer.body) if case.truths else ""), ""
    except ValueError:
        return "", f"cannot be read: {answer.body[:200]!r}"
