"""Names of places by CLDR and of topics by the file of a language."""

from collections import Counter

from graph.languages import place_names, topic_names, write_place_names
from graph.rdf.quads import iri, literal
from graph.reading.files import curated_records, read_records
from graph.related.topics import vocabulary
from ontology.namespaces import JG, RDF_TYPE, SKOS

PLACE = "https://example.org/id/place/"


def test_countries_regions_and_blocs_are_named_by_code_or_file() -> None:
    codes = {"kenya": "KE", "germany": "DE", "sub-saharan-africa": "202", "global-south": ""}
    named = place_names({PLACE + slug: code for slug, code in codes.items()}, "es")
    assert [*named.values()] == ["Kenia", "Alemania", "África subsahariana", "Sur Global"]


def test_a_place_without_a_name_in_cldr_has_none() -> None:
    assert place_names({PLACE + "nowhere": "XQ"}, "es") == {}


def test_each_place_of_ours_has_one_name_in_spanish() -> None:
    records = read_records([curated_records()])
    places = [one for one in records if "/id/place/" in one.iri]
    written = write_place_names(quad for one in places for quad in one.quads)
    named = Counter(quad[1][1:-1] for quad in written if quad[2] == iri(SKOS + "prefLabel"))
    assert {one.iri for one in places} == set(named)
    assert set(named.values()) == {1}


def test_a_country_is_named_by_its_letters_and_not_by_its_number() -> None:
    place = iri(PLACE + "kenya")
    quads = [
        ("<a:g>", place, iri(RDF_TYPE), iri(JG + "Country")),
        ("<a:g>", place, iri(JG + "alpha2"), literal("KE")),
        ("<a:g>", place, iri(JG + "m49"), literal("404")),
    ]
    names = [quad for quad in write_place_names(quads) if quad[1] == place]
    graph = "<https://w3id.org/justicegraph/graph/languages>"
    assert names == [(graph, place, iri(SKOS + "prefLabel"), '"Kenia"@es')]


def test_quads_without_places_have_no_names() -> None:
    assert [*write_place_names([])] == []


def test_every_topic_has_a_name_in_spanish() -> None:
    assert set(topic_names("es")) == set(vocabulary().labels.values())
