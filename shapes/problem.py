"""A problem found in a record: where it is, what is wrong and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

__all__ = ["Mark", "Problem", "Severity"]


class Severity(StrEnum):
    """How much a problem matters: only a violation stops a release."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


class Mark(NamedTuple):
    """A place in a file: the field, and the line and column (from 1) where it stands."""

    field: str = ""
    line: int = 0
    column: int = 0


NOWHERE: Final = Mark()


@dataclass(frozen=True)
class Problem:
    """What is wrong with a record, and where.

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
        """Return the key that puts problems in the order of the files they stand in."""
        mark = self.mark
        return self.path, mark.line, mark.column, self.rule, self.value, self.message

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.mark.line or "") if part)
        subject = " ".join(part for part in (self.record, self.mark.field) if part)
        parts = [where, self.severity.lower(), subject, self.message]
        return ": ".join(part for part in parts if part)
