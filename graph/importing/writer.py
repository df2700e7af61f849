"""External merge sort of imported records, merged with those of the former import.

Lines are sorted in files, so that a million rows need no more memory than a thousand. A record of
the former import that is missing now becomes a tombstone: an address never just vanishes.
"""

import heapq
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from graph.importing.records import address
from graph.privacy.addresses import is_clear_slug
from ontology import TOMBSTONE

__all__ = ["Changes", "Lines", "lines_of", "merged"]

CHUNK: Final = 100_000
WRITTEN: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
MARK: Final = "\t"
SOURCES: Final = "aiid aiaaic aidb"
"""What slugs of imported records begin with."""


@dataclass(frozen=True)
class Changes:
    """Differences between two imports: records by what became of them, and fields by type."""

    counts: Counter[str] = field(
        default_factory=lambda: Counter({"added": 0, "changed": 0, "withdrawn": 0})
    )
    changed: dict[str, Counter[str]] = field(default_factory=dict)

    def compare(self, old: str, new: str) -> None:
        """Count a record that is in both imports, and its fields where they differ."""
        if old == new:
            return
        self.counts["changed"] += 1
        before, now = json.loads(old), json.loads(new)
        counts = self.changed.setdefault(str(now["type"]), Counter())
        counts["records"] += 1
        names = before.keys() | now.keys()
        counts.update(name for name in names if before.get(name) != now.get(name))

    def fields(self) -> dict[str, dict[str, int]]:
        """Return the counts of changed records and of their changed fields, by type and name."""
        return {type_: dict(sorted(one.items())) for type_, one in sorted(self.changed.items())}


class Lines:
    """Gathers entries as lines, each led by its address, in sorted files of a folder.

    Complexity: sorting; memory for one file.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.waiting = folder, list[str]()
        self.files: list[Path] = []

    def add(self, entry: dict[str, Any]) -> None:
        """Add an entry; of several with one address the first as written stays."""
        text = WRITTEN.encode(entry)
        self.waiting.append(f"{address(entry)}{MARK}{text}\n")
        if len(self.waiting) >= CHUNK:
            self._put()

    def _put(self) -> None:
        path = self.folder / f"part-{len(self.files)}"
        self.waiting.sort()
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(self.waiting)
        self.files.append(path)
        self.waiting = []

    def sorted(self) -> Iterator[tuple[str, str]]:
        """Yield addresses and lines, sorted by address, one a address."""
        if self.waiting:
            self._put()
        with ExitStack() as stack:
            files = [stack.enter_context(path.open(encoding="utf-8")) for path in self.files]
            last = ""
            for line in heapq.merge(*files):
                key, _, text = line.partition(MARK)
                if key != last:
                    yield key, text
                last = key


def lines_of(file: IO[str]) -> Iterator[tuple[str, str]]:
    """Yield addresses and lines of a file that `merged` wrote."""
    for line in file:
        yield address(json.loads(line)), line


def merged(
    before: Iterable[tuple[str, str]],
    now: Iterable[tuple[str, str]],
    reason: str,
    changes: Changes,
) -> Iterator[str]:
    """Yield the lines of an import after one before it, and count what changed.

    A tombstone whose address would repeat a name that may be a person's is not written.

    What is there no longer leaves a tombstone that says `reason`; with no reason, it stays. Both
    are sorted by address.
    Complexity: linear, with one line of each in memory.
    """
    older, newer = iter(before), iter(now)
    old, new = next(older, None), next(newer, None)
    while old or new:
        if new and (not old or new[0] < old[0]):
            changes.counts["added"] += 1
            yield new[1]
            new = next(newer, None)
        elif old and (not new or old[0] < new[0]):
            if line := _withdrawn(old[1], reason, changes) if reason else old[1]:
                yield line
            old = next(older, None)
        elif old and new:
            changes.compare(old[1], new[1])
            yield new[1]
            old, new = next(older, None), next(newer, None)


def _withdrawn(line: str, reason: str, changes: Changes) -> str:
    entry = json.loads(line)
    if entry["type"] == TOMBSTONE:
        return line
    changes.counts["withdrawn"] += 1
    if not is_clear_slug(str(entry["id"]), SOURCES):
        return ""
    stone = {"id": entry["id"], "type": TOMBSTONE, "formerType": entry["type"]}
    stone["withdrawalReason"] = reason
    return WRITTEN.encode(stone) + "\n"
