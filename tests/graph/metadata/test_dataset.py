"""The description of a release: its counts are those of the store, its checksums true."""

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.engine.oxigraph import Store
from graph.metadata.statistics import statistics
from graph.metadata.void import parts
from graph.rdf.quads import iri
from graph.release.downloads import DOWNLOADS
from graph.release.release import Release
from ontology import BASE, PREFIXES

TYPE = PREFIXES["rdf"] + "type"
TRIPLES = "{ SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def void(release: Release) -> Store:
    found = ox.parse(path=release.folder / "void.ttl", format=ox.RdfFormat.TURTLE)
    engine = ox.Store()
    engine.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in found)
    return Store(engine)


def rows(store: Store, query: str, **bound: str) -> list[tuple[str, ...]]:
    """Return rows as texts, sorted, each in the order of its variables' names."""
    found = store.rows(query, **bound)
    return sorted(tuple(row[name].text for name in sorted(row)) for row in found)


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


PARTS = {
    "class": (
        """SELECT ?key ?value { ?dataset void:classPartition ?part .
             ?part void:class ?key ; void:entities ?value }""",
        "SELECT ?key (COUNT(DISTINCT ?s) AS ?value) { ?s a ?key } GROUP BY ?key",
    ),
    "property": (
        """SELECT ?key ?value { ?dataset void:propertyPartition ?part .
             ?part void:property ?key ; void:triples ?value }""",
        f"SELECT ?key (COUNT(*) AS ?value) {{ {TRIPLES} BIND(?p AS ?key) }} GROUP BY ?key",
    ),
    "property by subjects": (
        """SELECT ?key ?value { ?dataset void:propertyPartition ?part .
             ?part void:property ?key ; void:distinctSubjects ?value }""",
        "SELECT ?key (COUNT(DISTINCT ?s) AS ?value) { ?s ?key ?o } GROUP BY ?key",
    ),
    "property by objects": (
        """SELECT ?key ?value { ?dataset void:propertyPartition ?part .
             ?part void:property ?key ; void:distinctObjects ?value }""",
        "SELECT ?key (COUNT(DISTINCT ?o) AS ?value) { ?s ?key ?o } GROUP BY ?key",
    ),
    "property of a class": (
        """SELECT ?class ?key ?value { ?dataset void:classPartition ?whole .
             ?whole void:class ?class ; void:propertyPartition ?part .
             ?part void:property ?key ; void:triples ?value }""",
        f"""SELECT ?class ?key (COUNT(*) AS ?value) {{ {TRIPLES} ?s a ?class BIND(?p AS ?key) }}
            GROUP BY ?class ?key""",
    ),
    "class of the objects": (
        """SELECT ?class ?p ?key ?value { ?dataset void:classPartition ?whole .
             ?whole void:class ?class ; void:propertyPartition ?uses .
             ?uses void:property ?p ; void:classPartition ?part .
             ?part void:class ?key ; void:triples ?value }""",
        f"""SELECT ?class ?p ?key (COUNT(*) AS ?value) {{ {TRIPLES} ?s a ?class . ?o a ?key }}
            GROUP BY ?class ?p ?key""",
    ),
    "datatype of the objects": (
        """PREFIX ext: <http://ldf.fi/void-ext#>
           SELECT ?class ?p ?key ?value { ?dataset void:classPartition ?whole .
             ?whole void:class ?class ; void:propertyPartition ?uses .
             ?uses void:property ?p ; ext:datatypePartition ?part .
             ?part ext:datatype ?key ; void:triples ?value }""",
        f"""SELECT ?class ?p ?key (COUNT(*) AS ?value) {{
              {TRIPLES} ?s a ?class FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?key) }}
            GROUP BY ?class ?p ?key""",
    ),
}


@pytest.mark.parametrize("kind", PARTS)
def test_a_partition_is_what_the_store_counts(
    kind: str, void: Store, store: Store, release: Release
) -> None:
    stated, counted = PARTS[kind]
    found = rows(void, stated, dataset=f"{BASE}release/{release.name}")
    assert found == rows(store, counted)
    assert found


def test_every_partition_is_one_part_of_one_whole(void: Store) -> None:
    query = """
        PREFIX ext: <http://ldf.fi/void-ext#>
        SELECT ?part {
          ?whole void:classPartition|void:propertyPartition|ext:datatypePartition ?part .
          ?part void:class|void:property|ext:datatype ?term .
        } GROUP BY ?part HAVING (COUNT(*) != 1)"""
    assert void.rows(query) == []


def test_every_linkset_has_one_property_and_one_target(void: Store) -> None:
    query = """
        SELECT ?links { ?links void:linkPredicate ?property ; void:objectsTarget ?target }
        GROUP BY ?links HAVING (COUNT(*) != 1)"""
    assert void.rows(query) == []


def test_the_links_to_others_are_what_the_store_counts(
    void: Store, store: Store, release: Release
) -> None:
    stated = """
        SELECT ?p ?target ?value { ?dataset void:subset ?links .
          ?links a void:Linkset ; void:subjectsTarget ?dataset ; void:objectsTarget ?target ;
                 void:linkPredicate ?p ; void:triples ?value . ?target a void:Dataset }"""
    counted = f"""
        SELECT ?p ?target (COUNT(*) AS ?value) {{ {TRIPLES}
          FILTER(?p IN (owl:sameAs, rdfs:seeAlso, rdfs:subClassOf, rdfs:subPropertyOf,
            skos:closeMatch, skos:broadMatch, skos:narrowMatch, skos:relatedMatch))
          FILTER(!STRSTARTS(STR(?o), "{BASE}"))
          BIND(IRI(REPLACE(STR(?o), "[^/#]*$", "")) AS ?target)
        }} GROUP BY ?p ?target"""
    found = rows(void, stated, dataset=f"{BASE}release/{release.name}")
    assert found == rows(store, counted)
    assert (f"{PREFIXES['owl']}sameAs", PREFIXES["wd"]) in {row[:2] for row in found}
    assert (f"{PREFIXES['skos']}closeMatch", "https://w3id.org/dpv#") in {row[:2] for row in found}


def test_every_property_and_class_in_use_is_of_a_vocabulary_that_is_named(
    void: Store, store: Store
) -> None:
    named = tuple(row["v"].text for row in void.rows("SELECT ?v { ?d void:vocabulary ?v }"))
    used = store.rows("SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s a ?t } }")
    assert [row["t"].text for row in used if not row["t"].text.startswith(named)] == []


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


def test_a_release_and_its_dataset_know_each_other(void: Store, release: Release) -> None:
    query = "SELECT ?a ?b { ?a dcat:isVersionOf ?b . ?b dcat:hasVersion ?a }"
    assert rows(void, query) == [(f"{BASE}release/{release.name}", f"{BASE}dataset")]


def test_the_endpoint_is_a_data_service_that_gives_access_to_the_dataset(
    void: Store, release: Release
) -> None:
    query = """
        SELECT ?a ?b ?c ?d { ?a dcat:distribution ?part .
          ?part a dcat:Distribution ; dcat:accessURL ?b ; dcat:accessService ?service .
          ?service a dcat:DataService ; dcat:endpointURL ?c ; dcat:servesDataset ?d }"""
    endpoint = f"{BASE}sparql"
    found = (f"{BASE}release/{release.name}", endpoint, endpoint, f"{BASE}dataset")
    assert rows(void, query) == [found]


def test_the_document_says_what_it_describes(void: Store, release: Release) -> None:
    query = "SELECT ?doc ?topic { ?doc a void:DatasetDescription ; foaf:primaryTopic ?topic }"
    assert rows(void, query) == [(f"{BASE}.well-known/void", f"{BASE}release/{release.name}")]


def test_a_part_of_a_vocabulary_without_prefix_has_a_name_of_its_own() -> None:
    quads = [
        ("<a:g>", "<a:s>", iri(TYPE), f"<https://example.org/{end}>") for end in ("b/c", "b-c")
    ]
    parts_ = {subject for subject, _, _ in parts("a:d", statistics(quads)) if "class" in subject}
    assert parts_ == {
        "a:d#class-https%3A%2F%2Fexample.org%2Fb%2Fc",
        "a:d#class-https%3A%2F%2Fexample.org%2Fb-c",
    }
