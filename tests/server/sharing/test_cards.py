"""Share cards: a picture of every public page, drawn from what the page itself says."""

import struct
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from lxml.etree import fromstring

from ontology import OURS
from server.drawing.raster import has_fonts
from server.sharing import cards
from server.web.site import Site

needs_fonts = pytest.mark.skipif(not has_fonts(), reason="this install has no front-end parts")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep the SVG of each card in place of drawing it."""
    kept: list[str] = []
    monkeypatch.setattr(cards, "has_fonts", lambda: True)

    def draw(svg: str) -> bytes:
        kept.append(svg)
        return b"\x89PNG"

    monkeypatch.setattr(cards, "png", draw)
    cards._drawn.cache_clear()
    return kept


def text(svg: str) -> str:
    return " ".join(" ".join(fromstring(svg).itertext()).split())


@needs_fonts
def test_a_card_is_a_png_of_1200_by_630_and_always_the_same(client: FlaskClient) -> None:
    first = client.get("/card/id/issue/ghost-work.png").data
    assert first[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", first[16:24]) == (1200, 630)
    cards._drawn.cache_clear()
    assert client.get("/card/id/issue/ghost-work.png").data == first


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("home", "JusticeGraph"),
        ("id/actor/google", "Google"),
        ("charts/areas-by-year", "issues"),
        ("explore", "Explore"),
        ("places", "Places"),
        ("about", "A public record of harms done with AI"),
        ("id/system/chatgpt", "names it. Who does the work behind it"),
        ("questions/pay", "from"),
    ],
)
def test_a_card_says_what_the_page_says(
    client: FlaskClient, drawn: list[str], path: str, title: str
) -> None:
    assert client.get(f"/card/{path}.png").mimetype == "image/png"
    (svg,) = drawn
    assert title in text(svg)


def test_a_card_says_what_the_address_asks_for(client: FlaskClient, drawn: list[str]) -> None:
    client.get("/card/explore.png?chain=actor/google")
    assert "Google and its chain of work" in text(drawn[0])


@pytest.mark.parametrize(
    "path", ["desk", "sparql", "contribute", "similar", "nothing", "card/home", "static/style.css"]
)
def test_what_is_private_or_no_page_has_no_card(
    client: FlaskClient, drawn: list[str], path: str
) -> None:
    assert client.get(f"/card/{path}.png").status_code == 404
    assert drawn == []


def test_without_fonts_every_page_has_the_same_card(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "has_fonts", lambda: False)
    answer = client.get("/card/id/issue/ghost-work.png")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/static/share.png")


def test_a_card_is_in_the_colours_of_the_project(
    client: FlaskClient, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = replace(OURS, title="Wells", colours={"issue": "#0b5d3b", "actor": "#112233"})
    monkeypatch.setattr(Site, "project", own)
    monkeypatch.setattr(cards, "logo_data", lambda: "")
    client.get("/card/home.png")
    monkeypatch.setattr(cards, "logo_data", lambda: "data:image/svg+xml;base64,PHN2Zy8+")
    cards._drawn.cache_clear()
    client.get("/card/home.png")
    plain, with_logo = drawn
    assert ("#9a2617" in plain, "#0b5d3b" in plain, "#112233" in plain) == (False, True, True)
    assert 'href="data:image/svg+xml;base64,PHN2Zy8+"' in with_logo
    assert "<circle" not in with_logo
