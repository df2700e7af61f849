"""Retention rule of releases: the newest, the last of each month and year, and pinned ones.

{data}/pinned.json    names of releases that no rule removes
"""

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from graph.files import replace_text
from graph.release.dois import DOIS
from graph.release.history import Entry, history
from graph.release.kept import kept_release
from graph.release.release import RELEASES, current_name
from graph.release.withdraw import remove_release
from ontology import Misuse, Unavailable

__all__ = ["PINNED", "Rule", "pin", "prune", "superfluous", "unpin"]

PINNED: Final = "pinned.json"
REASON: Final = "The release is no longer kept here, by the rule of this server."
WORD: Final = re.compile(r"(newest|monthly|yearly)=(\d{1,6})")


@dataclass(frozen=True)
class Rule:
    """Retention counts: the newest releases, and the last one of each month and of each year.

    Months and years are those of the last change of the records, as a manifest states it.
    """

    newest: int = 1
    monthly: int = 0
    yearly: int = 0

    @classmethod
    def read(cls, text: str) -> "Rule | None":
        """Parse a rule; an empty one is none, by which all are kept. Raises `Misuse`.

        >>> Rule.read("newest=5, yearly=10")
        Rule(newest=5, monthly=0, yearly=10)
        """
        words = text.replace(",", " ").split()
        found = [WORD.fullmatch(word) for word in words]
        if not all(found):
            raise Misuse(f"keep = {text}: write it as newest=10,monthly=12,yearly=10")
        numbers = {match[1]: int(match[2]) for match in found if match}
        return cls(**numbers) if words else None


def superfluous(data: Path, rule: Rule) -> list[str]:
    """Return the names of the releases that a rule does not keep, the oldest first.

    The current release, pinned ones and those with a DOI are always kept.
    """
    entries = [*reversed(history(data))]
    kept = {current_name(data), *_names(data / PINNED), *_names(data / DOIS)}
    kept |= {entry.name for entry in entries[: rule.newest]}
    kept |= _newest_of_each(entries, len("2026-11"), rule.monthly)
    kept |= _newest_of_each(entries, len("2026"), rule.yearly)
    return [entry.name for entry in reversed(entries) if entry.name not in kept]


def _newest_of_each(entries: Iterable[Entry], length: int, most: int) -> set[str]:
    """Return the newest release of each of the last periods; entries begin with the newest."""
    newest: dict[str, str] = {}
    for entry in entries:
        newest.setdefault(entry.modified[:length], entry.name)
    return {newest[period] for period in sorted(newest, reverse=True)[:most]}


def prune(data: Path, rule: Rule) -> list[str]:
    """Remove the releases that a rule does not keep, and return their names.

    Their addresses answer 410. Servers that read one leave it first. Raises `Unavailable` while a
    build is at work in the folder.
    """
    try:
        with FileLock(data / ".lock", timeout=0):
            names = superfluous(data, rule)
            for name in names:
                remove_release(data / RELEASES / name, REASON)
    except Timeout:
        raise Unavailable(f"{data}: a build is at work here: wait for its end") from None
    return names


def pin(data: Path, name: str) -> None:
    """Keep a release whatever the rule; raises `NotFound` and `Gone` where it is not there."""
    kept_release(data, name)
    _write(data, {*_names(data / PINNED), name})


def unpin(data: Path, name: str) -> None:
    """Leave a release to the rule again."""
    _write(data, {*_names(data / PINNED)} - {name})


def _write(data: Path, names: set[str]) -> None:
    replace_text(data / PINNED, json.dumps(sorted(names)) + "\n")


def _names(path: Path) -> list[str]:
    """Return the names in a list or table of releases; raises `Unavailable` for a damaged one."""
    with suppress(FileNotFoundError):
        try:
            return [*json.loads(path.read_text(encoding="utf-8"))]
        except ValueError as error:
            raise Unavailable(f"{path}: cannot be read: {error}") from error
    return []
