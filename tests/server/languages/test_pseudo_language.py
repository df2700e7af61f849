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

from graph.release.release import Release
from server import Settings, create_app
from server.languages import catalogue
from server.languages.catalogue import ENGLISH, Catalogue
from server.web.site import EXTENSION

WORD: Final = re.compile(r"[^\W\d_]{2,}")
MARKED: Final = re.compile(r"⟦[^⟦⟧]*⟧")
READ: Final = ("aria-label", "title", "placeholder", "alt")
CODE: Final = ("script", "style", "code", "pre", "kbd", "textarea", "option", "tspan")
"""Elements of code, and of lines into which a picture breaks the texts of the graph."""
ADDRESS: Final = re.compile(r"\S*(?:://|@)\S+")
DAY: Final = re.compile(r"\d+ \w+ \d{4}")
LITERALS: Final = (
    "SELECT DISTINCT (STR(?o) AS ?text) { GRAPH ?g { ?s ?p ?o FILTER(isLiteral(?o)) } }"
)
PATHS: Final = (
    *("/", "/companies", "/workers", "/data", "/about", "/help", "/privacy", "/questions"),
    *("/search?area=economic-justice&place=africa&order=newest", "/actors", "/brief", "/similar"),
    *("/coverage", "/places", "/explore", "/nothing-is-here"),
    *("/id/place/kenya", "/id/issue/ghost-work", "/id/issue/ghost-work/history"),
)
FORMATS: Final = frozenset(
    (
        *("csv", "json", "json-ld", "n-quads", "n-triples", "png", "rdf/xml", "sparql", "svg"),
        *("tsv", "turtle", "xml"),
    )
)


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
        app = create_app(Settings(release.folder.parent.parent))
        rows = app.extensions[EXTENSION].now().engine.rows(LITERALS)
        yield app.test_client(), frozenset(plain(row["text"].text) for row in rows)


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
    if language == "eo":
        yield from filter(None, (element.text, *(element.get(name) for name in READ)))
        yield from filter(None, (child.tail for child in element))
    for child in element:
        yield from walked(child, language)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_shows_messages_and_the_graph_alone(
    pseudo: tuple[FlaskClient, frozenset[str]], path: str
) -> None:
    client, literals = pseudo
    page = client.get(f"/eo{path}", headers={"Accept": "text/html"}).text
    known = literals | FORMATS
    texts = (DAY.sub("", ADDRESS.sub("", text)) for text in outside(page))
    found = [
        part for text in texts if plain(text) not in known for part in re.split(r"[,;:·→()]", text)
    ]
    assert sorted({one for one in map(plain, found) if WORD.search(one)} - known) == []
