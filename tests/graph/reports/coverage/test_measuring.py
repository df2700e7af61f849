"""Coverage of a small graph whose figures are known by hand."""

import pytest

from graph.engine.oxigraph import Store
from graph.rdf.quads import Quad, to_n_quads
from graph.reports.coverage import Coverage, dqv_measurements, measures, read_coverage

JG = "<https://w3id.org/justicegraph/ontology#"
PREFIXES = {
    "jg:": "https://w3id.org/justicegraph/ontology#",
    "dcterms:": "http://purl.org/dc/terms/",
    "prov:": "http://www.w3.org/ns/prov#",
    "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs:": "http://www.w3.org/2000/01/rdf-schema#",
    "role:": "https://w3id.org/justicegraph/concept/role/",
    "skos:": "http://www.w3.org/2004/02/skos/core#",
    "xsd:": "http://www.w3.org/2001/XMLSchema#",
    ":": "https://example.org/",
}

# Three tellings of two incidents: `one` and `too` are the same, each from another database.
STATED = """
:g1 :one rdf:type jg:Issue
:g1 :one rdf:type jg:Incident
:g1 :one jg:year "2019"^^xsd:gYear
:g1 :one jg:place :kenya
:g1 :one dcterms:source :entry-1
:g1 :entry-1 dcterms:license :free
:g1 :one jg:involvement :role-1
:g1 :role-1 jg:role role:deployer
:g2 :too rdf:type jg:Issue
:g2 :too rdf:type jg:Incident
:g2 :too jg:year "2019"^^xsd:gYear
:g2 :too jg:justiceArea :labour
:g2 :too jg:response :answer
:g2 :too dcterms:source :entry-2
:g2 :entry-2 dcterms:license :free
:g2 :other rdf:type jg:Issue
:g2 :other rdf:type jg:Hazard
:g2 :other jg:horizon "2045"^^xsd:gYear
:g2 :other jg:justiceArea :labour
:g2 :other dcterms:source :entry-3
:g2 :other dcterms:source :report
:g2 :entry-3 dcterms:license :free
:g2 :other jg:involvement :role-3
:g2 :role-3 jg:role role:union
:same :too jg:countedAs :one
:about :g1 prov:wasGeneratedBy :import-1
:about :g2 prov:wasGeneratedBy :import-2
:about :import-1 rdfs:label "Import 1"
:about :import-2 rdfs:label "Import 2"
:words :kenya jg:within :africa
:words :africa jg:within :world
:words :africa rdfs:label "Africa"
:words :labour rdfs:label "Labour"
:words jg:Incident rdfs:label "incident"
:words jg:Hazard rdfs:label "hazard"
:words role:deployer skos:broader role:implicated
:words role:deployer rdfs:label "Deployer"
:words role:union skos:broader role:responding
:words role:union rdfs:label "Union"
:words :south rdf:type jg:Bloc
:words :south rdfs:label "South"
:words :kenya jg:inBloc :south
"""


def term(text: str) -> str:
    if text.startswith('"'):
        return text.replace("^^xsd:gYear", f"^^<{PREFIXES['xsd:']}gYear>")
    prefix, _, local = text.partition(":")
    return f"<{PREFIXES[f'{prefix}:']}{local}>"


def quad(line: str) -> Quad:
    graph, subject, predicate, object_ = (term(part) for part in line.split(" ", 3))
    return graph, subject, predicate, object_


QUADS = [quad(line) for line in STATED.strip().split("\n")]
STORE = Store.in_memory(to_n_quads(QUADS))


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    return read_coverage(Store.in_memory(to_n_quads([*QUADS, *dqv_measurements(STORE)])))


def test_an_issue_of_two_databases_counts_once(coverage: Coverage) -> None:
    assert coverage.total == 2


def test_a_share_takes_together_what_each_telling_says(coverage: Coverage) -> None:
    assert {one.measure.slug: one.issues for one in coverage.shares} == {
        "affected-group": 0,
        "area": 2,
        "figure": 0,
        "impact": 0,
        "implicated-actor": 1,
        "place": 1,
        "responding-actor": 1,
        "response": 1,
        "second-source": 1,
        "system": 0,
        "worker-group": 0,
        "year": 2,
    }


def test_a_table_counts_the_issues_of_each_row(coverage: Coverage) -> None:
    assert {
        table.measure.slug: [(row.label, row.issues) for row in table.rows]
        for table in coverage.tables
    } == {
        "by-area": [("Labour", 2)],
        "by-bloc": [("South", 1)],
        "by-kind": [("hazard", 1), ("incident", 1)],
        "by-region": [("Africa", 1)],
        "by-role-implicated": [("Deployer", 1)],
        "by-role-responding": [("Union", 1)],
        "by-source": [("Import 2", 2), ("Import 1", 1)],
        "by-year": [("2019", 1)],
    }


def test_what_most_issues_lack_comes_first(coverage: Coverage) -> None:
    lacking = [share.lacking for share in coverage.shares]
    assert lacking == sorted(lacking, reverse=True)


def test_figures_are_plain_values_in_json(coverage: Coverage) -> None:
    found = coverage.as_json()
    assert found["issues"] == 2
    assert found["shares"]["place"] == {"issues": 1, "lacking": 1}
    assert found["tables"]["by-region"] == [
        {"label": "Africa", "issues": 1, "id": "https://example.org/africa"}
    ]


def test_a_graph_without_issues_has_no_share_above_none() -> None:
    empty = read_coverage(Store.in_memory(to_n_quads(dqv_measurements(Store.in_memory("")))))
    assert (empty.total, {one.percent for one in empty.shares}) == (0, {"0 %"})


def test_a_measurement_says_of_what_it_is_and_what_it_measures() -> None:
    dqv = "http://www.w3.org/ns/dqv#"
    found = {
        (predicate[1:-1], object_)
        for _, subject, predicate, object_ in dqv_measurements(STORE)
        if subject == "<https://w3id.org/justicegraph/coverage#place-share-value>"
    }
    assert found == {
        (f"{PREFIXES['rdf:']}type", f"<{dqv}QualityMeasurement>"),
        (f"{dqv}computedOn", "<https://w3id.org/justicegraph/dataset>"),
        (f"{dqv}isMeasurementOf", "<https://w3id.org/justicegraph/coverage#place-share>"),
        (f"{dqv}value", f'"0.5"^^<{PREFIXES["xsd:"]}decimal>'),
    }


def test_every_measure_begins_with_its_words() -> None:
    for measure in measures():
        assert measure.text.startswith(f"# {measure.name}\n# {measure.second}".rstrip())
        assert "worst" not in measure.text
