"""Merged actors: their address leads on, their names live on, and nothing is lost."""

from pathlib import Path

import pytest

from graph.build.assemble import assemble, stated_quads
from graph.build.build import build
from graph.build.inputs import Plan
from graph.engine.oxigraph import Store
from graph.identity import Judgement, Verdict, identify, judge
from graph.metadata.provenance import provenance
from graph.rdf.quads import Quad, from_engine, iri, line, literal
from graph.reading.check import check, statements
from graph.reading.record import Record
from graph.release.release import Release
from ontology import BASE, CONCEPT, JG, PREFIXES, vocabulary
from shapes import validate
from tests.graph.identity.sources import ACTOR, actor, read, source

GONE, STANDS = iri(f"{ACTOR}aiid-open-ai"), iri(f"{ACTOR}openai")
GRAPH = iri(f"{BASE}graph/actor/aiid-open-ai")
ALIAS = iri(PREFIXES["skos"] + "altLabel")
RECORDS = [
    source("a-book"),
    source("aiid"),
    actor("openai", "OpenAI"),
    actor("aiid-open-ai", "Open AI", "aiid"),
    read(
        "id: aiid-1\ntype: Incident\ntitle: It happened\nyear: 2020\nsource: aiid\n"
        "notStated: [summary, justiceArea, impact]\ninvolvement:\n"
        '  "#maker": {actor: aiid-open-ai, role: developer, source: aiid}',
        "aiid",
    ),
]
MATCH = iri(f"{BASE}id/match/aiid-open-ai--openai")
PARTED = Judgement("actor/openai", "actor/aiid-open-ai", Verdict.DIFFERENT, "Ann", "2026-11-22", "")


def quads(records: list[Record]) -> list[Quad]:
    return [quad for record in records for quad in record.quads]


def test_the_address_of_a_merged_actor_leads_on_and_says_why() -> None:
    (left,) = [one for one in identify(RECORDS, {}).records if one.slug == "aiid-open-ai"]
    reason = "Merged with OpenAI: the same name but for its writing."
    assert [quad[1:] for quad in left.quads if quad[1] == GONE] == [
        (GONE, iri(PREFIXES["rdf"] + "type"), iri(JG + "Tombstone")),
        (GONE, iri(JG + "withdrawalReason"), literal(reason, language="en")),
        (GONE, iri(PREFIXES["dcterms"] + "isReplacedBy"), STANDS),
        (GONE, iri(JG + "formerType"), iri(JG + "Organization")),
    ]


def test_its_name_and_its_source_live_on_in_the_graph_that_they_came_from() -> None:
    (left,) = [one for one in identify(RECORDS, {}).records if one.slug == "aiid-open-ai"]
    assert [quad for quad in left.quads if quad[1] == STANDS] == [
        (GRAPH, STANDS, ALIAS, '"Open AI"@en'),
        (GRAPH, STANDS, iri(PREFIXES["dcterms"] + "source"), iri(f"{BASE}id/source/aiid")),
    ]
    derived = (iri(PREFIXES["prov"] + "wasDerivedFrom"), iri(f"{BASE}id/source/aiid"))
    assert derived in {quad[2:] for quad in provenance([left]) if quad[1] == GRAPH}


def test_a_name_that_the_other_has_already_is_not_said_again() -> None:
    same = identify([actor("openai", "OpenAI"), actor("aiid-openai", "OpenAI", "aiid")], {})
    assert ALIAS not in {quad[2] for quad in quads(same.records)}


def test_what_named_the_merged_actor_names_the_one_that_stands() -> None:
    involved = {
        quad[3] for quad in quads(identify(RECORDS, {}).records) if quad[2] == iri(JG + "actor")
    }
    assert involved == {STANDS}


def test_a_merger_is_published_with_its_method_and_its_certainty() -> None:
    found = {quad[2:] for quad in identify(RECORDS, {}).quads if quad[1] == MATCH}
    assert found == {
        (iri(PREFIXES["rdf"] + "type"), iri(JG + "Match")),
        (iri(JG + "matched"), GONE),
        (iri(JG + "matchedWith"), STANDS),
        (iri(JG + "method"), iri(f"{CONCEPT}match-method/by-name")),
        (iri(JG + "certainty"), literal("0.995", PREFIXES["xsd"] + "decimal")),
    }


def test_a_judgement_is_published_with_who_when_and_why() -> None:
    same = Judgement("actor/a", "actor/b", Verdict.SAME, "Ann", "2026-11-22", "One firm.")
    found = identify([actor("a", "Ring"), actor("b", "Ringo")], {same.pair: same}).quads
    assert {quad[2:] for quad in found} >= {
        (iri(JG + "method"), iri(f"{CONCEPT}match-method/by-judgement")),
        (iri(JG + "judgedBy"), '"Ann"'),
        (iri(JG + "judgedOn"), literal("2026-11-22", PREFIXES["xsd"] + "date")),
        (iri(PREFIXES["dcterms"] + "description"), '"One firm."@en'),
    }


def test_a_merger_that_is_judged_wrong_gives_every_address_back() -> None:
    before = quads(RECORDS)
    assert quads(identify(RECORDS, {}).records) != before
    undone = identify(RECORDS, {PARTED.pair: PARTED})
    assert (quads(undone.records), undone.quads) == (before, [])


def test_merged_records_pass_the_gate(curated: list[Record]) -> None:
    known = identify([*curated, *RECORDS[1:2], *RECORDS[3:]], {})
    assert [str(one) for one in check(known.records).problems if one.severity == "Violation"] == []
    assert set(known.quads) <= {*assemble(stated_quads(known.records, further=known.quads)).quads}


def test_matches_keep_the_rules_of_the_shapes(curated: list[Record]) -> None:
    same = Judgement(
        "issue/aiid-1", "issue/amazon-recruiting-tool", Verdict.SAME, "Ann", "2026-11-22", "One."
    )
    known = identify([*curated, *RECORDS[1:2], *RECORDS[3:]], {same.pair: same})
    told = {quad[2] for quad in known.quads}
    assert {iri(JG + "countedAs"), iri(JG + "judgedBy"), iri(JG + "certainty")} <= told
    everything = [*statements(known.records), *known.quads, *from_engine(vocabulary())]
    text = "".join(f"{line(('', *quad[1:]))}\n" for quad in everything)
    assert validate(text.encode()).conforms


def test_an_actor_of_a_known_name_gets_its_wikidata_item() -> None:
    same = iri(PREFIXES["owl"] + "sameAs")
    told = identify([actor("aiid-tesla", "Tesla Inc.", "aiid"), actor("aiid-x", "X", "aiid")], {})
    assert [quad[1:] for quad in told.quads if quad[2] == same] == [
        (iri(f"{ACTOR}aiid-tesla"), same, iri(f"{PREFIXES['wd']}Q478214"))
    ]


def test_an_item_that_a_record_names_is_given_to_no_other() -> None:
    own = actor("cars", "Cars", more="wikidata: Q478214\n")
    assert identify([own, actor("aiid-tesla", "Tesla", "aiid")], {}).quads == []


def test_no_curated_actor_is_merged_with_another(curated: list[Record]) -> None:
    assert iri(JG + "Match") not in {quad[3] for quad in identify(curated, {}).quads}


@pytest.fixture
def judged_release(tmp_path: Path) -> Release:
    """A release in which a person judged two curated actors to be one."""
    one = Judgement("actor/meta", "actor/facebook", Verdict.SAME, "Ann", "2026-11-22", "A test.")
    judge(tmp_path / "judgements.csv", one)
    own = tmp_path / "own"
    own.mkdir()
    text = "type: Organization\nkind: company\nsource: a-book\nmodified: 2026-01-02\n"
    (own / "meta.yaml").write_text(f"id: meta\nname: Meta\n{text}", encoding="utf-8")
    (own / "facebook.yaml").write_text(f"id: facebook\nname: Facebook\n{text}", encoding="utf-8")
    work = "id: a-book\ntype: Source\ntitle: A book\nsourceKind: book\nurl: https://a.example/\n"
    (own / "a-book.yaml").write_text(f"{work}publisher: meta\n", encoding="utf-8")
    return build(Plan(tmp_path, (own,)))


def test_a_build_goes_by_the_judgements_of_its_data_folder(judged_release: Release) -> None:
    rows = Store.open(judged_release.store).rows(
        "PREFIX jg: <https://w3id.org/justicegraph/ontology#> "
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "SELECT ?gone ?who ?name { ?match jg:matched ?gone ; jg:matchedWith ?one ; "
        "jg:judgedBy ?who . ?one skos:altLabel ?name }"
    )
    found = [tuple(value.text for value in row.values()) for row in rows]
    assert found == [(f"{ACTOR}meta", "Ann", "Meta")]
