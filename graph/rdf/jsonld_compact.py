"""JSON-LD compaction and framing of quads, with the terms of `context.jsonld`.

The inverse of the record reader, by the same table of terms: nested nodes are inside their record,
and a property without a term keeps a prefixed name.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from graph.rdf.quads import Quad, parsed
from graph.rdf.terms import TYPE
from ontology import BASE, Field, context, terms
from ontology.namespaces import XSD

__all__ = ["CONCEPT_NAME", "compact_graphs", "compacted", "framed"]

STRING: Final = XSD + "string"
CONCEPT_NAME: Final = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
"""Last segment of a concept's IRI, which a record writes in place of the whole IRI."""
LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")

Json = dict[str, Any]


def compact_graphs(quads: Iterable[Quad], base: str = BASE) -> Iterator[Json]:
    """Yield one JSON-LD object for each named graph of quads that are sorted by graph and subject.

    Complexity: linear in the quads; one graph is held at a time.
    Source: JSON-LD 1.1 Processing Algorithms, section 6.1, for the features of `context.jsonld`.

    >>> kenya = ("<a:g>", "<a:kenya>", "<http://www.w3.org/2000/01/rdf-schema#label>", '"Kenya"@en')
    >>> list(compact_graphs([kenya]))
    [{'id': 'a:g', '@graph': [{'id': 'a:kenya', 'name': 'Kenya'}]}]
    """
    compactor = _Compactor(base)
    for graph, members in groupby(quads, key=itemgetter(0)):
        yield {"id": graph[1:-1], "@graph": compactor.nodes(members)}


def framed(quads: Iterable[Quad], iri: str, base: str = BASE) -> Json:
    """Return the triples that describe one thing as a JSON-LD tree, rooted in it.

    Nested nodes are inside it; other nodes that it refers to are in `@included`.
    Source: JSON-LD 1.1 Framing, section 5 (framed documents); JSON-LD 1.1, section 4.7.

    >>> label = ("", "<a:kenya>", "<http://www.w3.org/2000/01/rdf-schema#label>", '"Kenya"@en')
    >>> tree = framed([label], "a:kenya")
    >>> [tree[name] for name in ("id", "name", "@included")]
    ['a:kenya', 'Kenya', []]
    """
    nodes = _Compactor(base).nodes(sorted(quads))
    about = next((node for node in nodes if node["id"] == iri), {"id": iri})
    others = [node for node in nodes if node is not about]
    return {"@context": context(base), **about, "@included": others}


def compacted(quads: Iterable[Quad], base: str = BASE) -> Json:
    """Return triples as a flat list of compacted JSON-LD nodes.

    Source: JSON-LD 1.1, section 6.3 (compacted document form), of flattened nodes.
    """
    nodes = _Compactor(base).flat(sorted(quads))
    return {"@context": context(base), "@graph": [*nodes.values()]}


class _Compactor:
    """Compacts nodes with the terms of one context."""

    def __init__(self, base: str) -> None:
        words = terms(base)
        self.fields, self.words = words.fields, words.words
        self.classes = {iri: name for name, iri in words.classes.items()}
        self.by_property: dict[str, list[Field]] = {}
        for field in words.fields.values():
            self.by_property.setdefault(f"<{field.iri}>", []).append(field)
        self.nests = {
            name: field.name
            for name, fields in self.by_property.items()
            for field in fields
            if field.is_nested
        }
        self.references: dict[tuple[str, str], tuple[str, object]] = {}
        self.prefixes = {
            value: name
            for name, value in context(base).items()
            if isinstance(value, str) and value.endswith(("#", "/"))
        }

    def nodes(self, quads: Iterable[Quad]) -> list[Json]:
        """Return the top nodes of one graph, each with its nested nodes inside."""
        by_iri = self.flat(quads)
        inner = set(self._nest(by_iri))
        return [node for subject, node in by_iri.items() if subject not in inner]

    def flat(self, quads: Iterable[Quad]) -> dict[str, Json]:
        """Return all nodes of one graph by their IRIs, none nested in another."""
        return {
            subject: self._node(subject, list(members))
            for subject, members in groupby(quads, key=itemgetter(1))
        }

    def _nest(self, nodes: dict[str, Json]) -> Iterator[str]:
        """Move each nested node into the property that refers to it, and yield its IRI."""
        for node in nodes.values():
            for name, value in node.items():
                if isinstance(value, dict) and name in self.fields and self.fields[name].is_nested:
                    for key in value:
                        value[key] = dict(nodes.get(f"<{key}>", {}))
                        value[key].pop("id", None)
                        yield f"<{key}>"

    def _node(self, subject: str, quads: list[Quad]) -> Json:
        node: Json = {"id": subject[1:-1]}
        for predicate, members in groupby(quads, key=itemgetter(2)):
            for _, _, _, object_ in members:
                self._put(node, subject, predicate, object_)
        for name, value in node.items():
            if isinstance(value, dict) and name in self.fields:
                node[name] = self._without_default_language(name, value)
        return node

    def _without_default_language(self, name: str, value: Json) -> object:
        language = self.fields[name].language
        return value[language] if [*value] == [language] else value

    def _put(self, node: Json, subject: str, predicate: str, object_: str) -> None:
        if not object_.startswith("<"):
            return self._put_literal(node, predicate, object_)
        nest = self.nests.get(predicate)
        if nest and object_.startswith(subject[:-1] + "#"):
            node.setdefault(nest, {})[object_[1:-1]] = {}
            return None
        if (predicate, object_) not in self.references:
            self.references[predicate, object_] = self._reference(predicate, object_[1:-1])
        return _add(node, *self.references[predicate, object_])

    def _reference(self, predicate: str, iri: str) -> tuple[str, object]:
        """Return the name of a property, and how it refers to an IRI that is not nested."""
        if predicate == TYPE:
            return "type", self.classes.get(iri) or self._name(iri)
        for field in self.by_property.get(predicate, ()):
            if word := self._word(field, iri):
                return field.name, word
        return self._name(predicate[1:-1]), {"@id": iri}

    def _word(self, field: Field, iri: str) -> str:
        """Return how a field refers to an IRI: by its slug, as it is, or not at all."""
        if not field.is_reference or field.is_nested:
            return ""
        if field.names_fields:
            return next((known.name for known in self.by_property.get(f"<{iri}>", ())), "")
        if field.name == "formerType":
            return self.classes.get(iri, iri)
        if not field.vocabulary:
            return iri
        for word, known in field.concepts:
            if known == iri:
                return word
        slug = iri.removeprefix(field.vocabulary)
        return (
            slug if slug != iri and CONCEPT_NAME.fullmatch(slug) and slug not in self.words else ""
        )

    def _put_literal(self, node: Json, predicate: str, object_: str) -> None:
        text, datatype, language = parsed(object_)
        for field in self.by_property.get(predicate, ()):
            if field.language and language:
                return _add_text(node, field.name, text, language)
            is_plain = not field.language and not field.is_reference
            if is_plain and datatype == (field.datatype or STRING):
                return _add(node, field.name, text)
        tag = {"@language": language} if language else {"@type": self._name(datatype)}
        return _add(node, self._name(predicate[1:-1]), {"@value": text, **tag})

    def _name(self, iri: str) -> str:
        for separator in ("#", "/"):
            head, _, local = iri.rpartition(separator)
            prefix = self.prefixes.get(head + separator)
            if prefix and LOCAL.fullmatch(local):
                return f"{prefix}:{local}"
        return iri


def _add(node: Json, name: str, value: object) -> None:
    """Add a value to a field; the second value turns it into a list."""
    if name not in node:
        node[name] = value
    elif isinstance(node[name], list):
        node[name].append(value)
    else:
        node[name] = [node[name], value]


def _add_text(node: Json, name: str, text: str, language: str) -> None:
    """Add a text to a field, as a JSON-LD language map."""
    _add(node.setdefault(name, {}), language, text)
