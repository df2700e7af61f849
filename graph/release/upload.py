"""Uploaders to SPARQL engines: whole dataset, Graph Store Protocol, or SPARQL Update."""

import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Final
from urllib.parse import quote

from graph.engine.remote.http import Caller, message, releasing
from ontology import Unavailable

__all__ = [
    "PROBE",
    "DatasetUploader",
    "GraphStoreUploader",
    "Payload",
    "UpdateUploader",
    "Uploader",
]

PROBE: Final = "urn:justicegraph:probe"
TRIPLE: Final = f"<{PROBE}> <{PROBE}> <{PROBE}>"
N_QUADS: Final = "application/n-quads"
N_TRIPLES: Final = "application/n-triples"
UPDATE: Final = "application/sparql-update"
SECONDS: Final = 3600.0
"""Time limit for an engine to load an upload."""
CHUNK: Final = 1 << 16
BATCH: Final = 1 << 23
MOST_SHOWN: Final = 200
GZIP: Final = 31
"""zlib window bits that select the gzip format."""

Note = Callable[[int], object]


@dataclass(frozen=True)
class Payload:
    """The statements of a release, as files to upload.

    An engine whose default graph is no union of its named ones holds the union there as well.
    """

    n_quads: Path
    n_triples: Path | None = None

    @property
    def files(self) -> list[Path]:
        """Return the files that are to be sent."""
        return [self.n_quads, self.n_triples] if self.n_triples else [self.n_quads]

    @property
    def size(self) -> int:
        """Return the number of bytes to upload."""
        return sum(path.stat().st_size for path in self.files)

    def lines(self) -> Iterator[bytes]:
        """Yield each statement as N-Quads: those of named graphs, sorted, and then the others."""
        for path in self.files:
            with path.open("rb") as file:
                yield from file

    def statements(self) -> Iterator[tuple[str, bytes]]:
        """Yield the graph of each statement, nothing for the default graph, and its triple."""
        for path in self.files:
            with path.open("rb") as file:
                for line in file:
                    triple, graph = line.rstrip(b" .\n"), ""
                    if path == self.n_quads:
                        triple, _, name = triple.rpartition(b" ")
                        graph = name[1:-1].decode()
                    yield graph, triple + b" .\n"


class Uploader(ABC):
    """Base class of upload protocols.

    `packs` is set where the engine unpacks gzip.
    """

    def __init__(self, caller: Caller, address: str) -> None:
        self.caller, self.address, self.packs = caller, address, False

    @abstractmethod
    def probe(self) -> None:
        """Write one statement to a probe graph; raises `Unavailable` if that is refused."""

    @abstractmethod
    def replace(self, payload: Payload, held: Iterable[str], note: Note) -> None:
        """Replace the contents of an engine with a release; `held` are its present graphs."""

    def send(self, method: str, kind: str, lines: Iterable[bytes], target: str = "") -> None:
        """Send statements, compressed or not.

        Raises `Unavailable` with the engine's words where it refuses them.
        Source: SPARQL 1.1 Graph Store HTTP Protocol, section 4; RFC 9110, section 8.4.1.3.
        """
        headers = {"Content-Type": kind} | ({"Content-Encoding": "gzip"} if self.packs else {})
        chunks = _gathered(_packed(_gathered(lines)) if self.packs else lines)
        address = f"{self.address}{target}"
        response = self.caller.send(method, address, SECONDS, headers, _whole(chunks))
        with releasing(response):
            if not 200 <= response.status < 300:
                reason = " ".join(message(response, SECONDS).split())[:MOST_SHOWN]
                raise Unavailable(f"{method} {address}: {response.status} {reason}".rstrip())


class DatasetUploader(Uploader):
    """Uploads the whole dataset in one request.

    Oxigraph, RDF4J, GraphDB and Fuseki take it, and replace all in one transaction: readers see the
    old release until they see the new one.
    """

    def probe(self) -> None:
        """Add a statement to the dataset."""
        self.send("POST", N_QUADS, [f"{TRIPLE} <{PROBE}> .\n".encode()])

    def replace(self, payload: Payload, held: Iterable[str], note: Note) -> None:
        """Replace the dataset; an empty Oxigraph does without a transaction, ten times faster."""
        is_empty = not {*held} - {PROBE}
        target = "?no_transaction" if is_empty else ""
        self.send("PUT", N_QUADS, _noted(payload.lines(), note), target)


class GraphStoreUploader(Uploader):
    """Uploads graph by graph; readers see graphs of both releases meanwhile.

    Source: SPARQL 1.1 Graph Store HTTP Protocol, sections 5.3 and 5.4.
    """

    def probe(self) -> None:
        """Replace a graph of the probe's own."""
        self.send("PUT", N_TRIPLES, [f"{TRIPLE} .\n".encode()], _target(PROBE))

    def replace(self, payload: Payload, held: Iterable[str], note: Note) -> None:
        """Replace each graph, then delete the graphs that the release does not have."""
        stale = set(held)
        for graph, group in groupby(payload.statements(), itemgetter(0)):
            triples = (triple for _, triple in group)
            self.send("PUT", N_TRIPLES, _noted(triples, note), _target(graph))
            stale.discard(graph)
        for graph in sorted(stale):
            self.send("DELETE", N_TRIPLES, [], _target(graph))


class UpdateUploader(Uploader):
    """Uploads by SPARQL Update: one atomic request up to 8 MB, else several.

    Source: SPARQL 1.1 Update, sections 3.1.1 and 3.2.2.
    """

    def probe(self) -> None:
        """Insert a statement."""
        self.send("POST", UPDATE, _inserted([(PROBE, f"{TRIPLE} .\n".encode())]))

    def replace(self, payload: Payload, held: Iterable[str], note: Note) -> None:  # noqa: ARG002 - all go
        """Delete everything, then insert the release in batches."""
        before = [b"DROP ALL ;\n"]
        for batch in _batches(payload.statements()):
            self.send("POST", UPDATE, _noted(chain(before, _inserted(batch)), note))
            before = []


def _whole(chunks: Iterator[bytes]) -> bytes | Iterator[bytes]:
    """Return a single-chunk body as bytes, so that an early refusal finds it already sent.

    >>> _whole(iter([b"a"])), [*_whole(iter([b"a", b"b"]))]
    (b'a', [b'a', b'b'])
    """
    first, second = next(chunks, b""), next(chunks, None)
    return first if second is None else chain((first, second), chunks)


def _target(graph: str) -> str:
    """Return the query string by which the Graph Store Protocol names a graph.

    >>> _target("urn:a"), _target("")
    ('?graph=urn%3Aa', '?default')
    """
    return f"?graph={quote(graph, safe='')}" if graph else "?default"


def _inserted(statements: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    r"""Serialise statements as INSERT DATA.

    >>> b"".join(_inserted([("a:g", b"<a:s> <a:p> 1 .\n"), ("", b"<a:s> <a:p> 1 .\n")]))
    b'INSERT DATA {\nGRAPH <a:g> {\n<a:s> <a:p> 1 .\n}\n<a:s> <a:p> 1 .\n}\n'
    """
    yield b"INSERT DATA {\n"
    for graph, group in groupby(statements, itemgetter(0)):
        triples = (triple for _, triple in group)
        yield from (
            chain((f"GRAPH <{graph}> {{\n".encode(),), triples, (b"}\n",)) if graph else triples
        )
    yield b"}\n"


def _batches(statements: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Yield statements in lists that fit one update request."""
    batch, size = [], 0
    for statement in statements:
        batch.append(statement)
        size += len(statement[0]) + len(statement[1])
        if size > BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _noted(lines: Iterable[bytes], note: Note) -> Iterator[bytes]:
    """Yield lines, and report the length of each."""
    for line in lines:
        yield line
        note(len(line))


def _gathered(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Join lines into chunks of a size that is efficient to send."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= CHUNK:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def _packed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(1, wbits=GZIP)
    for chunk in chunks:
        yield packer.compress(chunk)
    yield packer.flush()
