"""Pages in a pseudo-language: what is outside of marks comes from the graph, or has another `lang`.

Each message stands in marks; its values and what it encloses count as part of it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from babel import Locale
from flask.testing import FlaskClient
from lxml import html

from graph.desk.reviewers import Reviewers
from graph.engine.base import Engine
from graph.languages import topic_names
from graph.release.release import Release
from ontology import CONCEPT, JG, ONTOLOGY
from scripts.docs.messages import LANGUAGES
from server import Settings, create_app
from server.languages import catalogue
from server.languages.catalogue import ENGLISH, Catalogue, read_catalogue
from server.languages.slots import CONTEXT
from server.sharing import cards
from server.web import site
from server.web.names import Names
from server.web.site import EXTENSION
from tests.browser.kinds import KINDS
from tests.server.desk.desk_client import HTML, ISSUE, decide, fill, sign_in

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
        "answers/",
    )
)
"""Names of formats, licences and programs, codes, and examples of addresses."""


class Pseudo(Catalogue):
    """Catalogue of a language in which each message that others translate is itself, in marks."""

    def forms(self, *message: str, context: str = "") -> tuple[str, ...]:
        key = f"{context}{CONTEXT}{message[0]}" if context else message[0]
        return tuple(f"⟦{text}⟧" for text in message) if key in self.messages else message


def pseudo_catalogue() -> Pseudo:
    """Return the catalogue in marks, with the messages that Spanish has."""
    known = read_catalogue(LANGUAGES / "es.po").messages
    marked = {key: (f"⟦{key.rpartition(CONTEXT)[2]}⟧",) for key in known}
    return Pseudo("eo", Locale("eo"), marked)


ERRORS: Final = (
    *("/id/issue/ghost-wrok", "/nowhere/at/all", "/receipt/none", "/contribute/zz", "/desk/99"),
    *("/questions/pya", "/questions/pay?place=Narnia", "/questions/pay?zz=1", "/release/zz"),
    *("/questions/old-figures?years=many", "/questions/areas-by-year?area=zz", "/charts/none"),
    *("/search?plcae=kenya", "/search?place=Kenai", "/search?page=zz", "/actors?kind=zz"),
    *(
        "/compare?of=zz",
        "/explore?around=issue/ghost-work&most=zz",
        "/brief?task=zz",
    ),
    *("/sparql?format=html&query=SELECT", "/sparql?format=html&query=DROP+ALL", "/feeds/zz.atom"),
    *(
        "/sparql?format=html&query=ASK+{}&timeout=zz",
        "/graph-store",
        "/places?zz=1",
        "/follow?topic=z",
    ),
)
"""Pages of errors of each kind."""
LINE: Final = re.compile("</?tspan[^>]*>")
"""Marks of the lines into which a drawing breaks its texts."""
DRAWN: Final = (
    *("/charts/areas-by-year.svg?scale=share", "/pictures/wage-line/chatgpt.svg"),
    *("/pictures/around/ghost-work.svg", "/compare.svg?of=actor&is=google&is=amazon"),
    *("/places.svg", "/explore.svg?chain=actor/google"),
    *("/card/home.png", "/card/id/issue/ghost-work.png", "/card/id/actor/google.png"),
    *("/card/questions/pay.png", "/card/explore.png?chain=actor/google", "/card/search.png?q=work"),
)
"""Drawings, and share cards in the SVG of which their PNG is made."""
FAULTS: Final = {
    "year": "soon",
    "summary": "y" * 2_100,
    "place": "Narnia",
    "involvement.0.actor": "Gogle",
    "figure.0.value": "many",
    "figure.0.unit": "x",
    "mail": "no",
    "source.url": "nonsense",
    "involvement.0.role": "implicated",
    "endYear": "1900",
    "date": "sometime",
}
"""Fields of a form that break a rule each."""


@pytest.fixture(scope="module")
def pseudo(
    release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[FlaskClient, frozenset[str]]]:
    """Return a client of a server that speaks English and the pseudo-language, and its literals."""
    data = tmp_path_factory.mktemp("pseudo")
    (data / "releases").symlink_to(release.folder.parent)
    (data / "current").symlink_to(Path("releases") / release.name)
    known = {"en": ENGLISH, "eo": pseudo_catalogue()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "_catalogues", lambda _folder: known)
        patch.setattr(site, "read_names", marked_names)
        app = create_app(Settings(data))
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
    assert unmarked(answer.text, known) == []


def unmarked(page: str, known: frozenset[str]) -> list[str]:
    """Return the texts of a page that no message encloses and that the graph does not have."""
    texts = (DAY.sub("", ADDRESS.sub("", text)) for text in outside(page))
    whole = (text for text in texts if not is_known(plain(CUT.sub("", text)), known))
    parts = (part for text in whole for part in PART.split(text))
    found = {plain(AMOUNT.sub("", part)) for part in parts}
    return sorted(one for one in found if WORD.search(one) and not is_known(one, known))


@pytest.mark.parametrize("path", ERRORS)
def test_a_page_of_an_error_is_translated_whole(
    pseudo: tuple[FlaskClient, frozenset[str]], path: str
) -> None:
    client, known = pseudo
    answer = client.get(f"/eo{path}", headers=HTML)
    assert answer.status_code in range(400, 500)
    assert unmarked(answer.text, known) == []
    assert re.findall(r'<(?:p|span)[^>]* lang="en">', answer.text.partition("<h1>")[2]) == []


def test_a_form_its_receipt_its_desk_and_its_letters_are_translated_whole(
    pseudo: tuple[FlaskClient, frozenset[str]],
) -> None:
    client, known = pseudo
    data = client.application.extensions[EXTENSION].settings.data
    own = frozenset(map(plain, (*ISSUE.values(), "issue/ghost-work", "Ann")))
    faulty = fill(client, "/eo/contribute/issue", "check", **{**ISSUE, **FAULTS}).text
    receipt = fill(client, "/eo/contribute/issue", "send", **ISSUE).location
    removal = fill(client, "/eo/remove", "", record="issue/ghost-work").location
    sign_in(client, Reviewers(data).invite("Ann"))
    pages = [faulty, client.get(removal, headers=HTML).text]
    decide(client, 2, "take")
    pages += [client.get(receipt, headers=HTML).text]
    places = ("/desk", "/desk/1", "/desk/2/parts", "/desk/identity", "/desk/names")
    pages += [client.get(f"/eo{path}", headers=HTML).text for path in places]
    words = [text for page in pages for text in unmarked(page, known | own)]
    assert [text for text in words if not any(text in one for one in own)] == []
    assert 'lang="en"' not in faulty.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("path", ["/charts/areas-by-year.svg", "/questions/pay/feed.atom"])
def test_a_picture_and_a_feed_are_translated_whole(
    pseudo: tuple[FlaskClient, frozenset[str]], path: str
) -> None:
    text = pseudo[0].get(f"/eo{path}").text
    for words in (
        "a case was brought",
        "a law was proposed",
        "USD per hour",
        "Meta Platforms to Sama",
    ):
        assert words not in re.sub(r"⟦[^⟦⟧]*⟧", "", text)


@pytest.mark.parametrize("path", DRAWN)
def test_a_drawing_and_a_share_card_show_messages_and_the_graph_alone(
    pseudo: tuple[FlaskClient, frozenset[str]], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    client, known = pseudo
    monkeypatch.setattr(cards, "png", str.encode)
    monkeypatch.setattr(cards, "has_fonts", lambda: True)
    drawing = LINE.sub(" ", client.get(f"/eo{path}").text).partition("<svg")[2]
    cards._drawn.cache_clear()
    assert unmarked(f"<body><svg{drawing}", known) == []


def test_what_belongs_in_a_template_of_a_table_is_translated(
    pseudo: tuple[FlaskClient, frozenset[str]],
) -> None:
    text = pseudo[0].get("/eo/contribute/source/template.csv").text
    names, words = text.splitlines()[:2]
    assert names.startswith("source.")
    assert words.startswith(("#⟦", '"#⟦'))
    assert "⟦One of: " in words


def is_known(text: str, known: frozenset[str]) -> bool:
    """Whether the graph has a text, or several words of it in a row, as where a page cuts it."""
    return text in known or (" " in text and any(text in one for one in known))
