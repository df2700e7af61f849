"""What was imported enters by the one door, in graphs of its own, and passes the gate."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build.build import build
from graph.build.inputs import Plan, is_current
from graph.importing import SOURCES, read_imported, run
from graph.rdf.quads import Quad, from_engine
from graph.reading.check import check
from graph.reading.record import Record
from graph.release.release import Release
from ontology import Unavailable
from shapes import Severity, lints
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiaaic import HEADER, PAGE, row
from tests.graph.importing.test_aiid import snapshot

BASE = "https://w3id.org/justicegraph/"
SKOS = "http://www.w3.org/2004/02/skos/core#"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which made-up snapshots of three sources were imported."""
    folder = tmp_path_factory.mktemp("imported")
    cells = {"headline": "Deliveroo riders protest poor pay", "deployer": "Deliveroo"}
    more = {"ethical_issue": "Privacy", "consequence": "Regulatory investigation"}
    places = {"jurisdiction": "Atlantis", "sector": "Retail", "system_name": "Frank"}
    path = write_sheet(
        folder / "a.csv", HEADER, row(summary_url=PAGE, **cells, **more, **places), row("AIAAIC8")
    )
    run(SOURCES["aiaaic"], path, folder, "2026-05-01")
    (folder / "aiid").mkdir()
    run(SOURCES["aiid"], snapshot(folder / "aiid"), folder, "2025-03-10")
    (folder / "aidb.jsonl").write_text(json.dumps(ENTRY) + "\n", encoding="utf-8")
    run(SOURCES["aidb"], folder / "aidb.jsonl", folder, "2026-01-01")
    return folder


ENTRY = {
    "slug": "an-entry",
    "own_title": "An entry",
    "own_summary": "Something went on.",
    "justice_areas": ["Economic Justice"],
    "ai_impacts": ["Bias and discrimination"],
    "workers": ["data labellers"],
    "affected_groups": ["gig workers"],
    "ai_systems": ["Example Assistant"],
    "actors": [
        {"name": "Example NGO", "kind": "ngo", "role": "reporter"},
        {"name": "Timnit Gebru", "kind": "person", "role": "researcher"},
        {"name": "Jane Roe", "kind": "person", "role": "researcher"},
    ],
}


@pytest.fixture(scope="module")
def records(data: Path) -> list[Record]:
    return list(read_imported(data))


def test_imported_records_break_no_rule(records: list[Record]) -> None:
    problems = check(records).problems
    assert [str(one) for one in problems if one.severity is Severity.VIOLATION] == []


def test_a_record_knows_its_file_and_line(data: Path, records: list[Record]) -> None:
    first = next(one for one in records if "aiaaic" in one.path)
    assert Path(first.path) == data / "imports" / "aiaaic" / "records.jsonl"
    lines = [one.line for one in records if one.path == first.path]
    assert lines == list(range(1, len(lines) + 1))


@pytest.fixture(scope="module")
def built(data: Path) -> Release:
    return build(Plan(data, ()))


@pytest.fixture(scope="module")
def stated(built: Release) -> list[Quad]:
    path = built.folder / "justicegraph.nq"
    return list(from_engine(ox.parse(path=path, format=ox.RdfFormat.N_QUADS)))


def test_a_build_takes_up_what_was_imported_and_knows_when_it_changes(
    data: Path, built: Release
) -> None:
    assert is_current(Plan(data, ()))
    assert built.manifest["counts"]["classes"]["https://w3id.org/justicegraph/ontology#Issue"] == 5
    path = data / "imports" / "aidb" / "summary.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("CC BY 4.0", "CC BY"), encoding="utf-8")
    assert not is_current(Plan(data, ()))
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "licence", "day"),
    [
        ("aiid", "by-sa", "2025-03-10"),
        ("aiaaic", "by-sa", "2026-05-01"),
        ("aidb", "by", "2026-01-01"),
    ],
)
def test_the_graph_of_a_source_says_where_it_is_from_and_its_licence(
    stated: list[Quad], name: str, licence: str, day: str
) -> None:
    graph = f"<{BASE}graph/import/{name}>"
    said = {(quad[2], quad[3]) for quad in stated if quad[1] == graph}
    assert {
        (
            "<http://purl.org/dc/terms/license>",
            f"<https://creativecommons.org/licenses/{licence}/4.0/>",
        ),
        (
            "<http://www.w3.org/ns/prov#wasDerivedFrom>",
            f"<{BASE}id/source/{name}-database>",
        ),
        (
            "<http://purl.org/dc/terms/modified>",
            f'"{day}"^^<http://www.w3.org/2001/XMLSchema#date>',
        ),
    } <= said


def test_the_crosswalk_is_in_the_graph_with_its_ground_for_what_is_there(
    stated: list[Quad],
) -> None:
    mine = [quad[1:] for quad in stated if quad[0] == f"<{BASE}graph/crosswalk>"]
    category = f"<{BASE}id/category/aiaaic-ethical-issue-privacy>"
    impact = f"<{BASE}concept/impact/privacy-violation>"
    assert (category, f"<{SKOS}closeMatch>", impact) in mine
    node = f"{category[:-1]}#impact-privacy-violation>"
    confidence = [
        object_ for subject, name, object_ in mine if (subject, name) == (node, CONFIDENCE)
    ]
    assert confidence == ['"0.85"^^<http://www.w3.org/2001/XMLSchema#decimal>']
    assert not any("robot-rights" in subject for subject, _, _ in mine)


CONFIDENCE = "<https://w3id.org/sssom/confidence>"


@pytest.mark.parametrize("lint", sorted(lints()))
def test_no_lint_finds_anything_in_an_imported_graph(built: Release, lint: str) -> None:
    store = ox.Store.read_only(str(built.store))
    found = store.query(lints()[lint], use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    assert [str(solution) for solution in found] == []


def test_records_that_were_changed_behind_the_import_are_refused(
    data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "imports" / "aiid"
    folder.mkdir(parents=True)
    for name in ("records.jsonl", "summary.json"):
        (folder / name).write_bytes((data / "imports" / "aiid" / name).read_bytes())
    with (folder / "records.jsonl").open("a", encoding="utf-8") as file:
        file.write("{}\n")
    with pytest.raises(Unavailable, match="run 'justicegraph import aiid' again"):
        list(read_imported(tmp_path))
