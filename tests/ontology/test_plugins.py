"""Plug-ins by entry points: what is found, and what is refused with the name of its package."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.importing import read_imported, run, sources
from graph.network.export import exports
from graph.reading.check import check
from graph.reading.files import curated_records, read_records
from ontology import (
    PROJECT_VARIABLE,
    Misuse,
    Unavailable,
    plugin_versions,
    plugins,
    project_importers,
    questions,
)
from ontology.questions import _questions
from shapes import Severity
from tests.graph.importing import write_sheet

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "collective-action"
COLUMNS = ["id", "date", "sources", "actions", "struggles", "companies", "locations"]
ROWS = (
    [
        "7",
        "2018/11/01",
        "https://example.org/",
        "['strike', 'protest']",
        "ethics",
        "['google']",
        "nairobi-kenya",
    ],
    ["8", "2019-02-03", "", "open_letter", "ethics", "", ""],
    ["9", "2019-02-03", "", "picnic", "", "google", ""],
    ["", "2019-02-03", "", "strike", "", "google", ""],
)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path of Python; a package in it is as good as installed."""
    forgotten = (plugins, sources, _questions)
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.syspath_prepend(str(EXAMPLE))
    for one in forgotten:
        one.cache_clear()
    yield folder
    for one in forgotten:
        one.cache_clear()


def install(folder: Path, package: str, points: str) -> None:
    metadata = folder / f"{package}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(points)


def importer(
    name: str = "collective-action", value: str = "collective_action:COLLECTIVE_ACTION"
) -> str:
    return f"[justicegraph.importers]\n{name} = {value}\n"


def test_the_example_imports_another_database_in_under_150_lines(
    installed: Path, tmp_path: Path
) -> None:
    install(installed, "example", importer())
    text = (EXAMPLE / "collective_action.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 150
    path = write_sheet(tmp_path / "actions.csv", COLUMNS, *ROWS)
    outcome = run(sources()["collective-action"], path, tmp_path / "data")
    assert outcome.summary["rows"] == {"in": 4, "issues": 2, "merged": 0, "quarantined": 2}
    records = list(read_imported(tmp_path / "data"))
    organised = {one.slug: one for one in records if one.kind == "organising"}
    assert sorted(organised) == ["collective-action-7", "collective-action-8"]
    objects = {quad[3] for quad in organised["collective-action-7"].quads}
    assert '"Strike at Google, 2018"@en' in objects
    assert "<https://w3id.org/justicegraph/id/place/kenya>" in objects
    problems = check(records, read_records([curated_records()])).problems
    assert [str(one) for one in problems if one.severity is Severity.VIOLATION] == []


def test_the_example_names_its_entry_point_as_pip_reads_it() -> None:
    text = (EXAMPLE / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points."justicegraph.importers"]' in text
    assert 'collective-action = "collective_action:COLLECTIVE_ACTION"' in text


def test_questions_and_exports_of_packages_are_offered_with_ours(installed: Path) -> None:
    package = installed / "wells"
    package.mkdir()
    (package / "__init__.py").write_text("def names(graph):\n    return b'wells'\n")
    (package / "deepest.rq").write_text("# Which well is the deepest?\nSELECT * {}\n")
    points = (
        "[justicegraph.questions]\nwells = wells\n[justicegraph.exports]\nwells = wells:names\n"
    )
    install(installed, "wells", points)
    assert "Which well is the deepest?" in [one.title for one in questions()]
    assert exports()["wells"](...) == b"wells"  # type: ignore[arg-type]
    assert "justicegraph.exports wells 1.0" in plugin_versions()


@pytest.mark.parametrize(
    ("points", "message"),
    [
        (importer("aiid"), "the importer 'aiid': give a Source with this name, which is free"),
        (importer("all"), "the importer 'all': give a Source with this name, which is free"),
        (importer(value="collective_action:FILE"), "give a Source with this name"),
    ],
)
def test_an_importer_that_is_none_is_refused(installed: Path, points: str, message: str) -> None:
    install(installed, "example", points)
    with pytest.raises(Misuse, match=message):
        sources()


def test_a_plug_in_that_cannot_be_loaded_is_named_with_its_package(installed: Path) -> None:
    install(installed, "broken", importer(value="no_such_module:X"))
    message = "justicegraph.importers 'collective-action' of broken: cannot be loaded: No module"
    with pytest.raises(Unavailable, match=message):
        sources()


def test_two_packages_cannot_have_one_name(installed: Path) -> None:
    install(installed, "first", importer())
    install(installed, "second", importer())
    with pytest.raises(Misuse, match="another package has this name"):
        sources()


def test_an_export_of_ours_is_not_replaced(installed: Path) -> None:
    install(installed, "example", "[justicegraph.exports]\ngexf = json:dumps\n")
    with pytest.raises(Misuse, match="the export 'gexf'"):
        exports()


PACKAGE = """
[project.entry-points."justicegraph.importers"]
collective-action = "collective_action_of_project:COLLECTIVE_ACTION"
"""


def test_an_importer_in_the_folder_of_a_project_needs_no_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "importers" / "collective-action"
    package.mkdir(parents=True)
    (package / "pyproject.toml").write_text(PACKAGE, encoding="utf-8")
    monkeypatch.setenv(PROJECT_VARIABLE, str(tmp_path))
    monkeypatch.setattr(sys, "path", [*sys.path])
    with pytest.raises(Unavailable, match=r"collective_action_of_project\.py: cannot be loaded"):
        project_importers()
    text = (EXAMPLE / "collective_action.py").read_text(encoding="utf-8")
    (package / "collective_action_of_project.py").write_text(text, encoding="utf-8")
    importlib.invalidate_caches()
    assert project_importers()["collective-action"].name == "collective-action"
    assert not {*plugins("importers")} & {"collective-action"}
