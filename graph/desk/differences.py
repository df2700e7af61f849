"""Difference of two records, field by field, nested entries included."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

__all__ = ["Changed", "changes_between", "differences"]


class Changed(NamedTuple):
    """A field with its texts before and after; either is empty where there is none."""

    field: str
    before: str
    after: str


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the top fields that differ, with their new value, or None where one was removed.

    >>> changes_between({"a": "1", "b": "2"}, {"a": "1", "b": "3"})
    {'b': '3'}
    """
    names = [*before, *(name for name in after if name not in before)]
    return {name: after.get(name) for name in names if before.get(name) != after.get(name)}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Changed]:
    """Yield the fields that differ, with the names of the entries in which they are.

    Complexity: linear in both.

    >>> old, new = {"pay": {"#2019": {"value": "2"}}}, {"pay": {"#2019": {"value": "3"}}}
    >>> list(differences(old, new))
    [Changed(field='pay #2019 value', before='2', after='3')]
    """
    left, right = dict(_leaves(before)), dict(_leaves(after))
    for field in [*left, *(field for field in right if field not in left)]:
        if left.get(field) != right.get(field):
            yield Changed(field, left.get(field, ""), right.get(field, ""))


def _leaves(value: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, item in value.items():
        here = f"{path} {name}".strip()
        if isinstance(item, Mapping):
            yield from _leaves(item, here)
        else:
            yield here, ", ".join(map(str, item)) if isinstance(item, list) else str(item)
