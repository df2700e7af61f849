"""Cost of the two-phase SHACL gate, and of pySHACL alone for the same report."""

import tempfile
import time
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import click
import rdflib
from rdflib.compare import isomorphic

from graph.build.build import collector_paused
from graph.rdf.quads import from_engine, iri, line
from graph.reading.check import statements
from graph.reading.record import read_record
from ontology import PREFIXES, vocabulary
from scripts.bench.costs import HEAD, measured, row
from scripts.bench.generate import generate
from shapes import validate, validate_plainly

__all__ = ["bench_gate"]

YEAR = f" {iri(PREFIXES['jg'] + 'year')} "


def bench_gate(sizes: Iterable[int], pyshacl_up_to: int) -> None:
    """Print a table of the cost of the gate, and the ratio of pySHACL alone to it."""
    click.echo(HEAD)
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            sound, faulty = Path(name) / "sound.nt", Path(name) / "faulty.nt"
            measured(_generate, size, sound, faulty)
            ours = measured(_both_phases, sound)
            click.echo(row(size, "the gate, in two phases", ours))
            cost = measured(_both_phases, faulty)
            click.echo(row(size, "the same, a year in 100 missing", cost))
            if size <= pyshacl_up_to:
                cost = measured(_pyshacl_alone, sound)
                click.echo(row(size, "rdflib and pySHACL alone", cost, ours))


def _generate(size: int, sound: Path, faulty: Path) -> float:
    """Write a graph, and the same graph without every hundredth year."""
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
    """Return the seconds of pySHACL alone; then compare the reports."""
    text = path.read_bytes()
    start = time.perf_counter()
    report = validate_plainly(rdflib.Graph().parse(data=text, format="nt"))
    seconds = time.perf_counter() - start
    if not isomorphic(report.graph, validate(text).graph):
        raise SystemExit("the reports differ")
    return seconds
