"""Result of an import, and facts of its summary: taxonomies, digest and day of a snapshot."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from graph.files import checksum
from graph.importing.categories import Categories
from graph.importing.folder import SUMMARY
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.tally import Lost

__all__ = ["Outcome", "day_of", "digest_of", "former_summary", "taxonomies_of"]


@dataclass(frozen=True)
class Outcome:
    """Result of an import: its folder, its summary, and whether it changed anything."""

    folder: Path
    summary: dict[str, Any]
    is_new: bool
    reasons: tuple[tuple[str, str], ...] = ()
    """Where the first rows are that were put aside, and why."""
    lost: tuple[Lost, ...] = ()
    """The cells that gave no value; the summary, which is kept, lacks them."""
    kinds: Mapping[str, int] = field(default_factory=dict)
    """How many records of each kind there are now."""

    @property
    def put_aside(self) -> int:
        """Return how many rows and files were put aside."""
        return int(self.summary["rows"]["quarantined"] + self.summary["refused"])

    @property
    def is_whole(self) -> bool:
        """Whether nothing was put aside."""
        return not self.put_aside

    @property
    def share(self) -> float:
        """Return the share of all rows that were put aside, from 0 to 1."""
        rows = self.summary["rows"]["in"]
        rows += sum(counts["rows"] for counts in self.summary["sheets"].values())
        return float(min(1.0, self.put_aside / max(rows, 1)))


def taxonomies_of(categories: Categories) -> dict[str, dict[str, int]]:
    """Count, of each foreign taxonomy, categories and uses, and those that no rule maps."""
    found: dict[str, Counter[str]] = {}
    for taxonomy, _, uses, is_mapped in categories.mapped():
        counts = found.setdefault(taxonomy, Counter())
        counts.update({"categories": 1, "uses": uses})
        counts.update(
            {"unmapped categories": not is_mapped, "unmapped uses": uses * (not is_mapped)}
        )
    return {taxonomy: dict(counts) for taxonomy, counts in sorted(found.items())}


def former_summary(folder: Path) -> dict[str, Any]:
    """Return the summary of the import before, or nothing where there was none."""
    try:
        found: dict[str, Any] = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def digest_of(snapshot: Snapshot) -> str:
    """Return the SHA-256 of the names and contents of a snapshot's files."""
    digest = hashlib.sha256()
    for name, path in sorted(snapshot.files.items()):
        digest.update(f"{name}\0{checksum(path)}\0".encode())
    return digest.hexdigest()


def day_of(path: Path, retrieved: str) -> str:
    """Return the day on which a snapshot was retrieved: as given, or that of its file."""
    if retrieved:
        return date.fromisoformat(retrieved).isoformat()
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
