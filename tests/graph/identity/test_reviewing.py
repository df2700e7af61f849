"""Work for people: who may be the same, the likeliest first, and nothing that is decided."""

import csv
import json

import pytest

from graph.identity import (
    Entity,
    Judgement,
    ReviewPair,
    Verdict,
    candidates,
    identify,
    joined_pairs,
    report_joined,
    report_waiting,
    review_pairs,
    write_review,
)
from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import documents
from ontology import record_iri
from tests.graph.identity.sources import actor, read

RECORDS = [
    actor("meta", "Meta Platforms"),
    actor("facebook", "Facebook", more="ownedBy: meta\n"),
    actor("aiid-facebook-platforms", "Facebook Platforms", "aiid"),
    actor("aiid-cloudflare", "Cloudflare", "aiid"),
    actor("aiaaic-cloudfare", "Cloudfare", "aiaaic"),
    actor("aiaaic-cloudflare", "Cloudflare", "aiaaic"),
    actor("aiid-unlike", "Something else", "aiid"),
]
TYPO = ("actor/aiaaic-cloudfare", "actor/aiaaic-cloudflare")


def judged(verdict: Verdict, pair: tuple[str, str] = TYPO) -> dict[tuple[str, str], Judgement]:
    one = Judgement(*pair, verdict, "Ann", "2026-11-22", "A test.")
    return {one.pair: one}


def pairs(found: list[ReviewPair]) -> list[tuple[str, str]]:
    return [(one.left, one.right) for one in found]


def test_who_may_be_the_same_is_listed_once_with_score_and_reasons() -> None:
    found = [one for one in review_pairs(RECORDS, {}) if (one.left, one.right) == TYPO]
    assert found == [ReviewPair(*TYPO, 0.725, "Cloudfare", "Cloudflare", "spelling 0.90")]


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE])
def test_what_was_judged_is_not_listed_again(verdict: Verdict) -> None:
    assert TYPO in pairs(review_pairs(RECORDS, {}))
    assert TYPO not in pairs(review_pairs(RECORDS, judged(verdict)))


def test_a_judgement_on_a_merged_actor_holds_for_the_one_that_stands() -> None:
    pair = ("actor/aiaaic-cloudfare", "actor/aiid-cloudflare")
    assert pairs(review_pairs(RECORDS, judged(Verdict.DIFFERENT, pair))) == pairs(
        review_pairs(RECORDS, judged(Verdict.DIFFERENT))
    )


def test_an_owner_and_what_it_owns_are_not_listed() -> None:
    named = [actor("meta", "Facebook Meta"), actor("facebook", "Facebook", more="ownedBy: meta\n")]
    assert review_pairs(named, {}) == []
    assert len(review_pairs([named[0], actor("facebook", "Facebook")], {})) == 1


def test_a_line_says_how_many_actors_wait_and_where() -> None:
    assert report_waiting(identify(RECORDS[3:5], {}), {}) == [
        "1 pair of actors may be one: justicegraph identity review, "
        "then judge them same or different; until then both stay"
    ]
    assert report_waiting(identify(RECORDS[3:4], {}), {}) == []


def test_issues_of_two_sources_that_no_rule_joins_are_said_to_wait() -> None:
    filling = ("Oysters died of a plume", "Lobster pots were cut", "Pay was refused", "Eels left")
    records = [
        issue("bank", "A dredger steered by software dug away the mussel bank of a village"),
        issue("log-2", "Dredger steered by software dug through a spawning ground", "log"),
        *(issue(f"log-{n}", title, "log") for n, title in enumerate(filling, 3)),
    ]
    known = identify(records, {})
    assert known.joined == ()
    assert report_waiting(known, {}) == [
        "1 pair of issues may be one: justicegraph identity review, "
        "then judge them same or different; until then both stay"
    ]


def test_the_likeliest_are_first() -> None:
    scores = [one.score for one in review_pairs(RECORDS, {})]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 1


def known(slug: str, name: str, is_person: bool = False) -> Entity:
    return Entity(record_iri("actor", slug), (name,), "aiid", is_person)


@pytest.mark.parametrize(
    ("one", "other", "score", "reason"),
    [
        (known("a", "Ann Lee", True), known("b", "Ann Lee", True), 0.95, "the same name"),
        (
            known("a", "ABCD"),
            known("b", "Ant Bee Cat Dog"),
            0.8,
            "one is the initials of the other",
        ),
        (known("a", "Onyx (Opal)"), known("b", "Opal"), 0.9, "one is in the brackets of the other"),
        (known("a", "Ann Lee", True), known("b", "Ann Lee"), 0.75, "one is a person"),
    ],
)
def test_each_likeness_has_its_score_and_its_reason(
    one: Entity, other: Entity, score: float, reason: str
) -> None:
    (found,) = candidates([one, other])
    assert (found.score, found.reasons[-1]) == (score, reason)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Storm-1376", "Storm-1516"), ("Shandong University", "Mossad"), ("Uno", "Una")],
)
def test_names_that_are_unlike_are_not_listed(one: str, other: str) -> None:
    assert [*candidates([known("a", one), known("b", other)])] == []


def test_the_work_is_written_as_table_csv_and_json() -> None:
    one = ReviewPair("actor/a", "actor/b", 0.9, "=A1", "A", "spelling 0.90")
    assert write_review("table", [one]) == (
        "0.900  actor/a actor/b\n       =A1 | A\n       spelling 0.90\n1 pair to be judged\n"
    )
    (row,) = csv.DictReader(write_review("csv", [one]).splitlines())
    assert (row["left"], row["score"], row["left_name"]) == ("actor/a", "0.900", "'=A1")
    assert json.loads(write_review("json", [one])) == {
        "pairs": [
            {
                "left": "actor/a",
                "right": "actor/b",
                "score": 0.9,
                "left_name": "=A1",
                "right_name": "A",
                "reasons": "spelling 0.90",
            }
        ]
    }


def test_works_with_one_title_and_groups_with_one_proper_name_are_listed() -> None:
    group = "type: WorkerGroup\nsource: a-book\nmodified: 2026-01-02\n"
    work = "type: Source\nsourceKind: news-article\nmodified: 2026-01-02\n"
    records = [
        read(f"id: a\nname: Moderators of Acme at Cass\n{group}"),
        read(f"id: b\nname: Content moderators of Acme at Cass\n{group}"),
        read(f"id: c\nname: Delivery workers\n{group}"),
        read(f"id: d\nname: Delivery workers\n{group}"),
        read(f"id: e\ntitle: Riders go on strike (a story)\nurl: https://a.example/1\n{work}"),
        read(f"id: f\ntitle: Riders go on strike\nurl: https://b.example/1\n{work}"),
    ]
    assert {*pairs(review_pairs(records, {}))} == {
        ("source/e", "source/f"),
        ("worker-group/a", "worker-group/b"),
    }


def issue(slug: str, title: str, origin: str = "", more: str = "") -> Record:
    text = f"id: {slug}\ntype: Incident\ntitle: {title}\nyear: 2025\nplace: spain\n{more}"
    path = f"build/imports/{origin}/records.jsonl" if origin else "records.yaml"
    (document,) = documents(text, path)
    return read_record(document, path)


DRY = "A village well fell dry near the Zorblify data centre"
ENDS = ("issue/wells-2", "issue/wells-3")


def page(slug: str, title: str) -> Record:
    address = f"https://{slug}.example/a"
    text = f"id: {slug}\ntype: Source\ntitle: {title}\nsourceKind: web-page\nurl: {address}"
    return read(text, "wells")


def test_two_pages_that_one_row_links_to_are_not_asked_for() -> None:
    pages = [
        page("wells-7", "Zorblify wells fell dry, cnn"),
        page("wells-8", "Zorblify wells fell dry, bbc"),
    ]
    row = issue("wells-7", "A well", "wells", "source: [wells-7, wells-8]")
    asked = ("source/wells-7", "source/wells-8")
    assert asked in pairs(review_pairs(pages, {}))
    assert asked not in pairs(review_pairs([*pages, row], {}))


OTHERS = [issue(f"wells-1{n}", f"Lake{n} sank{n} after rain{n}", "wells") for n in range(9)]
TWINS = [issue("wells-2", DRY, "wells"), issue("wells-3", DRY, "wells"), *OTHERS]


def test_issues_that_a_rule_joins_are_named_once_with_the_command_that_parts_them() -> None:
    (pair,) = joined_pairs(TWINS, {})
    assert (pairs([pair]), pair.left_name) == ([ENDS], DRY)
    assert report_joined(identify(TWINS, {}).joined) == [
        "1 pair of issues counts as one, by a rule; if they are two:",
        "  issue/wells-2 = issue/wells-3 (0.950): justicegraph identity judge issue/wells-2"
        ' issue/wells-3 different --who YOU --why "Two events."',
        "  all such pairs: justicegraph identity review --joined",
    ]
    assert identify(TWINS, {}, canonical={"issue/wells-2": 0}).joined == ()


def test_a_record_that_joins_an_issue_of_an_earlier_build_is_named() -> None:
    third, known = issue("wells-4", DRY, "wells"), {"issue/wells-2": 0}
    second = record_iri("issue", "wells-2")

    def before(record: str) -> str:
        return second if record.endswith("-3") else record

    found = identify([*TWINS, third], {}, canonical=known, before=before).joined
    ends = {(one.left.iri[-7:], one.right.iri[-7:]) for one in found}
    assert ends == {("wells-2", "wells-4"), ("wells-3", "wells-4")}
    assert identify(TWINS, {}, canonical=known, before=before).joined == ()


def test_a_practice_and_an_incident_that_match_are_not_named_as_joined() -> None:
    text = f"id: wells-2\ntype: SystemicPractice\ntitle: {DRY}\nyear: 2025\nplace: spain\n"
    practice = [read(text, "wells"), *TWINS[1:]]
    assert joined_pairs(practice, {}) == []
    assert report_joined(identify(practice, {}).joined) == []


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.DIFFERENT])
def test_issues_that_were_judged_are_not_named_as_joined(verdict: Verdict) -> None:
    judgements = judged(verdict, ENDS)
    assert joined_pairs(TWINS, judgements) == []
    assert report_joined(identify(TWINS, judgements).joined) == []
