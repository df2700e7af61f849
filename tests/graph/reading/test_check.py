"""Checking records: what the shapes find is shown at its field, with what to do about it."""

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from graph.reading.check import Checked, check, statements
from graph.reading.files import curated_records, read_records
from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import documents
from ontology import PREFIXES
from shapes import Mark, Problem, Severity

# A little world that keeps every rule, for records to refer to.
KNOWN = """
id: report
type: Source
title: A report
sourceKind: report
url: https://example.org/
---
id: africa
type: Region
name: Africa
m49: 002
source: report
---
id: kenya
type: Country
name: Kenya
alpha2: KE
alpha3: KEN
m49: 404
within: africa
source: report
"""

ISSUE = """id: late-pay
type: Incident
title: Workers were paid late
year: 2021
place: kenya
notStated: [summary, justiceArea, impact]
source: report
"""


def read(text: str, path: str = "late-pay.yaml") -> list[Record]:
    return [read_record(document, path) for document in documents(text, path)]


@pytest.fixture
def known() -> list[Record]:
    return read(KNOWN, "known.yaml")


def problems(text: str, known: list[Record]) -> tuple[Problem, ...]:
    return check(read(text), known).problems


def results(checked: Checked) -> int:
    return len(list(checked.report.subjects(RDF.type, SH.ValidationResult)))


def test_a_sound_world_has_no_problems(known: list[Record]) -> None:
    assert check(known).problems == ()


def test_a_sound_record_among_others_has_no_problems(known: list[Record]) -> None:
    assert problems(ISSUE, known) == ()


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("place: kenya", "place: Kenya"),
        ("place: kenya", "place: KE"),
        ("place: kenya", "place: keyna"),
        ("source: report", "source: A report"),
    ],
)
def test_a_name_in_place_of_an_id_is_answered_with_the_id(
    known: list[Record], given: str, meant: str
) -> None:
    (problem,) = problems(ISSUE.replace(given, meant), known)
    assert f"; did you mean {given.partition(': ')[2]}?" in problem.message


def test_the_label_of_a_concept_is_answered_with_its_word(known: list[Record]) -> None:
    text = ISSUE.replace("[summary, justiceArea, impact]", "[summary, justiceArea]")
    (problem,) = problems(f"{text}impact: Exploitation of workers\n", known)
    assert "; did you mean exploitation-of-workers?" in problem.message


def test_an_empty_list_of_what_is_not_stated_states_nothing(known: list[Record]) -> None:
    stated = "summary: They waited.\njusticeArea: economic-justice\nimpact: manipulation\n"
    text = ISSUE.replace("notStated: [summary, justiceArea, impact]\n", stated + "notStated:\n")
    assert problems(text, known) == ()


def test_no_records_at_all_have_no_problems() -> None:
    checked = check([])
    assert checked.problems == ()
    assert isinstance(checked.report, rdflib.Graph)
    assert results(checked) == 0


def test_a_dangling_reference_is_shown_with_the_nearest_names(known: list[Record]) -> None:
    (problem,) = problems(ISSUE.replace("kenya", "kenia"), known)
    assert problem == Problem(
        Severity.VIOLATION,
        "'kenia' is unknown; did you mean kenya? The place is not in the graph: "
        "places are countries, regions and blocs. Use the id of one, such as kenya.",
        "late-pay.yaml",
        Mark("place", 5, 1),
        "issue/late-pay",
        "issue-place",
        "https://w3id.org/justicegraph/id/place/kenia",
    )


def test_an_unknown_concept_is_shown_with_the_nearest_names(known: list[Record]) -> None:
    (problem,) = problems(ISSUE + "status: on-going\n", known)
    assert (problem.rule, problem.mark, problem.message) == (
        "issue-status",
        Mark("status", 8, 1),
        "'on-going' is unknown; did you mean ongoing? "
        "The status is one of ongoing, ended, under-investigation and forecast.",
    )


def test_a_reference_to_a_kind_with_no_records_has_no_nearest_names(known: list[Record]) -> None:
    (problem,) = problems(ISSUE + "system: chatgpt\n", known)
    assert problem.message == (
        "'chatgpt' is unknown. The AI system is not in the graph: "
        "use the id of a system record, or add one."
    )


def test_a_reference_to_a_record_of_the_wrong_class_is_not_called_unknown(
    known: list[Record],
) -> None:
    country = KNOWN.rpartition("---\n")[2].replace("within: africa", "within: kenya")
    (problem,) = check(read(country), known).problems
    assert (problem.rule, problem.mark.field, problem.message) == (
        "country-within",
        "within",
        "A country lies within exactly one region that is in the graph (within: eastern-africa).",
    )


def test_a_field_of_another_type_is_named_by_its_word(known: list[Record]) -> None:
    (problem,) = problems(ISSUE + "developedBy: someone\n", known)
    assert (problem.rule, problem.mark, problem.message) == (
        "Issue",
        Mark("developedBy", 8, 1),
        "'developedBy' does not belong here: move it or remove it",
    )


def test_what_is_missing_is_shown_where_the_type_stands(known: list[Record]) -> None:
    (problem,) = problems(ISSUE.replace("source: report\n", ""), known)
    assert (problem.rule, problem.mark) == ("issue-source", Mark("source", 2, 1))


def test_what_is_missing_of_a_nested_entry_is_shown_where_the_entry_stands(
    known: list[Record],
) -> None:
    figure = "{value: 12, counts: days, asOf: 2021, source: report}"
    (problem,) = problems(f'{ISSUE}figure:\n  "#a": {figure}\n', known)
    assert (problem.rule, problem.mark) == ("figure-unit", Mark("figure #a", 9, 3))


def test_a_rule_about_the_whole_record_is_shown_where_the_type_stands(known: list[Record]) -> None:
    (problem,) = problems(ISSUE.replace("year: 2021\n", ""), known)
    assert (problem.rule, problem.mark) == ("incident-year-stated", Mark("", 2, 1))


def test_a_record_that_could_not_be_read_whole_waits_with_its_other_faults(
    known: list[Record],
) -> None:
    checked = check(read(ISSUE.replace("year: 2021", "year: soon")), known)
    assert [(problem.rule, problem.mark) for problem in checked.problems] == [
        ("record", Mark("year", 4, 1))
    ]
    assert results(checked) == 1


def test_a_record_may_be_referred_to_though_it_has_faults(known: list[Record]) -> None:
    world = [*known, *read("id: uganda\ntype: Country\nnmae: Uganda\n", "uganda.yaml")]
    assert problems(ISSUE.replace("kenya", "uganda"), world) == ()


def test_problems_of_the_others_are_not_told(known: list[Record]) -> None:
    poor = [*known, *read("id: uganda\ntype: Country\n", "uganda.yaml")]
    assert problems(ISSUE, poor) == ()
    assert {problem.path for problem in check(poor).problems} == {"uganda.yaml"}


def test_a_record_replaces_the_one_that_is_known_under_its_id(known: list[Record]) -> None:
    renamed = KNOWN.rpartition("---\n")[2].replace("KE\n", "KX\n")
    assert check(read(renamed), known).problems == ()


def test_problems_stand_in_the_order_of_the_file(known: list[Record]) -> None:
    text = ISSUE.replace("2021", "1921").replace("kenya", "kenia") + "status: dnoe\n"
    assert [problem.mark.line for problem in problems(text, known)] == [4, 5, 8]


def test_a_problem_reads_as_path_line_severity_subject_and_message(known: list[Record]) -> None:
    (problem,) = problems(ISSUE.replace("2021", "1921"), known)
    assert str(problem) == (
        "late-pay.yaml:4: violation: issue/late-pay year: "
        "The year of an issue is one year from 1950 on, such as 2019."
    )


def test_a_second_check_finds_what_the_first_found() -> None:
    relation = "id: r\ntype: Relation\nrank: 000\nscore: -1\n"
    first, second = check(read(relation)), check(read(relation))
    assert first.problems == second.problems != ()


def test_statements_are_quads_with_what_follows_from_them_once_each() -> None:
    record, same = (*read("id: a\ntype: Region\n"), *read("id: a\ntype: Region\n"))
    graph = "<https://w3id.org/justicegraph/graph/place/a>"
    place = "<https://w3id.org/justicegraph/id/place/a>"
    assert statements([record, same]) == [
        (graph, place, f"<{PREFIXES['rdf']}type>", f"<{PREFIXES['jg']}Region>"),
        (graph, place, f"<{PREFIXES['rdf']}type>", f"<{PREFIXES['jg']}Place>"),
    ]


def test_among_known_records_the_shacl_report_is_about_the_new_ones_alone(tmp_path: Path) -> None:
    path = tmp_path / "sound.yaml"
    path.write_text(
        "id: sound\ntype: Source\ntitle: A\nsourceKind: report\nurl: https://example.org/\n",
        encoding="utf-8",
    )
    checked = check(read_records([path]), read_records([curated_records()]))
    assert checked.problems == ()
    assert [str(value) for value in checked.report.objects(None, SH.conforms)] == ["true"]
    assert list(checked.report.subjects(RDF.type, SH.ValidationResult)) == []


def test_an_unknown_role_is_told_without_what_only_follows_from_it(known: list[Record]) -> None:
    actor = "---\nid: acme\ntype: Organization\nname: Acme\nkind: company\nsource: report\n"
    part = 'involvement:\n  "#acme": {actor: acme, role: deploier, source: report}\n'
    found = [problem.message for problem in problems(ISSUE + part + actor, known)]
    wrong = [message for message in found if "involvement" in message.casefold()]
    assert [message.partition(";")[0] for message in wrong] == ["'deploier' is unknown"]
