"""Name index writer: SQLite tables of entities, keys, words and misspellings.

entity    one row an entity: id (its path below the base), label, class, all names, words of these
key       the keys of its names, each with the score of its rule
word      the entities that have a word, titles of issues apart from names of the others
near      the words and names that are left when one letter is deleted (symmetric deletion)
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from graph.identity.naming.names import form
from graph.languages import languages
from graph.rdf.quads import Quad, iri, parsed
from graph.rdf.terms import LABEL, TYPE
from graph.reconcile.name_index import TITLED, Entity
from graph.reconcile.name_keys import derived_keys, literal_keys
from graph.reconcile.spellings import MOST_LETTERS, SHORTEST, deletions
from ontology import BASE, JG, local_name, own_classes
from ontology.namespaces import SKOS

__all__ = ["NAMES", "entities", "write_names"]

NAMES: Final = "names.sqlite"
"""The file's name in a release."""
SCHEMA: Final = """
CREATE TABLE entity (
  number INTEGER PRIMARY KEY, id TEXT, label TEXT, kind TEXT, names TEXT, words TEXT
);
CREATE INDEX labelled ON entity (kind, label);
CREATE TABLE key (
  text TEXT, is_derived INTEGER, score REAL, number INTEGER,
  PRIMARY KEY (text, is_derived, score, number)
) WITHOUT ROWID;
CREATE TABLE word (
  word TEXT, is_title INTEGER, number INTEGER, PRIMARY KEY (word, is_title, number)
) WITHOUT ROWID;
CREATE TABLE near (deletion TEXT, word TEXT, PRIMARY KEY (deletion, word)) WITHOUT ROWID;
"""
KINDS: Final = {
    iri(JG + name): name
    for name in (
        *("Organization", "Person", "AISystem", "Country", "Region", "Bloc", "WorkerGroup"),
        *("Incident", "SystemicPractice", "Hazard"),
    )
} | {iri(SKOS + "Concept"): "Concept"}
"""The most exact classes that have names, without those of a project."""
PREFERRED, OTHER = iri(SKOS + "prefLabel"), iri(SKOS + "altLabel")
LABELS: Final = (LABEL, PREFERRED)
TRANSLATED: Final = frozenset(("", "en", *languages()))


def write_names(path: Path, quads: Iterable[Quad], base: str = BASE) -> None:
    """Write the name index of a release's quads.

    Complexity: linear in the quads, and in the square of the words of each name.
    Source: Christen, Data Matching (2012), chapter 4; Garbe, symmetric delete spelling correction.
    """
    found = entities(quads, base)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; {SCHEMA}")
        connection.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)", _rows(found))
        connection.executemany("INSERT INTO key VALUES (?, ?, ?, ?)", sorted(_keys(found)))
        connection.executemany("INSERT INTO word VALUES (?, ?, ?)", sorted(_words(found)))
        connection.executemany("INSERT INTO near VALUES (?, ?)", sorted(_near(found)))


def entities(quads: Iterable[Quad], base: str = BASE) -> list[Entity]:
    """Return the entities that quads name, sorted by id."""
    classes = KINDS | {iri(name): local_name(name) for name in own_classes()}
    kinds: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for _, subject, predicate, object_ in quads:
        if predicate == TYPE and object_ in classes:
            kinds[subject].add(classes[object_])
        elif predicate == OTHER or predicate in LABELS:
            text, _, language = parsed(object_)
            known = TRANSLATED if predicate == PREFERRED else ("", "en")
            if predicate == OTHER or language in known:
                names[subject][text] = None
            if predicate != OTHER and language in ("", "en"):
                labels[subject] = text
    return [
        Entity(subject[1:-1].removeprefix(base), labels.get(subject, own[0]), kind, tuple(own))
        for subject in sorted(kinds)
        if (own := sorted(names[subject]))
        for kind in sorted(kinds[subject])
    ]


def _rows(found: Sequence[Entity]) -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(found):
        words = "\n".join(" ".join(form(name).words) for name in one.names)
        yield number, one.id, one.label, one.kind, "\n".join(one.names), words


def _keys(found: Sequence[Entity]) -> Iterator[tuple[str, int, float, int]]:
    """Yield text, whether it is derived, score and entity of each key; of a text the best score."""
    for number, one in enumerate(found):
        scores: dict[tuple[str, int], float] = {}
        for name in one.names:
            for key in literal_keys(name):
                scores[key.text, 0] = max(key.score, scores.get((key.text, 0), 0))
            for key in () if one.kind in TITLED else derived_keys(name):
                scores[key.text, 1] = max(key.score, scores.get((key.text, 1), 0))
        yield from ((text, derived, score, number) for (text, derived), score in scores.items())


def _words(found: Sequence[Entity]) -> set[tuple[str, int, int]]:
    return {
        (word, int(one.kind in TITLED), number)
        for number, one in enumerate(found)
        for name in one.names
        for word in form(name).words
    }


def _near(found: Sequence[Entity]) -> set[tuple[str, str]]:
    """Return the deletions of all words, and of all names but titles written as one word."""
    spelt = {word for word, _, _ in _words(found)}
    spelt |= {form(name).bare for one in found if one.kind not in TITLED for name in one.names}
    known = (one for one in spelt if SHORTEST <= len(one) <= MOST_LETTERS)
    return {(rest, one) for one in known for rest in {one, *deletions(one)}}
