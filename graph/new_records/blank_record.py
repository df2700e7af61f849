"""Text of a new record: the fields that are given, and all others as comments to fill in."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from graph.desk.yaml_writer import written
from graph.new_records.blank_fields import BlankField
from graph.slugs import slug
from ontology import Misuse, did_you_mean

__all__ = ["field_of", "lacking", "listed", "new_entry", "record_text", "slug_of"]

WIDTH: Final = 98
LONGEST_ID: Final = 60
SOURCE: Final = "source"
HOW_TO: Final = (
    'A line such as "#year:" is a field: take the "#" away, and write a value after the colon.'
)
WHOLE: Final = "A list that ends with … is whole in the answer to: justicegraph new record"


def slug_of(title: str) -> str:
    """Return an id made of a title: of its first words, where it is long.

    >>> slug_of("A village well fell dry next to a data centre that cools machines with it")
    'a-village-well-fell-dry-next-to-a-data-centre-that-cools'
    """
    whole = slug(title)
    return whole if len(whole) <= LONGEST_ID else whole[: LONGEST_ID + 1].rpartition("-")[0]


def new_entry(
    type_: str, given: Iterable[tuple[str, str]], fields: Sequence[BlankField], day: str
) -> dict[str, Any]:
    """Return a record of a type with the fields that are given; `PART.FIELD` is one of an entry.

    What a rule needs, or else wants to be declared, is not stated. An entry has the record's
    source. `day` is that of the change.
    Raises `Misuse` for a field that the type does not have.
    """
    values: dict[str, list[str]] = {}
    for name, value in given:
        values.setdefault(name, []).extend(_split(field_of(name, fields), value))
    plain = {name: found if found[1:] else found[0] for name, found in values.items()}
    title = str(plain.get("title") or plain.get("name") or "")
    entry: dict[str, Any] = {"id": plain.pop("id", slug_of(title)), "type": type_}
    ordered = [one for one in fields if one.name in plain and not one.parts]
    entry |= {one.name: plain[one.name] for one in ordered}
    for one in fields:
        if part := {
            n.partition(".")[2]: v for n, v in plain.items() if n.startswith(f"{one.name}.")
        }:
            entry[one.name] = _part(one, part, entry, entry.get("source", ""))
    unknown = [one.name for one in fields if one.or_not_stated and one.name not in entry]
    return entry | ({"notStated": unknown} if unknown else {}) | {"modified": day}


def field_of(name: str, fields: Sequence[BlankField]) -> BlankField | None:
    """Return a field by its name, or that of a part; none for the id.

    Raises `Misuse` for a field that the type does not have.
    """
    if name == "id":
        return None
    known = {one.name: one for one in fields}
    whole, _, part = name.partition(".")
    parts = {one.name: one for one in known[whole].parts} if whole in known else {}
    found = parts.get(part) if part else known.get(whole)
    if found is None or (found.parts and not part):
        names = [f"{whole}.{one}" for one in parts] or [
            one for one in known if not known[one].parts
        ]
        raise Misuse(
            f"the field '{name}' is unknown here; {did_you_mean(name, names)}".rstrip("; ")
        )
    return found


def _split(field: BlankField | None, value: str) -> list[str]:
    """Return the values of a text: ids and concepts have commas between them."""
    is_list = field is not None and bool(field.values or field.kind)
    return [one.strip() for one in value.split(",") if one.strip()] if is_list else [value.strip()]


def _part(
    one: BlankField, values: Mapping[str, Any], entry: Mapping[str, Any], source: Any
) -> dict[str, Any]:
    """Return the entry of a part, by a name that no part of the record has yet."""
    kept = dict(values)
    if source and any(each.name == SOURCE for each in one.parts):
        kept.setdefault(SOURCE, source)
    name = slug_of(" ".join(str(value) for value in [*kept.values()][:2]))
    taken = {each for value in entry.values() if isinstance(value, dict) for each in value}
    return {f"#{slug(one.name)}-{name}" if f"#{name}" in taken else f"#{name}": kept}


def lacking(entry: Mapping[str, Any], fields: Sequence[BlankField]) -> dict[str, BlankField]:
    """Return the fields that every record of the type needs and that this one lacks, by name."""
    found: dict[str, BlankField] = {}
    for one in fields:
        if one.is_needed and one.name not in entry:
            needed = {f"{one.name}.{each.name}": each for each in one.parts if each.is_needed}
            found |= needed or {one.name: one}
    return {name: one for name, one in found.items() if not name.endswith(f".{SOURCE}")}


def record_text(
    entry: Mapping[str, Any], fields: Sequence[BlankField], about: Sequence[str] = ()
) -> str:
    """Return the text of a record: its fields, then the others as comments with their values.

    `about` says in a sentence each what the type is, and the other types of its kind.
    Complexity: linear in the fields and their values.
    """
    others = [one for one in fields if one.name not in entry]
    whole = f"{WHOLE} {entry['type']} FIELD="
    lines = [
        line for one in (*(about or [str(entry["type"])]), HOW_TO, whole) for line in _remark(one)
    ]
    lines += ["", *written(entry).splitlines()]
    if choices := [*_choices(entry, fields)]:
        lines += ["", *_remark("Other values of the fields above:"), *choices]
    if "notStated" in entry:
        lines += [
            "",
            *_remark("Not stated so far. Take a name out of notStated when you state it."),
        ]
    for one in others:
        if not one.or_not_stated and one is _first_optional(others):
            lines += ["", *_remark("What may be said, too.")]
        lines += [*_commented(one)]
    return "\n".join(lines) + "\n"


def _choices(entry: Mapping[str, Any], fields: Iterable[BlankField]) -> Iterator[str]:
    """Yield the concepts that the fields of a record, and of its entries, may have instead."""
    for one in fields:
        if one.name in entry:
            for part in one.parts or (one,):
                if not part.kind and part.values:
                    yield listed(f"# {part.name}", part.values)


def _first_optional(fields: Sequence[BlankField]) -> BlankField | None:
    return next((one for one in fields if not one.or_not_stated), None)


def _commented(one: BlankField) -> Iterator[str]:
    """Yield the comment of a field, and the field itself as a comment."""
    yield from _remark(_hint(one))
    yield f"#{one.name}:"
    if one.parts:
        yield '#  "#first":'
        for part in one.parts:
            yield from _remark(_hint(part, "#    # "), start="#    # ")
            yield f"#    {part.name}:"


def _hint(one: BlankField, start: str = "# ") -> str:
    words = one.label[:1].upper() + one.label[1:]
    if one.parts:
        return f"{words}: as many entries as there are, each under a name that begins with #"
    if not one.values:
        return f"{words}: {one.expected}"
    return listed(start + words, one.values).removeprefix(start)


def listed(name: str, values: Sequence[str]) -> str:
    """Return a name and values in one line, of which the last is … where not all have room.

    >>> listed("# year", ["2019", "2020"])
    '# year: 2019, 2020'
    """
    room = max(WIDTH - len(f"{name}: "), WIDTH // 2)
    fitting = textwrap.shorten(", ".join(values), room, placeholder=" …", break_on_hyphens=False)
    return f"{name}: {fitting}"


def _remark(text: str, start: str = "# ") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=start,
        subsequent_indent=start,
        break_long_words=False,
        break_on_hyphens=False,
    )
