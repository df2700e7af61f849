"""The description in the store: what query editors ask of an endpoint is answered, and true."""

from pathlib import Path

import pytest

from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.metadata.dataset import DESCRIPTION, self_description
from graph.rdf.formats import RESULT_FORMATS
from graph.rdf.quads import Quad, iri, line, parsed, to_n_quads
from graph.release.release import Release
from graph.reports.coverage import dqv_measurements
from ontology import BASE, ONTOLOGY, PREFIXES, Project, questions
from shapes import lints

GRAPH = iri(BASE + DESCRIPTION)
OWN = "https://example.org/"

# The queries that editors send when they open an endpoint, as the ones of SIB do.
EDITOR_SCHEMA = """
    PREFIX void: <http://rdfs.org/ns/void#>
    PREFIX void-ext: <http://ldf.fi/void-ext#>
    SELECT DISTINCT ?class ?property ?objectClass ?datatype {
      { ?cp void:class ?class ; void:propertyPartition ?pp .
        ?pp void:property ?property .
        OPTIONAL {
          { ?pp void:classPartition [ void:class ?objectClass ] }
          UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?datatype ] } }
      } UNION {
        ?links void:subjectsTarget [ void:class ?class ] ; void:linkPredicate ?property ;
               void:objectsTarget [ void:class ?objectClass ] }
    }"""
EDITOR_PREFIXES = """
    PREFIX sh: <http://www.w3.org/ns/shacl#>
    SELECT DISTINCT ?prefix ?namespace { [] sh:namespace ?namespace ; sh:prefix ?prefix }"""
EDITOR_EXAMPLES = """
    PREFIX sh: <http://www.w3.org/ns/shacl#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT DISTINCT ?sq ?comment ?query {
      ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ;
          sh:select|sh:ask|sh:construct|sh:describe ?query
    } ORDER BY ?sq"""


@pytest.fixture(scope="module")
def others(quads: list[Quad]) -> list[Quad]:
    """The quads of all graphs but the description."""
    return [quad for quad in quads if quad[0] != GRAPH]


@pytest.fixture(scope="module")
def without(others: list[Quad]) -> Store:
    return Store.in_memory("".join(f"{line(quad)}\n" for quad in others))


def ends(store: Store, query: str) -> set[tuple[str, ...]]:
    names = ("class", "property", "objectClass", "datatype")
    return {
        tuple(row[name].text if name in row else "" for name in names) for row in store.rows(query)
    }


def test_an_editor_learns_which_properties_a_class_has_and_what_their_objects_are(
    store: Store, without: Store
) -> None:
    used = """
        SELECT DISTINCT ?class ?property ?objectClass ?datatype {
          ?s a ?class ; ?property ?o OPTIONAL { ?o a ?objectClass }
          BIND(DATATYPE(?o) AS ?datatype) }"""
    asked, found = ends(store, EDITOR_SCHEMA), ends(without, used)
    # Where some objects of a property are of a class, an editor is not told that others are not.
    typed = {row[:2] for row in found if any(row[2:])}
    assert asked == {row for row in found if any(row[2:]) or row[:2] not in typed}
    jg = PREFIXES["jg"]
    assert (f"{jg}Involvement", f"{jg}actor", f"{jg}Organization", "") in asked
    assert (f"{jg}Issue", f"{jg}year", "", f"{PREFIXES['xsd']}gYear") in asked


def test_an_editor_learns_the_prefixes_that_need_no_declaration(store: Store) -> None:
    found = {row["prefix"].text: row["namespace"].text for row in store.rows(EDITOR_PREFIXES)}
    assert found == PREFIXES


def test_an_editor_learns_every_question(store: Store) -> None:
    found = [
        (row["sq"].text, row["comment"].text, row["query"].text)
        for row in store.rows(EDITOR_EXAMPLES)
    ]
    assert found == [(f"{BASE}questions/{one.slug}", one.title, one.text) for one in questions()]


def test_an_example_is_an_executable_of_its_form_aimed_at_the_endpoint(store: Store) -> None:
    query = """
        SELECT ?sq ?label ?target ?text {
          ?sq a sh:SPARQLSelectExecutable ; sh:select ?text ; rdfs:label ?label ;
              schema:target ?target ; sh:prefixes ?prefixes .
          ?prefixes a owl:Ontology ; sh:declare [ a sh:PrefixDeclaration ; sh:prefix "jg" ]
        } ORDER BY ?sq"""
    assert [
        (row["sq"].text, row["label"].text, row["target"].text) for row in store.rows(query)
    ] == [(f"{BASE}questions/{one.slug}", one.title, f"{BASE}sparql") for one in questions()]
    assert {Query(row["text"].text).form for row in store.rows(query)} == {"SELECT"}


def test_an_example_gives_the_answer_of_its_question(store: Store) -> None:
    json = RESULT_FORMATS[0]
    for row, question in zip(store.rows(EDITOR_EXAMPLES), questions(), strict=True):
        assert (
            store.query(row["query"].text, json).read() == store.query(question.text, json).read()
        )


TOTALS = {
    "triples": "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "classes": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }",
    "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
}


@pytest.mark.parametrize("term", TOTALS)
def test_the_dataset_counts_what_is_in_the_other_graphs(
    term: str, store: Store, without: Store
) -> None:
    stated = store.rows(f"SELECT ?n {{ ?dataset void:{term} ?n }}", dataset=f"{BASE}dataset")
    (counted,) = without.rows(TOTALS[term])
    assert [row["n"] for row in stated] == [counted["n"]]


def test_the_description_is_a_function_of_the_other_graphs(
    quads: list[Quad], others: list[Quad]
) -> None:
    assert self_description(others, dqv_measurements(Store.in_memory(to_n_quads(others)))) == [
        quad for quad in quads if quad[0] == GRAPH
    ]


def test_no_statement_stands_in_two_graphs(quads: list[Quad]) -> None:
    # The union of the graphs is asked as it stands: what stands twice there would be found twice.
    assert len({quad[1:] for quad in quads}) == len(quads)


def test_the_description_names_no_release_and_no_checksum(quads: list[Quad]) -> None:
    described = "".join(line(quad) for quad in quads if quad[0] == GRAPH)
    assert f"<{BASE}release/" not in described
    assert "checksum" not in described


def test_the_description_has_a_licence_and_an_origin_as_other_graphs_have(store: Store) -> None:
    query = """
        SELECT ?label ?made {
          ?graph a void:DatasetDescription ; rdfs:label ?label ; dcterms:license ?license ;
                 prov:wasGeneratedBy [ a prov:Activity ; rdfs:label ?made ] }"""
    assert [
        (row["label"].text, row["made"].text) for row in store.rows(query, graph=BASE + DESCRIPTION)
    ] == [("Description of the dataset", "Counting of what the other graphs hold")]


@pytest.mark.parametrize("lint", sorted(lints()))
def test_a_lint_finds_nothing_in_the_whole_release(lint: str, store: Store) -> None:
    assert store.rows(lints()[lint]) == []


def test_the_description_lives_under_a_base_of_ones_own(others: list[Quad]) -> None:
    own = [tuple(term.replace(f"<{BASE}id/", f"<{OWN}id/") for term in quad) for quad in others]
    moved = [(g, s, p, o) for g, s, p, o in own]
    described = self_description(
        moved, dqv_measurements(Store.in_memory(to_n_quads(moved)), OWN), Project(base=OWN)
    )
    subjects = {quad[1] for quad in described}
    assert {quad[0] for quad in described} == {iri(OWN + DESCRIPTION)}
    assert iri(f"{OWN}dataset") in subjects
    assert [subject for subject in subjects if subject.startswith(f"<{BASE}")] == []
    select = iri(f"{PREFIXES['sh']}select")
    texts = "".join(parsed(quad[3])[0] for quad in described if quad[2] == select)
    assert f"<{OWN}id/actor/>" in texts
    assert f"<{BASE}id/" not in texts
    assert f"<{ONTOLOGY}#>" in texts


def test_the_entities_are_the_records(release: Release, store: Store) -> None:
    query = "SELECT ?n { ?dataset void:entities ?n }"
    (row,) = store.rows(query, dataset=f"{BASE}dataset")
    classes = release.manifest["counts"]["classes"]
    names = ("Issue", "Actor", "AISystem", "WorkerGroup", "Source", "Place")
    assert int(row["n"].text) == sum(classes[PREFIXES["jg"] + name] for name in names)


def test_the_query_of_the_documentation_is_answered(store: Store) -> None:
    docs = Path(__file__).parents[3] / "docs" / "endpoint.md"
    _, _, discovery = docs.read_text(encoding="utf-8").partition("## Discovery")
    blocks = [block for block in discovery.split("\n\n") if block.startswith("    PREFIX void:")]
    found = [row["property"].text for row in store.rows(blocks[0])]
    assert f"{PREFIXES['jg']}involvement" in found
