"""Conversion between the fields of a form and those of a record.

A form names each input by its path: `title`, `place.0`, `involvement.1.actor`. Only what the inputs
ask for is read; all else in a record stays as it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from graph.slugs import slug
from server.contribute.inputs import Input
from server.contribute.normalising import normalised

__all__ = [
    "ASKED",
    "MOST",
    "OTHER",
    "UNKNOWN",
    "Fields",
    "fields_of",
    "is_used",
    "plain_path",
    "read_entry",
]

Fields = MultiDict[str, str]
MOST: Final = 40
"""The most repetitions of a part of a form."""
KEY: Final = "key"
UNKNOWN: Final = "unknown"
ASKED: Final = "asked"
"""Ends the name of a hidden field, which says that the form has an input, also if left empty."""
OTHER: Final = "other"
"""Ends the name of a text for the reviewer, where no choice of a list fits."""


def plain_path(name: str) -> str:
    """Return the path of an input without the numbers of rows.

    >>> plain_path("involvement.1.actor")
    'involvement.actor'
    """
    return ".".join(part for part in name.split(".") if not part.isdecimal())


def is_used(fields: Fields, name: str) -> bool:
    """Whether a form has a value for an input, or for a part of it.

    >>> fields = MultiDict({"place.asked": "1", "pay.0.unit": "USD"})
    >>> is_used(fields, "place"), is_used(fields, "pay")
    (False, True)
    """
    return any(
        value.strip()
        for key, value in fields.items(multi=True)
        if not key.endswith(".asked") and (key == name or key.startswith(f"{name}."))
    )


def read_entry(
    fields: Fields,
    inputs: Sequence[Input],
    prefix: str = "",
    before: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the fields of a record as a form states them, over those that it had before.

    Complexity: linear in the inputs times their repetitions.

    >>> read_entry(MultiDict({"value": " 7 "}), [Input("value", "Value", "", "number")])
    {'value': '7'}
    """
    entry = dict(before or {})
    for one in inputs:
        name = f"{prefix}{one.name}"
        if name not in fields and f"{name}.{ASKED}" not in fields:
            continue
        value = _value(fields, one, prefix, entry.get(one.name))
        if value:
            entry[one.name] = value
        else:
            entry.pop(one.name, None)
    _note_unknown(entry, fields, inputs, prefix)
    return entry


def _value(fields: Fields, one: Input, prefix: str, before: Any) -> Any:
    name = f"{prefix}{one.name}"
    if one.kind == "part":
        return _parts(fields, one, name, before if isinstance(before, Mapping) else {})
    if one.is_many and one.kind != "choice":
        texts = [*fields.getlist(name), *(fields.get(f"{name}.{n}", "") for n in range(MOST))]
    else:
        texts = fields.getlist(name)
    plain = (normalised(one.kind, _plain(text)) for text in texts if text.strip())
    found = list(dict.fromkeys(plain))
    return _like(before, found[:MOST])


def _like(before: Any, found: list[str]) -> Any:
    """Return values in the shape that they had: one alone, a list, or the English of several."""
    if isinstance(before, Mapping):
        return {**before, "en": found[0]} if found else {}
    old = before if isinstance(before, list) else [before] if before else []
    if sorted(_plain(str(one)) for one in old) == sorted(found):
        return before
    return found[0] if len(found) == 1 else found


def _parts(fields: Fields, one: Input, name: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the nested entries of a form, each under its key."""
    found: dict[str, Any] = {}
    for number in range(MOST):
        prefix = f"{name}.{number}."
        key = fields.get(f"{prefix}{KEY}", "")
        old = before.get(key, {})
        part = read_entry(fields, one.inputs, prefix, old)
        own = {each.name for each in one.inputs}
        if own & {*part}:
            found[key if old else _key(part, one, {*found, *before})] = part
    return found


def _key(part: Mapping[str, Any], one: Input, taken: Iterable[str]) -> str:
    """Return the name of a new nested entry, made of its first values."""
    texts = [str(part[each.name]) for each in one.inputs if each.name in part]
    base = slug(" ".join(texts[:2]))[:60].strip("-")
    key, number = f"#{base}", 1
    while key in taken:
        number += 1
        key = f"#{base}-{number}"
    return key


def _note_unknown(
    entry: dict[str, Any], fields: Fields, inputs: Sequence[Input], prefix: str
) -> None:
    """Declare as not stated what the sender said not to know."""
    open_ = [one.name for one in inputs if one.may_be_unknown]
    said = [name for name in open_ if fields.get(f"{prefix}{name}.{UNKNOWN}") and name not in entry]
    if not open_ or not any(f"{prefix}{name}.{ASKED}" in fields for name in open_):
        return
    kept = entry.pop("notStated", [])
    old = [kept] if isinstance(kept, str) else kept
    if stated := [*(name for name in old if name not in open_), *said]:
        new = stated[0] if len(stated) == 1 else stated
        entry["notStated"] = kept if sorted(old) == sorted(stated) else new


def _plain(text: str) -> str:
    return " ".join(text.split())


def fields_of(entry: Mapping[str, Any], inputs: Sequence[Input], prefix: str = "") -> Fields:
    """Return the fields of a form that states a record; the inverse of `read_entry`."""
    fields: Fields = MultiDict()
    unknown = entry.get("notStated", [])
    for one in inputs:
        name, value = f"{prefix}{one.name}", entry.get(one.name)
        if one.may_be_unknown and one.name in ([unknown] if isinstance(unknown, str) else unknown):
            fields[f"{name}.{UNKNOWN}"] = "1"
        if one.kind == "part":
            for number, (key, part) in enumerate((value or {}).items()):
                fields[f"{name}.{number}.{KEY}"] = key
                fields.update(fields_of(part, one.inputs, f"{name}.{number}."))
            continue
        for number, text in enumerate(_texts(value)):
            is_numbered = one.is_many and one.kind != "choice"
            fields.add(f"{name}.{number}" if is_numbered else name, _plain(text))
    return fields


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        value = value.get("en", "")
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one]
