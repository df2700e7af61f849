"""Related issues over HTTP: lists, views, why two are related, and what actors have in common."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.engine.oxigraph import Store
from graph.related.publishing import PUBLISHED
from ontology import BASE, JG, PREFIXES

PATH = "/id/issue/ghost-work/related"
ISSUE = f"{BASE}id/issue/"


def read(client: FlaskClient, path: str) -> Any:
    return client.get(path, headers={"Accept": "application/json"}).json


@pytest.mark.parametrize(
    ("accept", "suffix", "media_type"),
    [
        ("*/*", "", "application/json"),
        ("text/html", "", "text/html; charset=utf-8"),
        ("text/csv", "", "text/csv; charset=utf-8"),
        ("text/turtle", "", "text/turtle; charset=utf-8"),
        ("text/html", ".json", "application/json"),
        ("text/html", ".csv", "text/csv; charset=utf-8"),
        ("text/html", ".ttl", "text/turtle; charset=utf-8"),
        ("text/html", ".jsonld", "application/ld+json"),
    ],
)
def test_a_list_is_in_the_format_that_the_suffix_names_or_the_client_accepts(
    client: FlaskClient, accept: str, suffix: str, media_type: str
) -> None:
    response = client.get(PATH + suffix, headers={"Accept": accept})
    assert (response.status_code, response.content_type) == (200, media_type)


def test_a_score_is_the_sum_of_reasons_in_every_format(client: FlaskClient) -> None:
    as_json = {one["issue"]: one for one in read(client, PATH)}
    rows = list(csv.DictReader(io.StringIO(client.get(PATH + ".csv").text)))
    assert len(as_json) == 10
    for issue, one in as_json.items():
        weights = [Decimal(row["weight"]) for row in rows if row["issue"] == issue]
        assert f"{sum(weights):f}" == f"{one['score']:.6f}"
        assert [float(weight) for weight in weights] == [r["weight"] for r in one["reasons"]]


def test_the_list_begins_with_what_the_release_publishes(client: FlaskClient, store: Store) -> None:
    query = f"""SELECT ?related ?score {{ ?r <{JG}issue> <{ISSUE}ghost-work>, ?related ;
        <{JG}score> ?score FILTER(?related != <{ISSUE}ghost-work>) }} ORDER BY DESC(?score)"""
    published = [(row["related"].text, float(row["score"].text)) for row in store.rows(query)]
    listed = [(one["issue"], one["score"]) for one in read(client, f"{PATH}?limit=100")]
    assert published[:PUBLISHED] == listed[:PUBLISHED]
    assert set(published) <= set(listed)


def test_the_turtle_of_a_list_is_part_of_what_is_published(
    client: FlaskClient, release_quads: set[tuple[str, str, str]]
) -> None:
    quads = ox.parse(client.get(PATH + ".ttl").data, format=ox.RdfFormat.TURTLE)
    found = {(str(one.subject), str(one.predicate), str(one.object)) for one in quads}
    assert len(found) > 100
    assert found <= release_quads


@pytest.fixture(scope="module")
def release_quads(quads: list[tuple[str, str, str, str]]) -> set[tuple[str, str, str]]:
    return {quad[1:] for quad in quads}


def test_the_query_of_a_reason_finds_what_is_shared(client: FlaskClient, store: Store) -> None:
    for one in read(client, PATH):
        found = {(row["type"].text, row["shared"].text) for row in store.rows(one["query"])}
        told = {(r["type"], r["shared"]) for r in one["reasons"] if r["type"] != "time"}
        assert told <= found


def test_a_view_shows_one_side_or_leaves_a_node_out(client: FlaskClient) -> None:
    labour = read(client, f"{PATH}?only=labour")
    kinds = {why["type"] for one in labour for why in one["reasons"]}
    assert kinds <= {"workerGroup", "task", "arrangement", "condition", "demand", "chain"}
    without = read(client, f"{PATH}?without=actor/mary-gray")
    shared = {why["shared"] for one in without for why in one["reasons"]}
    assert f"{BASE}id/actor/mary-gray" not in shared


def test_a_list_that_repeats_little_begins_with_the_nearest(client: FlaskClient) -> None:
    path = "/id/issue/michigan-midas/related"
    plain, mixed = (read(client, one) for one in (path, f"{path}?diverse=1"))
    assert mixed[0]["issue"] == plain[0]["issue"]
    assert [one["rank"] for one in mixed] == list(range(1, 11))


def test_two_issues_are_related_by_what_they_share_or_by_others(client: FlaskClient) -> None:
    found = read(client, f"{PATH}?to=michigan-midas")
    assert found["direct"]["issue"] == f"{ISSUE}michigan-midas"
    assert found["chains"]
    for chain in found["chains"]:
        links = chain["links"]
        assert [links[0]["from"], links[-1]["issue"]] == [
            f"{ISSUE}ghost-work",
            f"{ISSUE}michigan-midas",
        ]
        assert [one["issue"] for one in links[:-1]] == [one["from"] for one in links[1:]]


def test_the_pages_say_why_in_words(client: FlaskClient) -> None:
    browser = {"Accept": "text/html"}
    assert (
        "Both name MIT Technology Review as the reporter" in client.get(PATH, headers=browser).text
    )
    why = client.get(f"{PATH}?to=michigan-midas", headers=browser).text
    assert "What both share" in why
    common = client.get("/interlocks?actor=amazon&actor=google", headers=browser).text
    assert "Ghost workers" in common


def test_interlocks_name_the_issues_of_all_and_of_each(client: FlaskClient) -> None:
    found = read(client, "/interlocks?actor=amazon&actor=google")
    assert f"{ISSUE}labour-sold-as-automation" in found["together"]
    assert all({*one["issues"]} == {"amazon", "google"} for one in found["shared"])
    assert all(all(one["issues"].values()) for one in found["shared"])


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/id/issue/ghost-wrk/related", 404, "the nearest are: ghost-work"),
        (f"{PATH}?to=nothing", 404, "there is no issue 'nothing'"),
        (f"{PATH}?limit=0", 400, "limit=0: give a whole number from 1 to 100"),
        (f"{PATH}?limit=ten", 400, "limit=ten: give a whole number"),
        (f"{PATH}?only=colour", 400, "only 'colour': choose one of topic, term,"),
        (f"{PATH}?without=actor/nobody", 404, "without 'actor/nobody': no issue leads to"),
        (f"{PATH}.docx", 406, "no format that you accept"),
        ("/interlocks?actor=amazon", 400, "name two actors or more"),
        ("/interlocks?actor=amazon&actor=nobody", 404, "no issue names the actor 'nobody'"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(
    client: FlaskClient, path: str, status: int, said: str
) -> None:
    response = client.get(path, headers={"Accept": "application/json"})
    assert response.status_code == status
    assert said in json.loads(response.data)["detail"]


def test_terms_that_are_reasons_are_described(client: FlaskClient, store: Store) -> None:
    query = (
        f"SELECT ?term ?label {{ ?term a <{JG}Term> ; <{PREFIXES['rdfs']}label> ?label }} LIMIT 1"
    )
    (row,) = store.rows(query)
    path = row["term"].text.removeprefix(BASE)
    assert row["label"].text in client.get(f"/{path}.ttl").text
