"""Pages in a pseudo-language: what is outside of marks comes from the graph, or has another `lang`.

Each message stands in marks; its values and what it encloses count as part of it.
"""

import re
from collections.abc import Iterator
from typing import Final

import pytest
from babel import Locale
from flask.testing import FlaskClient
from lxml import html

from graph.engine.base import Engine
from graph.languages import topic_names
from graph.release.release import Release
from ontology import CONCEPT, JG, ONTOLOGY
from server import Settings, create_app
from server.languages import catalogue
from server.languages.catalogue import ENGLISH, Catalogue
from server.web import site
from server.web.names import Names
from server.web.site import EXTENSION
from tests.browser.kinds import KINDS

WORD: Final = re.compile(r"[^\W\d_]{2,}")
MARKED: Final = re.compile(r"⟦[^<…]*…|⟦[^⟦⟧]*⟧")
"""A message, or what is left of one that a page cuts."""
READ: Final = ("aria-label", "title", "placeholder", "alt")
CODE: Final = ("script", "style", "code", "pre", "kbd", "textarea", "option", "tspan")
"""Elements of code, and of lines into which a picture breaks the texts of the graph."""
ADDRESS: Final = re.compile(
    r"\S*(?:://|@)\S+|<\S+>|(?<!\S)/\S+|\b(?=\w*[a-z])\w[\w-]*(?:\.[\w-]{2,})+(?:/\S*)?"
)
CUT: Final = re.compile(r"\w*…\s*$")
"""The last word of a text that a page cuts."""
AMOUNT: Final = re.compile(r"\w+…|\d[\d., \u202f\xa0]*(?:[kM]?B|Bytes|[A-Z]{3})\b|^\s*\d+\. ")
DAY: Final = re.compile(r"\d+ \w+ \d{4}")
HREFLANG: Final = re.compile(r'<link rel="alternate" hreflang="([^"]+)"')
PART: Final = re.compile(r"[,;:·→()]")
LITERALS: Final = (
    f"SELECT DISTINCT (STR(?o) AS ?text) {{ GRAPH ?g {{ ?s ?p ?o FILTER(isLiteral(?o)) }} "
    f'FILTER(?g != <{ONTOLOGY}> && !CONTAINS(STR(?s), "/id/place/")) }}'
)
"""Texts of records; those of the vocabulary and names of places have to be translated."""
NAMED: Final = (
    "SELECT ?thing ?name { ?thing rdfs:label|skos:prefLabel|skos:definition ?name "
    f'FILTER(LANG(?name) = "en" && (STRSTARTS(STR(?thing), "{JG}") || '
    f'STRSTARTS(STR(?thing), "{CONCEPT}") || CONTAINS(STR(?thing), "/id/place/"))) }}'
)
PATHS: Final = tuple(kind.path for kind in KINDS.values())
NAMES: Final = frozenset(
    (
        *("actor/amazon", "ghost-work", "workersunion", "cc by 4.0", "testing", "ke", "ken"),
        *("atom", "csv", "curl", "cytoscape json", "gexf", "graphml", "javascript", "json"),
        *("json feed", "json-ld", "n-quads", "n-triples", "png", "python", "rdf/xml", "sparql"),
        *("svg", "tsv", "turtle", "xml", "amendment", "bill", "get", "post", "bibtex", "csl-json"),
        *("ris", "sha-256", "rdfc-1.0", "charts/", "tables/", "exports/", "license.txt", ".../"),
    )
)
"""Names of formats, licences and programs, codes, and examples of addresses."""


class Pseudo(Catalogue):
    """Catalogue of a language in which each message is itself, in marks."""

    def forms(self, *message: str, context: str = "") -> tuple[str, ...]:  # noqa: ARG002
        return tuple(f"⟦{text}⟧" for text in message)


@pytest.fixture(scope="module")
def pseudo(release: Release) -> Iterator[tuple[FlaskClient, frozenset[str]]]:
    """Return a client of a server that speaks English and the pseudo-language, and its literals."""
    known = {"en": ENGLISH, "eo": Pseudo("eo", Locale("eo"))}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "_catalogues", lambda _folder: known)
        patch.setattr(site, "read_names", marked_names)
        app = create_app(Settings(release.folder.parent.parent))
        rows = app.extensions[EXTENSION].now().engine.rows(LITERALS)
        texts = [row["text"].text for row in rows]
        cleaned = (ADDRESS.sub("", text) for text in texts)
        yield app.test_client(), frozenset((*map(plain, texts), *map(plain, cleaned), *NAMES))


def marked_names(engine: Engine, _code: str) -> Names:
    """Return the labels of the vocabulary and of places in marks, in place of those of a file."""
    rows = [(row["thing"].text, row["name"].text) for row in engine.rows(NAMED)]
    marked = {thing: f"⟦{name}⟧" for thing, name in rows}
    labels = {name: f"⟦{name}⟧" for _, name in rows} | {
        one: f"⟦{one}⟧" for one in topic_names("es")
    }
    return Names(marked, labels, marked)


def plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip(' ,.;:·()→“”"?!-…')


def outside(page: str) -> Iterator[str]:
    """Yield the texts of a page in its own language that no message encloses."""
    rest = page.partition("<body")[2]
    while (less := MARKED.sub("", rest)) != rest:
        rest = less
    yield from walked(html.fromstring(f'<html lang="eo"><body{rest}'), "eo")


def walked(element: html.HtmlElement, language: str) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in CODE:
        return
    language = element.get("lang", language)
    if element.get("class") in ("printed", "languages") or element.get("id") == "share-page":
        return  # a citation, names of languages, and texts for other sites
    if element.get("translate") == "no":
        return
    if language == "eo":
        yield from filter(None, (element.text, *(element.get(name) for name in READ)))
        yield from filter(None, (child.tail for child in element))
    for child in element:
        yield from walked(child, language)


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_a_page_shows_messages_and_the_graph_alone(
    pseudo: tuple[FlaskClient, frozenset[str]], path: str
) -> None:
    client, known = pseudo
    answer = client.get(f"/eo{path}", headers={"Accept": "text/html"}, follow_redirects=True)
    assert answer.mimetype == "text/html"
    is_framed = 'class="masthead"' not in answer.text
    assert is_framed or {*HREFLANG.findall(answer.text)} == {"en", "eo", "x-default"}
    texts = (DAY.sub("", ADDRESS.sub("", text)) for text in outside(answer.text))
    whole = (text for text in texts if not is_known(plain(CUT.sub("", text)), known))
    parts = (part for text in whole for part in PART.split(text))
    found = {plain(AMOUNT.sub("", part)) for part in parts}
    assert sorted(one for one in found if WORD.search(one) and not is_known(one, known)) == []


def is_known(text: str, known: frozenset[str]) -> bool:
    """Whether the graph has a text, or several words of it in a row, as where a page cuts it."""
    return text in known or (" " in text and any(text in one for one in known))
