"""Classifies the changes of records between two releases: added, changed, withdrawn, merged."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from graph.rdf.terms import REPLACED_BY, TYPE
from graph.release.diff import ADDED, ReleaseData, diff_lines, read_lines
from ontology import JG, kind_of, record_classes, terms

__all__ = ["CHANGES", "DIFFERENCE_FORMATS", "Change", "Difference", "difference"]

CHANGES: Final = ("added", "changed", "restored", "withdrawn", "merged", "removed")
TYPE_BYTES: Final = TYPE.encode()
REPLACED_BY_BYTES: Final = REPLACED_BY.encode()
TOMBSTONE: Final = f"<{JG}Tombstone>".encode()
INFERRED: Final = ("match", "relation")
"""Kinds of inferred records; lists for people leave them out."""


@dataclass(frozen=True)
class Change:
    """The change of one record, and the fields whose values differ."""

    iri: str
    change: str
    fields: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Return the kind of the record, such as issue."""
        return kind_of(self.iri)

    @property
    def record(self) -> str:
        """Return the record as commands name it, such as issue/ghost-work."""
        return f"{self.kind}/{self.iri.rpartition('/')[2]}"


@dataclass(frozen=True)
class Difference:
    """The difference of two releases, by their names: statements and records."""

    old: str
    new: str
    added: int
    removed: int
    changes: tuple[Change, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """Return the number of records by kind and by change."""
        numbers = Counter((one.kind, one.change) for one in self.changes)
        kinds = sorted({kind for kind, _ in numbers})
        return {
            kind: {change: numbers[kind, change] for change in CHANGES if numbers[kind, change]}
            for kind in kinds
        }


@dataclass
class _Touched:
    """Changes seen of one record: types before and after, and changed properties."""

    before: set[bytes] = field(default_factory=set)
    after: set[bytes] = field(default_factory=set)
    properties: set[bytes] = field(default_factory=set)


def difference(old: ReleaseData, new: ReleaseData) -> Difference:
    """Compare two releases by their sorted N-Quads.

    Complexity: linear in the statements of both; memory is linear in the records that changed.
    """
    counted: Counter[bytes] = Counter()
    touched: dict[bytes, _Touched] = defaultdict(_Touched)
    for change, text in diff_lines(read_lines(old.path), read_lines(new.path)):
        counted[change] += 1
        _note(touched, change, text)
    changes = tuple(
        sorted(_changes(touched), key=lambda entry: (entry.kind, entry.change, entry.iri))
    )
    removed = counted.total() - counted[ADDED]
    return Difference(old.name, new.name, counted[ADDED], removed, changes)


def _note(touched: dict[bytes, _Touched], change: bytes, text: bytes) -> None:
    subject, predicate, rest = text.split(b" ", 2)
    seen = touched[subject[1:-1].partition(b"#")[0]]
    seen.properties.add(predicate)
    if predicate == TYPE_BYTES and b"#" not in subject:
        object_ = rest.partition(b" ")[0]
        (seen.after if change == ADDED else seen.before).add(object_)


def _changes(touched: dict[bytes, _Touched]) -> Iterator[Change]:
    for iri, seen in touched.items():
        name = iri.decode()
        if "/id/" in name and kind_of(name):
            change = _change(seen)
            fields = _fields(seen.properties) if change == "changed" else ()
            yield Change(name, change, fields)


def _change(seen: _Touched) -> str:
    before, after = seen.before & _main(), seen.after & _main()
    if TOMBSTONE in seen.after:
        return "merged" if REPLACED_BY_BYTES in seen.properties else "withdrawn"
    if TOMBSTONE in seen.before:
        return "restored" if after else "removed"
    if after and not before:
        return "added"
    return "removed" if before and not after else "changed"


@cache
def _main() -> frozenset[bytes]:
    """Return the classes of records, as N-Quads write them."""
    return frozenset(f"<{name}>".encode() for name in record_classes())


def _fields(properties: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(sorted({terms().name_of(one[1:-1].decode()) for one in properties}))


def _as_text(difference: Difference) -> str:
    numbers = f"{difference.added:,} statements added, {difference.removed:,} removed"
    head = f"{difference.old} to {difference.new}: {numbers}"
    counts = [
        f"{kind}: {', '.join(f'{count:,} {change}' for change, count in some.items())}"
        for kind, some in difference.counts().items()
    ]
    listed = [_line(one) for one in difference.changes if one.kind not in INFERRED]
    return "".join(f"{line}\n" for line in [head, *counts, *listed])


def _line(change: Change) -> str:
    return f"{change.change} {change.record}" + (
        f": {', '.join(change.fields)}" if change.fields else ""
    )


def _as_json(difference: Difference) -> str:
    document: dict[str, Any] = {
        "old": difference.old,
        "new": difference.new,
        "statements": {"added": difference.added, "removed": difference.removed},
        "counts": difference.counts(),
        "records": [
            {
                "record": change.record,
                "iri": change.iri,
                "change": change.change,
                "fields": [*change.fields],
            }
            for change in difference.changes
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


DIFFERENCE_FORMATS: Final[dict[str, Callable[[Difference], str]]] = {
    "text": _as_text,
    "json": _as_json,
}
