"""Search index writer: SQLite tables for documents, full text (FTS5), vocabulary and facets.

document   one row an issue, actor, system, group or place, numbered from the newest on
source     one row a source, numbered by IRI
record     the other records that report an issue, each with the number of its document
words      its words (FTS5: stemmed, in normal form), title before names before text
spelling   every word in normal form, and in how many documents
phrase     phrases in other languages, each with its English labels, all in normal form
form       the phrase that a stemmed form of it stands for
label      the documents of what a label names, by language and form of the label
common     words that texts mostly write in small letters: they are no names
facet      the documents of each value, as a compressed set of numbers
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from pyroaring import BitMap

from graph.languages import languages, phrases
from graph.rdf.quads import Quad, iri
from graph.rdf.terms import TYPE
from graph.search.concept_labels import concept_documents
from graph.search.documents import Document, documents
from graph.search.facets import label_of, part_label, word_of
from graph.search.label_forms import forms
from graph.search.words import normal_form, words
from graph.stemming import WORD, stems
from ontology import BASE, record_classes

__all__ = ["SEARCH", "write_search"]

SEARCH: Final = "search.sqlite"
"""The file's name in a release."""
SOURCE: Final = "source"
"""The kind of the records of sources."""
SCHEMA: Final = """
CREATE TABLE document (
  number INTEGER PRIMARY KEY, iri TEXT, title TEXT, text TEXT, year INTEGER, modified TEXT,
  about TEXT, kind TEXT, records TEXT
);
CREATE INDEX titled ON document (title COLLATE NOCASE);
CREATE INDEX named ON document (iri);
CREATE VIRTUAL TABLE words USING fts5(
  title, names, text, content='', tokenize='porter unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE TABLE spelling (word TEXT PRIMARY KEY, documents INTEGER) WITHOUT ROWID;
CREATE TABLE common (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE phrase (phrase TEXT PRIMARY KEY, english TEXT) WITHOUT ROWID;
CREATE TABLE form (form TEXT PRIMARY KEY, phrase TEXT) WITHOUT ROWID;
CREATE TABLE label (
  language TEXT, form TEXT, documents BLOB, PRIMARY KEY (language, form)
) WITHOUT ROWID;
CREATE TABLE source (number INTEGER PRIMARY KEY, iri TEXT);
CREATE TABLE record (iri TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE facet (
  name TEXT, word TEXT, value TEXT, label TEXT, documents BLOB, PRIMARY KEY (name, word, value)
) WITHOUT ROWID;
"""


def write_search(path: Path, quads: Sequence[Quad], base: str = BASE) -> None:
    """Write the index of a release's quads.

    Complexity: linear in the quads, and sorting the documents.
    Source: SQLite, FTS5 extension; Lemire et al., Roaring bitmaps (2018).
    """
    found, labels = documents(quads, base)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; {SCHEMA}")
        connection.executemany(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _rows(found)
        )
        connection.executemany(
            "INSERT INTO words (rowid, title, names, text) VALUES (?, ?, ?, ?)", _texts(found)
        )
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.executemany("INSERT INTO spelling VALUES (?, ?)", _spelling(found))
        connection.executemany("INSERT INTO common VALUES (?)", _common(found))
        kept = _phrases(quads, labels)
        connection.executemany("INSERT INTO phrase VALUES (?, ?)", kept)
        connection.executemany(
            "INSERT INTO form VALUES (?, ?)", _forms(quads, labels, (one for one, _ in kept))
        )
        connection.executemany(
            "INSERT INTO label VALUES (?, ?, ?)", concept_documents(quads, found)
        )
        connection.executemany("INSERT INTO record VALUES (?, ?)", _records(found))
        connection.executemany("INSERT INTO source VALUES (?, ?)", enumerate(_sources(quads)))
        connection.executemany("INSERT INTO facet VALUES (?, ?, ?, ?, ?)", _facets(found, labels))


def _rows(found: Sequence[Document]) -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(found):
        kind = next((value for facet, value in one.facets if facet == "kind"), "")
        lists = "\n".join(one.about), kind, "\n".join(one.records)
        yield number, one.iri, one.title, one.text, one.year, one.modified, *lists


def _sources(quads: Iterable[Quad]) -> list[str]:
    classes = {iri(name) for name, kind in record_classes().items() if kind == SOURCE}
    return sorted({quad[1][1:-1] for quad in quads if quad[2] == TYPE and quad[3] in classes})


def _texts(found: Sequence[Document]) -> Iterator[tuple[int, str, str, str]]:
    for number, one in enumerate(found):
        names = normal_form("\n".join(one.names))
        text = f"{one.text}\n{one.others}" if one.others else one.text
        yield number, normal_form(one.title), names, normal_form(text)


def _spelling(found: Sequence[Document]) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for _, *texts in _texts(found):
        seen.update({word for text in texts for word in WORD.findall(text)})
    return sorted(seen.items())


def _common(found: Sequence[Document]) -> list[tuple[str]]:
    """Return the words that texts write in small letters at least as often as with a capital."""
    small: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for one in found:
        for word in WORD.findall(one.text):
            every[word.casefold()] += 1
            small[word.casefold()] += word == word.lower()
    return [(word,) for word in sorted(every) if 2 * small[word] >= every[word]]


def _phrases(quads: Iterable[Quad], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return each phrase with its English labels, a line each.

    A phrase whose words are all in a label finds it as it is: America, or Congo.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for phrase, meant in phrases(quads, labels).items():
        found[" ".join(words(phrase))] |= {" ".join(words(one)): None for one in meant}
    return sorted(
        (one, "\n".join(meant))
        for one, meant in found.items()
        if not any({*stems(one)} <= {*stems(label)} for label in meant)
    )


def _forms(
    quads: Iterable[Quad], labels: Mapping[str, str], kept: Iterable[str]
) -> list[tuple[str, str]]:
    """Return each form of the phrases that are kept with its phrase; of several phrases the first.

    Names of places are in the singular alone, since stems make one of Siri and Siria.
    """
    places = {label for name, label in labels.items() if "/id/place/" in name}
    known, found = {*kept}, dict[str, str]()
    for phrase, meant in phrases(quads, labels).items():
        asked, most = words(phrase), 1 if places.issuperset(meant) else None
        for language in languages() if " ".join(asked) in known else ():
            for form in forms(asked, language)[:most]:
                found.setdefault(form, " ".join(asked))
    return sorted(found.items())


def _records(found: Sequence[Document]) -> Iterator[tuple[str, int]]:
    """Yield each further record of an issue with the number of its document."""
    for number, one in enumerate(found):
        yield from ((record, number) for record in one.records)


def _facets(
    found: Sequence[Document], labels: Mapping[str, str]
) -> Iterator[tuple[str, str, str, str, bytes]]:
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        for pair in one.facets:
            numbers[pair].append(number)
    for (facet, value), some in sorted(numbers.items()):
        label = part_label(value, labels) if facet == "part" else label_of(value, labels)
        yield facet, word_of(value), value, label, BitMap(some).serialize()
