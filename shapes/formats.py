"""Serialisers of validation reports: text, JSON, SARIF and Turtle (SHACL)."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import pyoxigraph as ox
import rdflib

from ontology import PREFIXES
from shapes.problem import Problem, Severity

__all__ = ["REPORT_FORMATS", "canonical_triples", "write_report"]

LEVELS: Final = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
SHAPES: Final = "https://w3id.org/justicegraph/shapes#"
SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def write_report(format_: str, problems: Sequence[Problem], report: rdflib.Graph) -> str:
    r"""Return problems in one of `REPORT_FORMATS`; Turtle is the SHACL report itself.

    >>> write_report("text", [Problem(Severity.INFO, "add a year", "a.yaml")], rdflib.Graph())
    'a.yaml: info: add a year\n0 violations, 0 warnings, 1 info\n'
    """
    return REPORT_FORMATS[format_](problems, report)


def _as_text(problems: Sequence[Problem], _: rdflib.Graph) -> str:
    lines = [str(problem) for problem in problems]
    return "\n".join([*lines, summary(problems)]) + "\n"


def summary(problems: Iterable[Problem]) -> str:
    """Return the number of problems of each severity, in words.

    >>> summary([])
    '0 violations, 0 warnings, 0 infos'
    """
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(severity), severity.lower()) for severity in Severity]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)


def _as_json(problems: Sequence[Problem], _: rdflib.Graph) -> str:
    rows = [
        {
            "severity": problem.severity.value,
            "record": problem.record,
            "path": problem.path,
            "line": problem.mark.line,
            "column": problem.mark.column,
            "field": problem.mark.field,
            "rule": problem.rule,
            "value": problem.value,
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps({"problems": rows}, indent=2, ensure_ascii=False) + "\n"


def _as_turtle(_: Sequence[Problem], report: rdflib.Graph) -> str:
    """Write the SHACL report with canonical names for its blank nodes, so that bytes repeat."""
    n_triples = report.serialize(format="nt", encoding="utf-8")
    triples = canonical_triples(ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES))
    written = ox.serialize(
        triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES | {"shape": SHAPES}
    )
    return (written or b"").decode()


def canonical_triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """Return triples sorted, with canonical names for blank nodes, so that bytes repeat.

    Source: RDFC-1.0, section 4.

    >>> quads = ox.parse("_:x <a:b> _:x .", format=ox.RdfFormat.N_TRIPLES)
    >>> [str(triple) for triple in canonical_triples(quads)]
    ['_:c14n0 <a:b> _:c14n0']
    """
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((quad.triple for quad in dataset), key=str)


def _as_sarif(problems: Sequence[Problem], _: rdflib.Graph) -> str:
    rules = [{"id": rule} for rule in sorted({problem.rule for problem in problems})]
    driver = {"name": "justicegraph", "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_sarif_result(problem) for problem in problems]}
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _sarif_result(problem: Problem) -> dict[str, Any]:
    region = {"startLine": max(problem.mark.line, 1), "startColumn": max(problem.mark.column, 1)}
    place = {"artifactLocation": {"uri": problem.path}, "region": region}
    subject = " ".join(part for part in (problem.record, problem.mark.field) if part)
    return {
        "ruleId": problem.rule,
        "level": LEVELS[problem.severity],
        "message": {"text": f"{subject}: {problem.message}" if subject else problem.message},
        "locations": [{"physicalLocation": place}],
    }


REPORT_FORMATS: Final[dict[str, Callable[[Sequence[Problem], rdflib.Graph], str]]] = {
    "text": _as_text,
    "json": _as_json,
    "turtle": _as_turtle,
    "sarif": _as_sarif,
}
