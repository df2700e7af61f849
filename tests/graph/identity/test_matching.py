"""The same incident in two sources: words, actors and years speak for it, and only clearly."""

from dataclasses import replace

import pytest

from graph.identity import COUNTED, Incident, Judgement, Verdict, incidents, matches, term_spellings
from graph.identity.incident_score import Weights
from graph.identity.same_incident import find_same_incidents, write_same
from graph.rdf.quads import iri
from ontology import BASE, JG, PREFIXES, record_iri
from scripts.bench.identity import issue_pairs, measured_issues
from scripts.bench.snapshots import SNAPSHOTS, snapshots
from tests.graph.identity.sources import actor, read


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


def test_two_matches_that_are_as_good_are_none() -> None:
    assert found(SHUTTLE, SAME, replace(SAME, iri=record_iri("issue", "aiaaic-7"))) == []


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


@pytest.mark.skipif(not SNAPSHOTS.is_dir(), reason="../shared/data is not here")
def test_the_pairs_held_back_are_matched_as_a_person_did() -> None:
    pairs = issue_pairs("held-back")
    assert len(pairs) > 200
    told = snapshots()
    measured = measured_issues(pairs, told)
    assert (measured.precision >= 0.94, measured.recall >= 0.85) == (True, True)
    assert measured_issues(pairs, told, COUNTED).precision >= 0.98
