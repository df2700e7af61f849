"""History of a data folder: its releases in order of publication, with the changes of each.

{data}/history.json              one entry a release, the oldest first
{data}/changes/{old}-{new}.json  all that differs, as `justicegraph diff --format json` writes it

The history is not part of a release: the same records give the same release, whatever was
published earlier.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from graph.files import read_json, replace_text
from graph.release.changes import DIFFERENCE_FORMATS, Change, Difference, difference
from graph.release.diff import find_release_data
from graph.release.release import MANIFEST, Release, current_name, current_release
from graph.release.withdraw import withdraw_former
from ontology import JusticeGraphError, NotFound, Unavailable, record_types

__all__ = ["CHANGES_FOLDER", "HISTORY", "ChangedIssue", "Entry", "history", "record_history"]

HISTORY: Final = "history.json"
CHANGES_FOLDER: Final = "changes"
IN_A_FEED: Final = 50
"""The most new and the most changed issues of a release that the history keeps for feeds."""
NEW: Final = ("added", "restored")


@dataclass(frozen=True)
class ChangedIssue:
    """A new or changed issue, with the fields whose values differ."""

    iri: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A release in the history: its name, its predecessor, and the differences.

    `counts` has for each kind of our records how many were added, changed and so on; `new` and
    `changed` are issues. All are empty where none was published before.
    """

    name: str
    modified: str
    before: str = ""
    added: int = 0
    removed: int = 0
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    new: tuple[ChangedIssue, ...] = ()
    changed: tuple[ChangedIssue, ...] = ()

    @property
    def changes(self) -> str:
        """Return the name of the file with all changes, or an empty string."""
        return f"{self.before}-{self.name}.json" if self.before else ""


def history(data: Path) -> list[Entry]:
    """Return the releases that a data folder still holds, in order of publication.

    Those that no history tells of, from before it was kept, come first, by their names.
    Raises `Unavailable` where the history cannot be read.
    """
    try:
        entries = [_entry(entry) for entry in _read(data)]
        names = {entry.name for entry in entries}
    except (AttributeError, KeyError, TypeError) as error:
        raise Unavailable(f"{data / HISTORY}: cannot be read: {error!r}: remove it") from error
    folders = sorted(path.parent for path in (data / "releases").glob(f"[!.]*/{MANIFEST}"))
    untold = [Entry(entry.name, _modified(entry)) for entry in folders if entry.name not in names]
    held = {entry.name for entry in folders}
    return [*untold, *(entry for entry in entries if entry.name in held)]


def _read(data: Path) -> list[dict[str, Any]]:
    try:
        entries: list[dict[str, Any]] = read_json(data / HISTORY, list, ": remove it")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unavailable(f"{data / HISTORY}: cannot be read: {error}: remove it") from error
    return entries


def _entry(fields: dict[str, Any]) -> Entry:
    issues = {
        name: tuple(ChangedIssue(issue["iri"], tuple(issue["fields"])) for issue in fields[name])
        for name in ("new", "changed")
    }
    return Entry(**(fields | issues))


def _modified(folder: Path) -> str:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return str(manifest.get("modified", ""))


@contextmanager
def record_history(data: Path, holds: Callable[[Path], bool] = lambda _: False) -> Iterator[None]:
    """Context manager: adds the release that is published meanwhile to the history.

    Former releases that hold what may no longer be published are withdrawn first. The new release
    is compared with its predecessor. An entry that the history already has stays.
    Complexity: linear in the statements of both releases.
    """
    before = _published(data)
    yield
    release = current_release(data)
    withdrawn = withdraw_former(data, release.name, holds)
    before = "" if before in withdrawn else before
    entries = _without(_read(data), withdrawn)
    is_new = release.name not in {entry["name"] for entry in entries}
    if is_new:
        entries.append(asdict(_compared(data, before, release)))
    if is_new or withdrawn:
        _write(data / HISTORY, json.dumps(entries, ensure_ascii=False, indent=1))


def _without(entries: list[dict[str, Any]], names: list[str]) -> list[dict[str, Any]]:
    """Return a history without some releases, and without what was compared with them."""
    kept = [entry for entry in entries if entry["name"] not in names]
    blank = {"before": "", "added": 0, "removed": 0, "counts": {}, "new": [], "changed": []}
    return [entry | blank if entry["before"] in names else entry for entry in kept]


def _published(data: Path) -> str:
    """Return the name of the current release, or an empty string before the first."""
    try:
        return current_name(data)
    except NotFound:
        return ""


def _compared(data: Path, before: str, release: Release) -> Entry:
    """Compare a release with its predecessor; no differences if that is no longer readable."""
    entry = Entry(release.name, str(release.manifest["modified"]))
    try:
        changes = (
            difference(find_release_data(before, data), find_release_data(release.name, data))
            if before
            else None
        )
    except JusticeGraphError:
        changes = None
    if not changes or changes.old == changes.new:
        return entry
    entry = _of(entry, changes)
    _write(data / CHANGES_FOLDER / entry.changes, DIFFERENCE_FORMATS["json"](changes))
    return entry


def _of(entry: Entry, difference: Difference) -> Entry:
    issues = [change for change in difference.changes if change.kind == "issue"]
    counts, kinds = difference.counts(), {*record_types().values()}
    new = [change for change in issues if change.change in NEW]
    changed = [change for change in issues if change.change == "changed"]
    return Entry(
        entry.name,
        entry.modified,
        difference.old,
        difference.added,
        difference.removed,
        {kind: count for kind, count in counts.items() if kind in kinds},
        tuple(map(_touched, new[:IN_A_FEED])),
        tuple(map(_touched, changed[:IN_A_FEED])),
    )


def _touched(change: Change) -> ChangedIssue:
    return ChangedIssue(change.iri, change.fields)


def _write(path: Path, text: str) -> None:
    """Replace a file atomically and durably: readers see the old or the new one, never a part."""
    try:
        path.parent.mkdir(exist_ok=True)
        replace_text(path, text)
    except OSError as error:
        raise Unavailable(f"{path}: cannot be written: {error.strerror or error}") from error
