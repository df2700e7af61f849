"""The gate beside pySHACL alone, on the same generated graph and to the same report."""

import tempfile
import time
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import click
import rdflib
from rdflib.compare import isomorphic

from graph.build import collector_paused
from graph.check import statements
from graph.quads import from_engine, iri, line
from graph.record import read_record
from ontology import PREFIXES, vocabulary
from scripts.bench.build import Cost, measured
from scripts.bench.generate import generate
from shapes import validate, validate_plainly

__all__ = ["bench_gate"]

YEAR = f" {iri(PREFIXES['jg'] + 'year')} "


def bench_gate(sizes: Iterable[int], plain_up_to: int) -> None:
    """Print a table of what the gate takes, and how many times longer pySHACL alone takes."""
    click.echo(f"{'triples':>10}  {'step':34} {'wall s':>8} {'CPU s':>8} {'MB':>6}  ratio")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            sound, faulty = Path(name) / "sound.nt", Path(name) / "faulty.nt"
            measured(_generate, size, sound, faulty)
            ours = measured(_both_phases, sound)
            _show(size, "the gate, in two phases", ours)
            _show(size, "the same, a year in 100 missing", measured(_both_phases, faulty))
            if size <= plain_up_to:
                plain = measured(_pyshacl_alone, sound)
                ratio = f"{plain.seconds / ours.seconds:5.1f}"
                _show(size, "rdflib and pySHACL alone", plain, ratio)


def _show(size: int, name: str, cost: Cost, ratio: str = "") -> None:
    figures = f"{cost.seconds:8.2f} {cost.cpu:8.2f} {cost.megabytes:6.0f}"
    click.echo(f"{size:>10,}  {name:34} {figures}  {ratio}")


def _generate(size: int, sound: Path, faulty: Path) -> float:
    """Write a graph, and the same with one in a hundred years missing."""
    with collector_paused():
        quads = statements(read_record(node, name) for name, node in generate(size))
    everything = chain(quads, from_engine(vocabulary()))
    lines = [f"{line(('', *quad[1:]))}\n" for quad in everything]
    sound.write_text("".join(lines), encoding="utf-8")
    missing = {*[text for text in lines if YEAR in text][::100]}
    faulty.write_text("".join(text for text in lines if text not in missing), encoding="utf-8")
    return 0.0


def _both_phases(path: Path) -> float:
    text = path.read_bytes()
    start = time.perf_counter()
    validate(text)
    return time.perf_counter() - start


def _pyshacl_alone(path: Path) -> float:
    """Take the time of pySHACL alone; the reports are compared after."""
    text = path.read_bytes()
    start = time.perf_counter()
    report = validate_plainly(rdflib.Graph().parse(data=text, format="nt"))
    seconds = time.perf_counter() - start
    if not isomorphic(report.graph, validate(text).graph):
        raise SystemExit("the reports differ")
    return seconds
