"""Classes of records: ours, and those that a project's own Turtle defines.

An own class below one of ours is a further type of that kind of record, such as an incident. One
that is below none of ours is a kind of its own: its records are at `id/KIND/SLUG`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ontology.errors import Misuse
from ontology.namespaces import JG, KINDS, OWL, RDF_TYPE, SKOS, SLUG, local_name
from ontology.vocabulary import modules, own_triples, schema

__all__ = ["own_classes", "own_kinds", "record_classes", "record_types"]

CLASS: Final = OWL + "Class"
CONCEPT_CLASS: Final = SKOS + "Concept"
TYPE_NAME: Final = re.compile(r"[A-Z]\w*", re.ASCII)
WORD_BEGINS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
GENERAL: Final = {"Issue": "issue", "Actor": "actor", "Place": "place"}
"""Superclasses of our record types, and the kind of their records."""


@cache
def record_types() -> dict[str, str]:
    """Return the types of records, as records write them, with the kind of each.

    Raises `Misuse` for an own class whose name is taken or cannot be a type.

    >>> record_types()["Incident"]
    'issue'
    """
    return {**KINDS, **{local_name(name): kind for name, kind in own_classes().items()}}


@cache
def record_classes() -> dict[str, str]:
    """Return the classes of records by their IRIs, with the kind of each.

    >>> record_classes()["https://w3id.org/justicegraph/ontology#AISystem"]
    'system'
    """
    return {**{JG + name: kind for name, kind in KINDS.items()}, **own_classes()}


@cache
def own_classes() -> dict[str, str]:
    """Return the project's own classes of records by their IRIs, with the kind of each, sorted.

    Classes of concepts and classes of nested nodes are none of records.
    Raises `Misuse` for a name that is taken or cannot be a type.
    """
    found = {name: _kind(name) for name in sorted(_defined())}
    return {name: kind for name, kind in found.items() if kind}


def own_kinds() -> dict[str, str]:
    """Return the kinds of records that only the project has, with the broadest class of each."""
    ours = {*KINDS.values()}
    return {
        kind: name for name, kind in own_classes().items() if kind not in ours and _is_top(name)
    }


def _defined() -> Iterator[str]:
    for triple in own_triples():
        if triple.predicate.value == RDF_TYPE and getattr(triple.object, "value", "") == CLASS:
            yield str(triple.subject)[1:-1]


def _kind(name: str) -> str:
    """Return the kind of the records of an own class, or nothing for a class of other things."""
    above = schema().superclasses.get(name, ())
    ours = [one for one in above if one.startswith(JG)]
    if CONCEPT_CLASS in above:
        return ""
    for one in ours:
        local = one.removeprefix(JG)
        if kind := KINDS.get(local, GENERAL.get(local, "")):
            return _checked(name, kind)
    if ours:
        return ""
    defined = {*_defined()}
    top = [one for one in (name, *above) if one in defined][-1]
    return _checked(name, _new_kind(top))


def _is_top(name: str) -> bool:
    return not any(one in own_classes() for one in schema().superclasses.get(name, ()))


def _checked(name: str, kind: str) -> str:
    word = local_name(name)
    if word in KINDS or not TYPE_NAME.fullmatch(word):
        raise Misuse(f"ontology/: {name}: '{word}' is no free name of a class: choose another")
    return kind


def _new_kind(name: str) -> str:
    """Return the segment of IRIs for records of a class that is below none of ours.

    Kinds share their names with schemes of concepts in `kind_of`, so that both are taken.
    """
    kind = WORD_BEGINS.sub("-", local_name(name)).lower().replace("_", "-")
    schemes = {path.stem for path in modules() if path.parent.name == "schemes"}
    if kind in {*KINDS.values()} | schemes or not re.fullmatch(SLUG, kind):
        raise Misuse(f"ontology/: {name}: its records would be at id/{kind}/, which is taken")
    return kind
