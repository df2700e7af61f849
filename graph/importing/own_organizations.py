"""Gazetteer of the organisations and places of a project's records: no person is meant by them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.privacy.name_tokens import Phrases, tokens
from graph.privacy.party_classifier import Party, Verdict
from graph.reading.files import record_files
from graph.reading.plain import plain_entries
from graph.slugs import slug
from ontology import current_project, local_name, own_classes, record_types, schema
from ontology.namespaces import JG

__all__ = ["named_in_texts", "own_entries", "own_organizations", "own_places"]

Entry = Mapping[str, Any]


def own_entries() -> list[Entry]:
    """Return the records of the project as they are written.

    Outside of a project there are none: reviewed names are in a list of their own.
    Complexity: linear in the records.
    """
    project = current_project()
    if not project or not project.records.is_dir():
        return []
    return [*plain_entries(record_files([project.records]))]


def own_organizations(entries: Iterable[Entry]) -> dict[str, Party]:
    """Return the organisations among records, by the slugs of their names and aliases.

    Complexity: linear in the records.
    """
    found: dict[str, Party] = {}
    for entry in entries:
        if _is_organization(str(entry.get("type", ""))):
            kind = entry.get("kind")
            detail = kind if isinstance(kind, str) else ""
            for name in _names(entry):
                found.setdefault(slug(name), Party(name, Verdict.ORGANIZATION, detail))
    return found


def own_places(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the ids of the places among records, by their names in small letters.

    Complexity: linear in the records.
    """
    found: dict[str, str] = {}
    for entry in entries:
        if record_types().get(str(entry.get("type", ""))) == "place":
            for name in _names(entry):
                found.setdefault(name.strip().casefold(), str(entry.get("id", "")))
    return found


def named_in_texts(own: Mapping[str, Party]) -> Phrases:
    """Return those names that a text may hold: of several words, since one may be a surname."""
    return Phrases(party.name for party in own.values() if len(tokens(party.name)) > 1)


def _is_organization(type_: str) -> bool:
    """Whether a type is that of actors, and neither that of persons nor below it."""
    person = f"{JG}Person"
    above = (
        {class_, *schema().superclasses.get(class_, ())}
        for class_ in (f"{JG}{type_}", *own_classes())
        if local_name(class_) == type_
    )
    return record_types().get(type_) == "actor" and not any(person in one for one in above)


def _names(entry: Mapping[str, object]) -> Iterator[str]:
    for field in ("name", "alias"):
        yield from _texts(entry.get(field))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = [*value.values()]
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one.strip():
            yield one
        elif isinstance(one, list):
            yield from _texts(one)
