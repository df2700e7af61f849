"""Facts that the summary of an import states: taxonomies, the digest and the day of a snapshot."""

import hashlib
import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from graph.files import checksum
from graph.importing.categories import Categories
from graph.importing.folder import SUMMARY
from graph.importing.sheets.archive import Snapshot

__all__ = ["day_of", "digest_of", "former_summary", "taxonomies_of"]


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
