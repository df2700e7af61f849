"""Derivation as a whole: what is kept, how it is published, and how to leave it out."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build.build import build
from graph.build.inputs import NONE, Plan, inputs
from graph.deriving import DERIVED, derive, for_related, write_derivations, write_review
from graph.deriving.derivation import Derivation
from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import TITLE, TYPE
from ontology import BASE, CONCEPT, JG

ISSUE = f"{BASE}id/issue/toy-1"
AREA = f"{CONCEPT}justice-area/"
GRAPH = iri(BASE + DERIVED)


def quads(title: str, *further: tuple[str, str]) -> list[Quad]:
    said = [(TYPE, iri(JG + "Issue")), (TITLE, literal(title, language="en")), *further]
    return [("<g:1>", iri(ISSUE), predicate, object_) for predicate, object_ in said]


RACIST = quads("A racist filter")


def test_a_derived_statement_has_rule_evidence_and_certainty_in_a_graph_of_its_own() -> None:
    only = [one for one in derive(RACIST).asserted if one.field == "justiceArea"]
    node = iri(f"{ISSUE}#derived-justice-area-racial-justice")
    rule = iri(f"{CONCEPT}derivation-rule/by-words")
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    found = [*write_derivations(only)]
    assert {quad[0] for quad in found} == {GRAPH}
    assert {quad[1:] for quad in found if quad[1] in (iri(ISSUE), node)} == {
        (iri(ISSUE), iri(JG + "justiceArea"), iri(AREA + "racial-justice")),
        (iri(ISSUE), iri(JG + "derivation"), node),
        (node, TYPE, iri(JG + "Derivation")),
        (node, iri(rdf + "predicate"), iri(JG + "justiceArea")),
        (node, iri(rdf + "object"), iri(AREA + "racial-justice")),
        (node, iri(JG + "derivedBy"), rule),
        (node, iri(JG + "evidence"), '"title: “racist”"@en'),
        (node, iri(JG + "certainty"), '"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
    }


def test_a_property_that_a_record_states_is_not_derived() -> None:
    stated = quads("A racist filter", (iri(JG + "justiceArea"), iri(AREA + "human-rights")))
    assert {one.field for one in derive(stated).asserted} == {"impact"}


def test_a_place_without_a_record_is_not_derived() -> None:
    place = iri(f"{BASE}id/place/kenya")
    known = ("<g:1>", place, TYPE, iri(JG + "Place"))
    assert [*derive(quads("Robot fails in Nairobi")).asserted] == []
    assert [one.value for one in derive([*quads("Robot fails in Nairobi"), known]).asserted] == [
        place[1:-1]
    ]


def test_without_derivations_there_is_no_graph() -> None:
    assert [*write_derivations(derive(quads("A toy")).asserted)] == []


def test_related_issues_read_what_annotators_imply_and_nothing_else_that_is_derived() -> None:
    word = Derivation(ISSUE, "impact", f"{CONCEPT}impact/manipulation", "by-words", 0.9, "title")
    kind = word._replace(value=f"{CONCEPT}impact/extractivism", rule="by-category")
    found = for_related([*RACIST, *write_derivations([word, kind])])
    assert [quad for quad in found if quad[0] == GRAPH] == [
        (GRAPH, iri(ISSUE), iri(JG + "impact"), iri(f"{CONCEPT}impact/extractivism"))
    ]
    assert {quad for quad in found if quad[0] != GRAPH} == {*RACIST}


def test_proposals_are_listed_the_surest_first_and_cells_harmless() -> None:
    one = Derivation("i", "impact", "v", "by-words", 0.5, "=1+1")
    table = write_review([one, one._replace(confidence=0.6)])
    assert table.splitlines() == [
        "issue,field,value,rule,confidence,evidence,source",
        "i,impact,v,by-words,0.6,'=1+1,",
        "i,impact,v,by-words,0.5,'=1+1,",
    ]
    assert write_review([one], "json", limit=0) == "[]\n"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    (folder / "toy.yaml").write_text(
        """\
id: toy-tower
type: Incident
title: A racist filter in Nairobi
summary: A filter that some people call racist.
year: 2021
notStated: [justiceArea, impact]
source: toy-page
---
id: toy-page
type: Source
title: A page
sourceKind: web-page
url: https://example.org/
---
id: kenya
type: Country
name: Kenya
source: toy-page
alpha2: KE
alpha3: KEN
m49: "404"
within: world
---
id: world
type: Region
name: World
source: toy-page
m49: "001"
""",
        encoding="utf-8",
    )
    return folder


def derived_in(release: Path) -> list[ox.Quad]:
    found = ox.parse(path=release / "justicegraph.nq", format=ox.RdfFormat.N_QUADS)
    return [quad for quad in found if str(quad.graph_name) == GRAPH]


def test_a_build_derives_unless_it_is_told_not_to(records: Path, tmp_path: Path) -> None:
    plan = Plan(tmp_path, (records,))
    without = Plan(tmp_path, (records,), derived=NONE)
    properties = {quad.predicate.value for quad in derived_in(build(plan).folder)}
    assert {JG + "justiceArea", JG + "impact", JG + "place", JG + "derivation"} <= properties
    assert derived_in(build(without).folder) == []
    assert inputs(plan) != inputs(without)


def test_two_builds_give_the_same_release(records: Path, tmp_path: Path) -> None:
    names = {build(Plan(tmp_path / one, (records,))).name for one in "ab"}
    assert len(names) == 1
