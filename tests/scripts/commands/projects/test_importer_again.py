"""An importer that is made again, and the impacts that it makes of the values of a category."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ontology import PROJECT_VARIABLE
from scripts.command import main
from tests.graph.importing import write_sheet
from tests.scripts.commands.projects.test_new_importer import new_importer


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "water"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    monkeypatch.setenv(PROJECT_VARIABLE, str(folder))
    return folder


def test_it_is_made_again_with_what_it_was_told_before(project: Path, tmp_path: Path) -> None:
    table = write_sheet(tmp_path / "mine.csv", ["Case", "Kind"], ["A tower took rain", "loss"])
    assert new_importer("towns", str(table), "--publisher", "Lake Watch").exit_code == 0
    folder = project / "importers" / "towns"
    module = folder / "towns_importer.py"
    before = module.read_text(encoding="utf-8")
    refused = new_importer("towns")
    assert (refused.exit_code, refused.stderr.count("--again")) == (2, 1)
    again = new_importer("towns", "--again", "--title-from", "Kind")
    assert again.stderr.splitlines()[0] == "the importer before is kept as towns_importer.py.before"
    text = module.read_text(encoding="utf-8")
    assert 'PUBLISHER = "Lake Watch"' in text
    assert '"title": ("Case",)' in text
    assert 'TITLE_FROM = ("kind",)' in text
    assert (folder / "towns_importer.py.before").read_text(encoding="utf-8") == before
    assert (project / "justicegraph.toml").read_text(encoding="utf-8").count('"towns"') == 1


def test_the_values_of_a_category_become_impacts_by_one_line(project: Path, tmp_path: Path) -> None:
    rows = (
        ["A tower took rain", "monopoly"],
        ["A tower took snow", "pay"],
        ["A tower fell", "pay"],
    )
    table = write_sheet(tmp_path / "mine.csv", ["Case", "Lost"], *rows)
    made = new_importer("towns", str(table))
    line = 'a value of Lost can be an impact: see "impact" in importers/towns/towns_importer.py'
    assert line in made.stderr.splitlines()
    text = (project / "importers" / "towns" / "towns_importer.py").read_text(encoding="utf-8")
    mapping = '{"pay": "IMPACT", "monopoly": "monopoly-and-centralization"}.get(cells["lost"], ""),'
    assert f'        # "impact": {mapping}\n' in text
