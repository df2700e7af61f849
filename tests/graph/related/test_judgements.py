"""Judgements: what editors say goes before what is inferred, and is published."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from graph.rdf.quads import Quad
from graph.related import Features, Link, features, index
from graph.related.judgements import Judgement, judgements, read_judgements, write_judgements
from graph.related.service import relations, relations_of
from ontology import BASE, JG, PREFIXES, BadRecord, record_iri

DAY = date(2026, 11, 22)
ENTRY = "- {issues: [a, b], verdict: related, by: curators, day: 2026-11-22, why: the same firm}\n"


def issue(slug: str) -> str:
    return record_iri("issue", slug)


def linked(shared: dict[str, str]) -> Features:
    links = [Link(issue(slug), "actor", node) for node, slugs in shared.items() for slug in slugs]
    return features(links, issues=[issue(slug) for slug in "abcdefgh"])


KNOWN = linked({"x": "ab", "y": "abc", "z": "ad"})


def judge(one: str, other: str, is_related: bool) -> Judgement:
    return Judgement((one, other), is_related, "curators", DAY, "the same firm")


def test_pairs_editorialunrelated_are_in_no_list() -> None:
    said = [judge("a", "b", False)]
    listed = {(one.issue[-1], one.related[-1]) for one in relations(KNOWN, editorial=said)}
    assert listed == {("a", "c"), ("a", "d"), ("b", "c"), ("c", "a"), ("c", "b"), ("d", "a")}


def test_a_pair_editorialrelated_stands_first_with_the_judgement_as_a_reason() -> None:
    first, *others = relations_of(index(KNOWN), "a", editorial=[judge("a", "h", True)])
    assert (first.related, first.rank, first.score) == (issue("h"), 1, Decimal(1))
    assert first.reasons[0].sentence == "Judged related by curators on 2026-11-22: the same firm"
    assert first.reasons[0].shared == f"{BASE}id/judgement/a--h"
    assert [one.related for one in others] == [issue(slug) for slug in "bdc"]
    assert [one.rank for one in others] == [2, 3, 4]


def test_what_was_inferred_of_a_editorialpair_stays_in_its_score() -> None:
    plain = {one.related: one.score for one in relations_of(index(KNOWN), "a")}
    judged = relations_of(index(KNOWN), "a", limit=1, editorial=[judge("a", "c", True)])
    assert [(one.related, one.score) for one in judged] == [(issue("c"), plain[issue("c")] + 1)]


def test_lists_of_all_are_those_of_each_with_judgements_too() -> None:
    said = [judge("g", "h", True), judge("a", "b", False), judge("a", "nowhere", True)]
    made = index(KNOWN)
    each = [one for slug in "abcdefgh" for one in relations_of(made, slug, 2, editorial=said)]
    assert (
        sorted(relations(KNOWN, 2, editorial=said), key=lambda one: (one.issue, one.rank)) == each
    )


def test_the_curated_judgements_name_issues_of_the_graph(quads: list[Quad]) -> None:
    issues = {quad[1][1:-1] for quad in quads if quad[3] == f"<{JG}Issue>"}
    for one in judgements():
        assert issues.issuperset(issue(slug) for slug in one.issues)
    type_ = f"<{PREFIXES['rdf']}type>"
    published = {quad[1] for quad in quads if quad[2:] == (type_, f"<{JG}Judgement>")}
    assert published == {f"<{one.address()}>" for one in judgements()}


def test_a_judgement_is_published_with_who_when_and_why() -> None:
    one = judge("a", "b", False)
    _, *quads = write_judgements([one, judge("a", "nowhere", True)], KNOWN.issues)
    said = {quad[2][1:-1]: quad[3] for quad in quads}
    assert {quad[1] for quad in quads} == {f"<{one.address()}>"}
    assert said[f"{JG}verdict"] == '"not related"'
    assert said[f"{JG}judgedBy"] == '"curators"'
    assert said[f"{PREFIXES['dcterms']}description"] == '"the same firm"@en'
    assert said[f"{PREFIXES['dcterms']}modified"].startswith('"2026-11-22"^^')
    judges = [quad[3] for quad in quads if quad[2] == f"<{JG}judges>"]
    assert judges == [f"<{issue('a')}>", f"<{issue('b')}>"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("by: curators, ", "", "entry 1: give by, day, issues, verdict, why, and nothing else"),
        ("[a, b]", "[a, a]", "entry 1: issues: name two different issues by their slugs"),
        ("related,", "perhaps,", "entry 1: verdict: say one of related, not related"),
        ("2026-11-22", "today", "entry 1: day: give a day written year-month-day"),
        ("\n", "\n" + ENTRY.replace("a, b", "b, a"), "entry 2: a and b are judged twice"),
        ("- {", "- {{", "cannot be read as YAML: "),
    ],
)
def test_a_judgement_that_is_not_whole_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = tmp_path / "judgements.yaml"
    path.write_text(ENTRY)
    assert read_judgements(path) == (judge("a", "b", True),)
    path.write_text(ENTRY.replace(old, new))
    with pytest.raises(BadRecord, match=said):
        read_judgements(path)
