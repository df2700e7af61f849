"""Pairs of related incidents, as a file of `incident_a,incident_b,kind,strength,evidence`."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ontology import BadRecord, Unavailable

__all__ = ["Pairs", "read_pairs", "rows_of"]

csv.field_size_limit(1 << 24)


@dataclass(frozen=True)
class Pairs:
    """Related incidents in both directions, and the number of pairs with an unknown incident."""

    related: Mapping[str, frozenset[str]]
    unknown: int

    @property
    def count(self) -> int:
        """Return how many pairs there are."""
        return sum(len(others) for others in self.related.values()) // 2


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file; raises `Unavailable` where it cannot be read as one."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [dict(row) for row in csv.DictReader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Unavailable(f"{path}: cannot be read as CSV: {error}") from error


def read_pairs(path: Path, known: Iterable[str]) -> dict[str, Pairs]:
    """Return the pairs of a file by their strength; a file without that column has one, `all`.

    A pair of an incident with itself is left out. Raises `BadRecord` where a column is missing.
    """
    rows, issues = rows_of(path), set(known)
    found: dict[str, dict[str, set[str]]] = {}
    unknown: dict[str, int] = defaultdict(int)
    for number, row in enumerate(rows, start=2):
        one, other = (row.get(name) for name in ("incident_a", "incident_b"))
        if not one or not other:
            raise BadRecord("no incident_a or no incident_b: give both", str(path), number)
        strength = row.get("strength") or "all"
        related = found.setdefault(strength, defaultdict(set))
        if one in issues and other in issues and one != other:
            related[one].add(other)
            related[other].add(one)
        else:
            unknown[strength] += 1
    return {
        strength: Pairs(
            {one: frozenset(related[one]) for one in sorted(related)}, unknown[strength]
        )
        for strength, related in found.items()
    }
