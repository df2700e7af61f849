"""The build beside a plain rdflib and pySHACL pipeline on the same graph."""

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import click
import pyshacl
import rdflib

from graph.build import collector_paused, write_release
from graph.check import statements
from graph.columns import ordered
from graph.downloads import DOWNLOADS
from graph.quads import Quad
from graph.record import read_record
from graph.related import relations
from graph.relating import gather
from graph.store import Store
from scripts.bench.generate import generate
from shapes import shape_graph

__all__ = ["Cost", "bench_build", "measured"]


Step = Callable[..., float]


@dataclass(frozen=True)
class Cost:
    """What a step took, in a process of its own."""

    seconds: float
    cpu: float
    megabytes: float


def bench_build(sizes: Iterable[int], peer_up_to: int, shacl_up_to: int) -> None:
    """Print a table of what each step takes, and how many times longer a peer takes."""
    click.echo(f"{'triples':>10}  {'step':34} {'wall s':>8} {'CPU s':>8} {'MB':>6}  ratio")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            _bench_size(size, Path(name), size <= peer_up_to, size <= shacl_up_to)


def _bench_size(size: int, folder: Path, with_peer: bool, with_shacl: bool) -> None:
    steps: list[tuple[str, Step, tuple[object, ...]]] = [
        ("records to quads", _records_to_quads, (size,)),
        ("records to release, no gate", _records_to_release, (size, folder)),
        ("of that, the on-disk store", _store, (folder,)),
        ("the same N-Quads into memory", _memory, (folder,)),
        ("related issues of 20,000 triples", _related, (min(size, 20_000),)),
    ]
    costs = {name: measured(step, *arguments) for name, step, arguments in steps}
    turtle = folder / DOWNLOADS[3].filename
    peers: dict[str, Cost] = {}
    if with_peer:
        peers["rdflib parses the same Turtle"] = measured(_rdflib_parse, turtle)
    if with_shacl:
        peers["rdflib and pySHACL on the same"] = measured(_rdflib_validate, turtle)
    ours = costs["records to release, no gate"].seconds
    for name, cost in (costs | peers).items():
        ratio = f"{cost.seconds / ours:5.1f}" if name in peers else ""
        figures = f"{cost.seconds:8.2f} {cost.cpu:8.2f} {cost.megabytes:6.0f}"
        click.echo(f"{size:>10,}  {name:34} {figures}  {ratio}")


def measured(step: Step, *arguments: object) -> Cost:
    """Run a step in a new process; the step says how long it took without its preparation."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_timed, (step, arguments))


def _timed(step: Step, arguments: tuple[object, ...]) -> Cost:
    before = time.process_time()
    seconds = step(*arguments)
    cpu = time.process_time() - before
    return Cost(seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _quads(size: int) -> list[Quad]:
    return ordered(statements(read_record(node, name) for name, node in generate(size)))


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
        Store.write(folder / DOWNLOADS[0].filename, Path(name) / "store")
        return time.perf_counter() - start


def _memory(folder: Path) -> float:
    n_quads = (folder / DOWNLOADS[0].filename).read_bytes()
    start = time.perf_counter()
    Store.in_memory(n_quads)
    return time.perf_counter() - start


def _related(size: int) -> float:
    known = gather(_quads(size))
    start = time.perf_counter()
    for _ in relations(known):
        pass
    return time.perf_counter() - start


def _rdflib_parse(turtle: Path) -> float:
    start = time.perf_counter()
    rdflib.Graph().parse(turtle, format="turtle")
    return time.perf_counter() - start


def _rdflib_validate(turtle: Path) -> float:
    start = time.perf_counter()
    pyshacl.validate(rdflib.Graph().parse(turtle, format="turtle"), shacl_graph=shape_graph())
    return time.perf_counter() - start
