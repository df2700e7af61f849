"""Names of places and topics in other languages.

Names of countries and regions are those of Unicode CLDR, found by the ISO 3166-1 or M49 code of a
place; the file of a language has what CLDR lacks. They are published as `skos:prefLabel`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import as_file, files
from typing import Final

import yaml
from babel import Locale

from graph.rdf.quads import Quad, iri, literal, plain
from graph.rdf.terms import LABEL, LICENCE, TYPE
from ontology import BASE, CC_BY, translations
from ontology.namespaces import DCTERMS, JG, PROV, SKOS

__all__ = [
    "LANGUAGES",
    "is_translated",
    "language_tags",
    "languages",
    "place_names",
    "topic_names",
    "write_place_names",
]

LANGUAGES: Final = "graph/languages"
"""The named graph of the names of places, below the base."""
PREFERRED: Final = iri(SKOS + "prefLabel")
ALPHA2, M49 = iri(JG + "alpha2"), iri(JG + "m49")
CODES: Final = {"european-union": "EU"}
"""Blocs that CLDR names, by slug."""
CLDR: Final = "https://cldr.unicode.org/"
TITLE: Final = "Names of places in other languages, from Unicode CLDR by ISO 3166-1 and M49 codes"


def languages() -> tuple[str, ...]:
    """Return the codes of the languages other than English.

    >>> languages()
    ('es',)
    """
    return tuple(path.stem for path in translations())


def is_translated(predicate: str, object_: str) -> bool:
    """Whether a statement is a preferred label in another language; no `rdfs:label` follows of it.

    Complexity: two comparisons.

    >>> is_translated(PREFERRED, '"Salud"@es'), is_translated(PREFERRED, '"Health"@en')
    (True, False)
    """
    return predicate == PREFERRED and object_.endswith(language_tags())


@cache
def language_tags() -> tuple[str, ...]:
    """Return how literals in the languages other than English end.

    >>> language_tags()
    ('@es',)
    """
    return tuple(f"@{language}" for language in languages())


@cache
def _file(language: str) -> Mapping[str, Mapping[str, str]]:
    with as_file(files("graph.languages") / f"{language}.yaml") as path:
        if not path.is_file():
            return {}
        loaded: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return loaded


def topic_names(language: str) -> Mapping[str, str]:
    """Return the names of topics in a language by their English labels.

    >>> topic_names("es")["facial recognition"]
    'reconocimiento facial'
    """
    return _file(language).get("topics", {})


def place_names(codes: Mapping[str, str], language: str) -> dict[str, str]:
    """Return names in a language by IRI, of places whose ISO or M49 codes are given by IRI.

    Complexity: linear in the places.
    Source: Unicode CLDR, Territory names, through Babel.

    >>> place_names({"https://example.org/id/place/kenya": "KE"}, "es")
    {'https://example.org/id/place/kenya': 'Kenia'}
    """
    named = Locale.parse(language, sep="-").territories
    own = _file(language).get("places", {})
    found = {}
    for place, code in codes.items():
        slug = place.rpartition("/")[2]
        if name := own.get(slug) or named.get(CODES.get(slug, code), ""):
            found[place] = name
    return found


def write_place_names(stated: Iterable[Quad], base: str = BASE) -> Iterator[Quad]:
    """Yield the names of the places of quads in each language, in a graph that says their source.

    Complexity: linear in the quads.
    """
    codes = _codes(stated)
    graph = iri(base + LANGUAGES)
    if codes:
        yield graph, graph, LABEL, literal(TITLE, language="en")
        yield graph, graph, TYPE, iri(PROV + "Entity")
        yield graph, graph, LICENCE, iri(CC_BY)
        yield graph, graph, iri(DCTERMS + "source"), iri(CLDR)
        yield graph, graph, iri(DCTERMS + "identifier"), literal(f"Babel {version('babel')}")
    for language in languages() if codes else ():
        for place, name in place_names(codes, language).items():
            yield graph, iri(place), PREFERRED, literal(name, language=language)


def _codes(stated: Iterable[Quad]) -> dict[str, str]:
    """Return the code of each place by its IRI: of a country its letters, else the M49 code."""
    codes: dict[str, str] = {}
    blocs: dict[str, str] = {}
    for _, subject, predicate, object_ in stated:
        if predicate == ALPHA2 or (predicate == M49 and subject[1:-1] not in codes):
            codes[subject[1:-1]] = plain(object_)
        elif predicate == TYPE and object_ == iri(JG + "Bloc"):
            blocs[subject[1:-1]] = ""
    return {**blocs, **codes}
