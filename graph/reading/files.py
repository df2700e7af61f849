"""Reads files and folders of records; every fault becomes a problem with its line."""

import os
from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import documents
from ontology import BASE, BadRecord, Unavailable, current_project
from shapes import Mark, Problem, Severity

__all__ = [
    "curated_records",
    "own_records",
    "read_records",
    "read_text",
    "record_files",
    "record_text",
]

SUFFIXES: Final = (".yaml", ".yml")
MAX_BYTES: Final = 1_000_000


def curated_records() -> Path:
    """Return the folder of the curated records in the package."""
    with as_file(files("graph") / "records") as folder:
        return folder


def own_records() -> Path:
    """Return the folder of the records that are published: the project's, else the curated ones."""
    project = current_project()
    return project.records if project else curated_records()


def record_files(paths: Iterable[Path]) -> list[Path]:
    """Return the record files that paths name or hold, sorted.

    Raises `Unavailable` for a path that is not there or cannot be read.
    """
    try:
        return sorted({file for path in paths for file in _files(path)})
    except OSError as error:
        raise Unavailable(f"{error.filename}: cannot be read: {error.strerror}") from error


def read_records(
    paths: Iterable[Path], base: str = BASE, imported: Iterable[Record] = ()
) -> list[Record]:
    """Read all records of some files and folders, each with its problems.

    `imported` are records that were read elsewhere and must not share an address with these.

    Raises `Unavailable` for what cannot be read at all; every other fault is a problem of a record.
    Complexity: linear in the bytes read; a file is at most 1 MB.
    """
    records = [record for path in record_files(paths) for record in _read_file(path, base)]
    records.extend(imported)
    _refuse_duplicates(records)
    return records


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from _files_below(path)
    else:
        raise Unavailable(f"{path}: no such file or folder: name a record or a folder of records")


def _files_below(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise error

    for here, _, names in os.walk(folder, onerror=refuse):
        paths = (Path(here) / name for name in names if name.endswith(SUFFIXES))
        yield from (path for path in paths if path.is_file() or path.is_symlink())


def _read_file(path: Path, base: str) -> list[Record]:
    try:
        text = record_text(path)
    except BadRecord as error:
        return [_unread(error, str(path))]
    records = read_text(text, str(path), base)
    if len(records) == 1 and records[0].slug and path.stem != records[0].slug:
        message = (
            f"the file is named {path.stem} and its record {records[0].slug}: rename one of them"
        )
        mark = Mark("id", records[0].line, 1)
        records[0].problems.append(Problem(Severity.VIOLATION, message, str(path), mark))
    return records


def read_text(text: str, path: str, base: str = BASE) -> list[Record]:
    """Read the records of a text, each with its problems; `path` is the name shown for it.

    Complexity: linear in the text.

    >>> [problem.message for one in read_text("", "new.yaml") for problem in one.problems]
    ['holds no record']
    """
    records: list[Record] = []
    try:
        for node in documents(text, path):
            records.append(read_record(node, path, base))  # noqa: PERF401 - kept on an error
    except BadRecord as error:
        return [*records, _unread(error, path)]
    if not records:
        problem = Problem(Severity.VIOLATION, "holds no record", path, Mark("", 1, 1))
        return [Record(path, 1, problems=[problem])]
    return records


def _unread(error: BadRecord, path: str) -> Record:
    problem = Problem(Severity.VIOLATION, error.message, path, Mark("", error.line, 1))
    return Record(path, error.line, problems=[problem])


def record_text(path: Path) -> str:
    """Return the text of a record file; raises `BadRecord` or `Unavailable` if unreadable."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadRecord(
                f"is {size:,} bytes long; a file of records has at most {MAX_BYTES:,}", str(path)
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadRecord("is not UTF-8: save the file as UTF-8", str(path), line) from error
    except OSError as error:
        raise Unavailable(f"{path}: cannot be read: {error.strerror}") from error


def _refuse_duplicates(records: list[Record]) -> None:
    first: dict[str, Record] = {}
    for record in records:
        earlier = first.setdefault(record.iri, record) if record.iri else record
        if earlier is not record:
            where = f"{earlier.path}:{earlier.line}"
            message = f"{record.kind}/{record.slug} is already in {where}: keep one"
            mark = Mark("id", record.line, 1)
            record.problems.append(Problem(Severity.VIOLATION, message, record.path, mark))
