"""Text of a new record: what is given is written, all else is offered, and wrong fields refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.new_records.blank_fields import BlankField, blank_fields
from graph.new_records.blank_record import lacking, new_entry, record_text, slug_of
from graph.new_records.choices import with_ids
from graph.rdf.quads import iri
from graph.reading.files import read_text
from graph.reading.name_lookup import NameLookup
from graph.reading.yaml_ld import documents
from ontology import BASE, Misuse, record_types
from ontology.namespaces import RDFS_LABEL

IDS = {"source": ["a-report"], "actor": ["example-cloud"], "place": [f"p-{n}" for n in range(70)]}
DAY = "2026-01-02"
MADE = {"Match", "Category", "Taxonomy", "Relation"}
"""Types of records that only builds and imports make."""


@pytest.fixture(scope="module")
def fields() -> list[BlankField]:
    return blank_fields("Hazard", IDS, BASE)


def test_the_needed_fields_come_first(fields: list[BlankField]) -> None:
    assert [one.name for one in fields if one.is_needed] == ["title", "source"]
    assert [one.name for one in fields][:6] == [
        *("title", "source", "horizon", "impact", "justiceArea", "summary"),
    ]
    assert not {"countedAs", "derivation", "name", "notStated"} & {one.name for one in fields}


def test_what_is_given_is_written_and_what_is_not_is_declared(fields: list[BlankField]) -> None:
    pairs = [("title", " A mast may fall "), ("place", "p-1, p-2"), ("horizon", "2045")]
    assert new_entry("Hazard", pairs, fields, DAY) == {
        "id": "a-mast-may-fall",
        "type": "Hazard",
        "title": "A mast may fall",
        "horizon": "2045",
        "place": ["p-1", "p-2"],
        "notStated": ["impact", "justiceArea", "summary"],
        "modified": DAY,
    }
    assert [*lacking({"title": "a"}, fields)] == ["source"]
    proceeding = blank_fields("Proceeding", IDS, BASE)
    assert [*lacking({"name": "a", "source": "a"}, proceeding)] == [
        *("proceedingKind", "proceedingStatus", "party.partyRole"),
    ]


def test_two_parts_with_the_same_values_have_two_names(fields: list[BlankField]) -> None:
    given = [("title", "a"), ("involvement.actor", "b"), ("response.by", "b")]
    entry = new_entry("Hazard", given, fields, DAY)
    assert entry["involvement"] == {"#b": {"actor": "b"}}
    assert entry["response"] == {"#response-b": {"by": "b"}}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("placce", "the field 'placce' is unknown here; did you mean place?"),
        ("xyzzy", "the field 'xyzzy' is unknown here"),
        (
            "involvement",
            "the field 'involvement' is unknown here; did you mean involvement.actor",
        ),
        (
            "involvement.rle",
            "the field 'involvement.rle' is unknown here; did you mean involvement.",
        ),
        ("year.actor", "the field 'year.actor' is unknown here"),
    ],
)
def test_a_field_that_the_type_does_not_have_is_refused(
    fields: list[BlankField], name: str, message: str
) -> None:
    with pytest.raises(Misuse, match=message):
        new_entry("Hazard", [(name, "a")], fields, DAY)


def test_a_list_of_values_has_one_line_and_the_file_says_how_to_see_the_whole(
    fields: list[BlankField],
) -> None:
    text = record_text(
        new_entry("Hazard", [("title", "a")], fields, DAY), fields, ["Hazard: It may be."]
    )
    assert text.startswith("# Hazard: It may be.\n")
    assert "is whole in the answer to: justicegraph new record Hazard FIELD=\n" in text
    assert re.search(r"\n# Place: p-0, p-1, .*, p-1\d, …\n#place:\n", text)
    assert max(map(len, text.splitlines())) <= 98
    head, *rest = [*re.split(r"\n#[ ]*\w+:\n", text.partition("What may be said, too.")[2])]
    assert all(one.count("\n") <= 2 for one in rest[:-1]), head


def test_a_name_means_a_record_that_is_not_among_those_offered(fields: list[BlankField]) -> None:
    label = (iri(RDFS_LABEL), '"Lake Press"@en')
    lookup = NameLookup([("", iri(f"{BASE}id/source/lake-press"), *label)])
    assert with_ids([("source", "Lake Press")], fields, lookup) == [("source", "lake-press")]
    assert with_ids([("source", "Other")], fields, lookup) == [("source", "Other")]


@pytest.mark.parametrize("type_", sorted({*record_types()} - MADE))
def test_all_that_a_new_record_offers_can_be_read(type_: str) -> None:
    fields = blank_fields(type_, IDS, BASE)
    given = [("id", "a"), *((name, "a") for name in lacking({}, fields))]
    text = record_text(new_entry(type_, given, fields, DAY), fields)
    opens = {f"#{one.name}:" for one in fields if one.parts} | {'#  "#first":'}
    offered = [line for line in text.splitlines() if re.match('#( *"?#?)[a-zA-Z]+"?:$', line)]
    whole = [
        f"{line[1:]}{'' if line in opens else ' a'}" if line in offered else line
        for line in text.splitlines()
        if not re.match("# [^ ]", line)
    ]
    (document,) = documents("\n".join(whole), "a.yaml")
    assert isinstance(document.value, dict)
    assert {one.name for one in fields} <= {*document.value}
    (record,) = read_text(text, "a.yaml")
    unknown = [one for one in record.problems if "unknown" in one.message]
    assert unknown == []


@given(st.text())
def test_an_id_is_made_of_any_title(title: str) -> None:
    assert 0 < len(slug_of(title)) <= 60
