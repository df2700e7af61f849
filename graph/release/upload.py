"""Ways to put a release into an engine elsewhere: all at once, graph by graph, or by updates."""

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

__all__ = ["PROBE", "Graphs", "Payload", "Updates", "Uploader", "Whole"]

PROBE: Final = "urn:justicegraph:probe"
TRIPLE: Final = f"<{PROBE}> <{PROBE}> <{PROBE}>"
N_QUADS: Final = "application/n-quads"
N_TRIPLES: Final = "application/n-triples"
UPDATE: Final = "application/sparql-update"
SECONDS: Final = 3600.0
"""How long an engine may take to load what it was sent."""
CHUNK: Final = 1 << 16
BATCH: Final = 1 << 23
MOST_SHOWN: Final = 200
GZIP: Final = 31
"""The window of zlib that means gzip."""

Note = Callable[[int], object]


@dataclass(frozen=True)
class Payload:
    """The statements of a release as an engine is to hold them.

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
        """Return how many bytes there are to send."""
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
    """A way to put statements into an engine at an address.

    `packs` is set where the engine unpacks gzip.
    """

    def __init__(self, caller: Caller, address: str) -> None:
        self.caller, self.address, self.packs = caller, address, False

    @abstractmethod
    def probe(self) -> None:
        """Put one statement into a graph of its own; raises `Unavailable` where that is refused."""

    @abstractmethod
    def replace(self, cargo: Payload, held: Iterable[str], note: Note) -> None:
        """Put a release in the place of what an engine holds; `held` are the graphs of that."""

    def send(self, method: str, kind: str, lines: Iterable[bytes], target: str = "") -> None:
        """Send statements, packed or as they are.

        Raises `Unavailable` with the engine's words where it refuses them.
        Source: SPARQL 1.1 Graph Store HTTP Protocol, section 4; RFC 9110, section 8.4.1.3.
        """
        headers = {"Content-Type": kind} | ({"Content-Encoding": "gzip"} if self.packs else {})
        chunks = _gathered(_packed(_gathered(lines)) if self.packs else lines)
        address = f"{self.address}{target}"
        response = self.caller.send(method, address, SECONDS, headers, _whole(chunks))
        with releasing(response):
            if not 200 <= response.status < 300:
                said = " ".join(message(response, SECONDS).split())[:MOST_SHOWN]
                raise Unavailable(f"{method} {address}: {response.status} {said}".rstrip())


class Whole(Uploader):
    """The whole dataset in one request.

    Oxigraph, RDF4J, GraphDB and Fuseki take it, and replace all in one transaction: readers see the
    old release until they see the new one.
    """

    def probe(self) -> None:
        """Add a statement to the dataset."""
        self.send("POST", N_QUADS, [f"{TRIPLE} <{PROBE}> .\n".encode()])

    def replace(self, cargo: Payload, held: Iterable[str], note: Note) -> None:
        """Replace the dataset; an empty Oxigraph does without a transaction, ten times faster."""
        is_empty = not {*held} - {PROBE}
        target = "?no_transaction" if is_empty else ""
        self.send("PUT", N_QUADS, _noted(cargo.lines(), note), target)


class Graphs(Uploader):
    """One graph after the other: readers see some graphs of each release meanwhile.

    Source: SPARQL 1.1 Graph Store HTTP Protocol, sections 5.3 and 5.4.
    """

    def probe(self) -> None:
        """Replace a graph of the probe's own."""
        self.send("PUT", N_TRIPLES, [f"{TRIPLE} .\n".encode()], _target(PROBE))

    def replace(self, cargo: Payload, held: Iterable[str], note: Note) -> None:
        """Replace each graph, and then remove those that the release has not."""
        stale = set(held)
        for graph, found in groupby(cargo.statements(), itemgetter(0)):
            triples = (triple for _, triple in found)
            self.send("PUT", N_TRIPLES, _noted(triples, note), _target(graph))
            stale.discard(graph)
        for graph in sorted(stale):
            self.send("DELETE", N_TRIPLES, [], _target(graph))


class Updates(Uploader):
    """Updates: one, which engines do at once, up to 8 MB; beyond, readers see parts meanwhile.

    Source: SPARQL 1.1 Update, sections 3.1.1 and 3.2.2.
    """

    def probe(self) -> None:
        """Insert a statement."""
        self.send("POST", UPDATE, _inserted([(PROBE, f"{TRIPLE} .\n".encode())]))

    def replace(self, cargo: Payload, held: Iterable[str], note: Note) -> None:  # noqa: ARG002 - all go
        """Drop all, and insert the release in pieces."""
        before = [b"DROP ALL ;\n"]
        for batch in _batches(cargo.statements()):
            self.send("POST", UPDATE, _noted(chain(before, _inserted(batch)), note))
            before = []


def _whole(chunks: Iterator[bytes]) -> bytes | Iterator[bytes]:
    """Return a body of one piece as it is, so that its end is not still to come when it is refused.

    >>> _whole(iter([b"a"])), [*_whole(iter([b"a", b"b"]))]
    (b'a', [b'a', b'b'])
    """
    first, second = next(chunks, b""), next(chunks, None)
    return first if second is None else chain((first, second), chunks)


def _target(graph: str) -> str:
    """Return how the graph store names a graph.

    >>> _target("urn:a"), _target("")
    ('?graph=urn%3Aa', '?default')
    """
    return f"?graph={quote(graph, safe='')}" if graph else "?default"


def _inserted(statements: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    r"""Write statements as data of an update.

    >>> b"".join(_inserted([("a:g", b"<a:s> <a:p> 1 .\n"), ("", b"<a:s> <a:p> 1 .\n")]))
    b'INSERT DATA {\nGRAPH <a:g> {\n<a:s> <a:p> 1 .\n}\n<a:s> <a:p> 1 .\n}\n'
    """
    yield b"INSERT DATA {\n"
    for graph, found in groupby(statements, itemgetter(0)):
        triples = (triple for _, triple in found)
        yield from (
            chain((f"GRAPH <{graph}> {{\n".encode(),), triples, (b"}\n",)) if graph else triples
        )
    yield b"}\n"


def _batches(statements: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Yield statements in lists of about as many bytes as an engine takes in one update."""
    batch, size = [], 0
    for statement in statements:
        batch.append(statement)
        size += len(statement[0]) + len(statement[1])
        if size > BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _noted(lines: Iterable[bytes], note: Note) -> Iterator[bytes]:
    """Yield lines, and note how long each is."""
    for line in lines:
        yield line
        note(len(line))


def _gathered(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines in chunks that are worth sending."""
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
