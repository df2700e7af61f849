"""The door: what it refuses, each fault with its field, its line and what to do about it."""

from dataclasses import replace

import pytest

from graph.reading.fields import LONGEST_TEXT
from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import documents
from ontology import record_types
from shapes import Mark, Problem, Severity

HEAD = "id: a\ntype: Incident\n"

# What is added to a record's id and type, the fault's field, line and column, and its message.
FAULTS = [
    ("sumary: b", "sumary", 3, 1,
     "the field 'sumary' is unknown; did you mean summary?"),
    ("'@context': http://example.org/", "@context", 3, 1,
     "'@context' is not for records: the context is ours, and none is ever fetched"),
    ("'@graph': []", "@graph", 3, 1,
     "'@graph' is not for records: the context is ours, and none is ever fetched"),
    ("https://schema.org/name: b", "https://schema.org/name", 3, 1,
     "the field 'https://schema.org/name' is unknown"),
    ("place: []", "place", 3, 1, "'place' has no value: give one, or remove the field"),
    ("figure: {}", "figure", 3, 1, "'figure' has no value: give one, or remove the field"),
    ("title: ''", "title", 3, 1, "'title' has no value: give one, or remove the field"),
    ("year: about 2019", "year", 3, 1,
     "'about 2019' is not a year of four digits, such as 2019"),
    ("year: 19", "year", 3, 1, "'19' is not a year of four digits, such as 2019"),
    ("year: ٢٠١٩", "year", 3, 1, "'٢٠١٩' is not a year of four digits, such as 2019"),
    ("year: 2019Z", "year", 3, 1, "'2019Z' is not a year of four digits, such as 2019"),
    ("year: {en: 2019}", "year", 3, 1,
     "'year' needs a year of four digits, such as 2019, not fields or a list"),
    ("year: [2019, [2020]]", "year", 3, 14,
     "'year' needs a year of four digits, such as 2019, not fields or a list"),
    ("modified: 2019-02-31", "modified", 3, 1,
     "'2019-02-31' is not a day written year-month-day, such as 2019-05-31"),
    ("modified: 0000-01-01", "modified", 3, 1,
     "'0000-01-01' is not a day written year-month-day, such as 2019-05-31"),
    ("modified: 20190531", "modified", 3, 1,
     "'20190531' is not a day written year-month-day, such as 2019-05-31"),
    ("modified: [2019-05-31]", "modified", 3, 1,
     "'modified' needs a day written year-month-day, such as 2019-05-31, not fields or a list"),
    ("value: 40,000", "value", 3, 1, "'40,000' is not a plain number, such as 40000 or 1.32"),
    ("value: 1e3", "value", 3, 1, "'1e3' is not a plain number, such as 40000 or 1.32"),
    ("value: .inf", "value", 3, 1, "'.inf' is not a plain number, such as 40000 or 1.32"),
    ("value: [{a: b}]", "value", 3, 9,
     "'value' needs a plain number, such as 40000 or 1.32, not fields or a list"),
    ("unit: {en: people}", "unit", 3, 1, "'unit' needs a text, not fields or a list"),
    ("place: {en: kenya}", "place", 3, 1,
     "'place' needs a slug, such as those of other records and of the concept schemes, "
     "not fields or a list"),
    ("place: https://example.org/kenya", "place", 3, 1,
     "'https://example.org/kenya' is not a slug, "
     "such as those of other records and of the concept schemes"),
    ("place: ken ya", "place", 3, 1,
     "'ken ya' is not a slug, such as those of other records and of the concept schemes"),
    ("place: ../kenya", "place", 3, 1,
     "'../kenya' is not a slug, such as those of other records and of the concept schemes"),
    ("url: javascript:alert(1)", "url", 3, 1,
     "'javascript:alert(1)' is not a web address that begins with https://"),
    ("url: data:text/html,x", "url", 3, 1,
     "'data:text/html,x' is not a web address that begins with https://"),
    ("url: kenya", "url", 3, 1, "'kenya' is not a web address that begins with https://"),
    ("url: //example.org/", "url", 3, 1,
     "'//example.org/' is not a web address that begins with https://"),
    ("url: https:///path", "url", 3, 1,
     "'https:///path' is not a web address that begins with https://"),
    ("url: https://example.org/a b", "url", 3, 1,
     "'https://example.org/a b' is not a web address that begins with https://"),
    ("url: https://example.org/<script>", "url", 3, 1,
     "'https://example.org/<script>' is not a web address that begins with https://"),
    ("url: 'https://[bad'", "url", 3, 1,
     "'https://[bad' is not a web address that begins with https://"),
    ("url: https://example.org/%zz", "url", 3, 1,
     "'https://example.org/%zz' is not a web address that begins with https://"),
    ("url: https://example.org/\ue000", "url", 3, 1,
     "'https://example.org/\ue000' is not a web address that begins with https://"),
    ("notStated: yeer", "notStated", 3, 1, "'yeer' is not the name of a field"),
    ("notStated: https://example.org/", "notStated", 3, 1,
     "'https://example.org/' is not the name of a field"),
    ("formerType: Hazrd", "formerType", 3, 1,
     "'Hazrd' is not the type of a record, such as Organization"),
    ("formerType: https://example.org/", "formerType", 3, 1,
     "'https://example.org/' is not the type of a record, such as Organization"),
    ("replacedBy: ../actor/amazon", "replacedBy", 3, 1,
     "'../actor/amazon' is not the id of a record of the same kind"),
    ("replacedBy: {en: amazon}", "replacedBy", 3, 1,
     "'replacedBy' needs the id of a record of the same kind, not fields or a list"),
    ("title: {english: b}", "title", 3, 9, "'english' is no language tag, such as 'en'"),
    ("title: {EN: b}", "title", 3, 9, "'EN' is no language tag, such as 'en'"),
    ("title: {en-12: b}", "title", 3, 9, "'en-12' is no language tag, such as 'en'"),
    ("title: {en-gb-gb: b}", "title", 3, 9, "'en-gb-gb' is no language tag, such as 'en'"),
    ("title: {en: {sw: b}}", "title", 3, 9, "'title' needs a text, not fields or a list"),
    ('title: "a\\u0007"', "title", 3, 1, "'title' holds a control character: remove it"),
    ('title: "a\\uffff"', "title", 3, 1, "'title' holds a control character: remove it"),
    ('title: "a\\r\\nb"', "title", 3, 1, "'title' holds a control character: remove it"),
    (f"title: {'b' * (LONGEST_TEXT + 1)}", "title", 3, 1,
     "'title' is longer than 20,000 characters"),
    ("figure: 12", "figure", 3, 1, 'needs named entries, such as "#figure-1": …'),
    ("figure: [{value: 12}]", "figure", 3, 1, 'needs named entries, such as "#figure-1": …'),
    ("figure: {value: 12}", "figure", 3, 10,
     "'value' must be a name such as \"#first\" with fields below it"),
    ('figure: {"#Workers": {value: 12}}', "figure", 3, 10,
     "'#Workers' must be a name such as \"#first\" with fields below it"),
    ('figure:\n  "#workers": 12', "figure", 4, 3,
     "'#workers' must be a name such as \"#first\" with fields below it"),
    ('figure:\n  "#workers":\n    valeu: 12', "valeu", 5, 5,
     "the field 'valeu' is unknown; did you mean value?"),
    ('figure:\n  "#workers":\n    sumary: 12', "sumary", 5, 5,
     "the field 'sumary' is unknown; choose one of: asOf, counts, precision, source, unit, "
     "upperValue, value"),
    ('figure:\n  "#workers":\n    id: workers', "id", 5, 5,
     'an entry has its name above it, such as "#first": remove the id'),
    ('figure:\n  "#workers":\n    type: Figur', "type", 5, 5,
     "type 'Figur' is unknown; did you mean Figure?"),
    ("? " + "k" * 5_000 + "\n: b", "k" * 80, 3, 3,
     f"the field '{'k' * 80}' is unknown"),
]  # fmt: skip

TYPES = ", ".join(sorted(record_types()))
WITH_TOMBSTONE = ", ".join(sorted([*record_types(), "Tombstone"]))

# Whole records of which nothing can be read, and the field, line and message of each fault.
NAMELESS = [
    ("just a text", [("", 1, "is not a record: write fields, each as 'name: value'")]),
    ("\n- id: a", [("", 2, "is not a record: write fields, each as 'name: value'")]),
    ("id: a", [("type", 1, f"has no type; choose one of: {WITH_TOMBSTONE}")]),
    ("id: a\ntype: Hazrd",
     [("type", 2, "type 'Hazrd' is unknown; did you mean Hazard?")]),
    ("id: a\ntype: jg:Incident",
     [("type", 2, "type 'jg:Incident' is unknown; did you mean Incident?")]),
    ("id: a\ntype: Issue",
     [("type", 2, f"type 'Issue' is unknown; choose one of: {WITH_TOMBSTONE}")]),
    ("id: a\ntype: {en: Incident}",
     [("type", 2, f"has no type; choose one of: {WITH_TOMBSTONE}")]),
    ("id: a\ntype: []",
     [("type", 2, f"has no type; choose one of: {WITH_TOMBSTONE}")]),
    ("id: a\ntype: [[Incident]]",
     [("type", 2, f"has no type; choose one of: {WITH_TOMBSTONE}")]),
    ("type: Incident",
     [("id", 1, "needs an id of lower-case words joined by hyphens, such as ghost-work")]),
    ("{}",
     [("type", 1, f"has no type; choose one of: {WITH_TOMBSTONE}"),
      ("id", 1, "needs an id of lower-case words joined by hyphens, such as ghost-work")]),
    ("type: Incident\nid: year", [("id", 2, "'year' is a word of the context: choose another id")]),
    ("id: a\ntype: Tombston",
     [("type", 2, "type 'Tombston' is unknown; did you mean Tombstone?")]),
    ("id: a\ntype: Tombstone",
     [("formerType", 1,
       f"has no formerType; choose one of: {TYPES}")]),
    ("id: a\ntype: Tombstone\nformerType: Figure",
     [("formerType", 3,
       f"formerType 'Figure' is unknown; choose one of: {TYPES}")]),
]  # fmt: skip

BAD_IDS = [
    "Ghost-Work",
    "ghost work",
    "ghost_work",
    "-ghost",
    "ghost--work",
    "gespenst-ä",
    "../ghost-work",
    "https://example.org/ghost-work",
    "https://w3id.org/justicegraph/id/issue/ghost-work",
    "'#ghost'",
    "[ghost-work]",
    "{a: b}",
    "'a\n\n'",
    "a" * 121,
]


def read(text: str) -> Record:
    (document,) = documents(text, "a.yaml")
    return read_record(document, "a.yaml")


@pytest.mark.parametrize(("text", "field", "line", "column", "message"), FAULTS)
def test_a_fault_is_shown_at_its_field_and_line(
    text: str, field: str, line: int, column: int, message: str
) -> None:
    record = read(HEAD + text)
    assert [replace(one, value="") for one in record.problems] == [
        Problem(Severity.VIOLATION, message, "a.yaml", Mark(field, line, column), "issue/a")
    ]


@pytest.mark.parametrize(("text", "faults"), NAMELESS)
def test_a_record_that_nobody_can_name_is_not_read_further(
    text: str, faults: list[tuple[str, int, str]]
) -> None:
    record = read(text)
    shown = [(fault.mark.field, fault.mark.line, fault.message) for fault in record.problems]
    assert shown == faults
    assert (record.iri, record.quads, record.marks) == ("", [], {})


@pytest.mark.parametrize("id_", BAD_IDS)
def test_an_id_is_lower_case_words_joined_by_hyphens(id_: str) -> None:
    (problem,) = read(f"type: Incident\nid: {id_}").problems
    assert problem.message == (
        "needs an id of lower-case words joined by hyphens, such as ghost-work"
    )
    assert problem.mark == Mark("id", 2, 1)


def test_one_reading_finds_every_fault() -> None:
    record = read(f"{HEAD}yeer: 2019\nyear: soon\nurl: [ftp://a.b/, https://example.org/]")
    assert [(fault.mark.field, fault.mark.line) for fault in record.problems] == [
        ("yeer", 3),
        ("year", 4),
        ("url", 5),
    ]


def test_two_entries_of_one_name_are_refused() -> None:
    text = HEAD + 'figure: {"#one": {unit: people}}\ninvolvement: {"#one": {actor: amazon}}\n'
    (document,) = documents(text, "a.yaml")
    (problem,) = read_record(document, "a.yaml").problems
    assert problem.message == "'#one' names two entries: rename one"
    assert problem.mark == Mark("involvement", 4, 15)
