"""Present text and fields of a record: from the desk, the curated files or an import."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from graph.desk.decided_files import RECORDS, overridden
from graph.desk.entry_filter import visible_entry
from graph.desk.withheld import withheld_parts
from graph.desk.yaml_writer import written
from graph.importing.folder import IMPORTS
from graph.importing.folder import RECORDS as LINES
from graph.importing.records import address
from graph.reading.files import own_records, record_text
from graph.reading.plain import plain_record
from graph.reading.yaml_ld import documents
from ontology import NotFound
from ontology.namespaces import SLUG

__all__ = ["Current", "current_entry", "parsed_entry"]

NAME: Final = re.compile(f"({SLUG})/({SLUG})")


@dataclass(frozen=True)
class Current:
    """A record as it is now: its fields, and its YAML text where it has a file of its own."""

    name: str
    entry: Mapping[str, Any]
    text: str = ""

    @property
    def is_imported(self) -> bool:
        """Whether it comes from another database, so that changes are kept as an override."""
        return not self.text


def current_entry(data: Path, name: str) -> Current:
    """Return a record by kind and slug, its fields without what reviewers withhold of them.

    Raises `NotFound` for one that is in no file here.
    Complexity: one file for a curated record; of an imported one, a search through the imports.
    """
    found = _found(data, name)
    return replace(found, entry=visible_entry(found.entry, withheld_parts(data)))


def _found(data: Path, name: str) -> Current:
    match = NAME.fullmatch(name)
    if match:
        for folder in (data / RECORDS, own_records()):
            path = folder / match[1] / f"{match[2]}.yaml"
            if path.is_file():
                text = record_text(path)
                return Current(name, parsed_entry(text), text)
        for entry in _imported(data, name, match[2]):
            return Current(name, overridden(data, entry))
        for entry in _of_lists(match[1], match[2]):
            return Current(name, entry, written(entry))
    raise NotFound(f"there is no record '{name}' in the files of this server")


def parsed_entry(text: str) -> dict[str, Any]:
    """Return the fields of the first record of a YAML text, as texts, lists and mappings."""
    return dict(plain_record(next(documents(text, "record"))))


def _imported(data: Path, name: str, slug: str) -> Iterator[dict[str, Any]]:
    """Yield the imported record of a name; lines that cannot hold it are not parsed."""
    mark = f'"{slug}"'.encode()
    for path in sorted((data / IMPORTS).glob(f"*/{LINES}")):
        with path.open("rb") as file:
            for line in file:
                if mark in line[: len(mark) + 8] and address(entry := json.loads(line)) == name:
                    yield entry


def _of_lists(kind: str, slug: str) -> Iterator[dict[str, Any]]:
    """Yield the curated record of a file that holds many, such as the countries of a continent."""
    for path in sorted((own_records() / kind).glob("*.yaml")):
        text = record_text(path)
        if f"id: {slug}\n" in text:
            entries = (plain_record(node) for node in documents(text, str(path)))
            yield from (entry for entry in entries if entry.get("id") == slug)
