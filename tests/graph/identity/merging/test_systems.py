"""Which AI systems are one, and which organisations of a source are products."""

import pytest

from graph.identity import Judgement, Verdict, identify
from graph.identity.identify import Identified
from graph.identity.merging.clusters import resolve_duplicates
from graph.identity.merging.system_rules import system_rules
from graph.identity.naming.entities import Entity
from graph.rdf.quads import Quad, iri
from graph.reading.check import check
from graph.reading.record import Record
from ontology import BASE, CONCEPT, JG, PREFIXES, record_iri
from tests.graph.identity.sources import actor, read, source

TOYS, GAMES = record_iri("actor", "toys"), record_iri("actor", "games")
NAMES = {TOYS: ("Toys",), GAMES: ("Games Inc.",)}
CHAT = f"{BASE}id/system/chat-toy"


def system(slug: str, name: str, *makers: str, origin: str = "aiaaic") -> Entity:
    return Entity(record_iri("system", slug), (name,), origin, developers=frozenset(makers))


def joined(*systems: Entity) -> list[str]:
    return [one.rule for one in resolve_duplicates(systems, {}, system_rules(NAMES))]


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (system("a", "Chat Toy"), system("b", "ChatToy", TOYS), "name"),
        (system("a", "Ranking algorithm", TOYS), system("b", "Ranking Algorithm", TOYS), "name"),
        (system("a", "Toys Wonder", TOYS), system("b", "Wonder", TOYS), "developer"),
        (
            system("a", "Surge pricing algorithm", TOYS),
            system("b", "Surge pricing", TOYS),
            "developer",
        ),
        (system("a", "AI Image Maker", TOYS), system("b", "Image Maker", TOYS), "developer"),
        (
            system("a", "Wonder Toys Library (WonLib)"),
            system("b", "Wonder Toys Library"),
            "bracket",
        ),
        (system("a", "WTL", TOYS), system("b", "Wonder Library (WTL)", TOYS), "bracket"),
        (system("a", "Wonderfirst", TOYS), system("b", "Wonderfrist", TOYS), "spelling"),
        (system("a", "GTP-4"), system("b", "GPT-4"), "alias"),
    ],
)
def test_each_rule_joins_what_it_is_for(one: Entity, other: Entity, rule: str) -> None:
    assert joined(one, other) == [rule]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (system("a", "Wonder", TOYS), system("b", "Wonder", GAMES)),
        (system("a", "Facial Recognition System"), system("b", "Facial recognition system")),
        (system("a", "Wonder 2", TOYS), system("b", "Wonder 3", TOYS)),
        (system("a", "Toys", TOYS), system("b", "Toys content moderation", TOYS)),
        (system("a", "Toys Copilot", TOYS, GAMES), system("b", "Copilot", GAMES)),
        (system("a", "Wistral", TOYS), system("b", "Wixtral", TOYS)),
        (system("a", "Wonderful", TOYS), system("b", "Wonderful X", TOYS)),
        (system("a", "Wonderfirst", TOYS), system("b", "Wonderfrist", GAMES)),
    ],
)
def test_what_is_not_sure_is_left_apart(one: Entity, other: Entity) -> None:
    assert joined(one, other) == []


def incident(number: int, *, systems: str = "", involved: str = "") -> Record:
    stated = f"system: {systems}\n" if systems else ""
    return read(
        f"id: aiid-{number}\ntype: Incident\ntitle: It happened {number}\nyear: 2020\n"
        f"source: aiid\nnotStated: [summary, justiceArea, impact]\n{stated}"
        f"involvement:\n{involved}",
        "aiid",
    )


MAKER = '  "#developer-toys": {actor: aiid-toys, role: developer, source: aiid}\n'
AS_PARTY = '  "#deployer-chat": {actor: aiid-chat-toy, role: deployer, source: aiid}\n'
RECORDS = [
    source("a-book"),
    source("aiid"),
    read("id: chat-toy\ntype: AISystem\nname: Chat Toy\nsource: a-book\nmodified: 2026-01-02"),
    read("id: aiid-chat-toy\ntype: AISystem\nname: ChatToy\nsource: aiid", "aiid"),
    actor("aiid-toys", "Toys", "aiid"),
    actor("aiid-chat-toy", "Chat Toy", "aiid"),
    incident(1, systems="[aiid-chat-toy]", involved=MAKER),
    incident(2, involved=AS_PARTY + MAKER),
]
PARTED = Judgement(
    "actor/aiid-chat-toy", "system/chat-toy", Verdict.DIFFERENT, "Ann", "2026-11-22", ""
)
PARTED_2 = Judgement(
    "actor/aiid-chat-toy", "system/aiid-chat-toy", Verdict.DIFFERENT, "Ann", "2026-11-22", ""
)


def quads(found: Identified) -> list[Quad]:
    return [*found.quads, *(quad for record in found.records for quad in record.quads)]


def test_a_product_that_stands_as_an_organisation_is_the_system_and_its_address_leads_there() -> (
    None
):
    found = quads(identify(RECORDS, {}))
    replaced = {
        quad[1]: quad[3] for quad in found if quad[2] == iri(PREFIXES["dcterms"] + "isReplacedBy")
    }
    assert replaced == {
        iri(f"{BASE}id/actor/aiid-chat-toy"): iri(CHAT),
        iri(f"{BASE}id/system/aiid-chat-toy"): iri(CHAT),
    }
    assert (
        iri(f"{BASE}id/match/aiid-chat-toy--system-chat-toy"),
        iri(JG + "method"),
        iri(f"{CONCEPT}match-method/by-product"),
    ) in {quad[1:] for quad in found}


def test_an_issue_that_names_a_product_as_a_party_uses_that_system() -> None:
    found = quads(identify(RECORDS, {}))
    uses = {
        (quad[1].rpartition("/")[2], quad[3]) for quad in found if quad[2] == iri(JG + "system")
    }
    assert uses == {("aiid-1>", iri(CHAT)), ("aiid-2>", iri(CHAT))}
    assert {quad[3] for quad in found if quad[2] == iri(JG + "actor")} == {
        iri(f"{BASE}id/actor/aiid-toys")
    }


def test_a_system_knows_its_developer_from_an_issue_that_names_one_of_each() -> None:
    known = {quad[1:] for quad in identify(RECORDS, {}).quads if quad[2] == iri(JG + "developedBy")}
    assert known == {(iri(CHAT), iri(JG + "developedBy"), iri(f"{BASE}id/actor/aiid-toys"))}


def test_a_developer_is_not_inferred_where_issues_disagree() -> None:
    other = '  "#developer-games": {actor: aiid-games, role: developer, source: aiid}\n'
    more = [
        actor("aiid-games", "Games", "aiid"),
        incident(3, systems="[aiid-chat-toy]", involved=other),
    ]
    found = identify([*RECORDS[:5], RECORDS[6], *more], {}).quads
    assert [quad for quad in found if quad[2] == iri(JG + "developedBy")] == []


def test_a_product_that_is_judged_an_organisation_gives_its_address_back() -> None:
    judged = {one.pair: one for one in (PARTED, PARTED_2)}
    found = identify(RECORDS, judged)
    (back,) = [one for one in found.records if one.iri.endswith("actor/aiid-chat-toy")]
    assert back == RECORDS[5]
    assert iri(f"{BASE}id/actor/aiid-chat-toy") in {
        quad[3] for quad in quads(found) if quad[2] == iri(JG + "actor")
    }


def test_a_product_that_no_system_is_named_as_becomes_one() -> None:
    records = [source("aiid"), actor("aiid-gmail", "Gmail", "aiid")]
    found = quads(identify(records, {}))
    assert (
        iri(f"{BASE}id/system/aiid-gmail"),
        iri(PREFIXES["rdf"] + "type"),
        iri(JG + "AISystem"),
    ) in {quad[1:] for quad in found}


def test_merged_systems_pass_the_gate(curated: list[Record]) -> None:
    known = identify([*curated, RECORDS[1], *RECORDS[3:]], {})
    assert [str(one) for one in check(known.records).problems if one.severity == "Violation"] == []
