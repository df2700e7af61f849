"""Topics that readers gave: the table, and what an issue leads to by them."""

import csv
from importlib.resources import files

from graph.rdf.one_issue import COUNTED_AS, one_issue
from graph.rdf.quads import Quad
from graph.rdf.terms import TYPE
from graph.related import gather, subjects_of
from graph.related.topics import subjects, vocabulary
from ontology import BASE, JG

ARRESTED = "aiaaic-0420"


def issue(slug: str) -> Quad:
    return "", f"<{BASE}id/issue/{slug}>", TYPE, f"<{JG}Issue>"


def topics(quads: list[Quad], slug: str) -> dict[str, float]:
    found = gather(one_issue(quads), subjects_of(quads))
    row = found.counts[found.issues.index(f"{BASE}id/issue/{slug}")]
    return {found.nodes[at]: times for at, times in zip(row.indices, row.data, strict=True)}


def test_readers_give_topics_of_the_vocabulary_alone() -> None:
    known = vocabulary().facets.keys()
    assert {slug: given for slug, given in subjects().items() if not known >= given.keys()} == {}


def test_an_issue_has_one_row_and_a_topic_once_in_it() -> None:
    path = files("graph.related.topics") / "subjects.csv"
    rows = [*csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
    given = [len(row["both"].split()) + len(row["one"].split()) for row in rows]
    assert given == [*map(len, subjects().values())]
    assert len(rows) > 2800


def test_a_harm_counts_most_and_what_one_of_two_readers_gave_half() -> None:
    assert topics([issue(ARRESTED)], ARRESTED) == {
        "topic:black-people": 0.2,
        "topic:facial-recognition": 0.5,
        "topic:misidentification": 1.5,
        "topic:police-evidence-tools": 0.25,
        "topic:wrongful-arrest": 1.5,
    }


def test_topics_of_a_record_are_those_of_the_issue_that_it_is_counted_as() -> None:
    counted = ("", issue(ARRESTED)[1], COUNTED_AS, issue("own")[1])
    given = topics([issue("own"), issue(ARRESTED), counted], "own")
    assert given == topics([issue(ARRESTED)], ARRESTED)


def test_an_issue_that_nobody_read_has_no_topic_by_reading() -> None:
    assert topics([issue("own")], "own") == {}
