"""Incidents as input of matching: terms of title and text, actors and years."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from graph.identity.naming.entities import origin
from graph.rdf.quads import iri, plain
from graph.rdf.terms import LABEL, SOURCE, TITLE, TYPE
from graph.reading.record import Record
from graph.stemming import surfaces
from ontology.namespaces import DCTERMS, JG, SCHEMA

__all__ = ["Incident", "incidents", "term_spellings"]

SUMMARY: Final = iri(DCTERMS + "abstract")
PRACTICE: Final = iri(JG + "SystemicPractice")
UNTOLD: Final = ("aidb",)
"""Sources that do not tell practices from incidents; a record is of the kind of its match."""
ACTOR, SYSTEM = iri(JG + "actor"), iri(JG + "system")
YEARS: Final = (iri(JG + "year"), iri(JG + "endYear"))
NAMED: Final = ("actor", "system")
URL: Final = iri(SCHEMA + "url")
SLUG_WORDS: Final = re.compile(r"/((?:[a-z0-9]+-){2,}[a-z0-9]+)/?$")
HIDDEN: Final = "a name that is withheld"
LAST: Final = "\uffff"
"""Sorts the terms of digests after all words, so that no order depends on the key."""

MOST: Final = 300
"""The most terms of one incident that are used."""


@dataclass(frozen=True, slots=True)
class Incident:
    """An issue: terms of its title, all its terms with their spelling, actors and years.

    `page` are the words in the address of its page in the source.
    """

    iri: str
    origin: str
    title: tuple[str, ...]
    text: Mapping[str, str]
    actors: frozenset[str] = frozenset()
    years: tuple[int, int] | None = None
    is_practice: bool | None = False
    page: str = ""


def term_spellings(*texts: str) -> dict[str, str]:
    """Return the terms of some texts with their first spelling, in order.

    >>> term_spellings("A robot collided", "The robots")
    {'robot': 'robot', 'collid': 'collided'}
    """
    terms_ = islice(surfaces("\n".join(texts)).items(), MOST)
    return {sys.intern(term): next(iter(written)) for term, written in terms_}


def incidents(
    records: Iterable[Record], hidden: Mapping[str, Sequence[str]] | None = None
) -> Iterator[Incident]:
    """Yield the issues among records, with the names of their actors and systems.

    `hidden` has for slugs of issues the keyed digests of names that are withheld: two issues with
    the same digest share a rare term, which no text shows.
    Complexity: linear in the quads.
    """
    records = list(records)
    names = {record.iri: _names(record) for record in records if record.kind in NAMED}
    pages = {record.iri: _address_words(record) for record in records if record.kind == "source"}
    for record in records:
        if record.kind == "issue" and any(quad[2] == TITLE for quad in record.quads):
            yield _incident(record, names, pages, (hidden or {}).get(record.slug, ()))


def _names(record: Record) -> tuple[str, ...]:
    return tuple(plain(quad[3]) for quad in record.quads if quad[2] == LABEL)


def _address_words(record: Record) -> str:
    """Return the words in the last part of a source's address, often an earlier title."""
    for quad in record.quads:
        if quad[2] == URL and (words := SLUG_WORDS.search(plain(quad[3]))):
            return words[1].replace("-", " ")
    return ""


def _incident(
    record: Record,
    names: Mapping[str, tuple[str, ...]],
    pages: Mapping[str, str],
    hidden: Sequence[str],
) -> Incident:
    values: dict[str, list[str]] = {}
    for _, subject, predicate, object_ in record.quads:
        if predicate == ACTOR or subject[1:-1] == record.iri:
            values.setdefault(predicate, []).append(plain(object_))
    types = {quad[3] for quad in record.quads if quad[2] == TYPE}
    actors, systems = (values.get(field, ()) for field in (ACTOR, SYSTEM))
    titles = [*values[TITLE], *_called(systems, names)]
    page = next(
        (pages[one] for one in values.get(SOURCE, ()) if one.endswith(f"/{record.slug}")), ""
    )
    digests = {LAST + digest: HIDDEN for digest in hidden}
    return Incident(
        record.iri,
        origin(record),
        (*term_spellings(*titles), *digests),
        term_spellings(*titles, *values.get(SUMMARY, ()), *_called(actors, names), page) | digests,
        frozenset(actors),
        _years([int(year) for field in YEARS for year in values.get(field, ())]),
        PRACTICE in types if origin(record) not in UNTOLD else None,
        page,
    )


def _called(iris: Iterable[str], names: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    return (name for one in iris for name in names.get(one, ()))


def _years(years: list[int]) -> tuple[int, int] | None:
    return (min(years), max(years)) if years else None
