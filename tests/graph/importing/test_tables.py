"""The tables of rules: places, workers, conditions, and the words by which names are judged."""

import re

import pytest

from graph.importing.labels import labels
from graph.importing.labour import WORK, worker_groups
from graph.reading.files import curated_records, read_records
from graph.reading.places import place
from ontology import CONCEPT, vocabulary
from ontology.crosswalk import ASSERTED, FIELDS, crosswalk, tables

CONCEPTS = {
    str(quad.subject)[1:-1].removeprefix(CONCEPT).replace("/", ":") for quad in vocabulary()
}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Kenya", "kenya"),
        ("ke", "kenya"),
        ("USA", "united-states"),
        ("North Dakota", "united-states"),
        ("Georgia", "georgia"),
        ("NA", "namibia"),
        ("Türkiye", "turkiye"),
        ("EU", "european-union"),
        ("Global", "world"),
        ("Multiple", ""),
        ("", ""),
        ("DRC", "congo-kinshasa"),
        ("Democratic Republic of Congo", "congo-kinshasa"),
        ("Republic of the Congo", "congo-brazzaville"),
        ("The Netherlands", "netherlands"),
        ("Burma", "myanmar"),
        ("Cote d\u2019Ivoire", "cote-divoire"),
        ("U.S.A.", "united-states"),
        ("St. Lucia", "saint-lucia"),
        ("Trinidad & Tobago", "trinidad-and-tobago"),
        ("Kingdom of Saudi Arabia", "saudi-arabia"),
        ("Democratic People's Republic of Korea", "north-korea"),
        ("S. Korea", "south-korea"),
        ("Hongkong", "hong-kong"),
        ("Korea", ""),
    ],
)
def test_a_place_is_found_by_name_or_code_and_else_not_guessed(name: str, found: str) -> None:
    assert place(name) == found


def test_every_place_of_the_table_is_a_record() -> None:
    slugs = {record.slug for record in read_records([curated_records() / "place"])}
    rows = (curated_records().parent / "reading" / "places.tsv").read_text(encoding="utf-8")
    named = {line.split("\t")[1] for line in rows.splitlines()[1:]}
    assert named <= slugs


@pytest.mark.parametrize(
    ("text", "groups", "conditions"),
    [
        (
            "Facebook sued for failing to protect content moderators from PTSD",
            ["Content moderators"],
            ["psychological-distress"],
        ),
        (
            "Ghana moderators sue Meta over impact of extreme content",
            ["Content moderators"],
            ["exposure-to-harmful-content"],
        ),
        (
            "Uber algorithm locks Indian drivers out of accounts",
            ["Ride-hail drivers"],
            ["account-closure"],
        ),
        (
            "Uber Eats algorithm update slashes bicycle riders' income",
            ["Delivery workers"],
            ["low-wages"],
        ),
        (
            "Amazon warehouse worker tracking wristband prompts backlash",
            ["Warehouse workers"],
            ["surveillance"],
        ),
        ("Students are made to annotate data for a firm", ["Data labellers"], []),
        ("Tesla crashes into parked fire truck, killing driver", [], []),
        ("Uber self-driving car crashes", [], []),
        ("Amazon employees protest sales", [], []),
        ("Delivery drivers. Uber Eats again", ["Delivery workers"], []),
        ("Moderators of a forum of cats", [], []),
        ("A ride-hailing driverless car hits a pedestrian", [], []),
    ],
)
def test_workers_and_conditions_are_what_the_words_say(
    text: str, groups: list[str], conditions: list[str]
) -> None:
    found = worker_groups("x-1", text, text, [], "x-1")
    assert [one["name"] for one in found] == groups
    assert [one.get("condition", []) for one in found] == [conditions] * len(groups)


def test_what_the_tables_of_labour_name_are_concepts_of_ours() -> None:
    rows = (curated_records().parent / "importing" / "labour.tsv").read_text(encoding="utf-8")
    table = [line.split("\t") for line in rows.splitlines()[1:]]
    assert {f"condition:{value}" for what, value, _ in table if what == "condition"} <= CONCEPTS
    assert {value for what, value, _ in table if what in ("workers", "labour")} >= set(WORK)
    assert {f"task:{work['task']}" for work in WORK.values() if "task" in work} <= CONCEPTS


def test_labels_of_a_scheme_are_found_in_small_letters() -> None:
    assert len(labels("justice-area")) == 7
    assert labels("justice-area")["racial justice"] == "racial-justice"


def test_every_mapping_leads_to_a_concept_with_a_ground_and_a_confidence() -> None:
    for one in crosswalk().mappings:
        assert one.object in CONCEPTS
        assert one.object.partition(":")[0] in FIELDS
        assert re.fullmatch(r"skos:(?:close|broad|narrow|related)Match", one.predicate)
        assert one.justification == "semapv:ManualMappingCuration"
        assert 0 < float(one.confidence) <= 1
        assert one.subject.startswith("category:")


def test_no_pair_of_category_and_concept_is_mapped_twice() -> None:
    pairs = [(one.subject, one.object) for one in crosswalk().mappings]
    assert len(pairs) == len(set(pairs))


def test_only_what_is_the_same_or_broader_on_our_side_and_sure_enough_is_derived() -> None:
    sure = {
        one.category
        for one in crosswalk().mappings
        if one.predicate != "skos:relatedMatch" and float(one.confidence) >= ASSERTED
    }
    assert set(crosswalk().derived) == sure


def test_every_table_says_its_prefixes_its_title_and_its_licence() -> None:
    for path in tables():
        head = path.read_text(encoding="utf-8").partition("subject_id")[0]
        assert all(line.startswith("#") for line in head.splitlines())
        for name in ("curie_map:", "mapping_set_id:", "mapping_set_title:", "license:"):
            assert f"# {name}" in head
