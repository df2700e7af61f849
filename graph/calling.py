"""Calls to an engine over HTTP: shared connections, limits of time, and faults told in words."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import urllib3
from urllib3 import exceptions
from urllib3.util import parse_url

from ontology import Busy, Misuse, OutOfTime, Unavailable

__all__ = ["Caller", "Login", "checked", "credentials", "message", "out_of_time", "told"]

TOKEN: Final = "JUSTICEGRAPH_ENGINE_TOKEN"  # noqa: S105 - where a token is given, and none itself
USER: Final = "JUSTICEGRAPH_ENGINE_USER"
PASSWORD: Final = "JUSTICEGRAPH_ENGINE_PASSWORD"  # noqa: S105 - as above
TO_CONNECT: Final = 5.0
TO_WAIT_FOR_CONNECTION: Final = 1.0
CHUNK: Final = 1 << 16
WORDS: Final = ("message", "detail", "exception", "error", "title")
"""Where engines that answer in JSON say what is wrong."""

Login = Mapping[str, str]
"""The headers that let us in to an engine."""


def credentials(environment: Mapping[str, str] = os.environ) -> Login:
    """Return what lets us in to an engine, from the environment alone, so that no log has it.

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
    """Calls to one engine, which threads may share.

    It follows no redirect and takes no proxy from the environment: a query goes nowhere else.
    """

    def __init__(self, connections: int, login: Login) -> None:
        self._pool = urllib3.PoolManager(maxsize=connections, block=True, retries=False)
        self._headers = {"User-Agent": "justicegraph", "Accept-Encoding": "identity", **login}

    @contextmanager
    def send(
        self,
        method: str,
        address: str,
        seconds: float,
        headers: Mapping[str, str],
        body: bytes | Iterable[bytes],
    ) -> Iterator[urllib3.BaseHTTPResponse]:
        """Send a request and give its answer, whose body is still to be read.

        Raises `Busy` where all connections are in use, `OutOfTime`, `Unavailable`, and `Misuse`
        for an address that is none or holds a password.
        """
