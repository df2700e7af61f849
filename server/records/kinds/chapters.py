"""Page of the vocabulary: its terms by the file that defines them, and its schemes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.search import SearchQuery, word_of
from ontology import CONCEPT, JG, modules, own_concepts, own_files, own_names, own_texts
from ontology.namespaces import RDF_TYPE, SKOS
from server.languages.current import gettext_noop as _
from server.records.kinds.concept import facet_of
from server.records.kinds.term import things_of
from server.records.view import Link, named_link
from server.search.search import address_of
from server.web.site import query_text, site
from shapes.model import curie

__all__ = ["Chapter", "Entry", "chapters"]

SCHEMES: Final = "schemes"
LABEL: Final = SKOS + "prefLabel"
DEFINITION: Final = SKOS + "definition"
TOPICS: Final = (
    *(_("actors"), _("classifications"), _("derivations"), _("evidence"), _("identity")),
    *(_("issues"), _("labour"), _("organising"), _("places"), _("proceedings"), _("relations")),
    *(_("responses"), _("systems"), _("withdrawal")),
)
"""What our files are called, which are the chapters; here for the catalogue."""
OWN: Final = _("additions")
"""The chapter of a project's own terms and concepts, whatever files they are in."""
ABOUT_OWN: Final = "What this graph adds to the vocabulary."


@dataclass(frozen=True)
class Entry:
    """A term, a concept or a scheme: its definition, and the number of things of it.

    These are the instances of a class, and the records that name a concept.
    `domains` and `ranges` are the classes that a property leads from and to, as compact IRIs.
    """

    term: Link
    definition: str
    word: str
    things: int = 0
    listed: str = ""
    domains: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()

    @property
    def curie(self) -> str:
        """Return the term as a compact IRI, as queries write it."""
        return curie(self.term.iri)


@dataclass(frozen=True)
class Chapter:
    """The terms of one file of the vocabulary, or the terms and concepts of a project."""

    name: str
    about: str
    classes: tuple[Entry, ...]
    properties: tuple[Entry, ...]
    concepts: tuple[Entry, ...]


def chapters() -> Mapping[str, object]:
    """Return the template variables of the vocabulary's page.

    Complexity: one query for all terms, linear in them.
    """
    rows = [
        {name: value.text for name, value in row.items()}
        for row in site().engine.rows(query_text("terms"))
    ]
    known = {row["term"]: row for row in rows}
    found = [_chapter(stem, about, terms, known) for stem, (about, terms) in _files().items()]
    schemes = [_entry(row) for row in rows if row["kind"] == "scheme"]
    return {
        "chapters": [one for one in found if one.classes or one.properties or one.concepts],
        "schemes": [one for one in schemes if _is_ours(one.term.iri)],
        "taxonomies": [one for one in schemes if not _is_ours(one.term.iri)],
    }


def _is_ours(scheme: str) -> bool:
    """Whether a scheme is one of the vocabulary or of the project, and not of a database."""
    return scheme.startswith(CONCEPT) or scheme in own_names()


def _chapter(
    stem: str, about: str, terms: frozenset[str], known: Mapping[str, Mapping[str, str]]
) -> Chapter:
    rows = [row for iri, row in known.items() if iri in terms]
    parts = {
        kind: tuple(_entry(row) for row in rows if row["kind"] == kind)
        for kind in ("class", "property")
    }
    concepts = tuple(_concept(iri) for iri in own_concepts() if iri in terms)
    return Chapter(stem, about, parts["class"], parts["property"], concepts)


def _concept(iri: str) -> Entry:
    """Return a concept of the project with the number of records that name it."""
    texts, facet = own_texts(), facet_of(iri)
    term = named_link(iri, texts.get((iri, LABEL), word_of(iri)))
    chosen = SearchQuery(chosen={facet: (word_of(iri),)}) if facet else None
    things, listed = (site().search.count(chosen), address_of(chosen)) if chosen else (0, "")
    definition = site().defined(iri, texts.get((iri, DEFINITION), ""))
    return Entry(term, definition, word_of(iri), things, listed)


def _entry(row: Mapping[str, str]) -> Entry:
    word = row["term"].partition("#")[2]
    things, listed = things_of(row["term"]) if row["kind"] == "class" else (0, "")
    domains, ranges = (
        tuple(sorted(map(curie, row.get(name, "").split()))) for name in ("domains", "ranges")
    )
    term = named_link(row["term"], row["label"])
    return Entry(
        term, site().defined(term.iri, row["definition"]), word, things, listed, domains, ranges
    )


@cache
def _files() -> dict[str, tuple[str, frozenset[str]]]:
    """Return the description of each file of ours with the terms that it defines, then the own.

    Complexity: one parse a process.
    """
    own = own_files("ontology", "**/*.ttl")
    ours = (path for path in modules() if path.parent.name != SCHEMES and path not in own)
    found = {
        path.stem: (_first_line(path.read_text(encoding="utf-8")), frozenset(_defined(path)))
        for path in ours
    }
    known = {term for _, terms in found.values() for term in terms}
    return found | {OWN: (ABOUT_OWN, own_names() - known)}


def _first_line(text: str) -> str:
    return text.partition("\n")[0].removeprefix("#").strip()


def _defined(path: Path) -> Iterator[str]:
    for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        iri = getattr(triple.subject, "value", "")
        if iri.startswith(JG) and triple.predicate.value == RDF_TYPE:
            yield iri
