"""Values of the fields of a new record: ids in place of names, and lists of what may be chosen."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.new_records.blank_fields import BlankField
from graph.new_records.blank_record import WIDTH, field_of, listed
from graph.reading.name_lookup import NameLookup
from ontology import vocabulary_texts
from ontology.namespaces import SKOS

__all__ = ["choices", "with_ids"]

Given = tuple[str, str]
PLACE: Final = "place"
DEFINITION: Final = SKOS + "definition"


def with_ids(
    given: Iterable[Given], fields: Sequence[BlankField], lookup: NameLookup
) -> list[Given]:
    """Return the fields that are given with ids for names that mean one record or concept alone.

    All else is left as it is, and refused by a rule, which names what may be meant.
    Raises `Misuse` for a field that the type does not have.
    """
    return [(name, _with_ids(field_of(name, fields), value, lookup)) for name, value in given]


def _with_ids(field: BlankField | None, value: str, lookup: NameLookup) -> str:
    if field is None or not field.starts:
        return value
    if ids := _meant(field, value.strip(), lookup):
        return ids
    return ",".join(_meant(field, one.strip(), lookup) or one for one in value.split(","))


def _meant(field: BlankField, name: str, lookup: NameLookup) -> str:
    """Return the id that a name means, itself where it is one, or nothing.

    It may be that of a record which is not among the values, since the base layer's actors and
    sources are not offered. All places are.
    """
    if name in field.values:
        return name
    is_open = field.kind not in ("", PLACE)
    meant = [one for one in lookup.meant(field.starts, name) if is_open or one in field.values]
    return meant[0] if len(meant) == 1 else ""


def choices(name: str, fields: Sequence[BlankField]) -> Iterator[str]:
    """Yield a line for each value that a field may have: of concepts with what each means.

    Of a field that has no such list, the line says what it expects; of one with entries, there is
    a line for each field of these.
    Raises `Misuse` for a field that the type does not have.
    """
    parts = next((one.parts for one in fields if one.name == name), ())
    field = None if parts else field_of(name, fields)
    if parts:
        yield from (_part(f"{name}.{one.name}", one) for one in parts)
    elif field and field.values:
        for value in field.values:
            yield _first_sentence(f"{name}={value}", _about(field, value))
    else:
        yield f"{name}: {field.expected if field else 'an id, such as ghost-work'}"


def _part(name: str, field: BlankField) -> str:
    if field.kind or not field.values:
        return f"{name}: {field.expected}"
    return listed(name, field.values)


def _first_sentence(value: str, text: str) -> str:
    """Return a value and the first sentence of its definition, as far as a line has room."""
    first = text.partition(". ")[0].removesuffix(".")
    room = max(WIDTH - len(value), WIDTH // 2)
    return f"{value}  {textwrap.shorten(first, room, placeholder=' …')}" if first else value


def _about(field: BlankField, value: str) -> str:
    texts = vocabulary_texts()
    known = (texts.get((start + value, DEFINITION), "") for start in field.starts)
    return next((text for text in known if text), "")
