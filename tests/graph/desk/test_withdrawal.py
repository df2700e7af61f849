"""Withdrawal: nothing of a record is left in a build, and the rest still passes the gate."""

from pathlib import Path

from graph.desk.withdrawal import (
    LOST,
    REASON,
    withdrawn_by_curators,
    without_withdrawn,
)
from graph.desk.withdrawn import Withdrawn, holds_withdrawn
from graph.rdf.quads import iri, line, plain
from graph.rdf.terms import SOURCE
from graph.reading.check import check
from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import documents
from ontology import BASE
from shapes import Severity


def about(records: list[Record], name: str) -> list[Record]:
    return [record for record in records if record.iri == f"{BASE}id/{name}"]


def sources_of(record: Record) -> set[str]:
    return {quad[3] for quad in record.quads if quad[2] == SOURCE and "#" not in quad[1]}


def objects(records: list[Record]) -> set[str]:
    return {quad[3] for record in records for quad in record.quads}


def test_nothing_withdrawn_changes_nothing(curated: list[Record]) -> None:
    assert without_withdrawn(curated, {}) == curated


def test_withdrawn_records_leave_tombstones_and_no_reference(curated: list[Record]) -> None:
    names = ["actor/amazon", "issue/ghost-work", "system/google-assistant"]
    left = without_withdrawn(curated, dict.fromkeys(names, "private words of the reviewer"))
    for name in names:
        (stone,) = about(left, name)
        texts = {quad[2].rpartition("#")[2]: plain(quad[3]) for quad in stone.quads if quad[0]}
        assert texts["withdrawalReason>"] == REASON
        assert iri(stone.iri) not in objects(left)
    assert len(left) == len(curated)
    assert [one for one in check(left).problems if one.severity is Severity.VIOLATION] == []


def test_a_person_leaves_no_tombstone_since_the_address_is_the_name(curated: list[Record]) -> None:
    left = without_withdrawn(curated, {"actor/timnit-gebru": ""})
    assert about(left, "actor/timnit-gebru") == []
    assert not any("timnit-gebru" in text for text in objects(left) if text.startswith("<"))


def test_a_record_without_any_source_left_is_withdrawn_with_it(curated: list[Record]) -> None:
    name = "source/adweek-scola-settlement-2020"
    sources = iri(f"{BASE}id/{name}")
    only = [one for one in curated if sources_of(one) == {sources}]
    left = without_withdrawn(curated, {name: ""})
    for record in only:
        (stone,) = about(left, f"{record.kind}/{record.slug}") or [record]
        assert stone is record or LOST in {plain(quad[3]) for quad in stone.quads}
    assert not any(sources_of(record) == {sources} for record in left)


def test_a_former_release_is_searched_for_withdrawn_records(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    subject, class_ = f"{BASE}id/issue/a", iri("urn:class")
    type_ = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    path.write_text(line((iri("urn:g"), iri(subject), type_, class_)) + "\n", encoding="utf-8")
    assert holds_withdrawn(path, Withdrawn(frozenset({"issue/a"})))
    assert not holds_withdrawn(path, Withdrawn(frozenset({"issue/b"})))
    assert not holds_withdrawn(path, Withdrawn())


def test_curators_withdraw_by_tombstones_without_a_replacement(curated: list[Record]) -> None:
    assert withdrawn_by_curators(curated) == {}
    text = (
        "id: taken-back\ntype: Tombstone\nformerType: Incident\nwithdrawalReason: It is not so.\n"
    )
    (document,) = documents(f"{text}modified: 2026-11-22\n", "taken-back.yaml")
    stone = read_record(document, "taken-back.yaml", BASE)
    assert [*withdrawn_by_curators([*curated, stone])] == ["issue/taken-back"]
