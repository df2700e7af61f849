"""A name that holds several names is split, and whoever was involved by it is by each."""

import pytest

from graph.identity import Judgement, Verdict, identify
from graph.rdf.quads import iri
from graph.reading.check import check
from graph.reading.record import Record
from ontology import BASE, JG, PREFIXES
from tests.graph.identity.sources import ACTOR, actor, read, source

RECORDS = [
    source("a-book"),
    source("aiid"),
    actor("google", "Google"),
    actor("aiid-google", "Google", "aiid"),
    actor("aiid-google-nest", "Google/Nest", "aiid"),
    read(
        "id: aiid-1\ntype: Incident\ntitle: It happened\nyear: 2020\nsource: aiid\n"
        "notStated: [summary, justiceArea, impact]\ninvolvement:\n"
        '  "#maker": {actor: aiid-google-nest, role: developer, source: aiid}',
        "aiid",
    ),
]
WHOLE = f"{ACTOR}aiid-google-nest"


def judged(other: str, verdict: Verdict) -> dict[tuple[str, str], Judgement]:
    one = Judgement("actor/aiid-google-nest", f"actor/{other}", verdict, "Ann", "2026-11-22", "")
    return {one.pair: one}


def involved(records: list[Record]) -> set[str]:
    return {quad[3] for one in records for quad in one.quads if quad[2] == iri(JG + "actor")}


def test_each_part_is_an_actor_and_is_involved_in_the_same_role() -> None:
    found = identify(RECORDS, {}).records
    assert involved(found) == {iri(f"{ACTOR}google"), iri(f"{ACTOR}aiid-nest")}
    (issue,) = [one for one in found if one.slug == "aiid-1"]
    nodes = {quad[3] for quad in issue.quads if quad[2] == iri(JG + "involvement")}
    roles = [quad[1] for quad in issue.quads if quad[2] == iri(JG + "role")]
    assert (
        nodes
        == {*roles}
        == {
            iri(f"{BASE}id/issue/aiid-1#maker"),
            iri(f"{BASE}id/issue/aiid-1#maker--nest"),
        }
    )


def test_the_address_of_the_whole_leads_to_the_last_part_and_says_all() -> None:
    (gone,) = [one for one in identify(RECORDS, {}).records if one.iri == WHOLE]
    said = {quad[2]: quad[3] for quad in gone.quads if quad[1] == iri(WHOLE)}
    assert said[iri(PREFIXES["dcterms"] + "isReplacedBy")] == iri(f"{ACTOR}aiid-nest")
    assert said[iri(JG + "withdrawalReason")] == '"Split, since it names several: Google, Nest."@en'


def test_each_part_is_a_match_with_its_evidence() -> None:
    found = [quad for quad in identify(RECORDS, {}).quads if quad[2] == iri(JG + "evidence")]
    assert {quad[3] for quad in found} == {'"the name holds Google and Nest"@en'}
    assert {quad[1] for quad in found} == {
        iri(f"{BASE}id/match/aiid-google-nest--aiid-google"),
        iri(f"{BASE}id/match/aiid-google-nest--aiid-nest"),
    }


@pytest.mark.parametrize(
    ("other", "verdict"),
    [("aiid-nest", Verdict.DIFFERENT), ("aiid-nest", Verdict.UNSURE), ("google", Verdict.SAME)],
)
def test_a_judgement_keeps_the_name_whole(other: str, verdict: Verdict) -> None:
    found = identify(RECORDS, judged(other, verdict)).records
    assert iri(f"{ACTOR}aiid-nest") not in involved(found)
    assert len(found) == len(RECORDS)


@pytest.mark.parametrize("name", ["AI/Robotics", "X/Y", "G/O Media", "Toys/Ann Lee"])
def test_what_is_no_list_of_organisations_stays_whole(name: str) -> None:
    records = [source("aiid"), actor("aiid-whole", name, "aiid")]
    assert identify(records, {}).records == records


def test_two_names_of_one_actor_are_no_two_actors() -> None:
    records = [source("aiid"), actor("aiid-whole", "SoundThinking/ShotSpotter", "aiid")]
    assert identify(records, {}).records == records


def test_split_records_pass_the_gate(curated: list[Record]) -> None:
    known = identify([*curated, *RECORDS[1:2], *RECORDS[3:]], {})
    assert [str(one) for one in check(known.records).problems if one.severity == "Violation"] == []
