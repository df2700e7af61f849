"""The description of a release: its counts are those of the store, its checksums true."""

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.description import Statistics, statistics
from graph.downloads import DOWNLOADS
from graph.quads import Quad, literal
from graph.release import Release
from graph.store import Store
from ontology import BASE, PREFIXES

XSD = PREFIXES["xsd"]


@pytest.fixture(scope="module")
def void(release: Release) -> Store:
    found = ox.parse(path=release.folder / "void.ttl", format=ox.RdfFormat.TURTLE)
    engine = ox.Store()
    engine.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in found)
    return Store(engine)


def pairs(store: Store, query: str) -> dict[str, str]:
    return {row["key"].text: row["value"].text for row in store.rows(query)}


TOTALS = {
    "triples": "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "classes": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }",
    "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "entities": """
        SELECT (COUNT(DISTINCT ?s) AS ?n) {
          VALUES ?class { jg:Issue jg:Actor jg:AISystem jg:WorkerGroup jg:Source jg:Place }
          ?s a ?class
        }""",
}


@pytest.mark.parametrize("term", TOTALS)
def test_a_total_is_what_the_store_counts(
    term: str, void: Store, store: Store, release: Release
) -> None:
    (counted,) = store.rows(TOTALS[term])
    dataset = f"{BASE}release/{release.name}"
    stated = void.rows(f"SELECT ?n {{ ?dataset void:{term} ?n }}", dataset=dataset)
    assert [row["n"] for row in stated] == [counted["n"]]


def test_a_class_partition_is_what_the_store_counts(void: Store, store: Store) -> None:
    stated = "SELECT ?key ?value { ?part void:class ?key ; void:entities ?value }"
    counted = "SELECT ?key (COUNT(DISTINCT ?s) AS ?value) { ?s a ?key } GROUP BY ?key"
    assert pairs(void, stated) == pairs(store, counted)


def test_a_property_partition_is_what_the_store_counts(void: Store, store: Store) -> None:
    stated = "SELECT ?key ?value { ?part void:property ?key ; void:triples ?value }"
    counted = """
        SELECT ?key (COUNT(*) AS ?value) { SELECT DISTINCT ?s ?key ?o { ?s ?key ?o } } GROUP BY ?key
    """
    assert pairs(void, stated) == pairs(store, counted)


def test_every_partition_has_an_address_of_its_own(void: Store) -> None:
    query = """SELECT ?part (COUNT(*) AS ?n) {
        { ?part void:class ?term } UNION { ?part void:property ?term }
    } GROUP BY ?part HAVING (COUNT(*) > 1)"""
    assert void.rows(query) == []


def test_every_distribution_has_its_true_size_and_checksum(void: Store, release: Release) -> None:
    query = """
        PREFIX spdx: <http://spdx.org/rdf/terms#>
        SELECT ?url ?size ?sum {
          ?dataset dcat:distribution ?part .
          ?part dcat:downloadURL ?url ; dcat:byteSize ?size ;
                spdx:checksum [ spdx:algorithm spdx:checksumAlgorithm_sha256 ;
                                spdx:checksumValue ?sum ]
        }"""
    stated = {
        Path(row["url"].text).name: (row["size"].text, row["sum"].text) for row in void.rows(query)
    }
    names = [f"{download.filename}{end}" for download in DOWNLOADS for end in ("", ".gz")]
    files = {name: (release.folder / name).read_bytes() for name in names}
    assert stated == {
        name: (str(len(data)), hashlib.sha256(data).hexdigest()) for name, data in files.items()
    }


def test_the_dataset_names_its_version_and_the_last_day_of_change(
    void: Store, release: Release
) -> None:
    query = "SELECT ?version ?day { ?dataset dcat:version ?version ; dcterms:modified ?day }"
    (row,) = void.rows(query)
    assert row["version"].text == release.name
    assert row["day"].text == release.manifest["modified"]


def test_a_description_holds_no_blank_node(void: Store) -> None:
    assert void.rows("SELECT * { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }") == []


def test_a_statement_of_two_graphs_counts_once() -> None:
    type_, modified = f"<{PREFIXES['rdf']}type>", f"<{PREFIXES['dcterms']}modified>"
    quads: list[Quad] = [
        ("<a:g>", "<a:s>", type_, "<a:Class>"),
        ("<a:h>", "<a:s>", type_, "<a:Class>"),
        ("<a:h>", "<a:t>", type_, "<a:Class>"),
        ("", "<a:g>", modified, literal("2026-01-02", f"{XSD}date")),
        ("", "<a:h>", modified, literal("2025-12-31", f"{XSD}date")),
    ]
    assert statistics(quads) == Statistics(
        triples=4,
        subjects=4,
        objects=3,
        graphs=2,
        classes={"<a:Class>": 2},
        properties={modified: 2, type_: 2},
        modified="2026-01-02",
    )


def test_an_empty_graph_counts_nothing() -> None:
    assert statistics([]) == Statistics(0, 0, 0, 0, {}, {}, "")
