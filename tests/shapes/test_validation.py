"""The shapes held against small graphs: what the door of records lets nobody write in YAML."""

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SH

from graph.reading.check import Checked
from shapes import Severity, lints, shape_graph, validate, validate_plainly
from tests.shapes.gate import n_triples
from tests.shapes.sound import PREFIXES, SOUND

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

CASES = [
    # What the door makes well-formed before the shapes see it.
    ("issue-year", "Datatype", '"2019"^^xsd:gYear', '"2019"'),
    ("issue-end-year", "Datatype", '"2020"^^xsd:gYear', '"2020"'),
    ("issue-horizon", "Datatype", '"2045"^^xsd:gYear', '"2045"'),
    ("issue-date", "Datatype", '"2019/2020"^^<http://id.loc.gov/datatypes/edtf/EDTF>', '"2019"'),
    ("classification-reviewed", "Datatype", "jg:reviewed true", 'jg:reviewed "true"'),
    ("issue-title-made", "Datatype", "jg:titleMade true", 'jg:titleMade "true"'),
    ("issue-own-judgement", "In", "jg:ownJudgement jg:impact", "jg:ownJudgement jg:year"),
    ("issue-derivation", "Class", ":derivation ; jg:own", ":derivation , :group ; jg:own"),
    # What rules derive, which no record can say.
    ("Derivation", "Closed", "jg:derivedBy :words ;", "jg:derivedBy :words ; jg:year 1 ;"),
    ("derivation-property", "In", "predicate jg:affectedGroup", "predicate jg:year"),
    ("derivation-property", "MinCount", "rdf:predicate jg:affectedGroup ; ", ""),
    ("derivation-property", "MaxCount", "te jg:affectedGroup", "te jg:impact , jg:affectedGroup"),
    ("derivation-value", "NodeKind", "rdf:object :group", 'rdf:object "group"'),
    ("derivation-value", "MinCount", "rdf:object :group ;", ""),
    ("derivation-value", "MaxCount", "rdf:object :group", "rdf:object :group , :late"),
    ("derivation-rule", "Class", "jg:derivedBy :words", "jg:derivedBy :guess"),
    ("derivation-rule", "MinCount", "jg:derivedBy :words ;", ""),
    ("derivation-rule", "MaxCount", "jg:derivedBy :words", "jg:derivedBy :words , :names"),
    ("derivation-evidence", "Datatype", '“group”"@en', '“group”"'),
    ("derivation-evidence", "MinCount", 'jg:evidence "title: “group”"@en ;', ""),
    ("derivation-evidence", "MaxCount", '“group”"@en', '“group”"@en , "more"@en'),
    ("derivation-certainty", "Datatype", "jg:certainty 0.85", "jg:certainty 1"),
    ("derivation-certainty", "MinInclusive", "jg:certainty 0.85", "jg:certainty 0.69"),
    ("derivation-certainty", "MaxInclusive", "jg:certainty 0.85", "jg:certainty 1.1"),
    ("derivation-certainty", "MinCount", '"@en ; jg:certainty 0.85', '"@en'),
    ("derivation-certainty", "MaxCount", "jg:certainty 0.85", "jg:certainty 0.85 , 0.9"),
    ("derivation-issue", "MinCount", " jg:derivation :derivation ;", ""),
    (
        "derivation-issue",
        "MaxCount",
        ":issue jg:aff",
        ":hazard jg:derivation :derivation . :issue jg:aff",
    ),
    ("issue-classification", "NodeKind", "n :classification ;", "n [] ;"),
    ("figure-as-of", "Datatype", '"2018"^^xsd:gYear', '"2018"'),
    ("response-year", "Datatype", '"2021"^^xsd:gYear', '"2021"'),
    ("figure-value", "Datatype", "jg:value 1.5", "jg:value 1"),
    ("figure-upper-value", "Datatype", "jg:upperValue 2.5", "jg:upperValue 25e-1"),
    ("source-published", "Or", '"2019-05-31"^^xsd:date', '"2019-05"^^xsd:gYearMonth'),
    ("source-published", "Or", '"2019-05-31"^^xsd:date', '"2019-02-31"^^xsd:date'),
    (
        "source-url",
        "Pattern",
        "; schema:url <https://example.org/> ;",
        "; schema:url <javascript:a> ;",
    ),
    ("source-archive", "Pattern", "schema:archivedAt <https:", "schema:archivedAt <ftp:"),
    ("source-license", "Pattern", "dcterms:license <https:", "dcterms:license <urn:"),
    ("actor-homepage", "Pattern", "foaf:homepage <https:", "foaf:homepage <mailto:"),
    ("actor-figure", "NodeKind", ":ngo ;", ":ngo ; jg:figure 40000 ;"),
    ("issue-figure", "NodeKind", '"2020"^^xsd:gYear ;', '"2020"^^xsd:gYear ; jg:figure 40000 ;'),
    ("issue-response", "NodeKind", "jg:response :response", 'jg:response "a demand"'),
    ("issue-involvement", "NodeKind", "jg:involvement :involvement", "jg:involvement []"),
    (
        "response-date",
        "Datatype",
        '"2021-05"^^<http://id.loc.gov/datatypes/edtf/EDTF>',
        '"2021-05"',
    ),
    (
        "proceeding-filed",
        "Datatype",
        '"2023-03"^^<http://id.loc.gov/datatypes/edtf/EDTF>',
        '"2023-03"',
    ),
    (
        "proceeding-decided",
        "Datatype",
        '"2024-09"^^<http://id.loc.gov/datatypes/edtf/EDTF>',
        '"2024-09"',
    ),
    ("step-date", "Datatype", '"2023-04"^^<http://id.loc.gov/datatypes/edtf/EDTF>', '"2023-04"'),
    (
        "organising-date",
        "Datatype",
        '"2023-05-01"^^<http://id.loc.gov/datatypes/edtf/EDTF>',
        '"2023-05-01"',
    ),
    (
        "labour-link-date",
        "Datatype",
        '"2019/.."^^<http://id.loc.gov/datatypes/edtf/EDTF>',
        '"2019/.."',
    ),
    ("contact-checked", "Datatype", '"2026-11-29"^^xsd:date', '"2026-11-29"'),
    ("contact-url", "Pattern", "<https://example.org/contact>", "<ftp://example.org/contact>"),
    ("organization-contact", "NodeKind", ":ngo ;\n", ':ngo ; jg:contact "office" ;\n'),
    # Relations, which the build writes.
    ("Relation", "Closed", "jg:score 0.5", "jg:score 0.5 ; jg:weight 0.5"),
    ("relation-issue", "MinCount", "jg:issue :issue , :hazard", "jg:issue :issue"),
    ("relation-issue", "MaxCount", "jg:issue :issue", "jg:issue :issue-2 , :issue"),
    ("relation-issue", "Class", "jg:issue :issue", "jg:issue :actor"),
    ("relation-score", "MinCount", "jg:score 0.5 ;", ""),
    ("relation-score", "MaxCount", "jg:score 0.5", "jg:score 0.5 , 0.6"),
    ("relation-score", "Datatype", "jg:score 0.5", "jg:score 5e-1"),
    ("relation-score", "MinExclusive", "jg:score 0.5", "jg:score 0.0"),
    ("relation-reason", "MinCount", "jg:score 0.5 ; jg:reason :reason", "jg:score 0.5"),
    ("relation-reason", "Class", "jg:reason :reason", "jg:reason :actor"),
    ("Reason", "Closed", "jg:weight 0.25", "jg:weight 0.25 ; jg:score 1.0"),
    ("reason-shared", "MinCount", "jg:shared :actor ;", ""),
    ("reason-shared", "MaxCount", "jg:shared :actor", "jg:shared :actor , :source"),
    ("reason-shared", "NodeKind", "jg:shared :actor", 'jg:shared "actor"'),
    ("reason-via", "MinCount", "jg:via jg:actor ;", ""),
    ("reason-via", "MaxCount", "jg:via jg:actor", "jg:via jg:actor , jg:by"),
    ("reason-via", "NodeKind", "jg:via jg:actor", 'jg:via "actor"'),
    ("reason-weight", "MinCount", " ; jg:weight 0.25", ""),
    ("reason-weight", "MaxCount", "jg:weight 0.25", "jg:weight 0.25 , 0.5"),
    ("reason-weight", "Datatype", "jg:weight 0.25", "jg:weight 1"),
    ("reason-weight", "MinExclusive", "jg:weight 0.25", "jg:weight -0.25"),
    # Ownerships and the owners of those involved, which the build writes.
    ("Ownership", "Closed", "jg:owner :actor ;", "jg:owner :actor ; jg:rank 1 ;"),
    ("ownership-owner", "MinCount", "jg:owner :actor ; ", ""),
    ("ownership-owner", "Class", "jg:owner :actor", "jg:owner :source"),
    (
        "ownership-date",
        "Datatype",
        '"2018/.."^^<http://id.loc.gov/datatypes/edtf/EDTF>',
        '"2018/.."',
    ),
    (
        "ownership-source",
        "Class",
        "jg:owner :actor ; dcterms:source :source",
        "jg:owner :actor ; dcterms:source :actor",
    ),
    ("organization-ownership", "Class", "jg:ownership :ownership", "jg:ownership :source"),
    ("issue-owner-involved", "Class", "jg:ownerInvolved :actor", "jg:ownerInvolved :source"),
    # Matches, which the build writes.
    ("Match", "Closed", "jg:certainty 0.75", "jg:certainty 0.75 ; jg:rank 1"),
    ("match-matched", "MaxCount", "jg:matched :issue", "jg:matched :issue , :issue-2"),
    ("match-matched", "NodeKind", "jg:matched :issue", 'jg:matched "issue"'),
    ("match-with", "MaxCount", "jg:matchedWith :hazard", "jg:matchedWith :hazard , :issue-2"),
    ("match-with", "NodeKind", "jg:matchedWith :hazard", 'jg:matchedWith "hazard"'),
    ("match-method", "MaxCount", "jg:method :guess", "jg:method :guess , :guess-2"),
    ("match-certainty", "MaxCount", "jg:certainty 0.75", "jg:certainty 0.75 , 0.5"),
    ("match-certainty", "Datatype", "jg:certainty 0.75", "jg:certainty 1"),
    ("match-certainty", "MinExclusive", "jg:certainty 0.75", "jg:certainty 0.0"),
    # Mappings of categories, which the build adds from the crosswalk.
    ("category-close-match", "Class", "skos:closeMatch :book", "skos:closeMatch :actor"),
    ("category-broad-match", "Class", "skos:broadMatch :remedy", "skos:broadMatch :actor"),
    ("category-narrow-match", "Class", "skos:narrowMatch :book", "skos:narrowMatch :actor"),
    ("category-related-match", "Class", "skos:relatedMatch :book", "skos:relatedMatch :actor"),
    # Of withdrawn records, what the door finds before the shapes do.
    ("tombstone-former-type", "MinCount", "jg:formerType jg:Organization ;", ""),
    # Concepts, which stand in the vocabulary.
    ("concept-label", "QualifiedMinCount", '"book"@en', '"Buch"@de'),
    ("concept-label", "QualifiedMaxCount", '"book"@en', '"book"@en , "books"@en'),
    ("concept-definition", "MinCount", '; skos:definition "A work of many pages."@en', ""),
    ("concept-scheme", "MaxCount", "concept:source-kind", "concept:source-kind , concept:role"),
]

# A second issue, for the cases of a relation with one end too many.
GUESS = SOUND[SOUND.index(":guess a") : SOUND.index(":tombstone a")].replace(":guess", ":guess-2")
SECOND_ISSUE = SOUND[SOUND.index(":hazard a") : SOUND.index(":figure a")].replace(
    ":hazard", ":issue-2"
)

SCHEMES = {
    "actor-kind": "ActorKind",
    "affected-group": "AffectedGroup",
    "arrangement": "Arrangement",
    "assertion": "AssertionStatus",
    "condition": "Condition",
    "demand": "Demand",
    "derivation-rule": "DerivationRule",
    "impact": "Impact",
    "justice-area": "JusticeArea",
    "link-kind": "LinkKind",
    "match-method": "MatchMethod",
    "organising-kind": "OrganisingKind",
    "party-role": "PartyRole",
    "precision": "Precision",
    "proceeding-kind": "ProceedingKind",
    "proceeding-status": "ProceedingStatus",
    "remedy-state": "RemedyState",
    "response-kind": "ResponseKind",
    "role": "Role",
    "sector": "Sector",
    "severity": "Severity",
    "source-grade": "SourceGrade",
    "source-kind": "SourceKind",
    "status": "IssueStatus",
    "step-kind": "StepKind",
    "task": "Task",
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
