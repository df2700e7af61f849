"""Filter of withheld parts in the fields of a record, so that no form shows what was withheld.

A field is left out if the record, read without it, no longer makes a withheld statement.
"""

from collections.abc import Mapping
from typing import Any, Final

from graph.desk.name_filter import NameFilter
from graph.desk.part_filter import PartFilter
from graph.desk.withheld import Parts
from graph.desk.yaml_writer import written
from graph.rdf.quads import Quad
from graph.reading.files import read_text
from ontology import BASE

__all__ = ["visible_entry"]

NEEDED: Final = frozenset({"id", "type"})
"""Fields without which nothing of a record can be read."""
Path = tuple[str | int, ...]


def visible_entry(entry: Mapping[str, Any], parts: Parts) -> dict[str, Any]:
    """Return the fields of a record without what is withheld.

    Complexity: nothing for a record that has none of it; else one reading for each field.
    """
    names, left = NameFilter(parts.names), dict(entry)
    if parts.names:
        left = _reworded(left, names) or {}
    filter_ = PartFilter(Parts(parts.statements, same=parts.same), BASE)
    if not parts.statements or not (held := _held(left, filter_)):
        return left
    while held and (path := _cause(left, (), held, filter_)):
        left = _without(left, path)
        held = _held(left, filter_)
    return left


def _cause(entry: Mapping[str, Any], path: Path, held: set[Quad], filter_: PartFilter) -> Path:
    """Return the way to the smallest part of a record that makes one of its withheld statements."""
    for below in _below(entry, path):
        if len(_held(_without(entry, below), filter_)) < len(held):
            return _cause(entry, below, held, filter_)
    return path


def _held(entry: Mapping[str, Any], filter_: PartFilter) -> set[Quad]:
    """Return the withheld statements that a record makes."""
    records = read_text(written(entry), "record.yaml", BASE)
    return {quad for record in records for quad in record.quads if filter_.is_in(quad)}


def _reworded(value: Any, names: NameFilter) -> Any:
    """Return a value with other words in place of names; nothing where a name is all of it."""
    if isinstance(value, str):
        is_out = names.is_all(value) or ("://" in value and names.is_in_address(value))
        return None if is_out else names.without(value, parts=True)
    if isinstance(value, list):
        return [other for one in value if (other := _reworded(one, names)) is not None]
    pairs = ((key, _reworded(one, names)) for key, one in value.items())
    return {
        key: one
        for key, one in pairs
        if one not in (None, [], {}) and not names.is_in_address(str(key))
    }


def _below(entry: Mapping[str, Any], path: Path) -> list[Path]:
    """Return the ways to the values right within the value that a way leads to."""
    value: Any = entry
    for key in path:
        value = value[key]
    if isinstance(value, list):
        return [(*path, number) for number in range(len(value))]
    keys = value.keys() - NEEDED if isinstance(value, Mapping) else ()
    return [(*path, key) for key in sorted(keys)]


def _without(value: Any, path: Path) -> Any:
    """Return a value without the one that a way leads to, where it is still there."""
    first, *rest = path
    if isinstance(value, list):
        kept = [*enumerate(value)]
        return [
            _without(one, tuple(rest)) if key == first else one
            for key, one in kept
            if rest or key != first
        ]
    if not isinstance(value, Mapping):
        return value
    return {
        key: _without(one, tuple(rest)) if key == first else one
        for key, one in value.items()
        if rest or key != first
    }
