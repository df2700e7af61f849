"""Validation of what a redaction touched: SHACL at the nodes that lost a statement, and no others.

All else is as it was when the whole release passed the gate, so the report of that release is kept
but for these nodes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import rdflib
from rdflib.namespace import RDF, SH

from graph.build.write import REPORTS
from graph.desk.withheld import NOTHING, Parts
from graph.rdf.quads import Quad, iri, record_of
from graph.reading.check import Checked, check
from graph.reading.record import Record
from graph.redaction.quads import Redacted, redacted_quads
from ontology import Unavailable
from shapes import Mark, Problem, Report, Severity

__all__ = ["redacted_report", "valid_redaction"]

ROUNDS: Final = 5


def valid_redaction(
    quads: Sequence[Quad], names: Iterable[str], base: str, parts: Parts = NOTHING
) -> tuple[Redacted, Checked]:
    """Return a redaction that breaks no rule, with what SHACL says of the nodes that it touched.

    A node that breaks a rule without what was taken out goes too. Raises `Unavailable` where that
    does not come to an end.
    """
    names, broken = [*names], set[str]()
    for _ in range(ROUNDS):
        found = redacted_quads(quads, names, base, broken, parts)
        checked = _check(found, base)
        more = {*_broken(checked.report)} - broken
        if not more:
            return found, checked
        broken |= more
    raise Unavailable("a withdrawal leaves records that break a rule: build the release again")


def _check(found: Redacted, base: str) -> Checked:
    """Validate the nodes that lost a statement, with all that they name and that names them."""
    own = [quad for quad in found.quads if quad[1] in found.touched]
    near = {quad[3] for quad in own if quad[3][0] == "<"}
    others = [
        quad
        for quad in found.quads
        if quad[1] not in found.touched and (quad[1] in near or quad[3] in found.touched)
    ]
    records = [_record(node, base) for node in sorted({*map(record_of, found.touched)})]
    return check(records, [Record("", 0, graph=f"{base}graph/known", quads=others)], own)


def _record(node: str, base: str) -> Record:
    """Return a record without statements, by which problems are named."""
    kind, _, slug = node[1:-1].removeprefix(f"{base}id/").partition("/")
    return Record("", 0, kind, slug, node[1:-1])


def _broken(report: rdflib.Graph) -> Iterator[str]:
    for result in report.subjects(SH.resultSeverity, SH.Violation):
        yield iri(str(report.value(result, SH.focusNode)))


def redacted_report(folder: Path, found: Redacted, checked: Checked, base: str) -> Checked:
    """Return the report of a release without what is gone; what was touched is reported anew."""
    graph = rdflib.Graph().parse(folder / REPORTS["turtle"], format="turtle")
    old = found.gone | found.touched
    focus = {str(node) for node in graph.objects(None, SH.focusNode)}
    kept = Report(graph, ()).about({node for node in focus if iri(node) not in old}).graph
    for report in list(kept.subjects(RDF.type, SH.ValidationReport)):
        _add(kept, report, checked.report)
    problems = [*_kept_problems(folder, {*map(record_of, old)}, base), *checked.problems]
    return Checked(tuple(sorted(problems, key=Problem.sort_key)), kept)


def _add(kept: rdflib.Graph, report: rdflib.term.Node, more: rdflib.Graph) -> None:
    """Add the results of another report."""
    others = {*more.subjects(RDF.type, SH.ValidationReport)}
    for subject, predicate, object_ in more:
        if subject not in others:
            kept.add((subject, predicate, object_))
        elif predicate == SH.result:
            kept.add((report, SH.result, object_))
    has_results = (report, SH.result, None) in kept
    kept.set((report, SH.conforms, rdflib.Literal(not has_results)))


def _kept_problems(folder: Path, records: set[str], base: str) -> Iterator[Problem]:
    """Yield the problems of a release that are about other records."""
    rows = json.loads((folder / REPORTS["json"]).read_text(encoding="utf-8"))["problems"]
    for row in rows:
        about = row["record"].partition("#")[0]
        if not {iri(about), iri(f"{base}id/{about}")} & records:
            yield _problem(row)


def _problem(row: dict[str, Any]) -> Problem:
    mark = Mark(row["field"], row["line"], row["column"])
    texts = (row[name] for name in ("record", "rule", "value"))
    return Problem(Severity(row["severity"]), row["message"], row["path"], mark, *texts)
