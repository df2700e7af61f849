"""The search: its page, its lists in every format, and the query that finds a list again."""

import csv
import io
import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import etree
from rdflib import Graph

from server.web.formats import content_type

HTML = {"Accept": "text/html"}
ATOM = "{http://www.w3.org/2005/Atom}"
HARD = 'kind=Incident&q=a"<script>alert(1)</script>\u202e💥'


def told(client: FlaskClient, address: str) -> Any:
    """Return what a list tells in JSON."""
    return json.loads(client.get(address, headers={"Accept": "application/json"}).text)


def test_the_page_shows_what_was_chosen_and_what_was_found(client: FlaskClient) -> None:
    page = client.get("/search?q=ghost+work&area=economic-justice", headers=HTML).text
    assert 'value="ghost work"' in page
    assert re.search(r'value="economic-justice" checked', page)
    assert 'href="/id/issue/ghost-work"' in page


def test_what_is_chosen_is_the_first_choice_of_its_facet(client: FlaskClient) -> None:
    page = client.get("/search?place=africa&place=kenya", headers=HTML).text
    boxes = re.findall(r'name="place" value="([^"]+)"( checked)?', page)
    assert {word for word, _ in boxes[:2]} == {"africa", "kenya"}
    assert [bool(checked) for _, checked in boxes] == [True, True] + [False] * (len(boxes) - 2)


def test_every_page_of_a_list_leads_to_the_next(client: FlaskClient) -> None:
    address, seen = "/search?kind=Country", list[str]()
    while address:
        page = client.get(address, headers=HTML).text
        seen += re.findall(r'<h3><a href="(/id/[^"]+)"', page)
        found = re.search(r'<a rel="next" href="([^"]+)"', page)
        address = unescape(found[1]) if found else ""
    assert len(seen) == len({*seen}) == told(client, "/search?kind=Country")["total"] == 249


def test_a_misspelt_word_is_told(client: FlaskClient) -> None:
    page = client.get("/search?q=amazn", headers=HTML).text
    assert "Nothing has “amazn”: this is what “amazon” finds." in page


def test_the_formats_tell_the_same_list(client: FlaskClient) -> None:
    address = "?q=amazon&kind=Incident&order=newest"
    listed = told(client, f"/search.json{address}")
    ids = [hit["id"] for hit in listed["hits"]]
    table = csv.DictReader(io.StringIO(client.get(f"/search.csv{address}").text))
    assert [row["id"] for row in table] == ids
    feed = etree.fromstring(client.get(f"/search.atom{address}").data)
    assert [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")] == ids
    graph = Graph().parse(data=client.get(f"/search.ttl{address}").text, format="turtle")
    assert {str(subject) for subject in graph.subjects()} == {*ids}
    assert len(ids) == listed["total"] > 1


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("json", "application/json"),
        ("csv", "text/csv"),
        ("ttl", "text/turtle"),
        ("atom", "application/atom+xml"),
    ],
)
def test_a_format_is_chosen_by_suffix_or_by_accept(
    client: FlaskClient, suffix: str, media_type: str
) -> None:
    by_suffix = client.get(f"/search.{suffix}?q=uber")
    by_accept = client.get("/search?q=uber", headers={"Accept": media_type})
    assert by_suffix.content_type == by_accept.content_type == content_type(media_type)
    assert by_suffix.data[:40] == by_accept.data[:40]


@pytest.mark.parametrize(
    ("suffix", "media_type"), [("json", "application/json"), ("csv", "text/csv"), ("json", "*/*")]
)
def test_a_list_is_as_long_by_accept_as_by_suffix(
    client: FlaskClient, suffix: str, media_type: str
) -> None:
    by_suffix = client.get(f"/search.{suffix}?kind=Country")
    by_accept = client.get("/search?kind=Country", headers={"Accept": media_type})
    assert by_accept.data == by_suffix.data
    assert by_suffix.text.count("/id/place/") >= 249


def test_an_empty_list_is_well_formed_in_every_format(client: FlaskClient) -> None:
    assert (
        client.get("/search.csv?q=xyzzyxyzzy").text == "id,title,kind,year,about,records,page\r\n"
    )
    assert told(client, "/search.json?q=xyzzyxyzzy")["hits"] == []
    assert len(Graph().parse(data=client.get("/search.ttl?q=xyzzyxyzzy").text)) == 0
    assert not [
        *etree.fromstring(client.get("/search.atom?q=xyzzyxyzzy").data).iter(f"{ATOM}entry")
    ]


WISHES = [
    "area=economic-justice",
    "area=economic-justice&area=racial-justice&kind=Incident",
    "place=africa",
    "place=kenya&kind=WorkerGroup",
    "actor=amazon&role=developer",
    "task=content-moderation",
    "condition=low-wages",
    "year=2018&year=2020",
    "impact=exploitation-of-workers&status=ongoing",
    "source=dataset&kind=Hazard",
    "area=disability-justice",
    "part=amazon.developer",
    "part=amazon.implicated&part=dair.responding",
    "part=meta.by&part=meta.addressee",
    "role=responding&place=africa",
    "system=google-assistant",
    "workers=google-assistant-linguists",
    "group=gig-workers",
    "demand=control-over-networks",
    "response=ruling",
    "arrangement=subcontracting",
    "derived=by-words",
]


@pytest.mark.parametrize("wish", WISHES)
def test_the_query_of_a_list_finds_the_same_records(client: FlaskClient, wish: str) -> None:
    page = client.get(f"/search?{wish}", headers=HTML).text
    address = unescape(re.findall(r'href="(/sparql\?query=[^"]+)"', page)[0])
    query = parse_qs(urlsplit(address).query)["query"][0]
    found = client.post("/sparql", data={"query": query, "format": "csv"}).text
    listed = {hit["id"] for hit in told(client, f"/search.json?{wish}")["hits"]}
    assert {row["record"] for row in csv.DictReader(io.StringIO(found))} == listed


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("/search?plcae=kenya", "unknown parameter 'plcae': the nearest is 'place'"),
        (
            "/search?place=Kenyaa",
            "place=Kenyaa: no place is called so; the nearest: Kenya",
        ),
        ("/search?order=worst", "order=worst: choose one of relevance, newest, oldest"),
        ("/search?page=0", "page=0: give a number from 1 to 500"),
        ("/search?page=501", "page=501: give a number from 1 to 500"),
        ("/search?page=%C2%B2", "page=²: give a number from 1 to 500"),
    ],
)
def test_what_cannot_be_meant_is_told(client: FlaskClient, address: str, detail: str) -> None:
    problem = told(client, address)
    assert (problem["status"], problem["detail"]) == (400, detail)


@pytest.mark.parametrize(
    ("given_", "meant"),
    [
        ("place=Kenya", "place=kenya"),
        ("place=KENYA", "place=kenya"),
        ("area=Economic+Justice", "area=economic-justice"),
        ("actor=Amazon&role=Developer", "actor=amazon&role=developer"),
        ("place=kenya&place=&utm_source=x", "place=kenya"),
    ],
)
def test_filters_take_names_as_well_as_words(client: FlaskClient, given_: str, meant: str) -> None:
    by_name, by_word = told(client, f"/search?{given_}"), told(client, f"/search?{meant}")
    assert by_name["hits"] == by_word["hits"] != []


def test_a_list_without_a_record_of_all_words_says_which_each_lacks(client: FlaskClient) -> None:
    found = told(client, "/search?q=uber+kenya+xyzzyxyzzy+")
    assert (found["partial"], found["instead"]) == (True, {})
    assert {*found["hits"][0]["lacks"]} < {"uber", "kenya", "xyzzyxyzzy"}
    page = client.get("/search?q=uber+kenya+xyzzyxyzzy+", headers=HTML).text
    assert "No record has all of these words." in page
    assert "Nothing has" not in page


def test_another_format_is_refused_with_those_that_there_are(client: FlaskClient) -> None:
    assert client.get("/search.exe").status_code == 406


def test_hostile_words_are_shown_as_text(client: FlaskClient) -> None:
    page = client.get(f"/search?{HARD}", headers=HTML).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    for suffix in ("json", "csv", "ttl", "atom"):
        assert client.get(f"/search.{suffix}?{HARD}").status_code == 200


def test_a_list_is_not_sent_twice_to_who_holds_it(client: FlaskClient) -> None:
    first = client.get("/search?q=kenya", headers=HTML)
    again = client.get("/search?q=kenya", headers=HTML | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_list_leads_to_the_map_of_the_same(client: FlaskClient) -> None:
    page = client.get("/search?q=amazon&area=economic-justice", headers=HTML).text
    assert 'href="/places?q=amazon&amp;area=economic-justice"' in page


def test_the_query_of_a_list_by_words_gives_its_records_and_no_reasons(client: FlaskClient) -> None:
    page = client.get("/search?q=ghost+work", headers={"Accept": "text/html"}).text
    query = re.findall(r'href="(/sparql\?query=[^"]+)"', page)[0]
    rows = client.get(f"{unescape(query)}&format=csv").text.splitlines()[1:]
    found = {row.partition(",")[0].partition("/id/")[2] for row in rows}
    assert "issue/ghost-work-replaces-employment" in found
    assert not [one for one in found if one.startswith(("relation/", "judgement/"))]


SPANISH = [
    "trabajo forzoso",
    "trabajo infantil",
    "trabajo precario",
    "explotación",
    "salarios bajos",
    "falta de pago",
    "horas extra",
    "jornadas largas",
    "despidos",
    "pérdida de empleo",
    "subcontratación",
    "trabajo en plataformas",
    "etiquetado de datos",
    "moderación de contenido",
    "repartidores",
    "sindicato",
    "huelga",
    "represalias",
    "estrés postraumático",
    "daño psicológico",
    "trauma psicológico",
    "agotamiento",
    "aislamiento",
    "vigilancia",
    "discriminación",
    "racismo",
    "sexismo",
    "desigualdad económica",
    "contaminación",
    "consumo de agua",
    "censura",
    "privacidad",
    "manipulación",
]


@pytest.mark.parametrize("words", SPANISH)
def test_a_spanish_word_of_harm_or_labour_finds_records(client: FlaskClient, words: str) -> None:
    found = client.get("/search.json", query_string={"q": words}).get_json()
    assert (found["total"] > 0, found["partial"]) == (True, False)
