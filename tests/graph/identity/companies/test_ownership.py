"""Groups: who owned whom and when, and which issues concern a group at the time."""

import pytest

from graph.identity import Entity, identify
from graph.identity.companies.ownership import Owned, owned, write_owners_involved
from graph.rdf.quads import iri, literal, plain
from graph.reading.check import check, statements
from graph.reading.record import Record
from ontology import BASE, JG, PREFIXES, record_iri
from shapes import validate
from tests.graph.identity.sources import ACTOR, actor, read, source

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
OWNER = iri(JG + "ownerInvolved")


def issue(year: int, involved: str = "aiid-ring") -> Record:
    return read(
        f"id: aiid-{year}\ntype: Incident\ntitle: It happened\nyear: {year}\nsource: aiid\n"
        "notStated: [summary, justiceArea, impact]\ninvolvement:\n"
        f'  "#maker": {{actor: {involved}, role: developer, source: aiid}}',
        "aiid",
    )


RECORDS = [
    source("a-book"),
    source("aiid"),
    actor("amazon", "Amazon"),
    actor("aiid-ring", "Ring", "aiid"),
    issue(2017),
    issue(2019),
]
OWNED = [
    Owned("a:part", "a:firm", "2018-04", "2020"),
    Owned("a:firm", "a:holding", "", ""),
    Owned("a:holding", "a:part", "", ""),
]


def test_an_ownership_has_its_owner_and_its_time_and_says_that_nobody_looked_it_up() -> None:
    node = iri(f"{ACTOR}aiid-ring#owner-amazon")
    found = {quad[1:] for quad in identify(RECORDS, {}).quads}
    assert (iri(f"{ACTOR}aiid-ring"), iri(JG + "ownership"), node) in found
    assert {quad[1:] for quad in found if quad[0] == node} == {
        (iri(PREFIXES["rdf"] + "type"), iri(JG + "Ownership")),
        (iri(JG + "owner"), iri(f"{ACTOR}amazon")),
        (iri(JG + "date"), literal("2018-04/..", EDTF)),
        (
            iri(PREFIXES["dcterms"] + "description"),
            literal("Own knowledge of the editors, not looked up.", language="en"),
        ),
    }


def test_an_ownership_that_was_read_names_its_source(curated: list[Record]) -> None:
    found = identify(curated, {}).quads
    node = iri(f"{ACTOR}outlier#owner-scale-ai")
    sources = {
        plain(quad[3]) for quad in found if quad[1:3] == (node, iri(PREFIXES["dcterms"] + "source"))
    }
    assert sources == {record_iri("source", "pechman-law-group-scale-suit-2024")}


def test_an_issue_involves_the_owner_only_while_it_owned() -> None:
    found = identify(RECORDS, {}).quads
    assert [quad[1:] for quad in found if quad[2] == OWNER] == [
        (iri(f"{BASE}id/issue/aiid-2019"), OWNER, iri(f"{ACTOR}amazon"))
    ]


def test_an_owner_that_the_source_names_itself_is_not_inferred() -> None:
    both = issue(2019)
    more = read(
        "id: aiid-2\ntype: Incident\ntitle: It happened\nyear: 2019\nsource: aiid\n"
        "notStated: [summary, justiceArea, impact]\ninvolvement:\n"
        '  "#maker": {actor: aiid-ring, role: developer, source: aiid}\n'
        '  "#user": {actor: amazon, role: deployer, source: aiid}',
        "aiid",
    )
    found = identify([*RECORDS[:4], both, more], {}).quads
    assert [quad[1] for quad in found if quad[2] == OWNER] == [iri(f"{BASE}id/issue/aiid-2019")]


@pytest.mark.parametrize(
    ("year", "expected"),
    [("2017", []), ("2018", ["a:firm", "a:holding"]), ("2021", [])],
)
def test_owners_of_owners_count_and_a_circle_ends(year: str, expected: list[str]) -> None:
    record = issue(2019)
    quads = [
        (*quad[:3], iri("a:part") if quad[2] == iri(JG + "actor") else quad[3])
        for quad in record.quads
        if quad[2] != iri(JG + "year")
    ]
    quads.append(("", iri(record.iri), iri(JG + "year"), f'"{year}"'))
    record.quads = quads
    assert [plain(quad[3]) for quad in write_owners_involved([record], OWNED)] == expected


def test_a_name_that_two_actors_have_owns_nothing() -> None:
    names = [("ring", "Ring"), ("ring-2", "Ring"), ("amazon", "Amazon")]
    actors = [Entity(record_iri("actor", slug), (name,)) for slug, name in names]
    assert owned(actors) == []
    assert [one.since for one in owned(actors[1:])] == ["2018-04"]


def test_ownerships_keep_the_rules_of_the_shapes(curated: list[Record]) -> None:
    known = identify([*curated, RECORDS[1], *RECORDS[3:]], {})
    assert [str(one) for one in check(known.records).problems if one.severity == "Violation"] == []
    text = "".join(
        " ".join(quad[1:]) + " .\n" for quad in [*statements(known.records), *known.quads]
    )
    rules = {one.rule for one in validate(text.encode()).findings if "owner" in one.rule}
    assert rules == set()
