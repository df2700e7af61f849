"""The same incident in two sources: words, actors and years speak for it, and only clearly."""

from dataclasses import replace

import pytest

from graph.identity import COUNTED, Incident, Judgement, Verdict, incidents, matches, term_spellings
from graph.identity.issues.incident_score import Weights
from graph.identity.issues.same_incident import find_same_incidents, write_same
from graph.identity.issues.within_source import duplicates
from graph.rdf.quads import iri
from ontology import BASE, JG, PREFIXES, record_iri
from scripts.bench.identity import measured_issues
from scripts.bench.judged_pairs import issue_pairs
from scripts.bench.snapshots import snapshots
from tests.graph.identity.sources import actor, read
from tests.graph.importing import real


def told(
    slug: str, origin: str, title: str, years: tuple[int, int] | None = (2020, 2020)
) -> Incident:
    text = term_spellings(title)
    return Incident(record_iri("issue", slug), origin, tuple(text), text, frozenset(), years)


FILLING = [
    told(f"{origin}-f{number}", origin, f"thing {origin}{number} happened somewhere in town")
    for origin in ("aiaaic", "aiid")
    for number in range(40)
]
SHUTTLE = told("aiid-23", "aiid", "Driverless shuttle by Navya collided with lorry in Las Vegas")
SAME = told("aiaaic-9", "aiaaic", "Navya driverless shuttle in collision with lorry, Las Vegas")
OTHER = told("aiaaic-8", "aiaaic", "Navya shuttle stops too late in Lyon")


def found(*some: Incident) -> list[tuple[str, str]]:
    slug = len(record_iri("issue", ""))
    return [(one.left.iri[slug:], one.right.iri[slug:]) for one in matches([*FILLING, *some])]


def test_two_tellings_of_one_incident_match() -> None:
    assert found(SHUTTLE, SAME, OTHER) == [("aiaaic-9", "aiid-23")]
    assert found(OTHER, SAME, SHUTTLE) == [("aiaaic-9", "aiid-23")]


@pytest.mark.parametrize(
    "other",
    [
        replace(SAME, origin="aiid"),
        told("aiaaic-9", "aiaaic", "A robot dog was sold"),
    ],
    ids=["same-source", "other-words"],
)
def test_what_differs_does_not_match(other: Incident) -> None:
    assert found(SHUTTLE, other) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (told("dredgers-9", "dredgers", "Navya driverless shuttle in collision, Las Vegas"), 0),
        (told("dredgers-9", "dredgers", "Navya driverless shuttle collided, lorry, Las Vegas"), 1),
        (
            told(
                "dredgers-9",
                "dredgers",
                "Navya driverless shuttle collided, lorry, Las Vegas",
                (2021, 2021),
            ),
            0,
        ),
    ],
    ids=["other-title", "same-title", "same-title-of-another-year"],
)
def test_a_source_that_nobody_measured_is_tied_by_its_titles_only(
    other: Incident, expected: int
) -> None:
    filling = [
        replace(one, origin="dredgers") if one.origin == "aiaaic" else one for one in FILLING
    ]
    found = find_same_incidents([*filling, SHUTTLE, other], {})
    assert len(found) == expected


def test_two_matches_that_are_as_good_are_less_sure_than_one() -> None:
    twice = (SHUTTLE, SAME, replace(SAME, iri=record_iri("issue", "aiaaic-7")))
    alone, one = scored(SHUTTLE, SAME), scored(*twice)
    assert alone[SAME.iri] > COUNTED
    assert max(one.values()) < alone[SAME.iri]


def scored(*some: Incident) -> dict[str, float]:
    found = matches([*FILLING, *some], 0.0)
    return {one.left.iri: one.score for one in found if one.right.iri == SHUTTLE.iri}


def test_what_was_judged_the_same_is_matched_with_nothing_else() -> None:
    judged = {(OTHER.iri, SHUTTLE.iri): True}
    assert matches([*FILLING, SHUTTLE, SAME, OTHER], judged=judged) == []


def test_what_was_judged_to_differ_leaves_place_to_the_next() -> None:
    judged = {(SHUTTLE.iri, SAME.iri): False}
    found = matches([*FILLING, SHUTTLE, SAME, OTHER], 0.0, judged)
    assert SAME.iri not in {one.left.iri for one in found if one.right.iri == SHUTTLE.iri}


def test_one_source_has_an_issue_twice_where_title_actors_and_years_are_the_same() -> None:
    again = replace(SAME, iri=record_iri("issue", "aiaaic-7"))
    found = [(one.left.iri, one.right.iri) for one in duplicates([*FILLING, SAME, again])]
    assert found == [(again.iri, SAME.iri)]
    assert duplicates([SAME, again], {(SAME.iri, again.iri): False}) == []


def test_two_issues_with_one_page_are_one_if_their_titles_are_nearly_the_same() -> None:
    page = "navya shuttle collides"
    one = replace(SAME, page=page)
    near = replace(told("aiaaic-7", "aiaaic", "Navya driverless shuttle, lorry collide, Las Vegas"))
    far = told("aiaaic-6", "aiaaic", "Driverless cars of all makers are slow")
    pages = [replace(other, page=page) for other in (near, far)]
    assert [(m.left.iri, m.right.iri) for m in duplicates([*FILLING, one, *pages])] == [
        (near.iri, one.iri)
    ]


def test_one_source_alone_is_compared_with_nothing() -> None:
    assert matches([SHUTTLE, replace(SHUTTLE, iri="a:b")]) == []


def test_a_shared_actor_speaks_for_a_match() -> None:
    weights = Weights([*FILLING, SHUTTLE, SAME])
    named = [replace(one, actors=frozenset({"a:navya"})) for one in (SHUTTLE, SAME)]
    more = Weights([*FILLING, *named])
    assert more.odds(*named) > weights.odds(SHUTTLE, SAME) > 2.0
    assert more.evidence(*named)[1:] == ("the same actors: a:navya", "years: 2020 and 2020")


def test_years_apart_speak_against_a_match() -> None:
    weights = Weights([*FILLING, SHUTTLE, SAME])
    scores = [
        weights.odds(SHUTTLE, replace(SAME, years=years))
        for years in ((2019, 2021), (2021, 2021), None)
    ]
    assert scores == sorted(scores, reverse=True)
    assert len({*scores}) == 3


def test_a_judgement_decides_a_pair() -> None:
    pair = ("issue/aiid-23", "issue/aiaaic-9")
    differ = Judgement(*pair, Verdict.DIFFERENT, "Ann", "2026-11-22", "Two shuttles.")
    assert find_same_incidents([*FILLING, SHUTTLE, SAME], {differ.pair: differ}) == []
    same = replace(differ, verdict=Verdict.SAME, right="issue/aiaaic-8")
    (by_evidence,) = find_same_incidents([*FILLING, SHUTTLE, SAME], {})
    assert by_evidence.method == "evidence"
    (judged,) = find_same_incidents([SHUTTLE, OTHER], {same.pair: same})
    assert (judged.method, judged.score, judged.judgement) == ("judgement", 1.0, same)


def test_a_match_is_tied_both_ways_and_counts_once() -> None:
    curated = replace(OTHER, iri=record_iri("issue", "shuttle"), origin="")
    first, second = find_same_incidents([*FILLING, SHUTTLE, SAME], {}), []
    same = Judgement("issue/aiid-23", "issue/shuttle", Verdict.SAME, "Ann", "2026-11-22", "")
    second = find_same_incidents([SHUTTLE, curated], {same.pair: same})
    quads = {quad[1:] for quad in write_same([*first, *second])}
    close, counted = iri(PREFIXES["skos"] + "closeMatch"), iri(JG + "countedAs")
    ends = [iri(one.iri) for one in (SAME, SHUTTLE, curated)]
    assert {quad for quad in quads if quad[1] == close} == {
        (ends[0], close, ends[1]),
        (ends[1], close, ends[0]),
        (ends[1], close, ends[2]),
        (ends[2], close, ends[1]),
    }
    assert {quad for quad in quads if quad[1] == counted} == {
        (ends[0], counted, ends[2]),
        (ends[1], counted, ends[2]),
    }


def test_a_match_that_is_not_sure_enough_is_tied_and_counts_twice() -> None:
    weak = replace(find_same_incidents([*FILLING, SHUTTLE, SAME], {})[0], score=0.79)
    properties = [quad[2] for quad in write_same([weak])]
    assert properties.count(iri(PREFIXES["skos"] + "closeMatch")) == 2
    assert iri(JG + "countedAs") not in properties


def test_an_incident_is_read_from_a_record_with_the_names_of_what_it_names() -> None:
    issue = read(
        "id: aiid-1\ntype: Incident\ntitle: A bot lied\nyear: 2020\nendYear: 2021\nsource: aiid\n"
        'summary: It spoke.\nsystem: bot-9\ninvolvement:\n  "#a": {actor: maker, role: developer}\n'
        'response:\n  "#b": {responseKind: remedy, year: 1999}',
        "aiid",
    )
    system = read("id: bot-9\ntype: AISystem\nname: Bot Nine\nsource: aiid", "aiid")
    assert [*incidents([issue, actor("maker", "Maker Inc"), system])] == [
        Incident(
            f"{BASE}id/issue/aiid-1",
            "aiid",
            ("bot", "lie", "nine"),
            {"lie": "lied"} | {word: word for word in ("bot", "nine", "spoke", "maker", "inc")},
            frozenset({f"{BASE}id/actor/maker"}),
            (2020, 2021),
        )
    ]


@real
def test_the_pairs_held_back_are_matched_as_a_reader_did() -> None:
    pairs = issue_pairs("held-back")
    assert len(pairs) > 200
    known = snapshots().issues
    tied, counted = measured_issues(pairs, known), measured_issues(pairs, known, COUNTED)
    assert (tied.precision >= 0.9, tied.recall >= 0.89) == (True, True)
    assert (counted.precision >= 0.955, counted.recall >= 0.83) == (True, True)
