"""Judgements of editors: pairs that are related or not, which outrank inference, and are published.

A pair judged not related is in no list. A pair judged related has the judgement among its reasons,
with so great a weight that it precedes what was inferred.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import yaml

from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL
from graph.related.index import Index
from graph.related.ranking import between
from graph.related.reasons import Reason, Relation, explain
from graph.related.types import JUDGED
from ontology import BASE, JG, BadRecord, record_iri
from ontology.namespaces import DCTERMS, RDF_TYPE, RDFS_LABEL, XSD

__all__ = [
    "JUDGEMENTS",
    "By",
    "Judgement",
    "by_issue",
    "judged",
    "judgements",
    "read_judgements",
    "write_judgements",
]

JUDGEMENTS: Final = "graph/judgements"
GRAPH: Final = "What editors judged of related issues"
VERDICTS: Final = {"related": True, "not related": False}
ONE: Final = Decimal(str(JUDGED.weight))
FIELDS: Final = {"issues", "verdict", "by", "day", "why"}


@dataclass(frozen=True)
class Judgement:
    """Judgement of an editor on two issues, in the order of their slugs."""

    issues: tuple[str, str]
    is_related: bool
    by: str
    on: date
    why: str

    def address(self, base: str = BASE) -> str:
        """Return the IRI of the judgement."""
        return record_iri("judgement", "--".join(self.issues), base)


def judgements() -> tuple[Judgement, ...]:
    """Return the judgements that come with the graph."""
    with as_file(files("graph.related") / "judgements.yaml") as path:
        return read_judgements(path)


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """Return the judgements of a file; raises `BadRecord` for one that is not whole, by its number.

    Two judgements of one pair are refused: they may contradict each other.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadRecord(f"cannot be read as YAML: {error}", str(path)) from error
    found = [
        _judgement(entry, f"{path}, entry {number}") for number, entry in enumerate(entries, 1)
    ]
    for number, one in enumerate(found, 1):
        if one.issues in {other.issues for other in found[: number - 1]}:
            raise BadRecord(f"{path}, entry {number}: {' and '.join(one.issues)} are judged twice")
    return tuple(found)


def _judgement(entry: object, where: str) -> Judgement:
    if not isinstance(entry, dict) or set(entry) != FIELDS:
        raise BadRecord(f"{where}: give {', '.join(sorted(FIELDS))}, and nothing else")
    issues, verdict, day = entry["issues"], entry["verdict"], entry["day"]
    if not isinstance(issues, list) or len({str(issue) for issue in issues}) != 2:
        raise BadRecord(f"{where}: issues: name two different issues by their slugs")
    if verdict not in VERDICTS:
        raise BadRecord(f"{where}: verdict: say one of {', '.join(VERDICTS)}")
    if not isinstance(day, date):
        raise BadRecord(f"{where}: day: give a day written year-month-day")
    one, other = sorted(str(issue) for issue in issues)
    return Judgement((one, other), VERDICTS[verdict], str(entry["by"]), day, str(entry["why"]))


By: TypeAlias = Mapping[str, tuple[tuple[str, Judgement], ...]]
"""What was judged of each issue: the other, and the judgement."""


def by_issue(judgements: Iterable[Judgement], index: Index, base: str = BASE) -> By:
    """Return what was judged of each issue that is in an index together with the other."""
    found: dict[str, list[tuple[str, Judgement]]] = {}
    for judgement in judgements:
        one, other = (record_iri("issue", slug, base) for slug in judgement.issues)
        if one in index.row_of and other in index.row_of:
            found.setdefault(one, []).append((other, judgement))
            found.setdefault(other, []).append((one, judgement))
    return {issue: tuple(others) for issue, others in found.items()}


def judged(
    index: Index, issue: str, found: Iterable[Relation], judgements_of: By, base: str = BASE
) -> list[Relation]:
    """Return the relations of one issue as editors judged them, ranked anew.

    Complexity: linear in the relations, where nothing was judged of the issue.
    """
    listed = {relation.related: relation for relation in found}
    if issue not in judgements_of:
        return list(listed.values())
    for other, judgement in judgements_of[issue]:
        inferred = listed.pop(other, None) or _inferred(index, issue, other, base)
        if judgement.is_related:
            reason = Reason(
                JUDGED, judgement.address(base), judgement.why, _sentence(judgement), ONE
            )
            listed[other] = replace(inferred, reasons=(reason, *inferred.reasons))
    ranked = sorted(listed.values(), key=lambda relation: (-relation.score, relation.related))
    return [replace(relation, rank=rank) for rank, relation in enumerate(ranked, start=1)]


def _inferred(index: Index, issue: str, other: str, base: str) -> Relation:
    one, two = index.row_of[issue], index.row_of[other]
    found = next(explain(index, between(index, one, np.array([two])), base), None)
    return found or Relation(issue, other, index.features.label(other), 0, ())


def _sentence(judgement: Judgement) -> str:
    return f"Judged related by {judgement.by} on {judgement.on}: {judgement.why}"


def write_judgements(
    judgements: Iterable[Judgement], known: Iterable[str], base: str = BASE
) -> Iterator[Quad]:
    """Yield the judgements of issues that are known, as quads of a graph of their own."""
    issues, graph = set(known), iri(base + JUDGEMENTS)
    yield graph, graph, LABEL, literal(GRAPH, language="en")
    for judgement in judgements:
        ends = [record_iri("issue", slug, base) for slug in judgement.issues]
        if issues.issuperset(ends):
            for predicate, object_ in _statements(judgement, ends):
                yield graph, iri(judgement.address(base)), iri(predicate), object_


def _statements(judgement: Judgement, ends: Iterable[str]) -> Iterator[tuple[str, str]]:
    verdict = "related" if judgement.is_related else "not related"
    label = f"{' and '.join(judgement.issues)}: {verdict}"
    yield RDF_TYPE, iri(JG + "Judgement")
    yield RDFS_LABEL, literal(label, language="en")
    yield JG + "verdict", literal(verdict)
    yield JG + "judgedBy", literal(judgement.by)
    yield DCTERMS + "description", literal(judgement.why, language="en")
    yield DCTERMS + "modified", literal(str(judgement.on), XSD + "date")
    for end in ends:
        yield JG + "judges", iri(end)
