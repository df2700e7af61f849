"""The real snapshots beside the curated records: what is tied was tied by people before."""

import pytest

from graph.build.build import records_of
from graph.build.inputs import Plan
from graph.identity import Merger, actors, identify, incidents, resolve_duplicates
from graph.identity.issues.same_incident import SameIncident, find_same_incidents
from graph.importing import SOURCES, run
from graph.rdf.quads import iri
from graph.reading.record import Record
from ontology import JG
from tests.graph.importing import DATA, real

pytestmark = real


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """The curated records, and the database that thirty of them were written from."""
    data = tmp_path_factory.mktemp("real")
    run(SOURCES["aidb"], DATA / "aidb" / "aidb_issues.jsonl", data)
    return records_of(Plan(data))


@pytest.fixture(scope="module")
def same(records: list[Record]) -> list[SameIncident]:
    return find_same_incidents([*incidents(identify(records, {}).records)], {})


def test_each_entry_is_tied_to_the_curated_issue_that_was_written_from_it(
    same: list[SameIncident],
) -> None:
    imported = [one.left if one.left.origin else one.right for one in same]
    curated = [one.right if one.left.origin else one.left for one in same]
    assert {one.origin for one in imported} == {"aidb"}
    assert {one.origin for one in curated} == {""}
    assert (len({one.iri for one in imported}), len({one.iri for one in curated})) == (30, 30)


def test_an_entry_counts_as_its_curated_issue(
    records: list[Record], same: list[SameIncident]
) -> None:
    quads = identify(records, {}).quads
    counted = {(quad[1], quad[3]) for quad in quads if quad[2] == iri(JG + "countedAs")}
    sure = [one for one in same if one.score >= 0.8]
    assert len(counted) == len(sure) >= 28
    assert all("/aidb-" in gone and "/aidb-" not in kept for gone, kept in counted)


def test_an_actor_with_the_name_of_a_curated_one_is_that_one(records: list[Record]) -> None:
    merged: list[Merger] = resolve_duplicates([*actors(records)], {})
    assert {one.rule for one in merged} == {"name", "role"}
    assert {one.canonical.origin for one in merged} == {""}
    assert len(merged) >= 30
