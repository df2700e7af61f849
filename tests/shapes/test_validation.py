"""The shapes held against small graphs: what the door of records lets nobody write in YAML."""

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SH

from graph.reading.check import Checked
from shapes import Severity, lints, shape_graph, validate, validate_plainly
from tests.shapes.gate import n_triples
from tests.shapes.sound import PREFIXES, SOUND
from tests.shapes.validation_cases import CASES, GUESS, SCHEMES, SECOND_ISSUE

SHAPES = "https://w3id.org/justicegraph/shapes#"

# What a shape says besides its constraints.
NO_CONSTRAINT = {
    "path",
    "message",
    "severity",
    "targetClass",
    "targetSubjectsOf",
    "property",
    "ignoredProperties",
    "qualifiedValueShape",
}


def graph(turtle: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=PREFIXES + turtle + SECOND_ISSUE + GUESS, format="turtle")


def broken(data: rdflib.Graph) -> list[tuple[str, str, Severity]]:
    report = validate(n_triples(data))
    plainly = validate_plainly(rdflib.Graph().parse(data=n_triples(data), format="nt"))
    assert isomorphic(report.graph, plainly.graph)
    end = "ConstraintComponent"
    return [(one.rule, one.component.removesuffix(end), one.severity) for one in report.findings]


def constraints() -> set[tuple[str, str]]:
    """Return each constraint of each shape that has a name, by the name of its component."""
    shapes = shape_graph()
    named = {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)}
    return {
        (str(shape).removeprefix(SHAPES), component(str(predicate).removeprefix(str(SH))))
        for shape in named
        for predicate in shapes.predicates(shape)
        if str(predicate).startswith(str(SH))
        and str(predicate).removeprefix(str(SH)) not in NO_CONSTRAINT
        and (None, SH.qualifiedValueShape, shape) not in shapes
    }


def component(parameter: str) -> str:
    return "SPARQL" if parameter == "sparql" else parameter[0].upper() + parameter[1:]


def in_bad_records(checked: Checked) -> set[tuple[str, str]]:
    report = checked.report
    return {
        (
            str(report.value(result, SH.sourceShape)).removeprefix(SHAPES),
            str(report.value(result, SH.sourceConstraintComponent))
            .removeprefix(str(SH))
            .removesuffix("ConstraintComponent"),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_a_sound_graph_keeps_every_rule() -> None:
    assert broken(graph(SOUND)) == []


@pytest.mark.parametrize(("rule", "component", "sound", "unsound"), CASES)
def test_a_change_to_a_sound_graph_breaks_one_rule(
    rule: str, component: str, sound: str, unsound: str
) -> None:
    assert SOUND.count(sound) == 1
    data = graph(SOUND.replace(sound, unsound))
    assert broken(data) == [(rule, component, Severity.VIOLATION)]


@pytest.mark.parametrize(("scheme", "class_"), SCHEMES.items())
def test_a_concept_in_the_scheme_of_others_breaks_the_rule_of_its_own(
    scheme: str, class_: str
) -> None:
    concept = f':planted a jg:{class_} , skos:Concept ; skos:prefLabel "planted"@en ;'
    data = graph(
        f'{SOUND} {concept} skos:definition "A test."@en ; skos:inScheme concept:planted .'
    )
    assert broken(data) == [(f"{scheme}-scheme", "HasValue", Severity.VIOLATION)]


AREA = """
:area a jg:JusticeArea , skos:Concept ; skos:prefLabel "area"@en ; skos:definition "An area."@en ;
    skos:inScheme concept:justice-area .
:issue jg:justiceArea :area .
"""
DERIVED = """
:issue jg:derivation :second .
:second a jg:Derivation ; rdf:predicate jg:justiceArea ; rdf:object :area ;
    jg:derivedBy :words ; jg:evidence "title: “area”"@en ; jg:certainty 0.9 .
"""


def test_an_area_that_is_declared_as_not_stated_may_only_be_derived() -> None:
    rule = [("issue-justice-area-stated", "Or", Severity.VIOLATION)]
    assert broken(graph(SOUND + AREA)) == rule
    assert broken(graph(SOUND + AREA + DERIVED)) == []


def test_a_concept_in_no_scheme_breaks_the_rule_of_all_concepts() -> None:
    concept = ':planted a skos:Concept ; skos:prefLabel "planted"@en ;'
    data = graph(f'{SOUND} {concept} skos:definition "A test."@en .')
    assert broken(data) == [("concept-scheme", "MinCount", Severity.VIOLATION)]


def test_every_constraint_has_a_bad_record_or_a_case_here(bad: Checked) -> None:
    here = {(rule, component) for rule, component, _, _ in CASES}
    schemes = {(f"{scheme}-scheme", "HasValue") for scheme in SCHEMES}
    shown = in_bad_records(bad) | here | schemes | {("concept-scheme", "MinCount")}
    assert constraints() - shown == set()


def test_every_shape_that_reports_has_a_name() -> None:
    shapes = shape_graph()
    speaking = set(shapes.subjects(SH.message))
    held = {
        inner
        for outer, inner in shapes.subject_objects(SH.property)
        if isinstance(outer, rdflib.URIRef)
    }
    assert [shape for shape in speaking | held if isinstance(shape, rdflib.BNode)] == []


def test_every_property_shape_says_what_to_do() -> None:
    shapes = shape_graph()
    silent = [
        str(shape).removeprefix(SHAPES)
        for shape in shapes.subjects(RDF.type, SH.PropertyShape)
        if (shape, SH.message, None) not in shapes and (shape, SH.sparql, None) not in shapes
    ]
    assert silent == []


def test_warnings_and_infos_conform() -> None:
    data = graph(SOUND.replace("schema:url <https://example.org/> ;", ""))
    report = validate(n_triples(data))
    assert [finding.severity for finding in report.findings] == [Severity.INFO]
    assert report.conforms


def test_a_violation_does_not_conform() -> None:
    data = graph(SOUND.replace('"2019"^^xsd:gYear', '"1919"^^xsd:gYear'))
    assert not validate(n_triples(data)).conforms


def test_lints_are_named_for_the_violation_they_look_for() -> None:
    assert all(name.endswith("-violation") for name in lints())
