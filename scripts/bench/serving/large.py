"""A large answer: its time as a ratio to the engine alone, and the memory that it costs."""

import io
import multiprocessing
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import cast
from urllib.parse import urlsplit

import pyoxigraph as ox
from typing_extensions import Buffer

from graph.release.release import Release
from scripts.bench.figures import Figure
from scripts.bench.serving.load import JSON, path_of
from scripts.bench.serving.processes import megabytes, web_processes

__all__ = ["everything", "large"]

EVERYTHING = "SELECT ?subject ?property ?value WHERE { ?subject ?property ?value }"
CHUNK = 1 << 20
FRAME = 1 << 16
TIMES = 3
STALL = 2.0
LOOK = 0.02


def large(endpoint: str, pid: int, release: Release) -> Iterator[Figure]:
    """Measure an answer with the whole graph, and the same by the engine alone in a new process."""
    taken = [everything(endpoint) for _ in range(TIMES)]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        size, engine = pool.apply(_engine_alone, (release.folder / "justicegraph.nq",))
    ratio = median(whole for whole, _ in taken) / engine
    yield Figure(
        f"{size / 1e6:,.0f} MB of JSON, times the engine's {engine:.2f} s", ratio, "", 1.15
    )
    yield Figure("its first byte", median(first for _, first in taken) * 1e3, "ms", 20)
    with _growth(pid) as growth:
        everything(endpoint, STALL)
    yield Figure("growth of the web processes, for a reader that stalls", growth(), "MB", 64)


def everything(endpoint: str, stall: float = 0) -> tuple[float, float]:
    """Take the whole graph as JSON; return the seconds until its end and until its first byte.

    `stall` is how many seconds the client stops reading once it has begun.
    """
    address = urlsplit(endpoint)
    head = f"Host: {address.netloc}\r\nAccept: {JSON}"
    request = f"GET {path_of(endpoint, EVERYTHING)} HTTP/1.1\r\n{head}\r\nConnection: close\r\n\r\n"
    buffer = bytearray(CHUNK)
    with socket.create_connection((address.hostname or "", address.port or 80)) as connection:
        started = time.perf_counter()
        connection.sendall(request.encode())
        connection.recv_into(buffer)
        first = time.perf_counter() - started
        time.sleep(stall)
        while connection.recv_into(buffer):
            pass
        return time.perf_counter() - started, first


@contextmanager
def _growth(pid: int) -> Iterator[Callable[[], float]]:
    """Watch by how many megabytes the memory of a server's web processes grows at most."""
    before = most = megabytes(web_processes(pid), shared=False)
    is_over = threading.Event()

    def watch() -> None:
        nonlocal most
        while not is_over.wait(LOOK):
            most = max(most, megabytes(web_processes(pid), shared=False))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield lambda: most - before
    finally:
        is_over.set()
        thread.join()


class Nowhere(io.RawIOBase):
    """A file that counts what is written to it, and keeps nothing."""

    size = 0

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, chunk: Buffer) -> int:
        """Count a chunk."""
        taken = len(memoryview(chunk))
        self.size += taken
        return taken


def _engine_alone(n_quads: Path) -> tuple[int, float]:
    """Return how large everything is as JSON, and the seconds in which the engine writes it."""
    store = ox.Store()
    store.bulk_load(path=n_quads, format=ox.RdfFormat.N_QUADS)
    taken = []
    for _ in range(TIMES):
        nowhere = Nowhere()
        started = time.perf_counter()
        with io.BufferedWriter(nowhere, FRAME) as file:
            found = store.query(EVERYTHING, use_default_graph_as_union=True)
            cast(ox.QuerySolutions, found).serialize(file, ox.QueryResultsFormat.JSON)
        taken.append(time.perf_counter() - started)
    return nowhere.size, median(taken)
