"""Queries as users ask them, with the records that may come first (queries.tsv).

Each line has the graphs in which it is asked (`both`, or `full` for curated records with both
databases), the query, and a regular expression for kind and slug of a right record.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from graph.build.assemble import stated_quads
from graph.build.build import records_of
from graph.build.inputs import Plan
from graph.identity import identify, judgement_files, read_judgements
from graph.importing import SOURCES, run
from graph.rdf.quads import Quad
from graph.reconcile import NAMES, NameIndex, write_names
from graph.release.release import Release
from graph.search import SEARCH, Hit, Search, SearchQuery, write_search

SHARED = Path(__file__).parents[4] / "shared" / "data"
QUERIES = [
    *csv.reader(
        (Path(__file__).parent / "queries.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
    )
]

NAMED = [
    (name, right.split("|"))
    for name, right in csv.reader(
        (Path(__file__).parents[1] / "reconcile" / "names.tsv")
        .read_text(encoding="utf-8")
        .splitlines(),
        delimiter="\t",
    )
]
"""Names as newspapers write them, with the records that may be meant."""


def reporting(hits: Iterable[Hit]) -> Iterator[str]:
    """Yield the IRIs of all records that report what was found."""
    return (record for hit in hits for record in (hit.iri, *hit.records.splitlines()))


def success(search: Search, graphs: set[str], at: int) -> float:
    """Return the share of queries with a right record among the first hits (success@k)."""
    asked = [(words, right) for graph, words, right in QUERIES if graph in graphs]
    good = sum(
        any(re.match(f"({right})", record.partition("/id/")[2]) for record in reporting(found))
        for words, right in asked
        for found in [search.find(SearchQuery(words, most=at), facets=()).hits]
    )
    return good / len(asked)


def test_the_right_record_comes_first_among_curated_records(release: Release) -> None:
    search = Search(release.folder / SEARCH)
    found = success(search, {"both"}, 1), success(search, {"both"}, 5)
    print(f"success@1 {found[0]:.2f}, success@5 {found[1]:.2f}")  # noqa: T201
    assert found >= (0.85, 0.9)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    """Return the stated quads of the curated records with both databases."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is not here")
    folder = tmp_path_factory.mktemp("both")
    run(SOURCES["aiid"], SHARED / "aiid", folder)
    run(SOURCES["aiaaic"], SHARED / "aiaaic" / "aiaaic_incidents_2026-05.csv", folder)
    known = identify(records_of(Plan(folder)), read_judgements(judgement_files(folder)))
    return stated_quads(known.records, further=known.quads)


def test_the_right_record_comes_first_among_those_of_both_databases(
    both: list[Quad], tmp_path: Path
) -> None:
    write_search(tmp_path / SEARCH, both)
    search = Search(tmp_path / SEARCH)
    found = success(search, {"both", "full"}, 1), success(search, {"both", "full"}, 5)
    print(f"success@1 {found[0]:.2f}, success@5 {found[1]:.2f}")  # noqa: T201
    assert found >= (0.9, 0.95)


def test_names_as_newspapers_write_them_lead_to_their_records(
    both: list[Quad], tmp_path: Path
) -> None:
    write_names(tmp_path / NAMES, both)
    index = NameIndex(tmp_path / NAMES)
    wrong = [
        (name, right)
        for name, right in NAMED
        if not any(one.entity.id.removeprefix("id/") in right for one in index.find(name, most=1))
    ]
    print(f"{1 - len(wrong) / len(NAMED):.3f} of {len(NAMED)} names")  # noqa: T201
    assert len(wrong) <= 0.06 * len(NAMED), wrong
