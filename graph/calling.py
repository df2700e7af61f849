"""Calls to an engine over HTTP: shared connections, limits of time, and faults told in words."""

import json
import os
import ssl
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import httpx

from ontology import Busy, Misuse, OutOfTime, Unavailable

__all__ = ["Caller", "checked", "credentials", "message", "out_of_time", "told"]

TOKEN: Final = "JUSTICEGRAPH_ENGINE_TOKEN"  # noqa: S105 - where a token is given, and none itself
USER: Final = "JUSTICEGRAPH_ENGINE_USER"
PASSWORD: Final = "JUSTICEGRAPH_ENGINE_PASSWORD"  # noqa: S105 - as above
TO_CONNECT: Final = 5.0
TO_WAIT_FOR_CONNECTION: Final = 1.0
MOST_OF_MESSAGE: Final = 1 << 16
WORDS: Final = ("message", "detail", "exception", "error", "title")
"""Where engines that answer in JSON say what is wrong."""


class Token(httpx.Auth):
    """A bearer token.

    Source: RFC 6750, section 2.1.
    """

    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Put the token into a request."""
        request.headers["Authorization"] = self._header
        yield request


def credentials(environment: Mapping[str, str] = os.environ) -> httpx.Auth | None:
    """Return what lets us in to an engine, from the environment alone, so that no log has it.

    >>> type(credentials({"JUSTICEGRAPH_ENGINE_TOKEN": "..."})).__name__
    'Token'
    >>> credentials({}) is None
    True
    """
    if token := environment.get(TOKEN):
        return Token(token)
    if user := environment.get(USER):
        return httpx.BasicAuth(user, environment.get(PASSWORD, ""))
    return None


class Caller:
    """Calls to one engine, which threads may share.

    It follows no redirect and takes no proxy from the environment: a query goes nowhere else.
    """

    def __init__(self, connections: int, login: httpx.Auth | None = None) -> None:
        self._client = httpx.Client(
            auth=login,
            limits=httpx.Limits(max_connections=connections, max_keepalive_connections=connections),
            headers={"User-Agent": "justicegraph", "Accept-Encoding": "identity"},
            trust_env=False,
            verify=ssl.create_default_context(),
        )

    def send(self, method: str, address: str, seconds: float, **parts: Any) -> httpx.Response:
        """Send a request and return its answer, whose body is still to be read: close it.

        Raises `Busy` where all connections are in use, `OutOfTime`, `Unavailable`, and `Misuse`
        for an address that is none or holds a password.
        """
        limits = httpx.Timeout(
            seconds, connect=min(seconds, TO_CONNECT), pool=TO_WAIT_FOR_CONNECTION
        )
        request = self._client.build_request(method, checked(address), timeout=limits, **parts)
        with told(seconds):
            return self._client.send(request, stream=True)

    def close(self) -> None:
        """Close its connections."""
        self._client.close()


def checked(address: str) -> httpx.URL:
    """Return an address that may be called; a password in it would be in every log.

    Raises `Misuse`, with no password.
    """
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise Misuse(f"{address}: is no address: {error}") from None
    if url.userinfo:
        raise Misuse(
            f"the address of {url.host}: leave out user and password, and set {USER} and "
            f"{PASSWORD}, or {TOKEN}, in the environment"
        )
    if url.scheme not in ("http", "https") or not url.host:
        raise Misuse(f"{address}: give an address like http://127.0.0.1:7878/query")
    return url


@contextmanager
def told(seconds: float) -> Iterator[None]:
    """Turn what goes wrong on the way into errors of ours, which name no address to the public."""
    try:
        yield
    except httpx.PoolTimeout:
        raise Busy("all connections to the engine are in use: try again soon") from None
    except httpx.ConnectTimeout:
        raise Unavailable("the engine cannot be reached: nothing answers there") from None
    except httpx.ConnectError as error:
        raise Unavailable(f"the engine cannot be reached: {error}") from None
    except httpx.TimeoutException:
        raise out_of_time(seconds) from None
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise Unavailable(f"the engine broke off: {error}") from None


def out_of_time(seconds: float) -> OutOfTime:
    """Say that an engine took too long."""
    return OutOfTime(
        f"the query was ended after {seconds:g} seconds: ask for less, or take a download and ask "
        "it on a machine of your own"
    )


def message(response: httpx.Response) -> str:
    """Return what an engine says of a fault, as plain text; pages for people are left out."""
    text = b""
    for chunk in response.iter_bytes():
        text += chunk
        if len(text) >= MOST_OF_MESSAGE:
            break
    kind = response.headers.get("content-type", "")
    if "html" in kind:
        return ""
    return _from_json(text) if "json" in kind else text.decode("utf-8", "replace").strip()


def _from_json(text: bytes) -> str:
    try:
        document = json.loads(text)
    except ValueError:
        return ""
    said = document if isinstance(document, dict) else {}
    return next((said[name] for name in WORDS if isinstance(said.get(name), str)), "")
