"""SHACL validation of a graph, with results in a stable order."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import pyshacl
import rdflib
from rdflib.collection import Collection as RdfList
from rdflib.namespace import RDF, SH

from ontology import domains, local_name, own_files, own_kinds, own_properties, own_ranges
from shapes.formats import SHAPES
from shapes.gate import judge
from shapes.problem import Severity

__all__ = [
    "Finding",
    "Report",
    "lints",
    "shape_files",
    "shape_graph",
    "validate",
    "validate_plainly",
]


NAMED: Final = ("Own", "own")
"""How the shapes of own properties begin: the node shape and its property shape."""
OWN_RECORD: Final = rdflib.URIRef(SHAPES + "OwnRecord")
"""The shape of every record of a class that only the project has."""


@dataclass(frozen=True)
class Finding:
    """One SHACL validation result, as plain strings."""

    severity: Severity
    focus: str
    path: str
    value: str
    rule: str
    component: str
    message: str


@dataclass(frozen=True)
class Report:
    """A SHACL report: the graph itself and its results in a stable order."""

    graph: rdflib.Graph
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether no result is a violation; warnings and infos do not stop a release."""
        return all(finding.severity is not Severity.VIOLATION for finding in self.findings)

    def about(self, nodes: Collection[str]) -> "Report":
        """Return the report on some focus nodes alone; it conforms if none of them has a result.

        Source: SHACL, section 3.6.1.1 (`sh:conforms`).
        """
        graph = rdflib.Graph() + self.graph
        for result in list(graph.subjects(RDF.type, SH.ValidationResult)):
            if str(graph.value(result, SH.focusNode)) not in nodes:
                graph.remove((None, None, result))
                graph.remove((result, None, None))
        for report in list(graph.subjects(RDF.type, SH.ValidationReport)):
            has_results = (report, SH.result, None) in graph
            graph.set((report, SH.conforms, rdflib.Literal(not has_results)))
        return Report(graph, tuple(finding for finding in self.findings if finding.focus in nodes))


def shape_files() -> list[Path]:
    """Return the Turtle files of the shapes, by name, then those of the project.

    >>> [path.stem for path in shape_files()][:3]
    ['actors', 'classifications', 'derivations']
    """
    with as_file(files("shapes")) as folder:
        own = sorted(folder.glob("own/*.ttl")) if own_kinds() else []
        return sorted(folder.glob("*.ttl")) + own + own_files("shapes", "*.ttl")


def lints() -> dict[str, str]:
    """Return the lint queries by name; each must return no rows."""
    with as_file(files("shapes") / "lint") as folder:
        return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.rq"))}


@cache
def shape_graph() -> rdflib.Graph:
    """Return all shapes as one graph."""
    graph = rdflib.Graph()
    for path in shape_files():
        graph.parse(path, format="turtle")
    for class_ in own_kinds().values():
        graph.add((OWN_RECORD, SH.targetClass, rdflib.URIRef(class_)))
    for property_ in own_properties():
        _admit(graph, rdflib.URIRef(property_))
    for property_, class_ in own_ranges().items():
        _require_class(graph, rdflib.URIRef(property_), rdflib.URIRef(class_))
    return graph


def _require_class(graph: rdflib.Graph, property_: rdflib.URIRef, class_: rdflib.URIRef) -> None:
    """Let a project's property lead to things that are in the graph, of the class of its range.

    Source: SHACL, sections 2.1.3.4 (`sh:targetSubjectsOf`) and 4.1.1 (`sh:class`).
    """
    shape, constraint = (rdflib.URIRef(f"{SHAPES}{name}-{local_name(property_)}") for name in NAMED)
    words = f"There is no such value of {local_name(property_)} in the graph: write the id of a"
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, SH.targetSubjectsOf, property_))
    graph.add((shape, SH.property, constraint))
    graph.add((constraint, RDF.type, SH.PropertyShape))
    graph.add((constraint, SH.path, property_))
    graph.add((constraint, SH["class"], class_))
    message = rdflib.Literal(f"{words} {local_name(class_)} that is there.", lang="en")
    graph.add((constraint, SH.message, message))


def _admit(graph: rdflib.Graph, property_: rdflib.URIRef) -> None:
    """Let each closed shape of a class that a project's property describes ignore this property.

    A property whose description names no class is admitted everywhere.
    Source: SHACL, section 4.8.1 (`sh:closed`, `sh:ignoredProperties`).
    """
    classes = {rdflib.URIRef(name) for name in domains(str(property_))}
    for shape in list(graph.subjects(SH.closed, rdflib.Literal(True))):
        targets = {*graph.objects(shape, SH.targetClass)}
        if not classes or targets & classes:
            head = graph.value(shape, SH.ignoredProperties)
            if head is None:
                head = rdflib.BNode()
                graph.add((shape, SH.ignoredProperties, head))
                RdfList(graph, head, [property_])
            else:
                RdfList(graph, head).append(property_)


def validate(n_triples: bytes) -> Report:
    r"""Validate every node of a graph, given as canonical N-Triples, against the shapes.

    Classes are looked up in the data alone, so the data hold what they refer to. The report is that
    of `validate_plainly`.
    Complexity: as `shapes.gate.judge`.
    Source: SHACL, sections 3.4 to 3.6.

    >>> validate(b"<a:s> <a:p> <a:o> .\n").conforms
    True
    """
    return _report(judge(n_triples, shape_graph()))


def validate_plainly(data: rdflib.Graph) -> Report:
    """Validate with pySHACL alone: the reference that tests compare `validate` with.

    Complexity: nodes times constraints; SPARQL constraints are run once for each of their nodes.
    """
    _, results, _ = pyshacl.validate(data, shacl_graph=shape_graph())
    if not isinstance(results, rdflib.Graph):
        raise results
    return _report(results)


def _report(results: rdflib.Graph) -> Report:
    return Report(results, tuple(sorted(set(_findings(results)), key=_order)))


def _order(finding: Finding) -> tuple[str, ...]:
    return finding.focus, finding.path, finding.rule, finding.component, finding.value


def _findings(results: rdflib.Graph) -> Iterator[Finding]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        if (None, SH.detail, result) in results:
            continue
        yield Finding(
            severity=Severity(str(results.value(result, SH.resultSeverity)).rpartition("#")[2]),
            focus=_text(results, result, SH.focusNode),
            path=_text(results, result, SH.resultPath),
            value=_text(results, result, SH.value),
            rule=_rule(results, result),
            component=_text(results, result, SH.sourceConstraintComponent).rpartition("#")[2],
            message=_text(results, result, SH.resultMessage),
        )


def _text(results: rdflib.Graph, result: rdflib.term.Node, name: rdflib.URIRef) -> str:
    values = sorted(str(value) for value in results.objects(result, name))
    return values[0] if values else ""


def _rule(results: rdflib.Graph, result: rdflib.term.Node) -> str:
    shape = results.value(result, SH.sourceShape)
    if isinstance(shape, rdflib.URIRef):
        return str(shape).removeprefix(SHAPES)
    return _text(results, result, SH.sourceConstraintComponent).rpartition("#")[2]
