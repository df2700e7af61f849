"""Which project's vocabulary a command reads, by where it starts and which data it names."""

import json
import os
from pathlib import Path

import pytest

from ontology import PROJECT_FILE, PROJECT_VARIABLE, RELEASED_VARIABLE
from scripts.commands.projects.entering import enter_project

BASE = "https://wells.example/"


@pytest.fixture(autouse=True)
def _outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin in a folder without a project; what a command sets is undone."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    for name in (PROJECT_VARIABLE, RELEASED_VARIABLE, "JUSTICEGRAPH_DATA"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def project(folder: Path, base: str = BASE) -> Path:
    folder.mkdir(parents=True)
    (folder / PROJECT_FILE).write_text(f'title = "Wells"\nbase = "{base}"\n', encoding="utf-8")
    return folder


def data(folder: Path, built_from: Path | str, *, has_copy: bool = True) -> Path:
    """A data folder: what it was built from, and the copy of the project in its release."""
    plan = {"folder": str(built_from), "project": {"base": BASE}}
    folder.mkdir(parents=True)
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    if has_copy:
        project(folder / "releases" / "0" / "project")
        (folder / "current").symlink_to("releases/0")
    return folder


def entered(*arguments: str) -> tuple[str, str]:
    """Return the project, and the copy in a release, that a command with some arguments reads."""
    enter_project(arguments)
    return os.environ.get(PROJECT_VARIABLE, ""), os.environ.get(RELEASED_VARIABLE, "")


def test_without_a_project_nothing_is_entered(tmp_path: Path) -> None:
    assert entered("stats") == ("", "")
    data(tmp_path / "data", "", has_copy=False)
    assert entered("stats", "--data", str(tmp_path / "data")) == ("", "")


def test_a_line_says_that_the_graph_is_ours_outside_of_projects_and_of_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = "justicegraph: no project here: this is JusticeGraph's own graph\n"
    entered("validate")
    assert capsys.readouterr().err == line
    entered("new", "water")
    entered("build", "--help")
    entered("serve", "--data", str(data(tmp_path / "data", "/gone/wells")))
    monkeypatch.delenv(RELEASED_VARIABLE)
    monkeypatch.chdir(Path(__file__).parent)
    entered("validate")
    monkeypatch.chdir(project(tmp_path / "wells"))
    entered("validate")
    assert capsys.readouterr().err == ""


def test_data_lead_to_the_project_that_they_were_built_from(tmp_path: Path) -> None:
    wells = project(tmp_path / "wells")
    data(wells / "build", wells)
    assert entered("serve", f"--data={wells / 'build'}") == (str(wells), "")


def test_data_that_came_alone_lead_to_the_copy_in_their_release(tmp_path: Path) -> None:
    away = data(tmp_path / "away", "/gone/wells")
    assert entered("serve", "--data", str(away)) == ("", str(away / "current" / "project"))


def test_the_default_data_folder_the_settings_and_the_environment_lead_there_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = data(tmp_path / "elsewhere" / "build", "/gone/wells")
    assert entered("serve") == ("", str(here / "current" / "project"))
    away = data(tmp_path / "away", "/gone/wells")
    (tmp_path / "settings.toml").write_text(f'data = "{away}"\n', encoding="utf-8")
    configured = entered("serve", "--config", str(tmp_path / "settings.toml"))
    assert configured == ("", str(away / "current" / "project"))
    monkeypatch.setenv("JUSTICEGRAPH_DATA", str(away))
    assert entered("serve") == ("", str(away / "current" / "project"))


def test_a_folder_of_the_same_name_with_another_base_is_another_project(tmp_path: Path) -> None:
    other = project(tmp_path / "wells", "https://other.example/")
    away = data(tmp_path / "away", other)
    assert entered("serve", "--data", str(away)) == ("", str(away / "current" / "project"))


def test_within_a_project_data_from_elsewhere_are_read_with_their_own_terms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path / "rivers"))
    away = data(tmp_path / "away", "/gone/wells")
    assert entered("serve", "--data", str(away)) == ("", str(away / "current" / "project"))


def test_within_a_project_its_own_data_folder_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path / "rivers"))
    assert entered("serve") == (str(tmp_path / "rivers"), "")


def test_data_that_were_moved_into_their_project_are_those_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wells = project(tmp_path / "wells")
    moved = data(wells / "build", "/gone/wells")
    monkeypatch.chdir(wells)
    assert entered("serve", "--data", str(moved)) == (str(wells), "")


def test_a_project_that_the_environment_names_is_entered_in_any_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = data(tmp_path / "away", "/gone/wells")
    monkeypatch.setenv(PROJECT_VARIABLE, str(away / "current" / "project"))
    named = (away / "releases" / "0" / "project").resolve()
    assert entered("serve", "--data", str(away)) == (str(named), "")
