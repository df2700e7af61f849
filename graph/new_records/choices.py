"""Values of the fields of a new record: ids in place of names, and lists of what may be chosen."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.new_records.blank_fields import BlankField
from graph.new_records.blank_record import field_of
from graph.reading.name_lookup import NameLookup
from ontology import vocabulary_texts
from ontology.namespaces import SKOS

__all__ = ["choices", "with_ids"]

Given = tuple[str, str]
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
    """Return the id that a name means, itself where it is one, or nothing."""
    if name in field.values:
        return name
    meant = [one for one in lookup.meant(field.starts, name) if one in field.values]
    return meant[0] if len(meant) == 1 else ""


def choices(name: str, fields: Sequence[BlankField]) -> Iterator[str]:
    """Yield a line for each value that a field may have: concepts with their definitions.

    Of a field that has no such list, the line says what it expects; of one with entries, there is
    a line for each field of these.
    Raises `Misuse` for a field that the type does not have.
    """
    parts = next((one.parts for one in fields if one.name == name), ())
    field = None if parts else field_of(name, fields)
    if parts:
        yield from (f"{name}.{one.name}: {_hint(one)}" for one in parts)
    elif field and field.values:
        yield from (f"{name}={value}{_about(field, value)}" for value in field.values)
    else:
        yield f"{name}: {field.expected if field else 'an id, such as ghost-work'}"


def _hint(field: BlankField) -> str:
    return field.expected if field.kind or not field.values else ", ".join(field.values)


def _about(field: BlankField, value: str) -> str:
    texts = vocabulary_texts()
    known = (texts.get((start + value, DEFINITION), "") for start in field.starts)
    return next((f"  {text}" for text in known if text), "")
