"""How a process that wants an answer speaks with the one that evaluates: one request a connection.

A request is a query or a look-up. There goes the length and a JSON list; back come frames, each a
kind, a length and a body: D data, X an error of ours, E the end. A connection that ends without E
or X was cut.
"""

import json
import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from graph.engine.query import Dataset, Query
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from ontology import BadQuery, Busy, Ended, JusticeGraphError, OutOfTime, QueryRefused, Unavailable

__all__ = [
    "DATA",
    "END",
    "Frames",
    "Lookup",
    "Request",
    "error_frame",
    "frame",
    "pack_request",
    "unpack_request",
]

DATA: Final = b"D"
ERROR: Final = b"X"
END: Final = b"E"
LENGTH: Final = struct.Struct(">I")
HEAD: Final = struct.Struct(">cI")
FORMATS: Final = {one.name: one for one in (*RESULT_FORMATS, *GRAPH_FORMATS)}
ERRORS: Final = {
    error.__name__: error for error in (BadQuery, Busy, Ended, OutOfTime, QueryRefused, Unavailable)
}


class Request(NamedTuple):
    """A query, the format of its result and the seconds that it may take."""

    query: Query
    format: Format
    seconds: float


class Lookup(NamedTuple):
    """A kind of look-up, the nodes that it is about and the seconds that it may take."""

    what: str
    nodes: tuple[str, ...]
    seconds: float


def pack_request(request: Request | Lookup) -> bytes:
    """Write a request."""
    told = [*request] if isinstance(request, Lookup) else _of_query(*request)
    body = json.dumps(told).encode()
    return LENGTH.pack(len(body)) + body


def _of_query(query: Query, format_: Format, seconds: float) -> list[object]:
    default, named = query.dataset.default, query.dataset.named
    return [query.text, default, named, query.words, format_.name, seconds]


def unpack_request(received: bytes) -> Request | Lookup | None:
    """Read a request; nothing while a part of it is still to come."""
    if len(received) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack_from(received)
    if len(received) < LENGTH.size + length:
        return None
    told = json.loads(received[LENGTH.size :])
    if len(told) == len(Lookup._fields):
        what, nodes, seconds = told
        return Lookup(what, tuple(nodes), seconds)
    text, default, named, words, name, seconds = told
    query = Query(text, Dataset(tuple(default), tuple(named)), tuple(words))
    return Request(query, FORMATS[name], seconds)


def frame(kind: bytes, body: bytes = b"") -> bytes:
    r"""Write a frame.

    >>> frame(END)
    b'E\x00\x00\x00\x00'
    """
    return HEAD.pack(kind, len(body)) + body


def error_frame(error: JusticeGraphError) -> bytes:
    """Write an error as a frame."""
    told = {"error": type(error).__name__, "message": str(error), "more": _more(error)}
    return frame(ERROR, json.dumps(told).encode())


class Frames:
    r"""Frames as they come in.

    >>> frames = Frames()
    >>> list(frames.read(frame(DATA, b"kenya")[:7])), list(frames.read(b"nya" + frame(END)))
    ([], [b'kenya'])
    >>> frames.is_complete
    True
    """

    def __init__(self) -> None:
        self.is_complete = self.have_begun = False
        self._received = bytearray()

    def read(self, received: bytes) -> Iterator[bytes]:
        """Yield the data of each frame that is whole; raises the error that a frame tells."""
        self._received += received
        while len(self._received) >= HEAD.size:
            kind, length = HEAD.unpack_from(self._received)
            if len(self._received) < HEAD.size + length:
                return
            body = bytes(self._received[HEAD.size : HEAD.size + length])
            del self._received[: HEAD.size + length]
            if kind == ERROR:
                raise _error(body)
            if kind == DATA:
                self.have_begun = True
                yield body
            self.is_complete = kind == END


def _error(body: bytes) -> JusticeGraphError:
    told = json.loads(body)
    return ERRORS[told["error"]](told["message"], **told["more"])


def _more(error: JusticeGraphError) -> dict[str, int]:
    """Return what an error tells beside its message."""
    if isinstance(error, BadQuery):
        return {"line": error.line, "column": error.column}
    return {"retry_after": error.retry_after} if isinstance(error, Busy) else {}
