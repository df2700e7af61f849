"""One import: rows in, records out, bad rows aside, and a summary that adds up.

{data}/imports/{source}/   records.jsonl quarantine.csv names.tsv kept.jsonl summary.json
"""

import csv
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any, Final

from graph.csv_safety import escape_formula
from graph.files import checksum, replace_file, write_text
from graph.importing.context import Context
from graph.importing.folder import (
    IMPORTS,
    NAMES,
    QUARANTINE,
    RECORDS,
    SUMMARY,
    locked,
)
from graph.importing.rows.words import unknown_words
from graph.importing.sheets.archive import UNFINISHED, Snapshot
from graph.importing.sheets.cell_parsers import BadCell, writable
from graph.importing.sheets.sheet import Refused
from graph.importing.source import Entry, Merged, Source
from graph.importing.summary import Outcome, day_of, digest_of, former_summary, taxonomies_of
from graph.importing.tables import KEPT, Tables
from graph.importing.writer import Changes, Lines, lines_of, merged
from graph.privacy.decisions import Decisions, decision_files
from graph.privacy.known_names import is_clear
from graph.privacy.name_digests import OWNER_ONLY, PART, keyed, other_spellings, read_secret
from graph.privacy.party_classifier import Verdict
from ontology import BadRecord

__all__ = ["Outcome", "run"]

UNREADABLE: Final = (ValueError, LookupError, ArithmeticError, TypeError, RecursionError)
"""What Python raises for odd cells where no rule of ours foresaw them: they cost their row."""

SHOWN: Final = 3

Tick = Callable[[], Any]


def run(
    source: Source,
    path: Path,
    data: Path,
    retrieved: str = "",
    tick: Tick = lambda: None,
    *,
    complete: bool = False,
) -> Outcome:
    """Import a snapshot into a data folder; `tick` is called for each row.

    A bad row is put aside with its line and its reason, and never stops the rest. The same snapshot
    again changes nothing; of a newer one, what is gone becomes tombstones. What a table said that
    the snapshot lacks is kept, unless the snapshot is `complete`. `retrieved` is the day on which
    the snapshot was taken, by default the day of its file.
    Raises `BadRecord` for a file that is no such sheet, `Unavailable` where disk or lock refuse.
    Complexity: sorting the records; memory for what rows share, their ids and one chunk of lines.
    """
    with (
        locked(data / IMPORTS) as folder,
        tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder) as work,
        source.open(path, source.files, Path(work)) as snapshot,
    ):
        tables = Tables() if complete else Tables.read(folder / source.name / KEPT)
        importing = _Import(source, snapshot, folder / source.name, Path(work), tables)
        return importing.run(retrieved, tick)


class _Import:
    """One import at work."""

    def __init__(
        self, source: Source, snapshot: Snapshot, folder: Path, work: Path, tables: Tables
    ) -> None:
        self.source, self.snapshot, self.folder, self.work = source, snapshot, folder, work
        decisions = Decisions.read(*decision_files(folder.parent.parent))
        self.context = Context.of(source.name, decisions, tables)
        self.lines = Lines(work)
        self.rows = Counter({"in": 0, "issues": 0, "merged": 0, "quarantined": 0})
        self.met: dict[str, tuple[int, int]] = {}
        self.quarantine: list[tuple[str, Refused]] = []
        self.gaps: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()

    def run(self, retrieved: str, tick: Tick) -> Outcome:
        for name, reason in self.snapshot.refused:
            self.quarantine.append((name, Refused(0, "", reason)))
        mapper = self.source.mapper(self.snapshot, self.context)
        if self.source.licence:
            records = self.context.records
            records.add(_dataset(self.source, records.dataset))
        for row in self.source.read(self.snapshot):
            self.rows["in"] += 1
            tick()
            if isinstance(row, Refused):
                self._put_aside(row)
                continue
            try:
                self._take(row.line, row.cells, mapper)
            except BadCell as error:
                self._put_aside(Refused(row.line, _first(row.cells), str(error)))
            except UNREADABLE as error:
                reason = f"cannot be read: {type(error).__name__} in one of its cells"
                self._put_aside(Refused(row.line, _first(row.cells), reason))
        for entry in self.context.records.entries.values():
            if fault := next(unknown_words(entry), ""):
                raise BadRecord(f"the importer '{self.source.name}': {entry['id']}: {fault}")
            self.lines.add(entry)
        return self._finish(retrieved)

    def _take(self, line: int, cells: dict[str, str], mapper: Callable[..., Any]) -> None:
        self.context.counts.line = line
        id_ = self.source.key(cells)
        content = hash(tuple(cells.items()))
        if id_ in self.met:
            earlier, same = self.met[id_]
            if same != content:
                raise BadCell(f"{id_} is already in line {earlier}, with different content")
            self.rows["merged"] += 1
            return
        try:
            entries: list[Entry] = list(mapper(id_, cells))
            self.rows["issues"] += 1
        except Merged as found:
            entries = [found.entry]
            self.rows["merged"] += 1
        if fault := next((fault for entry in entries for fault in unknown_words(entry)), ""):
            raise BadCell(fault)
        self.met[id_] = (line, content)
        for entry in entries:
            self.lines.add(entry)
            if "notStated" in entry:
                self.gaps.update(entry["notStated"])

    def _put_aside(self, row: Refused) -> None:
        self.rows["quarantined"] += 1
        self.quarantine.append((next(iter(self.snapshot.files), ""), row))

    def _finish(self, retrieved: str) -> Outcome:
        before = former_summary(self.folder)
        snapshot = {"file": self.snapshot.name, "sha256": digest_of(self.snapshot)}
        if before.get("snapshot", {}).get("sha256") == snapshot["sha256"] and not retrieved:
            retrieved = before["retrieved"]
        retrieved = day_of(self.snapshot.path, retrieved)
        changes = Changes()
        gone = f"The snapshot of {retrieved} does not hold it any more."
        is_partial = self.source.is_partial(self.snapshot)
        self._write_records("" if is_partial else gone, changes)
        self._write_quarantine()
        self._write_names()
        kept = "".join(self.context.tables.lines(retrieved))
        write_text(self.work / KEPT, kept)
        is_new = not all(_same(self.work / name, self.folder / name) for name in self._files())
        summary = self._summary(snapshot, retrieved, changes)
        if not is_new:
            summary |= {name: before[name] for name in ("snapshot", "changes", "differences")}
            is_new = summary != before
        if is_new:
            self._publish(summary)
        lost = tuple(self.context.counts.lost)
        return Outcome(self.folder, summary, is_new, self._reasons(), lost, dict(self.kinds))

    def _write_records(self, reason: str, changes: Changes) -> None:
        before = self.folder / RECORDS
        with ExitStack() as stack:
            old = stack.enter_context(before.open(encoding="utf-8")) if before.is_file() else None
            new = stack.enter_context(
                (self.work / RECORDS).open("w", encoding="utf-8", newline="\n")
            )
            lines = lines_of(old) if old else iter(())
            new.writelines(merged(lines, self._sorted(), reason, changes))

    def _sorted(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of all records by address, and count them by kind."""
        for key, line in self.lines.sorted():
            self.kinds[key.partition("/")[0]] += 1
            yield key, line

    def _write_quarantine(self) -> None:
        rows = [
            (row.line, *map(_cell, (self._clear(row.id), row.reason, file)))
            for file, row in [*self.quarantine, *self.context.sheets.refused]
        ]
        _write_table(self.work / QUARANTINE, ("line", "id", "reason", "file"), rows)

    def _reasons(self) -> tuple[tuple[str, str], ...]:
        """Return place and reason of the first rows that were put aside, each reason once."""
        rows = [*self.quarantine, *self.context.sheets.refused]
        places: dict[str, str] = {}
        for file, row in rows:
            places.setdefault(row.reason, f"line {row.line}" if row.line else file)
        return tuple((place, writable(reason)) for reason, place in islice(places.items(), SHOWN))

    def _clear(self, id_: str) -> str:
        """Return the id of a row put aside, or nothing where a foreign one may name a person."""
        return id_ if not self.source.licence or is_clear(id_) else ""

    def _write_names(self) -> None:
        """Write digests of the names that are withheld, keyed by the secret of the data folder."""
        secret = read_secret(self.folder.parent)
        names = self.context.texts.withholder.names
        whole = {f"{row}\t{keyed(name, secret)}\n" for row, name in names}
        parts = {
            f"{row}\t{keyed(spelling, secret)}\t{PART}\n"
            for row, name in names
            for spelling in other_spellings(name)
        }
        lines = sorted(whole | parts)
        (self.work / NAMES).write_text("".join(lines), encoding="utf-8", newline="\n")
        (self.work / NAMES).chmod(OWNER_ONLY)

    def _summary(
        self, snapshot: dict[str, str], retrieved: str, changes: Changes
    ) -> dict[str, Any]:
        return {
            "source": self.source.name,
            "title": self.source.title,
            "licence": self.source.licence,
            "attribution": self.source.attribution,
            "dataset": self.context.records.dataset,
            "snapshot": snapshot,
            "retrieved": retrieved,
            "makes": self.source.makes,
            "rows": dict(self.rows),
            "refused": len(self.context.sheets.refused) + len(self.snapshot.refused),
            "changes": dict(changes.counts),
            "differences": changes.fields(),
            "kept": dict(sorted(self.context.tables.absent.items())),
            "absent columns": {
                name: list(columns) for name, columns in sorted(self.snapshot.absent.items())
            },
            "not stated": dict(sorted(self.gaps.items())),
            "names": {
                column: {verdict.value: len(verdicts.get(verdict, ())) for verdict in Verdict}
                for column, verdicts in sorted(self.context.parties.names.items())
            },
            "waiting": len({(one.row, one.field) for one in self.context.texts.withholder.waiting}),
            "counts": dict(sorted(self.context.counts.items())),
            "examples": dict(sorted(self.context.counts.examples.items())),
            "sheets": self.context.sheets.counts,
            "taxonomies": taxonomies_of(self.context.categories),
            "records": {"sha256": checksum(self.work / RECORDS)},
        }

    def _publish(self, summary: dict[str, Any]) -> None:
        """Replace the files of the import before, the summary last: it vouches for the records."""
        text = json.dumps(summary, indent=2, ensure_ascii=False) + "\n"
        write_text(self.work / SUMMARY, text)
        self.folder.mkdir(exist_ok=True)
        for name in (*self._files(), SUMMARY):
            replace_file(self.work / name, self.folder / name)

    def _files(self) -> tuple[str, ...]:
        """Return the files but for the summary; there is one of kept tables where any is."""
        has_tables = (self.work / KEPT).stat().st_size or (self.folder / KEPT).is_file()
        return (QUARANTINE, NAMES, *([KEPT] if has_tables else []), RECORDS)


def _first(cells: dict[str, str]) -> str:
    return next(iter(cells.values()), "")[:80]


def _cell(text: str) -> str:
    return escape_formula(writable(text))


def _dataset(source: Source, id_: str) -> Entry:
    return {
        "id": id_,
        "type": "Source",
        "title": source.title,
        "sourceKind": "dataset",
        "publisher": source.publisher,
        "license": source.licence,
        "url": source.homepage,
    }


def _write_table(path: Path, header: tuple[str, ...], rows: list[Any]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def _same(path: Path, other: Path) -> bool:
    return other.is_file() and checksum(path) == checksum(other)
