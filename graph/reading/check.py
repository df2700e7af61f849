"""Validates records, and maps each SHACL result to file, line and field.

A SHACL result is about nodes and properties; the marks that the reader kept give file, line and
field. Messages about unknown names suggest similar known ones.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby
from typing import Final

import rdflib

from graph.rdf.quads import Quad, from_engine, iri, line, plain
from graph.reading.entailment import DEPENDS_ON, entail
from graph.reading.name_lookup import NameLookup
from graph.reading.record import Record
from ontology import BASE, Field, current_project, did_you_mean, terms, vocabulary
from ontology.namespaces import RDF_TYPE
from shapes import Finding, Mark, Problem, Report, validate

__all__ = ["Checked", "check", "check_release", "statements"]

CLASS_COMPONENTS: Final = ("ClassConstraintComponent", "OrConstraintComponent")
SCHEME_FILE: Final = re.compile(r"ontology/schemes/([a-z-]+)\.ttl")
OWN_TERMS: Final = r"the scheme \1, or of ontology/terms.ttl of your project"


@dataclass(frozen=True)
class Checked:
    """Result of a validation: problems in file order, and the SHACL report."""

    problems: tuple[Problem, ...]
    report: rdflib.Graph


def statements(records: Iterable[Record]) -> list[Quad]:
    """Return the quads of records with what they entail, by graph and without duplicates.

    What a record says about itself, such as its day of change, is left to its provenance.
    """
    quads_of: list[Quad] = []
    for _, members in groupby(sorted(records, key=_graph), key=_graph):
        quads = [quad for record in members for quad in record.quads if quad[0]]
        quads_of.extend(dict.fromkeys(chain(quads, entail(quads))))
    return quads_of


def _graph(record: Record) -> str:
    return iri(record.graph)


def check(
    records: Sequence[Record], known: Sequence[Record] = (), own: Sequence[Quad] = ()
) -> Checked:
    """Validate records, together with known records that they may refer to.

    `own` are their statements, where these are at hand.
    Complexity: as `shapes.validate` at the nodes of `records`.
    """
    own = own or statements(records)
    new = {record.iri for record in records}
    others = statements(record for record in known if record.iri not in new)
    about = {plain(quad[1]) for quad in own} if known else None
    return _checked(records, [*own, *others, *from_engine(vocabulary())], about)


def check_release(records: Sequence[Record], quads: Sequence[Quad]) -> Checked:
    """Validate all quads of a release with SHACL: what is stated, derived, inferred and described.

    Nothing is added to the quads, so the report is what any SHACL engine says of the downloads.
    Findings at nodes of records lead to their files.
    Complexity: as `shapes.validate` at every node of the release.
    """
    return _checked(records, quads)


def _checked(
    records: Sequence[Record], quads: Sequence[Quad], about: Collection[str] | None = None
) -> Checked:
    """Validate quads: the one decision for single records, `validate` and releases.

    Where `about` is given, only findings at these nodes count.
    """
    report = validate(_n_triples(quads))
    if about is not None:
        report = report.about(about)
    translator = _Translator(records, quads)
    problems = chain(
        (translator.with_names(problem) for record in records for problem in record.problems),
        translator.problems(report),
    )
    return Checked(tuple(sorted(problems, key=Problem.sort_key)), report.graph)


def _n_triples(quads: Iterable[Quad]) -> bytes:
    return "".join(f"{line(('', *quad[1:]))}\n" for quad in quads).encode()


class _Translator:
    """Maps SHACL results about nodes to problems in files."""

    def __init__(self, records: Sequence[Record], quads: Iterable[Quad]) -> None:
        self.owners = {record.iri: record for record in records}
        starts = (record.iri.rpartition("id/")[0] for record in records if record.iri)
        self.base = next(starts, BASE)
        self.quads = [*quads, *from_engine(vocabulary())]
        self.subjects = {plain(subject) for subject in {quad[1] for quad in self.quads}}

    @cached_property
    def names(self) -> NameLookup:
        """Return the names of all records and concepts; made where something is unknown."""
        return NameLookup(self.quads)

    def with_names(self, problem: Problem) -> Problem:
        """Return a problem of a name in place of an id, with the ids that it may mean."""
        field = terms(self.base).fields.get(problem.mark.field)
        if not problem.value or not field or not field.vocabulary:
            return problem
        near = self._near(problem.value, field.vocabulary, [field])
        return replace(problem, message=f"{problem.message}; {near}") if near else problem

    def problems(self, report: Report) -> Iterator[Problem]:
        """Yield the findings; those about records that could not be read whole wait.

        So do those that may only follow from an unknown value of the same node.
        """
        unknown: dict[str, list[Finding]] = {}
        for finding in report.findings:
            if self._is_unknown(finding):
                unknown.setdefault(finding.focus, []).append(finding)
        for finding in report.findings:
            record = self.owners.get(finding.focus.partition("#")[0])
            others = unknown.get(finding.focus, ())
            if record and (record.problems or _follows(finding, others, record)):
                continue
            label = f"{record.kind}/{record.slug}" if record else finding.focus
            yield Problem(
                finding.severity,
                self._message(finding),
                record.path if record else "",
                _mark(record, finding) if record else Mark(),
                label,
                finding.rule,
                finding.value,
            )

    def _is_unknown(self, finding: Finding) -> bool:
        return finding.component in CLASS_COMPONENTS and finding.value not in self.subjects

    def _message(self, finding: Finding) -> str:
        if finding.component == "ClosedConstraintComponent":
            return f"'{_word(finding.path)}' does not belong here: move it or remove it"
        if self._is_unknown(finding):
            start = finding.value.rpartition("/")[0] + "/"
            near = self._near(_slug(finding.value), start, terms().by_property(finding.path))
            unknown = f"'{_slug(finding.value)}' is unknown"
            near = f"; {near}" if near.endswith("?") else f"; {near}." if near else "."
            return f"{unknown}{near} {_where_it_is(finding.message)}"
        return _where_it_is(finding.message)

    def _near(self, written: str, start: str, fields: Iterable[Field]) -> str:
        """Return a question with the ids that may be meant: of a kind or scheme, also own ones."""
        own = {
            word: name for one in fields if one.vocabulary == start for word, name in one.concepts
        }
        there = (iri for iri in self.subjects if iri.startswith(start) and "#" not in iri)
        starts = [start, *sorted({name.rpartition("/")[0] + "/" for name in own.values()})]
        return did_you_mean(written, {*map(_slug, there), *own}, self.names.meant(starts, written))


def _follows(finding: Finding, unknown: Sequence[Finding], record: Record) -> bool:
    """Whether a finding may only follow from an unknown value: by entailment, or said twice."""
    is_stated = (finding.focus, finding.path) in record.marks
    first = unknown.index(finding) if finding in unknown else len(unknown)
    for number, other in enumerate(unknown):
        if other.path == DEPENDS_ON.get(finding.path):
            return True
        if number != first and other.value == finding.value:
            is_twice = other.path == finding.path and number < first
            if is_twice or (not is_stated and (other.focus, other.path) in record.marks):
                return True
    return False


def _where_it_is(message: str) -> str:
    """Return a message about a concept as a project needs it, whose folder has no scheme of ours.

    >>> _where_it_is("use a slug of ontology/schemes/impact.ttl.")
    'use a slug of ontology/schemes/impact.ttl.'
    """
    return SCHEME_FILE.sub(OWN_TERMS, message) if current_project() else message


def _slug(iri: str) -> str:
    return iri.rpartition("/")[2]


def _word(property_: str) -> str:
    fields = terms().by_property(property_)
    return fields[0].name if fields else property_


def _mark(record: Record, finding: Finding) -> Mark:
    """Return the place of a result: its field, else its nested node, else its record."""
    for key in ((finding.focus, finding.path), (finding.focus, "")):
        if key in record.marks:
            return record.marks[key]
    type_ = record.marks.get((record.iri, RDF_TYPE), Mark("", record.line, 1))
    return Mark(_word(finding.path) if finding.path else "", type_.line, type_.column)
