"""Reads imported records (JSON Lines); each source gets its own named graph."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from graph.files import checksum
from graph.importing.folder import IMPORTS, RECORDS, SUMMARY
from graph.reading.record import Origin, Record, read_record
from graph.reading.yaml_ld import Node
from ontology import BASE, Unavailable

__all__ = ["imported_files", "read_imported"]

GRAPH: Final = "graph/import/"


def imported_files(data: Path) -> list[Path]:
    """Return the files of all that was imported into a data folder, on which a build depends."""
    folder = data / IMPORTS
    return sorted([*folder.glob(f"*/{RECORDS}"), *folder.glob(f"*/{SUMMARY}")])


def read_imported(
    data: Path,
    base: str = BASE,
    override: Callable[[dict[str, Any]], dict[str, Any]] = lambda entry: entry,
) -> Iterator[Record]:
    """Read all imported records, each in the named graph of its source.

    `override` returns a record with the fields that reviewers replaced.

    Raises `Unavailable` where an import was interrupted, or its records were changed since.
    Complexity: linear in the lines.
    """
    for path in sorted((data / IMPORTS).glob(f"*/{RECORDS}")):
        origin = _origin(path, base)
        with path.open(encoding="utf-8") as file:
            for line, text in enumerate(file, start=1):
                node = _node(override(json.loads(text)), line)
                yield read_record(node, str(path), base, origin)


def _origin(path: Path, base: str) -> Origin | None:
    try:
        summary = json.loads((path.parent / SUMMARY).read_text(encoding="utf-8"))
        is_whole = summary["records"]["sha256"] == checksum(path)
    except (OSError, ValueError, KeyError):
        is_whole = False
    if not is_whole:
        name = path.parent.name
        raise Unavailable(
            f"{path}: is not what its summary says: run 'justicegraph import {name}' again"
        )
    if not summary["licence"]:
        return None
    return Origin(
        graph=f"{base}{GRAPH}{summary['source']}",
        title=summary["title"],
        licence=summary["licence"],
        attribution=summary["attribution"],
        source=summary["dataset"],
        snapshot=f"{summary['snapshot']['file']} (SHA-256 {summary['snapshot']['sha256']})",
        retrieved=summary["retrieved"],
    )


def _node(value: Any, line: int) -> Node:
    if isinstance(value, dict):
        return Node({name: _node(item, line) for name, item in value.items()}, line, 1)
    if isinstance(value, list):
        return Node([_node(item, line) for item in value], line, 1)
    return Node(str(value), line, 1)
