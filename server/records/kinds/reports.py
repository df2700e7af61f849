"""Records that report an issue: their labels and texts, and why they are held to be one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.engine.base import Engine
from ontology import JG
from ontology.namespaces import DCTERMS
from server.records.description import Description
from server.records.kinds.history import Stated, stated
from server.records.merged import MergedDescription
from server.records.reader import Reader
from server.records.view import Link

__all__ = ["Report", "Reports", "reports"]

IMPORT = "/graph/import/"


@dataclass(frozen=True)
class Reason:
    """Why two records are held to report one issue: method, certainty and evidence."""

    record: Link
    other: Link
    method: Link
    certainty: str
    evidence: tuple[Link, ...]
    judged_by: str


@dataclass(frozen=True)
class Report:
    """A record that reports the issue: its label, title and texts, and where it is stated."""

    iri: str
    label: str
    title: Link
    texts: tuple[Link, ...]
    stated: tuple[Stated, ...]


@dataclass(frozen=True)
class Reports:
    """All records that report an issue, the canonical one first, and which states what."""

    records: tuple[Report, ...]
    reasons: tuple[Reason, ...]
    stating: Mapping[tuple[str, str], frozenset[str]]

    def by(self, property_: str, value: Link) -> str:
        """Return the labels of the records that state a value of a property."""
        return self._labels(self.stating.get((property_, value.iri or value.text), frozenset()))

    def of(self, fragments: Iterable[str]) -> str:
        """Return the labels of the records that nested nodes belong to."""
        slugs = {one.partition(".")[0] if "." in one else "" for one in fragments}
        first, *others = self.records
        named = {one.iri for one in others if one.iri.rpartition("/")[2] in slugs}
        return self._labels(named | ({first.iri} if "" in slugs else set()))

    def _labels(self, records: Iterable[str]) -> str:
        found = {*records}
        if len(found) == len(self.records):
            return "all records"
        return ", ".join(one.label for one in self.records if one.iri in found)


def reports(engine: Engine, description: Description, graphs: Iterable[Stated]) -> Reports | None:
    """Return the records that report an issue; nothing where one record does.

    `graphs` are those that state the first. Complexity: a look-up for those of each other record.
    """
    if not isinstance(description, MergedDescription):
        return None
    reader = Reader(Description(description.iri, description.apart, {}))
    records = (description.iri, *description.others)
    stating = [graphs, *(stated(engine, one) for one in description.others)]
    return Reports(
        tuple(_report(reader, *one) for one in zip(records, stating, strict=True)),
        tuple(_reasons(reader, records)),
        description.stating,
    )


def _report(reader: Reader, record: str, graphs: Iterable[Stated]) -> Report:
    texts = tuple(reader.links(record, DCTERMS + "abstract"))
    return Report(record, _label(record, graphs), reader.name(record), texts, tuple(graphs))


def _label(record: str, graphs: Iterable[Stated]) -> str:
    """Return what a record is called: its number in a database, or that it is curated."""
    slug = record.rpartition("/")[2]
    for one in graphs:
        source = one.graph.iri.rpartition(IMPORT)[2] if IMPORT in one.graph.iri else ""
        if source and slug.startswith(f"{source}-"):
            return f"{source.upper()} {slug.removeprefix(f'{source}-')}"
    return slug if any(IMPORT in one.graph.iri for one in graphs) else f"the curated record {slug}"


def _reasons(reader: Reader, records: Iterable[str]) -> Iterator[Reason]:
    """Yield the matches of these records, the surest first."""
    known = {*records}
    found = []
    for node in sorted(reader.nodes):
        ends = [*reader.links(node, JG + "matched"), *reader.links(node, JG + "matchedWith")]
        if len(ends) == 2 and {end.iri for end in ends} <= known:
            found.append(_reason(reader, node, ends))
    yield from sorted(found, key=lambda one: (-float(one.certainty or 0), one.record.iri))


def _reason(reader: Reader, node: str, ends: list[Link]) -> Reason:
    def first(name: str) -> Link:
        return next(iter(reader.links(node, JG + name)), Link(""))

    evidence = (*reader.links(node, JG + "evidence"), *reader.links(node, DCTERMS + "description"))
    record, other = ends
    judge = first("judgedBy").text
    return Reason(record, other, first("method"), first("certainty").text, evidence, judge)
