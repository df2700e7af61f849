"""Mentions: texts of other records that still have a name when its record is removed."""

import pyoxigraph as ox
import pytest

from graph.desk.mentions import Mention, mentions
from graph.engine.oxigraph import Store
from ontology import BASE

TURTLE = """
@prefix jg: <https://w3id.org/justicegraph/ontology#> .
@prefix id: <https://w3id.org/justicegraph/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .

<https://w3id.org/justicegraph/id/actor/ada-example> a jg:Person ;
  rdfs:label "Ada Example-Quill"@en ; dcterms:abstract "Ada Example-Quill speaks."@en .
<https://w3id.org/justicegraph/id/actor/quill> a jg:Organization ; rdfs:label "Quillworks"@en .
<https://w3id.org/justicegraph/id/issue/one> a jg:Incident ;
  dcterms:abstract "A company dismissed ADA EXAMPLE-QUILL."@en .
<https://w3id.org/justicegraph/id/issue/two#people> rdfs:comment "Said Ms Example-Quill."@en .
<https://w3id.org/justicegraph/id/issue/three> dcterms:abstract "Example-Quillers meet."@en .
<https://w3id.org/justicegraph/id/issue/four> dcterms:abstract "It is at Quillworks \\"now\\"."@en .
"""


@pytest.fixture(scope="module")
def engine() -> Store:
    store = ox.Store()
    store.load(TURTLE.encode(), format=ox.RdfFormat.TURTLE)
    return Store(store, BASE)


def test_a_person_is_found_by_the_whole_name_and_by_the_family_name(engine: Store) -> None:
    assert mentions(engine, "actor/ada-example") == [
        Mention("issue/one", "Ada Example-Quill", "A company dismissed ADA EXAMPLE-QUILL."),
        Mention("issue/two", "Example-Quill", "Said Ms Example-Quill."),
    ]


def test_an_organisation_is_found_by_whole_words(engine: Store) -> None:
    assert mentions(engine, "actor/quill") == [
        Mention("issue/four", "Quillworks", 'It is at Quillworks "now".')
    ]


def test_what_is_not_there_is_mentioned_nowhere(engine: Store) -> None:
    assert mentions(engine, "actor/nobody") == []
