"""Fields of a class of records for a new record: which are needed, and what values each may have.

They come from the SHACL shapes, the ontology, the concept schemes and the JSON-LD context, a
project's own among them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox

from graph.reading.class_fields import properties_of
from graph.reading.fields import expected
from ontology import (
    Field,
    general_own_properties,
    own_kinds,
    own_properties,
    record_types,
    schema,
    terms,
    vocabulary,
    vocabulary_texts,
)
from ontology.namespaces import RDFS_LABEL, SKOS, local_name
from shapes.model import ModelProperty

__all__ = ["BlankField", "Ids", "blank_fields"]

Ids = Mapping[str, Sequence[str]]
"""The ids of the records that are there, by kind."""
MADE: Final = frozenset(
    {"closeMatch", "countedAs", "derivation", "listsAsRelated", "namesPlace", "notStated"}
    | {"classification", "ownJudgement", "ownerInvolved", "reports", "titleMade"}
)
"""Fields that builds and imports make, and those that a new record gets without being asked."""
OF_OWN_RECORDS: Final = ("description", "alias", "source", "place", "homepage")
"""Fields of records of a project's own classes, whose shapes need not name them."""
CONCEPTS: Final = "/concept/"
A_TEXT: Final = "a text"
DEFINITION: Final = SKOS + "definition"


@dataclass(frozen=True)
class BlankField:
    """A field of a new record.

    `label` is that of the vocabulary, or the name. `values` are the concepts or ids that it may
    have, and `starts` what their IRIs begin with; `expected` says in words what a value is. `parts`
    are the fields of its nested entries. One that is `or_not_stated` is needed, unless the record
    says that it is not stated.
    """

    name: str
    label: str
    expected: str
    starts: tuple[str, ...] = ()
    is_needed: bool = False
    or_not_stated: bool = False
    kind: str = ""
    values: tuple[str, ...] = ()
    parts: tuple["BlankField", ...] = ()


def blank_fields(type_: str, ids: Ids, base: str) -> list[BlankField]:
    """Return the fields of a type of records: the needed ones, a project's own, then all others.

    Complexity: linear in the properties of the class and in the vocabulary.

    >>> from ontology import BASE
    >>> [one.name for one in blank_fields("Person", {"source": ["a"]}, BASE)][:3]
    ['name', 'publicRole', 'source']
    """
    fields = [*_fields(terms(base).classes[type_], ids, base)]
    names = {one.name for one in fields}
    if record_types()[type_] in own_kinds():
        more = (name for name in OF_OWN_RECORDS if name not in names)
        fields += [_blank(terms(base).fields[name], None, ids, base) for name in more]
    elif "title" in names:
        fields = [one for one in fields if one.name != "name"]
    own = {local_name(name) for name in own_properties()}
    return sorted(fields, key=lambda one: (_place(one), one.name not in own, bool(one.parts)))


def _place(one: BlankField) -> int:
    if one.name in ("title", "name"):
        return 0
    return 1 if one.is_needed else 2 if one.or_not_stated else 3


def _fields(class_: str, ids: Ids, base: str, *, is_part: bool = False) -> Iterator[BlankField]:
    """Yield the fields of a class by name; those of entries in entries are left out."""
    for property_ in sorted(_properties(class_), key=lambda one: one.field):
        for name in property_.field.split(" or "):
            field = terms(base).fields.get(name)
            if field and name not in MADE and not (is_part and field.is_nested):
                yield _blank(field, property_, ids, base)


def _properties(class_: str) -> list[ModelProperty]:
    """Return the properties of a class, and a project's that describe every class."""
    known = {one.iri: one for one in properties_of([class_])}
    everywhere = general_own_properties()
    return [*known.values(), *(ModelProperty(x, local_name(x), ()) for x in everywhere)]


def _blank(field: Field, property_: ModelProperty | None, ids: Ids, base: str) -> BlankField:
    range_ = schema().ranges.get(field.iri, "") if field.is_nested else ""
    is_choice = bool(property_) and " or " in property_.field  # type: ignore[union-attr]
    is_needed = bool(property_ and property_.least) and not is_choice
    or_not_stated = bool(property_ and property_.or_not_stated)
    segment = field.vocabulary.rstrip("/").rpartition("/")[2]
    kind = segment if field.vocabulary.startswith(f"{base}id/") else ""
    return BlankField(
        field.name,
        _text(field.iri, RDFS_LABEL) or field.name,
        f"the id of a record of kind {kind}" if kind else _expected(field),
        _starts(field),
        is_needed and not or_not_stated,
        or_not_stated,
        kind,
        tuple(ids.get(kind, ()) if kind else _concepts(field)),
        tuple(_fields(range_, ids, base, is_part=True)) if range_ else (),
    )


def _starts(field: Field) -> tuple[str, ...]:
    """Return what the IRIs of a field's values begin with: its own and those of own concepts."""
    own = {name.rpartition("/")[0] + "/" for _, name in field.concepts}
    return (field.vocabulary, *sorted(own)) if field.vocabulary else ()


def _expected(field: Field) -> str:
    """Return what a value is, in words: of a text, how the vocabulary defines it."""
    if field.vocabulary and CONCEPTS not in field.vocabulary:
        return f"the end of an address that begins with {field.vocabulary}"
    words = expected(field)
    definition = _text(field.iri, DEFINITION).partition(". ")[0].removesuffix(".")
    return definition[:1].lower() + definition[1:] if definition and words == A_TEXT else words


def _concepts(field: Field) -> Iterable[str]:
    """Return the words of the concepts that a field takes, those of a project first."""
    if CONCEPTS not in field.vocabulary:
        return ("true", "false") if field.datatype.endswith("#boolean") else ()
    start = field.vocabulary
    ours = {name.removeprefix(start) for name in _subjects() if name.startswith(start)}
    own = {word for word, _ in field.concepts}
    return [*sorted(own), *sorted(ours - own)]


@cache
def _subjects() -> frozenset[str]:
    return frozenset(
        quad.subject.value for quad in vocabulary() if isinstance(quad.subject, ox.NamedNode)
    )


def _text(name: str, property_: str) -> str:
    return vocabulary_texts().get((name, property_), "")
