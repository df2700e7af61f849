"""Acceptance of a suggestion: the files that it writes, and the conflicts that forbid it."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from graph.desk.corrections import correction_remark
from graph.desk.current_entry import Current, current_entry
from graph.desk.decided_files import OVERRIDES, RECORDS, write_decided
from graph.desk.states import Act
from graph.desk.suggestions import Desk, Suggestion
from graph.desk.yaml_writer import edited, remark, written
from graph.importing.records import address
from graph.reading.files import record_text
from graph.reading.plain import plain_record
from graph.reading.yaml_ld import documents
from ontology import Conflict, NotFound

__all__ = ["accept", "accepted_files", "proposed_entries"]

MODIFIED: Final = "modified"


def accept(data: Path, id_: int, seen: int, who: str, why: str) -> Suggestion:
    """Accept a suggestion: append the event with its files, then write them.

    Raises `Conflict` where a record has changed since the suggestion was sent, or another reviewer
    was faster.
    """
    desk = Desk(data)
    files = accepted_files(data, desk.get(id_), who, why)
    accepted = desk.act(id_, seen, Act.ACCEPT, who, why, json.dumps(files, ensure_ascii=False))
    write_decided(data)
    return accepted


def accepted_files(data: Path, suggestion: Suggestion, who: str, why: str) -> dict[str, str]:
    """Return the text of each file that a suggestion writes, by its name in the data folder."""
    today = datetime.now(UTC).date().isoformat()
    note = remark(f"Accepted by {who} on {today}, suggestion {suggestion.id}: {why}")
    files = {}
    for entry in suggestion.content.get("entries", ()):
        name = address(entry)
        _refuse_existing(data, name)
        files[f"{RECORDS}/{name}.yaml"] = written({**entry, MODIFIED: today}, note)
    if changes := suggestion.content.get("changes"):
        current = current_entry(data, suggestion.record)
        _refuse_conflicts(current, suggestion.content["before"], changes)
        note = remark(correction_remark([*changes], who, today, suggestion.id, why))
        files.update(_changed(data, current, changes, note, today))
    return files


def _changed(
    data: Path, current: Current, changes: Mapping[str, Any], note: str, today: str
) -> Iterator[tuple[str, str]]:
    """Yield the file of a changed record, or the override of an imported one."""
    if not current.is_imported:
        text = edited(current.text, {**changes, MODIFIED: today})
        yield f"{RECORDS}/{current.name}.yaml", note + text
        return
    name = f"{OVERRIDES}/{current.name}.yaml"
    yield name, _override(data / name, changes, note, today)


def _override(path: Path, changes: Mapping[str, Any], note: str, today: str) -> str:
    """Return an override with more fields; remarks on earlier ones stay."""
    before = record_text(path) if path.is_file() else ""
    override = plain_record(next(documents(before, str(path)))) if before else {}
    fields = {**override.get("set", {}), **changes}
    removed = {*override.get("remove", ()), *changes} - {k for k, v in changes.items() if v}
    remarks = "".join(line + "\n" for line in before.splitlines() if line.startswith("#"))
    chosen = {name: value for name, value in fields.items() if value is not None}
    body = {"set": chosen, "remove": sorted(removed), MODIFIED: today}
    return written({name: value for name, value in body.items() if value}, remarks + note)


def _refuse_existing(data: Path, name: str) -> None:
    try:
        current_entry(data, name)
    except NotFound:
        return
    raise Conflict(f"there is already a record '{name}': decline this, or ask for a correction")


def _refuse_conflicts(
    current: Current, before: Mapping[str, Any], changes: Mapping[str, Any]
) -> None:
    changed = [name for name in changes if current.entry.get(name) != before.get(name)]
    if changed:
        fields = ", ".join(changed)
        raise Conflict(f"{current.name} has changed since this was sent: {fields}; ask for it anew")


def proposed_entries(data: Path, suggestion: Suggestion) -> list[dict[str, Any]]:
    """Return the records as they would be after acceptance."""
    entries = [dict(entry) for entry in suggestion.content.get("entries", ())]
    if changes := suggestion.content.get("changes"):
        merged = {**current_entry(data, suggestion.record).entry, **changes}
        entries.append({name: value for name, value in merged.items() if value is not None})
    return entries
