"""SHACL validators compared in one run: the gate, pySHACL, pySHACL Turbo and rudof.

Each runs in a new process on the same N-Triples; its results are compared with those of pySHACL.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Final

import click
import rdflib
from rdflib.namespace import SH

from graph.rdf.quads import from_engine, line
from graph.reading.check import statements
from graph.reading.files import curated_records, read_records
from graph.reading.record import Record, read_record
from ontology import vocabulary
from scripts.bench.costs import Cost, measured
from scripts.bench.generate import generate
from shapes import shape_graph, validate, validate_plainly

__all__ = ["bench_validators"]

PYSHACL: Final = "pySHACL"
BAD: Final = Path(__file__).parents[2] / "tests" / "records" / "bad"
"""Records of the tests; together they break nearly every constraint of the shapes."""

HEAD: Final = (
    f"{'':16} {'wall s':>8} {'CPU s':>8} {'MB':>6} {'to gate':>9}{'pySHACL':>9} "
    f"{'results':>8} {'missed':>7} {'added':>6}"
)
Results = set[tuple[str, ...]]
KEY: Final = (
    SH.focusNode,
    SH.resultPath,
    SH.value,
    SH.sourceConstraintComponent,
    SH.resultSeverity,
)


def _gate(path: Path) -> rdflib.Graph:
    return validate(path.read_bytes()).graph


def _pyshacl(path: Path) -> rdflib.Graph:
    return validate_plainly(rdflib.Graph().parse(path, format="nt")).graph


def _pyshacl_turbo(path: Path) -> rdflib.Graph:
    turbo = import_module("pyshacl_turbo")  # only this comparison uses it
    data = path.read_text(encoding="utf-8")
    _, report, _ = turbo.validate(data, shacl_graph=shape_graph(), data_graph_format="nt")
    merged: rdflib.Graph = rdflib.Graph() + report
    return merged


def _rudof(path: Path) -> rdflib.Graph:
    rudof = import_module("pyrudof")  # only this comparison uses it
    session = rudof.Rudof(rudof.RudofConfig())
    session.read_shacl(shape_graph().serialize(format="turtle"), rudof.ShaclFormat.Turtle)
    session.read_data(str(path), rudof.RDFFormat.NTriples)
    session.validate_shacl()
    turtle = session.serialize_shacl_validation_results(rudof.ResultShaclValidationFormat.Turtle)
    return rdflib.Graph().parse(data=turtle, format="turtle")


VALIDATORS: Final[dict[str, tuple[str, Callable[[Path], rdflib.Graph]]]] = {
    "the gate": ("shapes", _gate),
    PYSHACL: ("pyshacl", _pyshacl),
    "pySHACL Turbo": ("pyshacl_turbo", _pyshacl_turbo),
    "rudof": ("pyrudof", _rudof),
}
"""For each name its module and a function from an N-Triples file to a report."""


def bench_validators(sizes: Iterable[int], pyshacl_up_to: int) -> None:
    """Print costs and results: of the curated records with bad ones, then of generated graphs."""
    for module in sorted({module for module, _ in VALIDATORS.values() if not find_spec(module)}):
        click.echo(f"without {module}: it is not installed", err=True)
    for size in (0, *sizes):
        with tempfile.TemporaryDirectory() as name:
            _compare(size, Path(name) / "data.nt", size <= pyshacl_up_to)


def _compare(size: int, path: Path, with_pyshacl: bool) -> None:
    """Run each validator that is installed, and compare it with the gate and with pySHACL."""
    measured(_write, size, path)
    with path.open("rb") as file:
        triples = sum(1 for _ in file)
    title = f"{triples:,} triples, " + ("generated" if size else "curated and bad records")
    click.echo(f"\n{title}\n{HEAD}")
    costs: list[Cost] = []
    results: list[Results] = []
    for validator, (module, _) in VALIDATORS.items():
        if find_spec(module) and (with_pyshacl or validator != PYSHACL):
            costs.append(measured(_timed, validator, path))
            results.append(_read(path))
            click.echo(_row(validator, costs, results))


def _write(size: int, path: Path) -> float:
    """Write a generated graph, or for size 0 the curated one with bad records, as N-Triples."""
    records: Iterable[Record] = read_records([BAD, curated_records()])
    if size:
        records = (read_record(node, name) for name, node in generate(size))
    quads = chain(statements(records), from_engine(vocabulary()))
    path.write_text("".join(f"{line(('', *quad[1:]))}\n" for quad in quads), encoding="utf-8")
    return 0.0


def _row(validator: str, costs: list[Cost], results: list[Results]) -> str:
    """Return a line: cost, ratios of CPU time, results missed and added."""
    cost, right = costs[-1], results[min(1, len(results) - 1)]
    ratios = "".join(f"{cost.cpu / other.cpu:9.2f}" for other in costs[:2])
    missed, added = len(right - results[-1]), len(results[-1] - right)
    figures = f"{cost.seconds:8.2f} {cost.cpu:8.2f} {cost.megabytes:6.0f}"
    return f"{validator:16} {figures} {ratios:18} {len(right):8} {missed:7} {added:6}"


def _timed(validator: str, path: Path) -> float:
    """Return the seconds of a validator from file to report; write the results next to the file."""
    start = time.perf_counter()
    report = VALIDATORS[validator][1](path)
    seconds = time.perf_counter() - start
    found = sorted(_results(report))
    path.with_suffix(".json").write_text(json.dumps(found), encoding="utf-8")
    return seconds


def _read(path: Path) -> Results:
    return {tuple(row) for row in json.loads(path.with_suffix(".json").read_text("utf-8"))}


def _results(report: rdflib.Graph) -> Iterator[tuple[str, ...]]:
    """Yield the results of a report by focus node, path, value, component and severity."""
    for result in report.objects(None, SH.result):
        values = (report.value(result, name) for name in KEY)
        yield tuple("" if isinstance(value, rdflib.BNode) else str(value) for value in values)
