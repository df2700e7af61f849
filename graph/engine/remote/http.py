"""HTTP client for engines: connection pool, time limits, translated errors."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.client import IncompleteRead, RemoteDisconnected
from typing import Final

import urllib3
from urllib3 import exceptions
from urllib3.util import parse_url

from graph.engine.remote.timed_connection import POOLS
from ontology import Busy, Misuse, OutOfTime, Unavailable

__all__ = [
    "NO_LOGIN",
    "Caller",
    "Login",
    "checked",
    "credentials",
    "message",
    "out_of_time",
    "releasing",
    "translate_errors",
]

TOKEN: Final = "JUSTICEGRAPH_ENGINE_TOKEN"  # noqa: S105 - where a token is given, and none itself
USER: Final = "JUSTICEGRAPH_ENGINE_USER"
PASSWORD: Final = "JUSTICEGRAPH_ENGINE_PASSWORD"  # noqa: S105 - as above
TO_CONNECT: Final = 5.0
TO_WAIT_FOR_CONNECTION: Final = 1.0
CHUNK: Final = 1 << 16
CUT: Final = (IncompleteRead, exceptions.IncompleteRead, exceptions.InvalidChunkLength)
WORDS: Final = ("message", "detail", "exception", "error", "title")
"""Where engines that answer in JSON say what is wrong."""

Login = Mapping[str, str]
"""The headers that let us in to an engine."""
NO_LOGIN: Final[Login] = {}


def credentials(environment: Mapping[str, str] = os.environ) -> Login:
    """Return the authorization header for an engine, from the environment, so that no log has it.

    >>> credentials({"JUSTICEGRAPH_ENGINE_TOKEN": "a-token"})
    {'authorization': 'Bearer a-token'}
    >>> credentials({})
    {}
    """
    if token := environment.get(TOKEN):
        return {"authorization": f"Bearer {token}"}
    if user := environment.get(USER):
        return urllib3.make_headers(basic_auth=f"{user}:{environment.get(PASSWORD, '')}")
    return {}


class Caller:
    """Connection pool to one engine; threads may share it.

    It follows no redirect and takes no proxy from the environment: queries go nowhere else.
    """

    def __init__(self, connections: int, login: Login = NO_LOGIN) -> None:
        self._pool = urllib3.PoolManager(maxsize=connections, block=True, retries=False)
        self._pool.pool_classes_by_scheme = POOLS
        self._headers = {"User-Agent": "justicegraph", "Accept-Encoding": "identity", **login}

    def send(
        self,
        method: str,
        address: str,
        seconds: float,
        headers: Mapping[str, str],
        body: bytes | Iterable[bytes],
    ) -> urllib3.BaseHTTPResponse:
        """Send a request and return its answer, whose body is still to be read: free it.

        The engine has `seconds` in all for the answer and its body, without what we take to read.
        Raises `Busy` where all connections are in use, `OutOfTime`, `Unavailable`, and `Misuse`
        for an address that is none or holds a password.
        """
        total = seconds if isinstance(body, bytes) else None  # an upload takes as long as it takes
        limits = urllib3.Timeout(total, connect=min(seconds, TO_CONNECT), read=seconds)
        with translate_errors(seconds):
            return self._pool.request(
                method,
                checked(address),
                body=body,
                headers={**self._headers, **headers},
                timeout=limits,
                pool_timeout=TO_WAIT_FOR_CONNECTION,
                preload_content=False,
                redirect=False,
            )

    def close(self) -> None:
        """Close its connections."""
        self._pool.clear()


@contextmanager
def releasing(response: urllib3.BaseHTTPResponse) -> Iterator[None]:
    """Context manager: returns the connection to the pool, or closes it if unread data are left."""
    try:
        yield
    finally:
        response.close()
        response.release_conn()


def checked(address: str) -> str:
    """Return an address that may be called; a password in it would be in every log.

    Raises `Misuse`, with no password.
    """
    try:
        url = parse_url(address)
    except exceptions.LocationParseError as error:
        raise Misuse(f"{address}: is no address: {error}") from None
    if url.auth:
        raise Misuse(
            f"the address of {url.host}: leave out user and password, and set {USER} and "
            f"{PASSWORD}, or {TOKEN}, in the environment"
        )
    if url.scheme not in ("http", "https") or not url.host:
        raise Misuse(f"{address}: give an address like http://127.0.0.1:7878/query")
    return url.url


@contextmanager
def translate_errors(seconds: float) -> Iterator[None]:
    """Context manager: translates errors of urllib3 into ours, without addresses."""
    try:
        yield
    except exceptions.EmptyPoolError:
        raise Busy("all connections to the engine are in use: try again soon") from None
    except (exceptions.ConnectTimeoutError, exceptions.SSLError) as error:
        why = error.__cause__ or "nothing answers there"
        raise Unavailable(f"the engine cannot be reached: {why}") from None
    except exceptions.TimeoutError:
        raise out_of_time(seconds) from None
    except exceptions.HTTPError as error:
        raise Unavailable(f"the connection to the engine was lost: {_reason(error)}") from None


def _reason(error: exceptions.HTTPError) -> str:
    """Return in words why a connection was lost, without what came over it."""
    cause = next((one for one in error.args[::-1] if isinstance(one, Exception)), error)
    if isinstance(cause, RemoteDisconnected):
        return "it was closed without an answer"
    if isinstance(cause, CUT):
        return "the answer was cut"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return "what came is no HTTP"


def out_of_time(seconds: float) -> OutOfTime:
    """Return the error for an engine that took too long."""
    return OutOfTime(
        f"the query was ended after {seconds:g} seconds: ask for less, or take a download and ask "
        "it on a machine of your own"
    )


def message(response: urllib3.BaseHTTPResponse, seconds: float) -> str:
    """Return the error message of an engine as plain text; nothing of an HTML page."""
    with translate_errors(seconds):
        text = response.read(CHUNK)
    kind = response.headers.get("content-type", "")
    if "html" in kind:
        return ""
    return _from_json(text) if "json" in kind else text.decode("utf-8", "replace").strip()


def _from_json(text: bytes) -> str:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    members = document if isinstance(document, dict) else {}
    return next((members[name] for name in WORDS if isinstance(members.get(name), str)), "")
