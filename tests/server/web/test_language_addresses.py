"""Addresses of languages: what keeps the prefix, what leaves it, and what pages say of it."""

import re

import pytest
from babel import Locale
from flask.testing import FlaskClient

from ontology import BASE, Misuse
from server.languages.catalogue import ENGLISH, Catalogue
from server.web import language_addresses
from server.web.language_addresses import refuse_clashes

HTML = {"Accept": "text/html"}
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
PAGE = "/id/issue/ghost-work"


def test_a_page_says_its_language_to_programs_and_readers(client: FlaskClient) -> None:
    for prefix, code in (("", "en"), ("/es", "es")):
        answer = client.get(f"{prefix}/", headers=HTML)
        assert (answer.status_code, answer.headers["Content-Language"]) == (200, code)
        assert f'<html lang="{code}"' in answer.text


def test_only_a_translation_says_who_reviewed_it(client: FlaskClient) -> None:
    assert "ninguna persona lo ha revisado" in client.get("/es/").text
    assert 'class="translation"' not in client.get("/").text


def test_a_page_of_a_language_is_html_for_any_client(client: FlaskClient) -> None:
    for accept in ("", "*/*", "text/html;q=0.1, */*;q=0.1"):
        assert client.get("/es/companies", headers={"Accept": accept}).mimetype == "text/html"


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        (f"/es{PAGE}.ttl", "*/*", f"{PAGE}.ttl"),
        (f"/es{PAGE}", "text/turtle", PAGE),
        ("/es/sparql?query=ASK%7B%7D&format=json", "*/*", "/sparql?query=ASK%7B%7D&format=json"),
        ("/es/static/style.css", "text/css", "/static/style.css"),
        ("/es/charts/areas-by-year.csv", "*/*", "/charts/areas-by-year.csv"),
    ],
)
def test_data_have_one_address_without_a_language(
    client: FlaskClient, path: str, accept: str, target: str
) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Location"]) == (307, target)


def test_links_forms_and_redirects_keep_the_language(client: FlaskClient) -> None:
    text = client.get(f"/es{PAGE}", headers=HTML).text
    links = re.findall(r'<(?:a|form)\b[^>]*?(?:href|action)="(/[^"]*)"(?![^>]*hreflang)', text)
    pages = [link for link in links if "." not in link.partition("?")[0].rpartition("/")[2]]
    assert [link for link in pages if not link.startswith("/es/")] == []
    assert f'href="{PAGE}.ttl"' in text
    assert f'<a href="{PAGE}" lang="en" hreflang="en">English</a>' in text
    moved = client.get("/es/issues/ghost-work", headers=HTML)
    assert (moved.status_code, moved.location) == (301, f"/es{PAGE}")


def test_the_languages_of_a_page_name_one_another(client: FlaskClient) -> None:
    expected = {"en": f"{BASE}id/issue/ghost-work.html", "es": f"{BASE}es/id/issue/ghost-work"}
    for prefix, code in (("", "en"), ("/es", "es")):
        text = client.get(prefix + PAGE, headers=HTML).text
        assert dict(ALTERNATE.findall(text)) == expected | {"x-default": expected["en"]}
        assert CANONICAL.findall(text) == [expected[code]]


def test_the_choice_of_language_keeps_page_and_query(client: FlaskClient) -> None:
    text = client.get("/search?q=work&area=x", headers=HTML).text
    assert 'href="/es/search?q=work&amp;area=x" lang="es" hreflang="es">Español</a>' in text


def test_the_choice_of_language_is_a_valid_address(client: FlaskClient) -> None:
    text = client.get("/search?q={a}|%C3%B1", headers=HTML).text
    assert 'href="/es/search?q=%7Ba%7D%7C%C3%B1" lang="es"' in text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/es/charts/areas-by-year.svg", "es el ámbito de justicia con más casos"),
        ("/es/places.svg", "es el país con más casos"),
        ("/es/explore.svg?around=actor/google", "los roles son presuntos"),
        ("/es/feeds/new.atom", "<title>JusticeGraph: casos nuevos</title>"),
        ("/es/questions/pay/feed.json", "¿Cuánto se paga a las personas que trabajan detrás"),
        ("/es/search.atom?q=Kenia", "/es/id/"),
        ("/es/suggest?q=Kenia", '"país"'),
        ("/es/explore.json?around=place/kenya", '"label": "Kenia"'),
    ],
)
def test_what_is_read_with_a_page_is_in_its_language(
    client: FlaskClient, path: str, words: str
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Language"]) == (200, "es")
    assert words in answer.text.replace('"label":"', '"label": "')


def test_a_page_shows_pictures_feeds_and_cards_of_its_language(client: FlaskClient) -> None:
    text = client.get("/es/embed/charts/areas-by-year", headers=HTML).text
    assert '<img src="/es/charts/areas-by-year.svg"' in text
    text = client.get("/es/charts/areas-by-year", headers=HTML).text
    assert 'href="/es/feeds/new.atom"' in text
    assert f'content="{BASE}es/card/charts/areas-by-year.png"' in text
    assert f"{BASE}es/embed/charts/areas-by-year" in text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/ES/places?q=a", "/es/places?q=a"),
        ("/es-MX/companies", "/es/companies"),
        ("/ES", "/es/"),
        ("/en/places", "/places"),
    ],
)
def test_a_language_typed_by_hand_leads_on(client: FlaskClient, typed: str, meant: str) -> None:
    answer = client.get(typed, headers=HTML)
    assert (answer.status_code, answer.location) == (301, meant)


def test_the_language_of_the_browser_changes_nothing(client: FlaskClient) -> None:
    answers = [
        client.get("/companies", headers=HTML | {"Accept-Language": language})
        for language in ("es", "en")
    ]
    assert answers[0].data == answers[1].data
    assert "Accept-Language" not in answers[0].headers["Vary"]


def test_each_language_has_its_own_tag(client: FlaskClient) -> None:
    tags = [client.get(f"{prefix}{PAGE}", headers=HTML).headers["ETag"] for prefix in ("", "/es")]
    assert len({*tags}) == 2
    held = client.get(f"/es{PAGE}", headers=HTML | {"If-None-Match": tags[1]})
    assert (held.status_code, held.data) == (304, b"")


def test_an_error_is_a_page_of_the_language(client: FlaskClient) -> None:
    answer = client.get("/es/nothing-is-here", headers=HTML)
    assert (answer.status_code, answer.headers["Content-Language"]) == (404, "es")


def test_the_sitemap_names_each_page_in_each_language(client: FlaskClient) -> None:
    entry = next(line for line in client.get("/sitemap-1.xml").text.splitlines() if PAGE in line)
    assert re.findall(r'hreflang="(\w+)" href="([^"]+)"', entry) == [
        ("en", f"{BASE}id/issue/ghost-work"),
        ("es", f"{BASE}es/id/issue/ghost-work"),
    ]


def test_no_language_takes_the_first_part_of_another_address(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = [rule.rule for rule in client.application.url_map.iter_rules()]
    parts = {rule.split("/")[1] for rule in rules} - {""}
    assert {"api", "desk", "id", "parts", "receipt", "sparql", "static"} <= parts
    for part in (*parts, "ID", "metrics"):
        taken = {"en": ENGLISH, part: Catalogue(part, Locale("id"))}
        monkeypatch.setattr(language_addresses, "catalogues", lambda taken=taken: taken)
        with pytest.raises(Misuse, match=f"/{re.escape(part)} is the address of something else"):
            refuse_clashes(parts)
    free = {"en": ENGLISH, "id-ID": Catalogue("id-ID", Locale("id", "ID"))}
    monkeypatch.setattr(language_addresses, "catalogues", lambda: free)
    refuse_clashes(parts)
