"""Licences of the parts, and releases that are kept to one."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph.build.build import build
from graph.build.inputs import Plan
from graph.engine.oxigraph import Store
from graph.metadata.licences import Part, license_text, licensed_parts, whole_licence
from graph.release.release import Release
from ontology import CC_BY, ONTOLOGY, Project

BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/"
CURATED = Part("curated", "Curated", CC_BY, "JusticeGraph", 10)
SHARED = Part("them", "Theirs", BY_SA, "Them", 5)

ENTRIES: list[dict[str, Any]] = [
    {"id": "them-database", "type": "Source", "title": "Their database", "sourceKind": "dataset"},
    {
        "id": "them-1",
        "type": "Source",
        "title": "Their entry 1",
        "sourceKind": "database-entry",
        "license": BY_SA,
    },
    {"id": "them-actor", "type": "Organization", "name": "Them Ltd", "kind": "company",
     "source": "them-1"},
    {
        "id": "them-issue-1",
        "type": "Incident",
        "title": "A machine said no",
        "involvement": {
            "#deployer": {"actor": "them-actor", "role": "deployer", "source": "them-1"}
        },
        "notStated": ["year", "justiceArea", "impact", "summary"],
        "source": "them-1",
    },
]  # fmt: skip


def write_import(data: Path, licence: str) -> None:
    """Write what an import leaves behind."""
    folder = data / "imports" / "them"
    folder.mkdir(parents=True)
    text = "".join(json.dumps(entry) + "\n" for entry in ENTRIES)
    (folder / "records.jsonl").write_text(text, encoding="utf-8")
    summary = {
        "source": "them",
        "title": "Their Database",
        "licence": licence,
        "attribution": "Them",
        "dataset": "them-database",
        "snapshot": {"file": "them.csv", "sha256": "0" * 64},
        "retrieved": "2026-11-22",
        "records": {"sha256": hashlib.sha256(text.encode()).hexdigest()},
    }
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("licensed")
    write_import(folder, BY_SA)
    return folder


@pytest.fixture(scope="module")
def shared(data: Path) -> Release:
    return build(Plan(data))


@pytest.fixture(scope="module")
def free(data: Path, shared: Release) -> Release:
    return build(Plan(data, licence="cc-by"))


def texts(release: Release) -> dict[str, str]:
    return {
        path.name: path.read_bytes().decode("utf-8", "replace")
        for path in release.folder.glob("*.*")
        if path.suffix != ".gz"
    }


def test_a_release_with_share_alike_parts_says_so(shared: Release) -> None:
    assert shared.manifest["licence"] == BY_SA
    assert {part["name"]: part["shareAlike"] for part in shared.manifest["parts"]} == {
        "curated": False,
        "vocabulary": False,
        "them": True,
        "inferred": True,
    }
    assert "It has share-alike parts" in texts(shared)["LICENSE.txt"]
    assert "LICENSE.txt" in shared.manifest["files"]


def test_the_description_names_the_licence_of_each_part(shared: Release) -> None:
    dcterms = "http://purl.org/dc/terms/"
    triples = list(ox.parse(path=shared.folder / "void.ttl", format=ox.RdfFormat.TURTLE))
    licences = {
        quad.subject.value.rpartition("#part-")[2]: quad.object.value
        for quad in triples
        if quad.predicate.value == f"{dcterms}license" and "#part-" in str(quad.subject)
    }
    assert licences == {
        "curated": CC_BY,
        "vocabulary": CC_BY,
        "them": BY_SA,
        "inferred": BY_SA,
    }
    downloads = {
        quad.object.value
        for quad in triples
        if quad.predicate.value == f"{dcterms}license" and "justicegraph.nq" in str(quad.subject)
    }
    assert downloads == {BY_SA}


def test_a_release_kept_to_a_licence_has_no_trace_of_the_parts_left_out(free: Release) -> None:
    assert free.manifest["licence"] == CC_BY
    assert [name for name, text in texts(free).items() if "them-" in text] == []
    assert "It has no share-alike part." in texts(free)["LICENSE.txt"]


def test_a_release_kept_to_a_licence_is_that_of_the_curated_records_alone(
    free: Release, release: Release
) -> None:
    assert free.name == release.name


def test_every_reference_of_a_release_kept_to_a_licence_leads_somewhere(free: Release) -> None:
    store = Store.open(free.store)
    found = store.rows(
        "SELECT DISTINCT ?lost { ?s ?p ?lost FILTER(isIRI(?lost) && CONTAINS(STR(?lost), '/id/'))"
        " FILTER NOT EXISTS { ?lost ?q ?o } }"
    )
    assert found == []


def test_a_licence_is_an_input_of_the_build(shared: Release, free: Release) -> None:
    assert shared.manifest["inputs"] != free.manifest["inputs"]


def test_what_is_imported_under_a_free_licence_stays(tmp_path: Path) -> None:
    write_import(tmp_path, CC_BY)
    built = build(Plan(tmp_path, licence="cc-by"))
    names = ["curated", "vocabulary", "them", "inferred"]
    assert [part["name"] for part in built.manifest["parts"]] == names
    assert built.manifest["licence"] == CC_BY


def test_the_whole_is_under_the_licence_that_asks_most() -> None:
    assert whole_licence([CURATED, SHARED]) == BY_SA
    assert whole_licence([CURATED]) == CC_BY


def test_the_licence_text_names_every_part() -> None:
    assert license_text([CURATED, SHARED]) == (
        f"Licence of this release as a whole: {BY_SA}\n"
        "It has share-alike parts: whatever is made of it is to be passed on alike.\n\n"
        f"Curated\n  {CC_BY}\n  name JusticeGraph\n  10 quads\n"
        f"Theirs\n  {BY_SA}\n  name Them; pass on what you make of it under the same licence"
        " (share-alike)\n  5 quads\n"
    )


def test_a_graph_without_imports_has_records_the_vocabulary_and_what_is_inferred() -> None:
    assert [part.name for part in licensed_parts([])] == ["curated", "vocabulary", "inferred"]


def test_in_a_project_the_vocabulary_keeps_its_licence_and_own_terms_have_that_of_the_project() -> (
    None
):
    base = "https://packers.example/"
    project = Project("Watched", publisher="Packers United", licence=BY_SA, base=base)
    graphs = (ONTOLOGY, ONTOLOGY, f"{base}ontology", f"{base}graph/issue/late-pay")
    quads = [(f"<{graph}>", "<a:s>", "<a:p>", '"o"') for graph in graphs]
    parts = [
        (part.name, part.title, part.licence, part.attribution, part.quads)
        for part in licensed_parts(quads, project)[:2]
    ]
    own = "Curated records, own terms, provenance and description"
    assert parts == [
        ("curated", own, BY_SA, "Packers United", 2),
        ("vocabulary", "Vocabulary of JusticeGraph", CC_BY, "The JusticeGraph contributors", 2),
    ]
