"""Human judgements on pairs of records (same or different): an append-only CSV table.

A line is never changed: a later one on the same pair takes its place, so that the table keeps who
thought what, when and why. The verdict `open` takes a judgement back.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from graph.csv_rows import csv_rows
from graph.files import append_text
from graph.reading.fields import is_well_formed
from ontology import BadRecord, Unavailable, own_files, terms

__all__ = [
    "Judgement",
    "Judgements",
    "Verdict",
    "curated_judgements",
    "judge",
    "judgement_files",
    "read_judgements",
]

FILENAME: Final = "judgements.csv"
WHEN: Final = terms().fields["judgedOn"]


class Verdict(StrEnum):
    """Verdict on a pair; all but `same` keep the records apart, `open` withdraws a judgement."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement: two records (kind and slug), verdict, who, when and why."""

    left: str
    right: str
    verdict: Verdict
    who: str
    when: str
    why: str

    @property
    def pair(self) -> tuple[str, str]:
        """Return the pair in a canonical order, since sameness is symmetric."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)


Judgements = Mapping[tuple[str, str], Judgement]
"""The latest judgement on each pair."""
COLUMNS: Final = tuple(field.name for field in fields(Judgement))


def curated_judgements() -> Path:
    """Return the judgement table of the package."""
    with as_file(files("graph") / "records" / FILENAME) as path:
        return path


def judgement_files(data: Path) -> list[Path]:
    """Return the judgement tables of a build: of the package, the project and the data folder."""
    paths = (curated_judgements(), *own_files("judgements", "*.csv"), data / FILENAME)
    return [path for path in paths if path.exists()]


def read_judgements(paths: Iterable[Path]) -> dict[tuple[str, str], Judgement]:
    """Return the latest judgement on each pair.

    Raises `BadRecord` with file and line for a row that is no judgement.
    """
    latest = {judgement.pair: judgement for path in paths for judgement in _rows(path)}
    return {
        pair: judgement
        for pair, judgement in latest.items()
        if judgement.verdict is not Verdict.OPEN
    }


def _rows(path: Path) -> list[Judgement]:
    rows = csv_rows(path)
    if tuple(next(rows, (1, []))[1]) != COLUMNS:
        raise BadRecord(f"its first line is not '{','.join(COLUMNS)}': write that", str(path), 1)
    return [_row(dict(zip(COLUMNS, row, strict=False)), f"{path}", line) for line, row in rows]


def _row(row: dict[str, str], path: str, line: int) -> Judgement:
    values = [row.get(column, "").strip() for column in COLUMNS]
    if not all(values[:4]) or values[2] not in {*Verdict} or not is_well_formed(values[4], WHEN):
        verdicts = ", ".join(Verdict)
        message = f"needs two records, a verdict ({verdicts}), who, and when (2026-11-22)"
        raise BadRecord(message, path, line)
    left, right, verdict, *rest = values
    if left == right:
        raise BadRecord(f"judges {left} with itself: name two records", path, line)
    return Judgement(left, right, Verdict(verdict), *rest)


def judge(path: Path, judgement: Judgement) -> None:
    """Append a judgement to a table, which is created if absent; earlier rows stay."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes() if path.exists() else b""
        if not before:
            writer.writerow(COLUMNS)
        elif not before.endswith(b"\n"):
            text.write("\n")
        writer.writerow(astuple(judgement))
        append_text(path, text.getvalue())
    except OSError as error:
        raise Unavailable(f"{path}: cannot be written: {error.strerror}") from error
