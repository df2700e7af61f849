"""Stream filter for results: makes XML well-formed and limits the size."""

import re
from typing import Final

from graph.engine.pool.truncation import cut
from ontology import BadQuery, Ended

__all__ = ["Full", "Output"]

NOT_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\r]|\xef\xbf[\xbe\xbf]")
IN_XML: Final = ("xml", "rdf")
UNNAMED: Final = b"<oxprefix: "
"""What the engine writes for a property whose IRI ends in no name of XML."""
SPLIT: Final = re.compile(rb"\xef\xbf?\Z")
"""The beginning of a character that may prove to be none of XML."""
RETURN: Final = b"&#13;"
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}".encode()


class Full(Exception):
    """Raised to stop an engine when its result is as large as it may be."""


class Output:
    r"""Size-limited stream of one result; holds one chunk back, so that the last can be truncated.

    >>> output = Output("csv", most=100)
    >>> output.take(b"s\r\n"), output.take(b"a:kenya\r\n"), output.rest()
    (b'', b's\r\n', b'a:kenya\r\n')
    """

    def __init__(self, format_name: str, most: int) -> None:
        self._format, self._left = format_name, most
        self._in_xml = format_name in IN_XML
        self._held = self._split = self._last = b""

    def take(self, chunk: bytes) -> bytes:
        """Take a chunk and give the one before it; raises `Full` when no more may be taken."""
        if self._in_xml:
            chunk = self._well_formed(chunk)
            self._refuse_unnamed(chunk)
        if len(chunk) > self._left:
            self._held = self._closed(self._held + chunk[: self._left])
            raise Full
        self._left -= len(chunk)
        before, self._held = self._held, chunk
        return before

    def rest(self) -> bytes:
        """Give what is still held."""
        return self._held + self._split

    def _closed(self, tail: bytes) -> bytes:
        self._split = b""
        closed = cut(self._format, tail)
        if closed is None:
            raise Ended(
                "the result is larger than the limit of this endpoint: ask for less with LIMIT, "
                "or take a download of the whole graph"
            )
        return closed

    def _refuse_unnamed(self, chunk: bytes) -> None:
        """Source: RDF/XML, section 6.1.2; in a text, the angle bracket would be escaped."""
        seen = self._last + chunk
        self._last = seen[1 - len(UNNAMED) :]
        if UNNAMED in seen:
            raise BadQuery(
                "the result has a property that RDF/XML cannot name, since its IRI ends in no "
                "letter: take another format"
            )

    def _well_formed(self, chunk: bytes) -> bytes:
        """Write a return as XML keeps it, and what XML cannot hold as the replacement character.

        Source: XML 1.0, sections 2.2 and 2.11.
        """
        chunk = self._split + chunk
        found = SPLIT.search(chunk)
        self._split = found[0] if found else b""
        whole = chunk.removesuffix(self._split)
        return NOT_XML.sub(lambda one: RETURN if one[0] == b"\r" else REPLACEMENT, whole)
