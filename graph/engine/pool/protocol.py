"""Framed protocol between a pool's clients and workers: one request a connection.

The client sends a query or a look-up: a length and a JSON list. The worker answers with frames,
each a kind, a length and a body: D data, X an error of ours, E the end. A connection that ends
without E or X was cut. A worker that dies of a fault of its own (no memory, no stack) sends
"Fatal Python error", so F means that the query must not be tried again.
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
    "FAULT",
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
FATAL: Final = b"F"
FAULT: Final = "the query was ended: it needs too much memory, or is nested too deep"
LENGTH: Final = struct.Struct(">I")
HEAD: Final = struct.Struct(">cI")
FORMATS: Final = {one.name: one for one in (*RESULT_FORMATS, *GRAPH_FORMATS)}
ERRORS: Final = {
    error.__name__: error for error in (BadQuery, Busy, Ended, OutOfTime, QueryRefused, Unavailable)
}


class Request(NamedTuple):
    """Request to evaluate a query: the query, the format of its result and its time limit."""

    query: Query
    format: Format
    seconds: float


class Lookup(NamedTuple):
    """Request to look nodes up: the kind, the nodes and the time limit."""

    what: str
    nodes: tuple[str, ...]
    seconds: float


def pack_request(request: Request | Lookup) -> bytes:
    """Serialise a request."""
    fields = [*request] if isinstance(request, Lookup) else _of_query(*request)
    body = json.dumps(fields).encode()
    return LENGTH.pack(len(body)) + body


def _of_query(query: Query, format_: Format, seconds: float) -> list[object]:
    default, named = query.dataset.default, query.dataset.named
    return [query.text, default, named, query.words, format_.name, seconds]


def unpack_request(received: bytes) -> Request | Lookup | None:
    """Parse a request; returns nothing while a part of it is still to come."""
    if len(received) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack_from(received)
    if len(received) < LENGTH.size + length:
        return None
    fields = json.loads(received[LENGTH.size :])
    if len(fields) == len(Lookup._fields):
        what, nodes, seconds = fields
        return Lookup(what, tuple(nodes), seconds)
    text, default, named, words, name, seconds = fields
    query = Query(text, Dataset(tuple(default), tuple(named)), tuple(words))
    return Request(query, FORMATS[name], seconds)


def frame(kind: bytes, body: bytes = b"") -> bytes:
    r"""Serialise a frame.

    >>> frame(END)
    b'E\x00\x00\x00\x00'
    """
    return HEAD.pack(kind, len(body)) + body


def error_frame(error: JusticeGraphError) -> bytes:
    """Serialise an error as a frame."""
    fields = {"error": type(error).__name__, "message": str(error), "more": _more(error)}
    return frame(ERROR, json.dumps(fields).encode())


class Frames:
    r"""Incremental parser of frames.

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
        """Yield the data of each complete frame; raises the error that an X frame carries."""
        self._received += received
        while len(self._received) >= HEAD.size:
            kind, length = HEAD.unpack_from(self._received)
            if kind == FATAL:
                raise Ended(FAULT)
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
    fields = json.loads(body)
    return ERRORS[fields["error"]](fields["message"], **fields["more"])


def _more(error: JusticeGraphError) -> dict[str, int]:
    """Return the attributes of an error besides its message."""
    if isinstance(error, BadQuery):
        return {"line": error.line, "column": error.column}
    return {"retry_after": error.retry_after} if isinstance(error, Busy) else {}
