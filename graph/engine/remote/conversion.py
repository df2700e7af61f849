"""Conversion of results between formats, for engines that lack the requested one."""

import io
import tempfile
from collections.abc import Generator, Iterator
from typing import IO, Final, cast

import pyoxigraph as ox

from graph.rdf.formats import GRAPH_CODECS, RESULT_CODECS, Format
from ontology import PREFIXES, Unavailable

__all__ = ["converted"]

IN_MEMORY: Final = 1 << 20
CHUNK: Final = 1 << 16


def converted(
    chunks: Iterator[bytes], given: Format, wanted: Format
) -> Generator[bytes, None, None]:
    r"""Yield a result in another format, after an empty chunk with which all is converted.

    It is read in pieces, and what is written is held on disk beyond a megabyte. Raises
    `Unavailable` where what is given is not well-formed.
    Complexity: linear in the result.

    >>> from graph.rdf.formats import GRAPH_FORMATS
    >>> chunks = iter([b"<a:s> <a:p>", b" 1 ."])
    >>> b"".join(converted(chunks, GRAPH_FORMATS[0], GRAPH_FORMATS[1]))
    b'<a:s> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    """
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
        try:
            _convert(_Source(chunks), given.name, wanted.name, file)
        except (SyntaxError, ValueError) as error:
            raise Unavailable(
                f"the engine's answer is not well-formed {given.media_type}: {error}"
            ) from None
        file.seek(0)
        yield b""
        while chunk := file.read(CHUNK):
            yield chunk


def _convert(source: "_Source", given: str, wanted: str, to: IO[bytes]) -> None:
    buffer = io.BufferedWriter(cast(io.RawIOBase, to), CHUNK)  # the engine writes small pieces
    if given in GRAPH_CODECS:
        parsed = ox.parse(cast(IO[bytes], source), format=GRAPH_CODECS[given])
        ox.serialize(parsed, buffer, format=GRAPH_CODECS[wanted], prefixes=PREFIXES)
    else:
        results = ox.parse_query_results(cast(IO[bytes], source), format=RESULT_CODECS[given])
        results.serialize(buffer, RESULT_CODECS[wanted])
    buffer.flush()
    buffer.detach()


class _Source(io.RawIOBase):
    """File object over an iterator of chunks."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._left = chunks, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        self._left = self._left or memoryview(next(self._chunks, b""))
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size
