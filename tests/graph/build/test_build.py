"""The build: a pure function of its inputs, and nothing half-made is ever current."""

import errno
import hashlib
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from pyld import jsonld

from graph.build.assemble import assemble, stated_quads
from graph.build.build import Closed, build, build_steps
from graph.build.inputs import Plan, is_current
from graph.engine.oxigraph import Store
from graph.rdf.quads import Quad, from_engine, line
from graph.reading.record import Record
from graph.release.publication import release_folder
from graph.release.release import Release, current_release
from ontology import BASE, CONCEPT, ONTOLOGY, GateClosed, Project, Unavailable
from server import Settings, create_app
from shapes import Severity

# The name `build` is the function here, so its module is imported by name.
BUILD, VIEWS, WRITE = (import_module(f"graph.build.{name}") for name in ("build", "views", "write"))


def held(folder: Path) -> dict[str, str]:
    """Return the hash of each file but those that the engine names anew, and the list of them."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
        and path.relative_to(folder).parts[0] not in ("store", "engine-files.json")
    }


def left(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "releases").iterdir())


def test_the_same_inputs_give_the_same_bytes_and_the_same_name(
    release: Release, tmp_path: Path
) -> None:
    again = build(Plan(tmp_path))
    assert again.name == release.name
    assert again.manifest == release.manifest
    assert held(again.folder) == held(release.folder)


def test_the_order_and_the_folders_of_records_change_nothing(small: Path, tmp_path: Path) -> None:
    first, second = small.read_text(encoding="utf-8").split("---\n")
    folder = tmp_path / "apart"
    folder.mkdir()
    (folder / "z.yaml").write_text(f"{second}---\n{first}", encoding="utf-8")
    one = build(Plan(tmp_path / "one", (small,)))
    other = build(Plan(tmp_path / "other", (folder,)))
    assert one.name == other.name
    assert (one.folder / "justicegraph.nq").read_bytes() == (
        other.folder / "justicegraph.nq"
    ).read_bytes()


def test_the_name_is_the_rdfc_hash_as_the_engine_canonicalizes(release: Release) -> None:
    path = release.folder / "justicegraph.nq"
    dataset = ox.Dataset(ox.parse(path=path, format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} .\n" for quad in dataset)
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert release.manifest["rdfc10"] == f"sha256:{digest}"
    assert release.name == digest[:16]


def test_the_name_is_the_hash_of_the_dataset_as_pyld_canonicalizes(
    small: Path, tmp_path: Path
) -> None:
    release = build(Plan(tmp_path / "data", (small,)))
    text = (release.folder / "justicegraph.nq").read_text(encoding="utf-8")
    n_quads = "application/n-quads"
    options = {"algorithm": "URDNA2015", "inputFormat": n_quads, "format": n_quads}
    canonical = jsonld.normalize(text, options)
    assert canonical == text
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    assert release.manifest["rdfc10"] == f"sha256:{digest}"


def test_the_manifest_lists_every_file_with_its_size_and_checksum(release: Release) -> None:
    sums = held(release.folder)
    for name in (
        "manifest.json",
        "search.sqlite",
        "names.sqlite",
        "explore.sqlite",
        "related.sqlite",
        "directory.sqlite",
    ):  # in their engine's own form
        sums.pop(name)
    assert release.manifest["files"] == {
        name: {"bytes": (release.folder / name).stat().st_size, "sha256": sums[name]}
        for name in sorted(sums)
    }


def test_the_manifest_counts_what_the_downloads_hold(release: Release, quads: list[Quad]) -> None:
    counts = release.manifest["counts"]
    assert (counts["quads"], counts["triples"], counts["graphs"]) == (
        len(quads),
        len({quad[1:] for quad in quads}),
        len({quad[0] for quad in quads}),
    )


def test_the_store_holds_the_graph(store: Store, quads: list[Quad]) -> None:
    found = sorted(f"{quad} ." for quad in store.engine)
    assert found == sorted(map(line, quads))


def test_assembling_gives_sorted_quads_once_each(curated: list[Record]) -> None:
    found = assemble(stated_quads(curated)).quads
    assert found == sorted(set(found))


def test_each_step_is_noted(small: Path, tmp_path: Path) -> None:
    heard: list[str] = []
    build(Plan(tmp_path / "data", (small,)), heard.append)
    assert heard[0] == "read 2 records"
    assert re.fullmatch(r"assembled [0-9,]+ quads", heard[1])
    assert heard[-3:] == [
        "loaded the store",
        "answered the questions and wrote the tables",
        "exported, counted, and indexed for the search and the explorer",
    ]
    assert "wrote JSON-LD" in heard


def test_data_live_under_a_base_of_ones_own(small: Path, tmp_path: Path) -> None:
    own = "https://example.org/"
    release = build(Plan(tmp_path / "data", (small,), Project(base=own)))
    store = Store.open(release.store)
    (row,) = store.rows("SELECT ?source ?actor { ?source a jg:Source ; dcterms:publisher ?actor }")
    assert {name: value.text for name, value in row.items()} == {
        "source": f"{own}id/source/a-book",
        "actor": f"{own}id/actor/an-actor",
    }
    quads = from_engine(store.engine)
    data = [line(quad) for quad in quads if quad[0] != f"<{ONTOLOGY}>"]
    assert len(data) > 20
    fixed = (ONTOLOGY, CONCEPT)
    ours = [iri for found in data for iri in re.findall(f"<({BASE}[^>]*)>", found)]
    assert [iri for iri in ours if not iri.startswith(fixed)] == []


def test_a_closed_gate_leaves_the_current_release_and_no_folder(
    small: Path, tmp_path: Path
) -> None:
    plan = Plan(tmp_path / "data", (small,))
    before = build(plan)
    small.write_text(small.read_text().replace("kind: company", "kind: no-such-kind"))
    with pytest.raises(GateClosed, match=r"^1 violations?: mend ") as closed:
        build(plan)
    assert isinstance(closed.value, Closed)
    found = [one for one in closed.value.problems if one.severity is Severity.VIOLATION]
    assert [(one.path, one.mark.line, one.mark.field) for one in found] == [(str(small), 4, "kind")]
    assert current_release(plan.data) == before
    assert left(plan.data) == [before.name]


def raising(error: BaseException) -> Callable[..., Any]:
    def step(*_: object, **__: object) -> None:
        raise error

    return step


def test_what_breaks_a_rule_is_told_before_an_error_that_comes_of_it(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.write_text(small.read_text().replace("kind: company", "kind: no-such-kind"))
    monkeypatch.setattr(BUILD, "assemble", raising(ValueError("no such kind")))
    with pytest.raises(Closed, match=r"^1 violations?: mend "):
        build(Plan(tmp_path / "data", (small,)))


# Each step of a build beside and after its gate, by the name under which the build calls it.
def test_every_step_is_told_once_in_the_number_that_the_progress_bar_expects(
    small: Path, tmp_path: Path
) -> None:
    told: list[str] = []
    plan = Plan(tmp_path, (small,), formats=("ttl",))
    release = build(plan, told.append)
    assert len(told) == len(set(told)) == build_steps(plan) == 9
    only_what_is_asked_for_is_written(release)


def only_what_is_asked_for_is_written(release: Release) -> None:
    listed = {name for name in release.manifest["files"] if name.startswith("justicegraph.")}
    names = {f"justicegraph.{suffix}" for suffix in ("nq", "nq.gz", "ttl", "ttl.gz")}
    assert listed == names == {path.name for path in release.folder.glob("justicegraph.*")}
    described = (release.folder / "void.ttl").read_text(encoding="utf-8")
    assert "justicegraph.ttl.gz" in described
    assert "justicegraph.rdf" not in described
    client = create_app(Settings(release.folder.parent.parent)).test_client()
    for suffix in ("ttl", "rdf", "nt"):  # the first from its file, the others by a query
        with client.get(f"/graph-store?default&format={suffix}") as response:
            assert b"An actor" in response.data


STEPS = {
    "assemble": BUILD,
    "write_exports": VIEWS,
    "publish": BUILD,
    "with_files": BUILD,
    "write_text": WRITE,
    "write_downloads": WRITE,
    "compress": WRITE,
    "describe": WRITE,
}


@pytest.mark.parametrize("step", STEPS)
def test_a_full_disk_leaves_the_current_release(
    step: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan(tmp_path / "data", (small,))
    before = build(plan)
    monkeypatch.setattr(STEPS[step], step, raising(OSError(errno.ENOSPC, "No space left")))
    with pytest.raises(Unavailable, match=r"data: cannot be written: No space left$"):
        build(plan)
    assert current_release(plan.data) == before
    assert left(plan.data) == [before.name]


@pytest.mark.parametrize("step", ["write_downloads", "write_exports"])
def test_an_interrupted_build_leaves_the_current_release(
    step: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan(tmp_path / "data", (small,))
    before = build(plan)
    monkeypatch.setattr(STEPS[step], step, raising(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        build(plan)
    assert current_release(plan.data) == before
    assert left(plan.data) == [before.name]


def test_a_store_that_cannot_be_written_leaves_the_current_release(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan(tmp_path / "data", (small,))
    before = build(plan)
    monkeypatch.setattr(Store, "write", raising(OSError("IO error: No space left")))
    with pytest.raises(Unavailable, match="No space left"):
        build(plan)
    assert current_release(plan.data) == before
    assert left(plan.data) == [before.name]


def test_a_build_beside_another_is_refused(small: Path, tmp_path: Path) -> None:
    plan = Plan(tmp_path / "data", (small,))
    with (
        release_folder(plan.data),
        pytest.raises(Unavailable, match="another build is at work here"),
    ):
        build(plan)


def test_a_release_is_current_until_a_record_changes(small: Path, tmp_path: Path) -> None:
    plan = Plan(tmp_path / "data", (small,))
    assert not is_current(plan)
    build(plan)
    assert is_current(plan)
    text = small.read_text(encoding="utf-8")
    small.write_text(text.replace("A book", "A longer book"), encoding="utf-8")
    assert not is_current(plan)
    small.write_text(text, encoding="utf-8")
    assert is_current(plan)


def test_a_release_under_another_base_is_not_current(small: Path, tmp_path: Path) -> None:
    build(Plan(tmp_path / "data", (small,)))
    assert not is_current(Plan(tmp_path / "data", (small,), Project(base="https://example.org/")))
