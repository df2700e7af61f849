"""Framed binary protocol between a pool's clients and workers, over persistent connections.

The client sends a query or a look-up: a length, a header and texts. The worker answers with frames,
each a kind, a length and a body: D data that are taken whole, P data that are passed on as they
come, X an error of ours, E the end. Then the client may send the next request. Instead of E, L says
that the worker closes the connection, as it does with C while no request has begun. A connection
that ends otherwise was cut. A worker that dies of a fault of its own (no memory, no stack) sends
"Fatal Python error", so F means that the query must not be tried again.
"""

import json
import struct
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from graph.engine.query import Dataset, Query
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from ontology import BadQuery, Busy, Ended, JusticeGraphError, OutOfTime, QueryRefused, Unavailable

__all__ = [
    "CLOSE",
    "CUT",
    "DATA",
    "END",
    "FAULT",
    "LAST",
    "PART",
    "Frames",
    "Lookup",
    "NotBegun",
    "Request",
    "error_frame",
    "frame",
    "pack_request",
    "unpack_request",
]

DATA: Final = b"D"
PART: Final = b"P"
ERROR: Final = b"X"
END: Final = b"E"
LAST: Final = b"L"
CLOSE: Final = b"C"
FATAL: Final = b"F"
FAULT: Final = "the query was ended: it needs too much memory, or is nested too deep"
CUT: Final = "the query was ended before its answer was whole, as on a busy server: try again soon"
LENGTH: Final = struct.Struct(">I")
FIELDS: Final = struct.Struct(">BHdI")
"""Of a request: its format or 0 for a look-up, its default graphs, its seconds, its texts."""
HEAD: Final = struct.Struct(">cI")
FORMATS: Final = (*RESULT_FORMATS, *GRAPH_FORMATS)
NUMBERS: Final = {one.name: number for number, one in enumerate(FORMATS, start=1)}
ERRORS: Final = {
    error.__name__: error for error in (BadQuery, Busy, Ended, OutOfTime, QueryRefused, Unavailable)
}


class NotBegun(ConnectionError):
    """Raised where a worker closed its connection before it began a request."""


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
    """Serialise a request.

    Complexity: linear in its texts.
    """
    if isinstance(request, Lookup):
        return _packed(0, 0, request.seconds, (request.what, *request.nodes))
    query, format_, seconds = request
    default, named = query.dataset.default, query.dataset.named
    texts = (query.text, " ".join(query.words), *default, *named)
    return _packed(NUMBERS[format_.name], len(default), seconds, texts)


def _packed(number: int, graphs: int, seconds: float, texts: Sequence[str]) -> bytes:
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    lengths = struct.pack(f">{len(encoded)}I", *map(len, encoded))
    fields = FIELDS.pack(number, graphs, seconds, len(encoded))
    body = b"".join((fields, lengths, *encoded))
    return LENGTH.pack(len(body)) + body


def unpack_request(received: bytes) -> Request | Lookup | None:
    """Parse a request; returns nothing while a part of it is still to come."""
    if len(received) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack_from(received)
    if len(received) < LENGTH.size + length:
        return None
    number, graphs, seconds, count = FIELDS.unpack_from(received, LENGTH.size)
    first, *rest = _texts(received, LENGTH.size + FIELDS.size, count)
    if not number:
        return Lookup(first, tuple(rest), seconds)
    words, *names = rest
    dataset = Dataset(tuple(names[:graphs]), tuple(names[graphs:]))
    return Request(Query(first, dataset, tuple(words.split(" "))), FORMATS[number - 1], seconds)


def _texts(received: bytes, at: int, count: int) -> Iterator[str]:
    lengths = struct.unpack_from(f">{count}I", received, at)
    at += LENGTH.size * count
    for length in lengths:
        yield received[at : at + length].decode("utf-8", "surrogatepass")
        at += length


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
    r"""Incremental parser of the frames of one answer.

    >>> frames = Frames()
    >>> list(frames.read(frame(DATA, b"kenya")[:7])), list(frames.read(b"nya" + frame(END)))
    ([], [b'kenya'])
    >>> frames.is_complete, frames.is_last
    (True, False)
    """

    def __init__(self) -> None:
        self.is_complete = self.is_last = self.have_begun = False
        self._rest, self._passing = b"", 0

    def read(self, received: bytes) -> Iterator[bytes]:
        """Yield data; raises the error that an X frame carries, `NotBegun` for C before the end.

        No bytes are the end of the connection, where `ConnectionAbortedError` is raised, or `Ended`
        after a fault. The end is waited for: a worker ends itself where its client is gone, and
        its fault would not be counted.
        """
        if not received:
            raise Ended(FAULT) if self._rest[:1] == FATAL else ConnectionAbortedError
        rest, self._rest = self._rest + received, b""
        while rest and not self.is_complete:
            if self._passing:
                part, rest = rest[: self._passing], rest[self._passing :]
                self._passing -= len(part)
                yield part
                continue
            found = _split(rest)
            if not found:
                self._rest = rest
                return
            kind, body, rest = found
            self._note(kind, body)
            if kind == DATA:
                yield body

    def _note(self, kind: bytes, body: bytes) -> None:
        if kind == CLOSE:
            raise NotBegun
        self.have_begun |= kind in (DATA, PART)
        self.is_complete = kind in (END, LAST, ERROR)
        self.is_last = kind == LAST
        if kind == PART:
            (self._passing,) = LENGTH.unpack(body)
        if kind == ERROR:
            raise _error(body)


def _split(received: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Return the kind and body of the first frame, and the rest; of a P frame, its length as body.

    Returns nothing while a part of the frame is still to come.
    """
    if received[:1] == FATAL or len(received) < HEAD.size:
        return None
    kind, length = HEAD.unpack_from(received)
    end = HEAD.size + (0 if kind == PART else length)
    if len(received) < end:
        return None
    body = received[1 : HEAD.size] if kind == PART else received[HEAD.size : end]
    return kind, body, received[end:]


def _error(body: bytes) -> JusticeGraphError:
    fields = json.loads(body)
    return ERRORS[fields["error"]](fields["message"], **fields["more"])


def _more(error: JusticeGraphError) -> dict[str, int]:
    """Return the attributes of an error besides its message."""
    if isinstance(error, BadQuery):
        return {"line": error.line, "column": error.column}
    return {"retry_after": error.retry_after} if isinstance(error, Busy) else {}
