"""SSSOM crosswalk: mappings from categories of other taxonomies to our concepts, with reasons.

One SSSOM table a taxonomy (`*.sssom.tsv`), to be read and edited by people: each row has its
justification and its confidence. Only what is the same, close, or broader on our side is derived.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["ASSERTED", "DERIVING", "FIELDS", "Crosswalk", "Mapping", "crosswalk", "tables"]

FIELDS: Final = {
    "justice-area": "justiceArea",
    "impact": "impact",
    "affected-group": "affectedGroup",
    "sector": "sector",
    "severity": "severity",
    "task": "task",
    "response-kind": "responseKind",
}
"""The field of a record that a concept of each of our schemes is a value of."""

DERIVING: Final = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch")
"""The mappings from which values follow: what is the same, close, or broader on our side."""

ASSERTED: Final = 0.7
"""The least confidence of a mapping that is asserted; others are proposed to reviewers."""


class Mapping(NamedTuple):
    """One SSSOM mapping: subject and object are `prefix:local`, confidence is from 0 to 1."""

    subject: str
    subject_label: str
    predicate: str
    object: str
    justification: str
    confidence: str
    comment: str

    @property
    def category(self) -> str:
        """Return the id of the foreign category."""
        return self.subject.partition(":")[2]


@dataclass(frozen=True)
class Crosswalk:
    """All mappings; the fields and concepts that each category implies; the mapped categories."""

    mappings: tuple[Mapping, ...]
    derived: dict[str, tuple[tuple[str, str], ...]]
    mapped: frozenset[str]


def tables() -> list[Path]:
    """Return the SSSOM tables (TSV files), by name."""
    with as_file(files("ontology") / "crosswalk") as folder:
        return sorted(folder.glob("*.sssom.tsv"))


@cache
def crosswalk() -> Crosswalk:
    """Return the crosswalk, read from its SSSOM tables.

    Complexity: each table is read once.
    Source: SSSOM 1.0, TSV serialisation with embedded metadata.

    >>> crosswalk().derived["aiaaic-harm-privacy-loss"]
    (('impact', 'privacy-violation'),)
    """
    mappings = tuple(row for path in tables() for row in _rows(path))
    derived: dict[str, set[tuple[str, str]]] = {}
    for mapping in mappings:
        scheme, _, concept = mapping.object.partition(":")
        if mapping.predicate in DERIVING and float(mapping.confidence) >= ASSERTED:
            derived.setdefault(mapping.category, set()).add((FIELDS[scheme], concept))
    ordered = {category: tuple(sorted(fields)) for category, fields in sorted(derived.items())}
    return Crosswalk(mappings, ordered, frozenset(mapping.category for mapping in mappings))


def _rows(path: Path) -> Iterator[Mapping]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t"):
            yield Mapping(
                row["subject_id"],
                row["subject_label"],
                row["predicate_id"],
                row["object_id"],
                row["mapping_justification"],
                row["confidence"],
                row["comment"],
            )
