"""Concept labels as search terms: what a text finds because it is the label of a concept or class.

A record need not have the words of a concept that it names. A search for a label in any language
finds the documents of the concept and of narrower ones, behind those that have the words.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyroaring import BitMap

from graph.languages import languages
from graph.rdf.quads import Quad, iri, parsed
from graph.rdf.terms import LABEL
from graph.search.documents import Document
from graph.search.label_forms import ENGLISH, forms, frequencies, inflected
from graph.search.words import words
from ontology import record_classes
from ontology.namespaces import JG, SKOS

__all__ = ["concept_documents", "documents_by_concept", "documents_of_label", "labels_within"]

NAMES: Final = ("prefLabel", "altLabel", "hiddenLabel")
LABELS: Final = (LABEL, *(iri(SKOS + name) for name in NAMES))
CONCEPT: Final = iri(SKOS + "Concept")
BROADER: Final = iri(SKOS + "broader")
AS_WRITTEN: Final = ""
"""The language of rows whose form is the label in normal form."""
SHORT: Final = 2
"""Letters of the longest words that are left out where labels are looked for within a text."""
LONGEST: Final = 4
"""Words of the longest label that is looked for within a text."""
MOST_WORDS: Final = 7
IS_THERE: Final = "SELECT 1 FROM sqlite_master WHERE name = 'label'"
OF_FORM: Final = "SELECT documents FROM label WHERE language = ? AND form = ?"

ConceptDocuments = dict[str, set[int]]
"""The numbers of the documents that name each concept, or are of each class, by its IRI."""


def documents_of_label(connection: sqlite3.Connection, typed: str) -> BitMap:
    """Return the documents of the concepts that a text is a label of; none in an older index.

    The label as written, else in another number or gender.
    Complexity: a few look-ups.
    """
    asked = words(typed)
    if not asked or not connection.execute(IS_THERE).fetchone():
        return BitMap()
    if found := _rows(connection, AS_WRITTEN, [" ".join(asked)]):
        return found
    if found := _rows(connection, ENGLISH, forms(asked, ENGLISH)):
        return found
    frequency = frequencies(connection, asked)
    some = (_rows(connection, one, inflected(asked, one, frequency)) for one in languages())
    return BitMap.union(BitMap(), *some)


def labels_within(connection: sqlite3.Connection, typed: str) -> Iterator[tuple[BitMap, str]]:
    """Yield the documents of each label that some words of a text are, and the other words.

    The longest labels first. Words of one or two letters, such as prepositions, are left out of
    the others. Nothing for more than `MOST_WORDS` words.
    Complexity: `LONGEST` look-ups for each word.
    """
    asked = words(typed)
    if not 1 < len(asked) <= MOST_WORDS:
        return
    for size in range(min(LONGEST, len(asked) - 1), 0, -1):
        for first in range(len(asked) - size + 1):
            label = " ".join(asked[first : first + size])
            if found := documents_of_label(connection, label):
                others = (*asked[:first], *asked[first + size :])
                yield found, " ".join(word for word in others if len(word) > SHORT)


def _rows(connection: sqlite3.Connection, language: str, some: Iterable[str]) -> BitMap:
    """Return the documents of the first form that a label has."""
    rows = (connection.execute(OF_FORM, (language, form)).fetchone() for form in some)
    return next((BitMap.deserialize(row[0]) for row in rows if row), BitMap())


def concept_documents(
    quads: Sequence[Quad], found: Sequence[Document]
) -> Iterator[tuple[str, str, bytes]]:
    """Yield language, form and documents of each label of the concepts and classes in use.

    Complexity: linear in the quads and in the facet values of the documents.
    """
    held = documents_by_concept(quads, found)
    rows: dict[tuple[str, str], set[int]] = defaultdict(set)
    for _, subject, predicate, object_ in quads:
        numbers = held.get(subject[1:-1]) if predicate in LABELS else None
        if not numbers:
            continue
        text, _, language = parsed(object_)
        rows[AS_WRITTEN, " ".join(words(text))] |= numbers
        for form in forms(words(text), language):
            rows[language, form] |= numbers
    for (language, form), numbers in sorted(rows.items()):
        yield language, form, BitMap(numbers).serialize()


def documents_by_concept(quads: Sequence[Quad], found: Sequence[Document]) -> ConceptDocuments:
    """Return the documents of each concept and class: by their facets, and by what they name.

    A broader concept has the documents of its narrower ones.
    Complexity: linear in the quads and in the facet values of the documents.
    """
    concepts = {subject[1:-1] for _, subject, _, object_ in quads if object_ == CONCEPT}
    above = {one[1:-1]: object_[1:-1] for _, one, name, object_ in quads if name == BROADER}
    held: ConceptDocuments = defaultdict(set)
    for value, number in (*_named(quads, found), *_chosen(found)):
        broader: str | None = value
        while broader and (broader in concepts or _is_class(broader)):
            held[broader].add(number)
            broader = above.get(broader)
    return held


def _named(quads: Sequence[Quad], found: Sequence[Document]) -> Iterator[tuple[str, int]]:
    numbers = {
        record: number for number, one in enumerate(found) for record in (one.iri, *one.records)
    }
    for _, subject, _, object_ in quads:
        number = numbers.get(subject[1:-1].partition("#")[0])
        if number is not None and object_.startswith("<"):
            yield object_[1:-1], number


def _chosen(found: Sequence[Document]) -> Iterator[tuple[str, int]]:
    return ((value, number) for number, one in enumerate(found) for _, value in one.facets)


def _is_class(name: str) -> bool:
    return name.startswith(JG) or name in record_classes()
