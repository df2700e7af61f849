"""Counts of the front page of a project: what is not the project's own is not counted."""

import re

import pyoxigraph as ox
from flask.testing import FlaskClient

from graph.engine.oxigraph import Store
from ontology import JG
from server.pages.holdings import for_base

BASE = "https://packers.example/"
TEXT = f"""
@prefix jg: <https://w3id.org/justicegraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kind: <https://w3id.org/justicegraph/concept/source-kind/> .
@prefix is: <https://w3id.org/justicegraph/concept/actor-kind/> .
@base <{BASE}> .
<graph/import/base-layer> {{
  <mozilla> a jg:Actor ; jg:kind is:ngo .
  <list> a jg:Source ; jg:sourceKind kind:dataset ; dcterms:publisher <mozilla> .
}}
<graph/import/table> {{
  <paper> a jg:Actor . <firm> a jg:Actor .
  <table> a jg:Source ; jg:sourceKind kind:dataset ; dcterms:publisher <paper> , <firm> .
  <part> jg:actor <firm> .
}}
<graph/actor/own> {{ <own> a jg:Actor . }}
"""


def store(text: str) -> Store:
    engine = ox.Store()
    engine.load(text.encode(), format=ox.RdfFormat.TRIG)
    return Store(engine)


def test_the_base_layer_and_who_only_publishes_a_table_are_not_counted() -> None:
    rows = store(TEXT).rows(for_base("apart", BASE))
    counts = {row["class"].text.rpartition("#")[2]: row["n"].text for row in rows}
    assert counts == {"Actor": "2", "Source": "1"}


def test_an_organisation_of_the_base_layer_is_no_helper_of_a_project() -> None:
    assert store(TEXT).rows(for_base("helpers", BASE)) == []
    own = TEXT.replace("<own> a jg:Actor", "<own> a jg:Actor ; jg:kind is:union")
    assert [row["actor"].text for row in store(own).rows(for_base("helpers", BASE))] == [
        f"{BASE}own"
    ]


def test_the_front_page_says_how_many_records_of_the_release_it_does_not_count(
    wells: FlaskClient,
) -> None:
    front = wells.get("/").text
    own = {words: int(n) for n, words in re.findall(r"<b>(\d+)</b> (actors?|sources?)<", front)}
    (uncounted,) = re.findall(r"(\d+) records that came with the program", front)
    manifest = wells.get("/release/latest/manifest.json", follow_redirects=True).json
    assert manifest
    classes = manifest["counts"]["classes"]
    assert own == {"source": 1}
    assert classes[f"{JG}Actor"] + classes[f"{JG}Source"] == 1 + int(uncounted)
