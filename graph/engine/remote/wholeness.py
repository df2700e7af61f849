"""Wholeness of a result: whether its end is there, seen while it passes by.

Engines that stop at a limit of their own send a truncated result, often as if it were whole. JSON
is whole where all its brackets are closed, XML where its root is; other formats have no end of
their own, so there the engine has to say how long the body is, or that a last chunk ends it.
"""

import re
from typing import Final

__all__ = ["Wholeness", "marks_its_end"]

ENDS: Final = {
    "json": re.compile(rb"\}\s*\Z"),
    "xml": re.compile(rb"</(?:\w+:)?sparql>\s*\Z"),
    "csv": re.compile(rb"\n\Z"),
    "tsv": re.compile(rb"\n\Z"),
    "ttl": re.compile(rb"(?:\A|[.>])\s*\Z"),
    "nt": re.compile(rb"(?:\A|\.)\s*\Z"),
    "jsonld": re.compile(rb"[]}]\s*\Z"),
    "rdf": re.compile(rb"</(?:\w+:)?RDF>\s*\Z"),
}
"""How a whole result ends."""
TAIL: Final = 64
BRACKETED: Final = ("json", "jsonld")
MARKED: Final = (*BRACKETED, "xml", "rdf")
ESCAPED: Final = re.compile(rb"\\.", re.DOTALL)


def marks_its_end(name: str) -> bool:
    """Whether a cut result in a format can be told from a whole one by its bytes.

    >>> marks_its_end("json"), marks_its_end("csv")
    (True, False)
    """
    return name in MARKED


class Wholeness:
    r"""Follows a result in a format, chunk by chunk.

    Complexity: linear, with the work done in C.

    >>> followed = Wholeness("json")
    >>> for chunk in (b'{"head": {}, "results": {"bindings": [{"a": "}\\"]', b'}"}'):
    ...     followed.take(chunk)
    >>> followed.is_whole
    False
    >>> followed.take(b"]}}")
    >>> followed.is_whole
    True
    """

    def __init__(self, name: str) -> None:
        self._end, self._is_bracketed = ENDS[name], name in BRACKETED
        self._tail, self._escape = b"", b""
        self._depth, self._is_in_string = 0, False

    def take(self, chunk: bytes) -> None:
        """Take the next chunk."""
        self._tail = (self._tail + chunk)[-TAIL:]
        if self._is_bracketed:
            self._count(self._escape + chunk)

    def _count(self, text: bytes) -> None:
        """Count open brackets outside strings; a backslash at the end waits for what it escapes."""
        before_backslashes = len(text.rstrip(b"\\"))
        end = len(text) - (len(text) - before_backslashes) % 2
        text, self._escape = text[:end], text[end:]
        if b"\\" in text:
            text = ESCAPED.sub(b"", text)
        parts = text.split(b'"')
        outside = b"".join(parts[1 if self._is_in_string else 0 :: 2])
        self._is_in_string ^= len(parts) % 2 == 0
        self._depth += sum(outside.count(mark) for mark in (b"{", b"["))
        self._depth -= sum(outside.count(mark) for mark in (b"}", b"]"))

    @property
    def is_whole(self) -> bool:
        """Whether what was taken ends as a whole result does."""
        is_closed = not self._depth and not self._is_in_string
        return is_closed and bool(self._end.search(self._tail))
