"""JSON-LD term definitions: each field of `context.jsonld` with its IRI and its value type.

The context is the only mapping between records and RDF. This module reads it into a table, which
the reader uses to expand a record and the publisher to compact one. Tests compare both with an
independent JSON-LD processor.
"""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from ontology.namespaces import BASE, local_name
from ontology.own_terms import with_own_terms

__all__ = ["Field", "Terms", "context", "terms"]


@dataclass(frozen=True)
class Field:
    """A JSON-LD term definition: field name, property IRI and how its values are read."""

    name: str
    iri: str
    vocabulary: str = ""
    datatype: str = ""
    language: str = ""
    is_reference: bool = False
    is_nested: bool = False
    concepts: tuple[tuple[str, str], ...] = ()
    """Words for concepts whose IRIs do not begin as `vocabulary` does: those of a project."""

    @property
    def names_fields(self) -> bool:
        """Whether its values are names of fields, such as `notStated: year`."""
        return self.name in ("notStated", "ownJudgement")


@dataclass(frozen=True)
class Terms:
    """All JSON-LD terms: fields, class names, and lookup by IRI.

    `words` are the names that mean something of their own in a record, prefixes and `id` among
    them, so that no slug may be one of them.
    """

    fields: dict[str, Field]
    classes: dict[str, str]
    words: frozenset[str]

    def by_property(self, iri: str) -> list[Field]:
        """Return the fields of a property; `to` and `toWorkers` share one."""
        return self._by_property.get(iri, [])

    def name_of(self, iri: str) -> str:
        """Return the name of the first field of a property, else the local name of its IRI."""
        return next((field.name for field in self.by_property(iri)), local_name(iri))

    @cached_property
    def _by_property(self) -> dict[str, list[Field]]:
        found: dict[str, list[Field]] = {}
        for field in self.fields.values():
            found.setdefault(field.iri, []).append(field)
        return found


@cache
def context(base: str = BASE) -> dict[str, Any]:
    """Return the JSON-LD context, with data IRIs under another base if one is given.

    Complexity: the file is read once for each base.
    Source: JSON-LD 1.1, section 3.1.

    >>> context()["id"]
    '@id'
    """
    text = (files("ontology") / "context.jsonld").read_text(encoding="utf-8")
    moved = text.replace(f"{BASE}id/", f"{base}id/")
    loaded: dict[str, Any] = json.loads(moved)["@context"]
    return with_own_terms(loaded, base)


@cache
def terms(base: str = BASE) -> Terms:
    """Return the table of terms that the context defines.

    >>> terms().fields["role"].vocabulary
    'https://w3id.org/justicegraph/concept/role/'
    >>> terms().classes["Incident"]
    'https://w3id.org/justicegraph/ontology#Incident'
    """
    words = context(base)
    prefixes = {name: value for name, value in words.items() if _is_prefix(value)}
    fields = {
        name: _field(name, value, prefixes)
        for name, value in words.items()
        if isinstance(value, dict)
    }
    classes = {
        name: _full(value, prefixes)
        for name, value in words.items()
        if isinstance(value, str) and name[0].isupper()
    }
    return Terms(fields, classes, frozenset(words))


def _is_prefix(value: object) -> bool:
    return isinstance(value, str) and value.endswith(("#", "/"))


def _full(compact: str, prefixes: dict[str, str]) -> str:
    prefix, _, local = compact.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else compact


def _field(name: str, definition: dict[str, Any], prefixes: dict[str, str]) -> Field:
    coercion = definition.get("@type", "")
    return Field(
        name,
        iri=_full(definition["@id"], prefixes),
        vocabulary=definition.get("@context", {}).get("@vocab", ""),
        concepts=tuple(
            (word, iri_)
            for word, iri_ in definition.get("@context", {}).items()
            if word != "@vocab"
        ),
        datatype="" if coercion.startswith("@") or not coercion else _full(coercion, prefixes),
        language=definition.get("@language", ""),
        is_reference=coercion in ("@id", "@vocab"),
        is_nested=definition.get("@container") == "@id",
    )
