"""What a client of the server sends and gets, with nothing between it and the socket."""

import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlencode

from tests.waiting import PATIENCE

__all__ = ["DIRECT", "FORM", "Client", "Reply", "dump"]

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}

Headers = Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What came back; names of headers are in small letters."""

    status: int
    headers: Headers
    body: bytes

    @property
    def kind(self) -> str:
        """Return the content type."""
        return self.headers.get("content-type", "")

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def problem(self) -> dict[str, Any]:
        """Return the problem details that an error is told as."""
        assert self.kind == "application/problem+json", self
        told: dict[str, Any] = self.json
        assert told["status"] == self.status
        return told

    @classmethod
    def read(cls, response: HTTPResponse) -> "Reply":
        headers = {name.lower(): value for name, value in response.getheaders()}
        return cls(response.status, headers, response.read())


@dataclass(frozen=True)
class Client:
    """Asks a server at a port of this machine; each request on a connection of its own."""

    port: int
    host: str = "127.0.0.1"
    source: str = "127.0.0.1"

    def connection(self) -> HTTPConnection:
        return HTTPConnection(self.host, self.port, PATIENCE, source_address=(self.source, 0))

    def send(
        self,
        method: str,
        target: str,
        headers: Headers | None = None,
        body: bytes | None = None,
    ) -> Reply:
        """Send a request with no header but its own, `Host` and a length."""
        connection = self.connection()
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            length = {} if body is None else {"Content-Length": str(len(body))}
            for name, value in {**length, **(headers or {})}.items():
                connection.putheader(name, value)
            with suppress(BrokenPipeError, ConnectionResetError):  # it may answer before it has all
                connection.endheaders(body)
            return Reply.read(connection.getresponse())
        finally:
            connection.close()

    def get(self, target: str, headers: Headers | None = None) -> Reply:
        return self.send("GET", target, headers)

    def query(self, text: str, headers: Headers | None = None, /, **asked: str) -> Reply:
        """Ask a query by GET; `asked` are further parameters."""
        return self.get(f"/sparql?{urlencode({'query': text, **asked})}", headers)

    def post(self, body: str | bytes, headers: Headers = DIRECT, asked: str = "") -> Reply:
        """Ask by POST."""
        sent = body.encode() if isinstance(body, str) else body
        return self.send("POST", f"/sparql{asked}", headers, sent)

    def socket(self) -> socket.socket:
        """Return a connection without a word of HTTP."""
        return socket.create_connection((self.host, self.port), PATIENCE, (self.source, 0))

    def raw(self, data: bytes) -> bytes:
        """Send bytes as they are, and return all that comes until the server closes."""
        with self.socket() as connection:
            with suppress(BrokenPipeError, ConnectionResetError):  # it may answer before it has all
                connection.sendall(data)
            return b"".join(_parts(connection))


def _parts(connection: socket.socket) -> Iterator[bytes]:
    try:
        while part := connection.recv(1 << 16):
            yield part
    except ConnectionResetError:
        return  # the server did not care to read all that was sent


def dump(parameters: Mapping[str, str | list[str]]) -> bytes:
    """Return a form."""
    return urlencode(parameters, doseq=True).encode()
