"""PROV-O provenance of corrections: records with fields that reviewers changed, and why.

An import is one graph, so its provenance does not tell which of its records says something else
than the database. Each correction is an activity that generated the record as it is now. Remarks in
the files of the desk say when and why; who sent and who accepted it is not published.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from graph.desk.decided_files import OVERRIDES, RECORDS
from graph.metadata.provenance import PROVENANCE
from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL, MODIFIED, TYPE
from graph.reading.files import record_text
from graph.reading.plain import plain_record
from graph.reading.yaml_ld import documents
from ontology import BASE
from ontology.namespaces import DCTERMS, PROV, RDFS, XSD

__all__ = ["CORRECTION", "correction_quads", "correction_remark"]

CORRECTION: Final = "activity/correction/"
"""Path of corrections below the base; the name of the record and a number follow."""
SAYS: Final = "Correction by the editors, on the suggestion of a reader"
REMARK: Final = re.compile(
    r"^# (?:Correction of (?P<fields>[^:]+) accepted|Accepted) by .*?"
    r" on (?P<day>\d{4}-\d\d-\d\d), suggestion (?P<number>\d+): (?P<why>.*)$",
    re.MULTILINE,
)


class Correction(NamedTuple):
    """A correction: the number of its suggestion, the fields in words, its day and the reason."""

    number: str
    fields: str
    day: str
    why: str


def correction_remark(fields: Sequence[str], who: str, day: str, number: int, why: str) -> str:
    """Return the remark of a correction in a file of the desk.

    >>> correction_remark(["year", "place"], "Ann", "2026-11-29", 3, "The court says so.")
    'Correction of place, year accepted by Ann on 2026-11-29, suggestion 3: The court says so.'
    """
    named = ", ".join(sorted(fields))
    return f"Correction of {named} accepted by {who} on {day}, suggestion {number}: {why}"


def correction_quads(data: Path, graphs: Mapping[str, str], base: str = BASE) -> Iterator[Quad]:
    """Yield the provenance of each corrected record; `graphs` has the graph of each record by IRI.

    Records that are not among them, such as withdrawn ones, are left out.
    Complexity: linear in the corrected records.
    Source: PROV-O, sections 3.1 (prov:used) and 3.3 (prov:generated).
    """
    graph = iri(base + PROVENANCE)
    for path in sorted((data / OVERRIDES).glob("*/*.yaml")):
        record = _record(path, base)
        if record in graphs:
            for triple in _made(record, _of_override(path), base, graphs[record]):
                yield graph, *triple
    for path in sorted((data / RECORDS).glob("*/*.yaml")):
        record = _record(path, base)
        corrections = [one for one in _remarks(path) if one.fields]
        if record in graphs and corrections:
            yield from ((graph, *triple) for triple in _made(record, corrections, base))


def _record(path: Path, base: str) -> str:
    return f"{base}id/{path.parent.name}/{path.stem}"


def _remarks(path: Path) -> list[Correction]:
    found = REMARK.finditer(record_text(path))
    return [Correction(one["number"], one["fields"] or "", one["day"], one["why"]) for one in found]


def _of_override(path: Path) -> list[Correction]:
    """Return the corrections of an imported record; those that name no field are of all."""
    override = plain_record(next(documents(record_text(path), str(path))))
    fields = ", ".join(sorted({*override.get("set", {}), *override.get("remove", ())}))
    undated = Correction("", fields, str(override.get("modified", "")), "")
    return [one._replace(fields=one.fields or fields) for one in _remarks(path) or [undated]]


def _made(
    record: str, corrections: Sequence[Correction], base: str, used: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Yield what is said of the activities that corrected a record, of an import where it is used.

    The activity names the record and not the other way round, since shapes of records are closed.
    """
    for one in corrections:
        act = _activity(record, one, base)
        yield act, TYPE, iri(PROV + "Activity")
        yield act, iri(PROV + "generated"), iri(record)
        if used:
            yield act, iri(PROV + "used"), iri(used)
        yield act, LABEL, literal(SAYS, language="en")
        yield act, iri(RDFS + "comment"), literal(f"Fields: {one.fields}", language="en")
        if one.why:
            yield act, iri(DCTERMS + "description"), literal(one.why, language="en")
        if one.day:
            yield act, MODIFIED, literal(one.day, XSD + "date")


def _activity(record: str, one: Correction, base: str) -> str:
    name = record.removeprefix(f"{base}id/")
    return iri(f"{base}{CORRECTION}{name}{'/' if one.number else ''}{one.number}")
