"""A problem in a record: its severity, its place in the file and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

__all__ = ["Mark", "Problem", "Severity"]


class Severity(StrEnum):
    """SHACL severity; only a violation stops a release."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


class Mark(NamedTuple):
    """A place in a source file: field, line and column (both from 1)."""

    field: str = ""
    line: int = 0
    column: int = 0


NOWHERE: Final = Mark()


@dataclass(frozen=True)
class Problem:
    """A problem in a record and its place.

    `rule` names the shape that found it; `value` is what was found there, where it is one value.
    """

    severity: Severity
    message: str
    path: str = ""
    mark: Mark = NOWHERE
    record: str = ""
    rule: str = "record"
    value: str = ""

    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """Return a sort key: by file, line and column."""
        mark = self.mark
        return self.path, mark.line, mark.column, self.rule, self.value, self.message

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.mark.line or "") if part)
        subject = " ".join(part for part in (self.record, self.mark.field) if part)
        parts = [where, self.severity.lower(), subject, self.message]
        return ": ".join(part for part in parts if part)
