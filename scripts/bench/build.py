"""Cost of the steps of a build, and of rdflib parsing the same graph."""

import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import click
import rdflib

from graph.build.write import write_release
from graph.engine.oxigraph import Store
from graph.garbage import collector_paused
from graph.rdf.columns import ordered
from graph.reading.check import statements
from graph.reading.record import read_record
from graph.release.downloads import DOWNLOADS
from scripts.bench.costs import HEAD, measured, row
from scripts.bench.generate import generate

__all__ = ["bench_build"]

N_QUADS, TURTLE = DOWNLOADS[0].filename, DOWNLOADS[3].filename


def bench_build(sizes: Iterable[int], rdflib_up_to: int) -> None:
    """Print a table of the cost of each step, and the ratio of rdflib's parser to a release."""
    click.echo(HEAD)
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            _bench_size(size, Path(name), size <= rdflib_up_to)


def _bench_size(size: int, folder: Path, with_rdflib: bool) -> None:
    click.echo(row(size, "records to quads", measured(_records_to_quads, size)))
    ours = measured(_records_to_release, size, folder)
    click.echo(row(size, "records to release, no gate", ours))
    click.echo(row(size, "of that, the on-disk store", measured(_store, folder)))
    click.echo(row(size, "the same N-Quads into memory", measured(_memory, folder)))
    if with_rdflib:
        cost = measured(_rdflib_parse, folder / TURTLE)
        click.echo(row(size, "rdflib parses the same Turtle", cost, ours))


def _records_to_quads(size: int) -> float:
    nodes = list(generate(size))
    start = time.perf_counter()
    with collector_paused():
        statements(read_record(node, name) for name, node in nodes)
    return time.perf_counter() - start


def _records_to_release(size: int, folder: Path) -> float:
    nodes = list(generate(size))
    start = time.perf_counter()
    with collector_paused():
        write_release(folder, ordered(statements(read_record(node, name) for name, node in nodes)))
    return time.perf_counter() - start


def _store(folder: Path) -> float:
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        Store.write(folder / N_QUADS, Path(name) / "store")
        return time.perf_counter() - start


def _memory(folder: Path) -> float:
    n_quads = (folder / N_QUADS).read_bytes()
    start = time.perf_counter()
    Store.in_memory(n_quads)
    return time.perf_counter() - start


def _rdflib_parse(turtle: Path) -> float:
    start = time.perf_counter()
    rdflib.Graph().parse(turtle, format="turtle")
    return time.perf_counter() - start
