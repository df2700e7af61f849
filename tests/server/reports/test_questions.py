"""The questions as an interface: parameters narrow them, and are taken as values alone."""

import csv
import io
import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from lxml import html

from graph.engine.oxigraph import Store
from graph.rdf.formats import RESULT_FORMATS, Format
from graph.release.release import Release
from graph.reports import answers
from ontology import questions

HTML = {"Accept": "text/html"}
GIVEN = {
    "actor": "amazon",
    "actor-kind": "company",
    "system": "google-assistant",
    "place": "kenya",
    "year": "2019",
    "number": "3",
    "justice-area": "economic-justice",
    "role": "developer",
    "task": "content-moderation",
    "condition": "low-wages",
    "demand": "paid-leave",
    "proceeding": "california-superior-court-moderators-v-facebook-2018",
    "proceeding-status": "pending",
    "remedy-state": "unanswered",
    "worker-group": "mturk-workers",
}


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return [*csv.DictReader(io.StringIO(answer.text))]


def test_a_concept_narrows_a_question(client: FlaskClient) -> None:
    all_of_them = rows(client, "/questions/areas-by-year.csv")
    some = rows(client, "/questions/areas-by-year.csv?area=racial-justice")
    assert some == [row for row in all_of_them if row["area"] == "Racial Justice"] != []


def test_years_narrow_a_question(client: FlaskClient) -> None:
    all_of_them = rows(client, "/questions/areas-by-year.csv")
    some = rows(client, "/questions/areas-by-year.csv?from=2019&to=2020")
    assert some == [row for row in all_of_them if 2019 <= int(row["year"]) <= 2020] != []


def test_a_place_holds_those_within_it(client: FlaskClient) -> None:
    all_of_them = rows(client, "/questions/workers-by-place.csv")
    kenya = rows(client, "/questions/workers-by-place.csv?place=Kenya")
    africa = rows(client, "/questions/workers-by-place.csv?place=africa")
    assert kenya == [row for row in all_of_them if row["place"] == "Kenya"] != []
    assert [row for row in africa if row["place"] == "Kenya"] == kenya
    assert len(kenya) < len(africa) < len(all_of_them)


def test_several_values_widen(client: FlaskClient) -> None:
    one, two = (
        rows(client, f"/questions/workers-by-place.csv?place={name}") for name in ("kenya", "india")
    )
    both = rows(client, "/questions/workers-by-place.csv?place=india&place=kenya&place=kenya")
    assert sorted(map(str, both)) == sorted(map(str, [*one, *two]))


def test_without_a_value_the_default_holds(client: FlaskClient) -> None:
    amazon = client.get("/questions/about-actor.csv").data
    assert client.get("/questions/about-actor.csv?actor=amazon").data == amazon
    assert client.get("/questions/about-actor.csv?actor=").data == amazon
    assert client.get("/questions/about-actor.csv?actor=google").data != amazon


def test_every_parameter_of_every_question_is_taken(client: FlaskClient) -> None:
    for question in questions():
        for one in question.parameters:
            address = f"/questions/{question.slug}.json?{one.name}={GIVEN[one.type]}"
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.text)
            assert "bindings" in json.loads(answer.text)["results"]


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        (
            "workers-by-place?place=kenyaa",
            "place=kenyaa: give the slug of a record of kind place; the nearest are: kenya",
        ),
        (
            "areas-by-year?area=economic",
            "area=economic: give a concept of the scheme justice-area; "
            "the nearest are: economic-justice, ",
        ),
        ("areas-by-year?from=soon", "from=soon: give a year such as 2020"),
        ("areas-by-year?from=2019&from=2020", "from: 2 values were given; 1 at most"),
        ("old-figures?years=-1", "years=-1: give a number such as 5"),
        (
            "areas-by-year?zone=1",
            "zone: is no parameter of areas-by-year, which takes: area, place, from, to",
        ),
        ("unsaid?a=b", "a: is no parameter of unsaid, which takes: no parameters"),
        ("areas-by-year?area=" + "&area=".join("abcdefghijklmnopqrstu"), "area: 21 values were"),
    ],
)
def test_a_bad_value_is_refused_with_what_is_expected(
    client: FlaskClient, query: str, detail: str
) -> None:
    slug, _, parameters = query.partition("?")
    answer = client.get(f"/questions/{slug}.csv?{parameters}")
    assert answer.status_code == 400
    assert json.loads(answer.text)["detail"].startswith(detail)
    page = client.get(f"/questions/{query}", headers=HTML)
    assert (page.status_code, detail in unescape(page.text)) == (400, True)


HOSTILE = [
    "kenya> } #",
    "kenya } UNION { ?s ?p ?o",
    "><urn:a",
    '"',
    "\\u003e",
    "a%00b",
    "\u202e💥",
    "..%2f..",
    "x" * 5_000,
    "kenya%0a}",
]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:12])
@pytest.mark.parametrize("name", ["place", "area", "from"])
def test_a_value_is_never_read_as_sparql(client: FlaskClient, name: str, value: str) -> None:
    answer = client.get("/questions/areas-by-year.csv", query_string={name: value})
    assert answer.status_code == 400
    assert len(answer.text) < 400


def test_the_page_has_a_form_that_holds_what_was_given(client: FlaskClient) -> None:
    page = client.get("/questions/areas-by-year?area=racial-justice&from=2019", headers=HTML).text
    assert '<option value="racial-justice" selected>Racial Justice</option>' in page
    assert 'name="from" value="2019"' in page
    assert 'href="/questions/areas-by-year.csv?area=racial-justice&amp;from=2019"' in page


def test_a_question_is_a_sentence_whose_slots_are_its_parameters() -> None:
    for question in questions():
        names = [one.name for one in question.parameters]
        slots = re.findall(r"\{([a-z]+)\}", question.form)
        assert sorted(slots) == sorted(names), question.slug


def test_the_answer_is_told_in_a_sentence_and_has_human_headings(client: FlaskClient) -> None:
    tree = html.fromstring(client.get("/questions/pay?place=kenya", headers=HTML).text)
    told = " ".join(tree.xpath('string(//p[@class="result"])').split())
    rows_of_page = tree.xpath("//tbody/tr")
    assert re.fullmatch(
        rf"Wages in .+\. The table has {len(rows_of_page)} rows, from \d+ sources\.", told
    )
    heads = [one.text_content() for one in tree.xpath("//thead//th")]
    assert {"Who", "Up to", "In the year", "Sources"} <= {*heads}
    assert all(re.fullmatch(r"[A-Z][a-zA-Z ,]+", one) for one in heads)
    query = tree.xpath('//details[@class="query"]')
    assert [one.get("open") for one in query] == [None]


def test_the_largest_number_is_told_and_drawn(client: FlaskClient) -> None:
    address = "/questions/issues-counted-once"
    counted = {row["kind"]: int(row["issues"]) for row in rows(client, f"{address}.csv")}
    tree = html.fromstring(client.get(address, headers=HTML).text)
    most = max(counted, key=lambda kind: counted[kind])
    told = tree.xpath('string(//p[@class="result"])')
    assert f"Most are of the kind {most}: {counted[most]}." in told
    bars = tree.xpath('//ul[@class="answer-bars"]/li')
    assert len(bars) == len([one for one in counted.values() if one])


def test_what_is_known_of_an_actor_agrees_with_its_page(client: FlaskClient) -> None:
    told = client.get("/questions/about-actor?actor=amazon", headers=HTML).text
    listed = json.loads(client.get("/search.json?actor=amazon").text)
    assert f'<a href="/id/actor/amazon">Amazon</a> is named in {listed["total"]} issues' in told


def test_an_answer_can_be_cited_and_embedded(client: FlaskClient, release: Release) -> None:
    page = unescape(client.get("/questions/pay?place=kenya", headers=HTML).text)
    assert f"release {release.name}" in page
    (frame,) = re.findall(r'<iframe src="https://w3id.org/justicegraph(/embed/[^"]+)"', page)
    framed = client.get(frame, headers=HTML)
    assert framed.status_code == 200
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert framed.text.count("<tr>") == page.count("<tr>")


def test_the_query_on_the_page_gives_the_same_answer(client: FlaskClient) -> None:
    page = client.get("/questions/areas-by-year?area=racial-justice", headers=HTML).text
    query = unescape(page.partition("<pre><code>")[2].partition("</code>")[0])
    assert "VALUES ?concept { <https://w3id.org/justicegraph/concept/" in query
    posted = client.post("/sparql", data={"query": query, "format": "csv"})
    assert posted.data == client.get("/questions/areas-by-year.csv?area=racial-justice").data


def test_the_format_is_that_of_the_suffix_or_of_accept(client: FlaskClient) -> None:
    address = "/questions/pay{}?place=kenya"
    for suffix, accept in [
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("json", "application/json"),
        ("xml", "application/sparql-results+xml"),
    ]:
        by_accept = client.get(address.format(""), headers={"Accept": accept})
        by_suffix = client.get(address.format(f".{suffix}"), headers={"Accept": "image/png"})
        assert by_accept.data == by_suffix.data
        assert by_suffix.status_code == 200


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/questions/pay?place=kenya", "place", "Kenya"),
        ("/es/questions/pay?place=kenya", "place", "Kenia"),
        ("/questions/about-actor?actor=meta", "actor", "Meta Platforms"),
        ("/questions/about-actor?actor=Meta+Platforms", "actor", "Meta Platforms"),
        ("/actors?place=kenya", "place", "Kenya"),
    ],
)
def test_a_slot_shows_the_name_of_a_record_and_takes_it(
    client: FlaskClient, path: str, name: str, value: str
) -> None:
    page = html.fromstring(client.get(path, headers=HTML).text)
    assert page.xpath(f"//input[@name='{name}']/@value") == [value]


def test_a_name_in_a_slot_asks_for_its_record(client: FlaskClient) -> None:
    asked = "/questions/about-actor.csv?actor="
    assert client.get(f"{asked}Meta%20Platforms").text == client.get(f"{asked}meta").text


def test_questions_without_an_answer_are_listed_apart(wells: FlaskClient) -> None:
    answered, _, others = wells.get("/questions").text.partition("No record answers these yet")
    assert 'href="/questions/coverage"' in answered
    assert 'href="/questions/about-actor"' in answered  # which asks for an actor
    assert {one for one in ("pay", "severity", "demands") if f'/questions/{one}"' in others} == {
        "pay",
        "severity",
        "demands",
    }


def test_a_question_whose_example_the_graph_lacks_asks_to_choose(wells: FlaskClient) -> None:
    text = wells.get("/questions/about-actor", headers={"Accept": "text/html"}).text
    assert "Choose first: the actor that it is about." in text
    assert "No record answers this" not in text
    asked = wells.get("/questions/pay", headers={"Accept": "text/html"}).text
    assert "No record answers this" in asked


@pytest.mark.parametrize("format_", RESULT_FORMATS, ids=lambda one: one.name)
def test_an_answer_as_data_is_that_of_the_release(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, format_: Format
) -> None:
    addresses = [f"/questions/{one.slug}.{format_.name}" for one in questions()]
    with monkeypatch.context() as without:
        without.setattr(answers, "_path", lambda folder, _: folder / "nothing is kept")
        asked = [client.get(one) for one in addresses]
    monkeypatch.setattr(Store, "evaluate", None)
    for once, now in zip(asked, map(client.get, addresses), strict=True):
        assert (now.status_code, now.data) == (200, once.data)
        assert {**now.headers, "Date": ""} == {**once.headers, "Date": ""}
