"""Definition of an import source: its files, its columns, its mapper and its provenance."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, TypeAlias

from graph.importing.context import Context
from graph.importing.records import Entry
from graph.importing.sheets.archive import Snapshot, opened
from graph.importing.sheets.sheet import Refused, Row

__all__ = ["CC_BY_SA", "Entry", "Mapper", "Merged", "Source"]

CC_BY_SA: Final = "https://creativecommons.org/licenses/by-sa/4.0/"

Mapper: TypeAlias = Callable[[str, dict[str, str]], Iterator[Entry]]
"""Maps the id and the cells of a row to records; raises `BadCell`, or `Merged` for a redirect."""


class Merged(Exception):
    """Raised for a row that its source has merged into another; `entry` is its tombstone."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry["id"])
        self.entry = entry


@dataclass(frozen=True)
class Source:
    """A source: its names, its licence, the files of a snapshot (the sheet of rows first).

    `read` yields the rows, `key` gives the id of a row (or raises `BadCell`), and `mapper` reads
    the other files of the snapshot once and returns how a row becomes records, which `makes` names.
    Of a snapshot that is partial, what is absent is not withdrawn.
    """

    name: str
    title: str
    homepage: str
    publisher: str
    licence: str
    attribution: str
    files: tuple[str, ...]
    read: Callable[[Snapshot], Iterator[Row | Refused]]
    key: Callable[[dict[str, str]], str]
    mapper: Callable[[Snapshot, Context], Mapper]
    open: Callable[..., AbstractContextManager[Snapshot]] = opened
    makes: str = "issues"
    is_partial: Callable[[Snapshot], bool] = lambda _: False
