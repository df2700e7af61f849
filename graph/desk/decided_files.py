"""Files of accepted suggestions: a projection of the events, from which builds read.

{data}/desk/records/{kind}/{slug}.yaml      a record, new or in place of a curated one
{data}/desk/overrides/{kind}/{slug}.yaml    fields that replace those of an imported record
{data}/desk/hidden.json                     records that are withdrawn, with the reason of each
{data}/desk/withheld.json                   statements and names that are withheld of other records

The events are the truth: an acceptance is one committed transaction, which holds the texts of its
files. Files that a crash left unwritten are written before anything reads them.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from filelock import FileLock

from graph.desk.database import DESK
from graph.desk.states import Act
from graph.desk.suggestions import Desk
from graph.desk.withdrawn import Withdrawn
from graph.desk.withheld import (
    NOTHING,
    WITHHELD,
    Parts,
    joined,
    parts_of,
    withheld_parts,
    written_parts,
)
from graph.files import read_json, read_when_changed, replace_text
from graph.importing.records import address
from graph.reading.files import record_text
from graph.reading.plain import plain_record
from graph.reading.yaml_ld import documents

__all__ = [
    "HIDDEN",
    "OVERRIDES",
    "RECORDS",
    "Overrides",
    "decided_records",
    "desk_files",
    "hidden",
    "hidden_now",
    "overridden",
    "withdrawn_now",
    "withheld_by",
    "write_decided",
]

RECORDS: Final = f"{DESK}/records"
OVERRIDES: Final = f"{DESK}/overrides"
HIDDEN: Final = f"{DESK}/hidden.json"
LOCK: Final = ".files.lock"
ACCEPTED: Final = """
SELECT suggestion, files FROM event WHERE act = ? AND NOT EXISTS
(SELECT 1 FROM event AS later WHERE later.suggestion = event.suggestion AND later.act = ?)
ORDER BY rowid
"""
WITHDRAWN: Final = """
SELECT record, act, text, files FROM event JOIN suggestion ON id = suggestion
WHERE act IN (?, ?) ORDER BY event.rowid
"""
IN_PARTS: Final = """
SELECT suggestion, act, files FROM event WHERE act IN (?, ?) ORDER BY suggestion, number
"""


def write_decided(data: Path) -> None:
    """Write the files that follow from the events, and remove those that no longer do.

    Running it again changes nothing. Complexity: linear in the accepted suggestions.
    """
    desk = Desk(data)
    if not desk.exists:
        return
    with FileLock(desk.folder / LOCK):
        files = _texts(desk)
        for path in {*_found(data)} - {data / name for name in files}:
            path.unlink()
        for name, text in files.items():
            _write(data / name, text)


def _texts(desk: Desk) -> dict[str, str]:
    """Return the text of each file, the last accepted one where several wrote it."""
    with desk.reading() as connection:
        accepted = connection.execute(ACCEPTED, (Act.ACCEPT, Act.EXPORT)).fetchall()
        withdrawn = connection.execute(WITHDRAWN, (Act.HIDE, Act.SHOW)).fetchall()
        in_parts = connection.execute(IN_PARTS, (Act.WITHHOLD, Act.RESTORE)).fetchall()
    texts: dict[str, str] = {}
    for _, files in accepted:
        texts |= json.loads(files or "{}")
    reasons: dict[str, str] = {}  # of a record, and of those that were merged into it
    for record, act, reason, others in withdrawn:
        for name in (record, *json.loads(others or "[]")):
            reasons.pop(name, "")
            if act == Act.HIDE:
                reasons[name] = reason
    if withdrawn:
        texts[HIDDEN] = json.dumps(reasons, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if in_parts:
        texts[WITHHELD] = written_parts(joined(_parts(in_parts).values())) + "\n"
    return texts


def _parts(events: Iterable[sqlite3.Row]) -> dict[int, Parts]:
    """Return what each suggestion withholds of records that stay."""
    parts: dict[int, Parts] = {}
    for number, act, order in events:
        before = parts.pop(number, NOTHING)
        if act == Act.WITHHOLD:
            parts[number] = joined([before, parts_of(order)])
    return parts


def withheld_by(desk: Desk, number: int) -> Parts:
    """Return the parts that one suggestion withholds now."""
    with desk.reading() as connection:
        events = connection.execute(IN_PARTS, (Act.WITHHOLD, Act.RESTORE)).fetchall()
    return _parts(event for event in events if event[0] == number).get(number, NOTHING)


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, text)


def _found(data: Path) -> Iterator[Path]:
    for folder in (RECORDS, OVERRIDES):
        yield from (data / folder).glob("*/*.yaml")


def desk_files(data: Path) -> list[Path]:
    """Return the files on which a build depends, after writing those that are missing."""
    write_decided(data)
    own = [data / name for name in (HIDDEN, WITHHELD) if (data / name).is_file()]
    return [*sorted(_found(data)), *own]


def hidden(data: Path) -> Mapping[str, str]:
    """Return the withdrawn records by kind and slug, each with its reason."""
    try:
        found: Mapping[str, str] = read_json(data / HIDDEN, dict)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return found


def decided_records(data: Path) -> list[Path]:
    """Return the files of the records that a build reads in place of, or besides, the curated."""
    write_decided(data)
    return sorted((data / RECORDS).glob("*/*.yaml"))


def hidden_now(data: Path) -> frozenset[str]:
    """Return the withdrawn records by kind and slug; the file is read again when it has changed.

    Raises `Unavailable` where the file may not be read: nothing is shown then that it may hide.
    """
    return read_when_changed(data / HIDDEN, _names, frozenset())


def _names(path: Path) -> frozenset[str]:
    return frozenset(read_json(path, dict))


def withdrawn_now(data: Path) -> Withdrawn:
    """Return all that is withdrawn: records, and parts of others."""
    return Withdrawn(hidden_now(data), withheld_parts(data))


class Overrides:
    """Applies the overrides of a data folder to imported records; their names are read once."""

    def __init__(self, data: Path) -> None:
        self.data = data
        folders = (data / OVERRIDES).glob("*/*.yaml")
        self._names = {f"{path.parent.name}/{path.stem}" for path in folders}

    def __call__(self, entry: dict[str, Any]) -> dict[str, Any]:
        """Return a record with the fields that accepted suggestions replace."""
        if self._names and address(entry) in self._names:
            return overridden(self.data, entry)
        return entry


def overridden(data: Path, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an imported record with the fields that accepted suggestions replace."""
    path = data / OVERRIDES / f"{address(dict(entry))}.yaml"
    if not path.is_file():
        return dict(entry)
    override = plain_record(next(documents(record_text(path), str(path))))
    removed = override.get("remove", [])
    kept = {name: value for name, value in entry.items() if name not in removed}
    return {**kept, **override.get("set", {})}
