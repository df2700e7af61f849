"""Which worker groups and which sources are one, and what lives on of those that are merged."""

import pytest

from graph.identity import Judgement, Verdict, identify
from graph.identity.merging.source_rules import address_key
from graph.identity.naming.names import form
from graph.rdf.quads import from_engine, iri, plain
from graph.reading.check import check
from graph.reading.record import Record
from ontology import BASE, CONCEPT, JG, PREFIXES, vocabulary
from tests.graph.identity.sources import read, source

REPLACED = iri(PREFIXES["dcterms"] + "isReplacedBy")
DAY = "2026-11-29"


def group(slug: str, name: str, origin: str = "", more: str = "task: delivery\n") -> Record:
    return read(
        f"id: {slug}\ntype: WorkerGroup\nname: {name}\n{more}source: {origin or 'a-book'}\n"
        "modified: 2026-01-02",
        origin,
    )


def issue(slug: str, title: str, *groups: str, origin: str = "") -> Record:
    return read(
        f"id: {slug}\ntype: Incident\ntitle: {title}\nyear: 2020\nsource: {origin or 'a-book'}\n"
        f"notStated: [summary, justiceArea, impact]\nworkerGroup: [{', '.join(groups)}]\n"
        "modified: 2026-01-02",
        origin,
    )


def article(slug: str, url: str, more: str = "", kind: str = "news-article") -> Record:
    return read(
        f"id: {slug}\ntype: Source\ntitle: Work {slug}\nsourceKind: {kind}\nurl: {url}\n{more}"
        "modified: 2026-01-02"
    )


def redirects(records: list[Record], *judged: Judgement) -> dict[str, str]:
    known = identify(records, {one.pair: one for one in judged}).records
    return {
        quad[1][1:-1].rpartition("/")[2]: quad[3][1:-1].rpartition("/")[2]
        for one in known
        for quad in one.quads
        if quad[2] == REPLACED
    }


def values(records: list[Record], subject: str, predicate: str) -> set[str]:
    return {
        plain(quad[3])
        for one in records
        for quad in one.quads
        if quad[1] == iri(f"{BASE}id/{subject}") and quad[2] == iri(predicate)
    }


SAME = Judgement("issue/aiaaic-1", "issue/aiid-1", Verdict.SAME, "Ann", DAY, "")
TWINS = [
    issue("aiid-1", "Riders of a firm protest", "aiid-1-riders", origin="aiid"),
    issue("aiaaic-1", "Pay of riders falls", "aiaaic-1-riders", origin="aiaaic"),
    issue("aiaaic-2", "Another firm and its riders", "aiaaic-2-riders", origin="aiaaic"),
    group("aiid-1-riders", "Delivery workers", "aiid", "task: delivery\n"),
    group("aiaaic-1-riders", "Delivery workers", "aiaaic", "condition: low-wages\n"),
    group("aiaaic-2-riders", "Delivery workers", "aiaaic"),
]


def test_worker_groups_of_one_name_are_one_within_an_issue_and_apart_in_two() -> None:
    assert redirects(TWINS, SAME) == {"aiid-1-riders": "aiaaic-1-riders"}
    assert redirects(TWINS) == {}


def test_a_general_group_that_several_issues_name_takes_up_no_group_of_one_issue() -> None:
    general = [
        group("riders", "Delivery workers"),
        issue("curated-1", "One issue", "riders", "aiid-9-riders"),
        issue("curated-2", "Another issue", "riders"),
        group("aiid-9-riders", "Delivery workers", "aiid"),
    ]
    assert redirects(general) == {}


def test_worker_groups_are_one_whose_equal_names_hold_a_proper_name() -> None:
    records = [
        group("a", "Moderators of Acme at Cass"),
        group("own-a", "Moderators of ACME at Cass"),
        group("b", "Riders in the city"),
        group("own-b", "Riders in the city"),
    ]
    assert redirects(records) == {"own-a": "a"}


def test_what_is_known_of_a_merged_group_lives_on_and_issues_name_the_one_that_stays() -> None:
    records = identify(TWINS, {SAME.pair: SAME}).records
    kept = "worker-group/aiaaic-1-riders"
    assert {one.rpartition("/")[2] for one in values(records, kept, JG + "task")} == {"delivery"}
    assert values(records, kept, JG + "condition") != set()
    assert values(records, "issue/aiid-1", JG + "workerGroup") == {f"{BASE}id/{kept}"}


def test_a_judgement_merges_groups_and_keeps_them_apart() -> None:
    ends = "worker-group/aiaaic-2-riders", "worker-group/aiid-1-riders"
    merged = Judgement(*ends, Verdict.SAME, "Ann", DAY, "")
    apart = Judgement("worker-group/aiaaic-1-riders", ends[1], Verdict.DIFFERENT, "Ann", DAY, "")
    assert redirects(TWINS, merged) == {"aiid-1-riders": "aiaaic-2-riders"}
    assert redirects(TWINS, SAME, apart) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.news.example/a/", "http://news.example/a#top"),
        ("https://news.example/a?utm_source=x&id=3", "https://news.example/a?id=3"),
        ("https://news.example/a?b=1&a=2", "https://news.example/a?a=2&b=1"),
        ("https://web.archive.org/web/2020/https://news.example/a", "https://news.example/a"),
        ("https://news.example:443/a", "https://news.example/a"),
    ],
)
def test_sources_with_one_address_are_one(one: str, other: str) -> None:
    assert redirects([article("a", one), article("b", other)]) == {"b": "a"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a", "https://news.example/A"),
        ("https://news.example/a?id=3", "https://news.example/a?id=4"),
        ("https://news.example/", "https://news.example"),
        ("https://one.news.example/a", "https://two.news.example/a"),
        ("https://news.example:8443/a", "https://news.example/a"),
    ],
)
def test_sources_with_two_addresses_and_front_pages_are_two(one: str, other: str) -> None:
    assert redirects([article("a", one), article("b", other)]) == {}


def test_a_malformed_address_has_no_key() -> None:
    assert (address_key("https://[::1"), address_key("https://a.example:x/b")) == ("", "")


def test_two_entries_of_a_database_on_one_page_are_two_sources() -> None:
    url, kind = "https://list.example/page", "database-entry"
    assert redirects([article("a", url, kind=kind), article("b", url, kind=kind)]) == {}


def test_a_merged_source_fills_what_the_other_does_not_state_and_changes_nothing_else() -> None:
    url = "https://news.example/a"
    records = [
        article("a", url, "published: 2020-01-02\n"),
        article("b", url, "published: 2020-01-03\ngrade: press\n"),
        article("c", url, "grade: secondary\n"),
    ]
    known = identify(records, {}).records
    issued = values(known, "source/a", PREFIXES["dcterms"] + "issued")
    titles = values(known, "source/a", PREFIXES["dcterms"] + "title")
    grades = values(known, "source/a", JG + "grade")
    assert (issued, titles) == ({"2020-01-02"}, {"Work a"})
    assert [one.rpartition("/")[2] for one in grades] == ["press"]


def test_merged_groups_and_sources_pass_the_gate_and_are_published_with_their_method() -> None:
    url = "https://news.example/a"
    records = [source("a-book"), source("aiid"), source("aiaaic"), *TWINS]
    records += [article("a", url), article("b", url)]
    known = identify(records, {SAME.pair: SAME})
    problems = [one for one in check(known.records).problems if one.severity == "Violation"]
    methods = {plain(quad[3]) for quad in known.quads if quad[2] == iri(JG + "method")}
    assert problems == []
    assert {one.rpartition("/")[2] for one in methods} == {"by-judgement", "by-issue", "by-address"}


def test_without_the_merger_the_same_records_give_both_addresses_back() -> None:
    before = [[*one.quads] for one in TWINS]
    identify(TWINS, {SAME.pair: SAME})
    assert [one.quads for one in TWINS] == before


def test_no_label_names_two_affected_groups() -> None:
    prefix, fields = f"{CONCEPT}affected-group/", {"prefLabel", "altLabel"}
    named: dict[str, set[str]] = {}
    for _, subject, predicate, object_ in from_engine(vocabulary()):
        if plain(subject).startswith(prefix) and plain(predicate).rpartition("#")[2] in fields:
            named.setdefault(form(plain(object_)).key, set()).add(subject)
    assert len(named) > 10
    assert [key for key, concepts in named.items() if len(concepts) > 1] == []
