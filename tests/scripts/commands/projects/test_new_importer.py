"""New importers: packages that import the table they were made for, with names made of one."""

import importlib.util
import json
import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graph.importing import Source, read_imported, run
from ontology import PROJECT_VARIABLE
from scripts.command import main
from scripts.commands.reviewing.left_out import not_taken, unplaced
from tests.graph.importing import write_sheet

ROOT = Path(__file__).parents[4]
COLUMNS = ["No", "Case", "Description", "When", "Operator", "Location", "end year", "Remark"]
ROWS = (
    ["7", "A tower took rain", "It is invented.", "2021", "Qorvex Chips", "Kenya", "2022", "x"],
    ["8", "A tower took snow", "", "", "", "", "", ""],
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "water"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    monkeypatch.setenv(PROJECT_VARIABLE, str(folder))
    return folder


def new_importer(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", "importer", *arguments])


def source_of(path: Path) -> Source:
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    source = module.SOURCE
    assert isinstance(source, Source)
    return source


def test_it_imports_the_table_that_it_was_made_for(project: Path, tmp_path: Path) -> None:
    table = write_sheet(tmp_path / "mine.csv", COLUMNS, *ROWS)
    made = new_importer("river-towns", str(table), "--title", 'Rivers "and" towns')
    folder = project / "importers" / "river-towns"
    assert (made.exit_code, made.stdout) == (0, f"{folder}\n")
    assert made.stderr.splitlines()[:-4] == [
        "The columns are read as:",
        *("  No           id", "  Case         title", "  Description  summary"),
        *("  When         date", "  Operator     operator", "  Location     country"),
        *("  end year     field endYear", "  Remark       left out: x"),
    ]
    assert made.stderr.splitlines()[-2:] == [
        "from now on, edit the copy snapshots/river-towns.csv",
        "Next: justicegraph import river-towns",
    ]
    module = folder / "river_towns_importer.py"
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 150
    assert '        "endYear": cells["end_year"],\n        # "FIELD": own_text(' in text
    source = source_of(module)
    outcome = run(source, project / "snapshots" / "river-towns.csv", tmp_path / "data")
    assert outcome.summary["rows"] == {"in": 2, "issues": 2, "merged": 0, "quarantined": 0}
    assert outcome.summary["title"] == 'Rivers "and" towns'
    records = {f"{one.kind}/{one.slug}": one for one in read_imported(tmp_path / "data")}
    assert sorted(records) == [
        *("actor/river-towns-publisher", "actor/river-towns-qorvex-chips"),
        *("issue/river-towns-7", "issue/river-towns-8", "source/river-towns-database"),
    ]
    assert [fault for one in records.values() for fault in one.problems] == []


OWN = """
id: summer-young
type: Organization
name: Summer Young
alias: Mary Roe
kind: company
"""


def test_what_tables_call_a_column_is_known_and_what_is_not_taken_is_told(
    project: Path, tmp_path: Path
) -> None:
    (project / "records" / "actor" / "summer-young.yaml").write_text(OWN, encoding="utf-8")
    columns = [
        "Ref",
        "Case title",
        "Name of the operator",
        "Nation",
        "Date of report",
        "Web address",
    ]
    table = write_sheet(
        tmp_path / "mine.csv",
        columns,
        [
            "A-1",
            "Summer Young watched drivers",
            "Summer Young",
            "Kenya",
            "2021",
            "https://a.example/1",
        ],
        ["A-2", "An app watched riders", "Mary Roe", "Narnia", "last year", "of a friend"],
        ["A-3", "An app dismissed riders", "Jane Roe", "Kenya", "2021", ""],
    )
    made = new_importer("parcels", str(table))
    assert "left out" not in made.stderr
    source = source_of(project / "importers" / "parcels" / "parcels_importer.py")
    outcome = run(source, table, tmp_path / "data")
    assert not_taken(outcome) == [
        "1 year (line 3: 'last year')",
        "1 link (line 3: 'of a friend')",
        "1 name withheld (name_of_the_operator)",
    ]
    assert [*unplaced(outcome)] == [
        "line 3: 'Narnia' is no country or region: write its country in mine.csv"
    ]
    records = {f"{one.kind}/{one.slug}" for one in read_imported(tmp_path / "data")}
    assert {one for one in records if "publisher" not in one and "database" not in one} == {
        *("actor/parcels-summer-young", "actor/parcels-mary-roe", "source/parcels-a-1"),
        *("issue/parcels-a-1", "issue/parcels-a-2", "issue/parcels-a-3"),
    }


def test_rows_that_were_numbered_keep_their_address_whatever_is_corrected(
    project: Path, tmp_path: Path
) -> None:
    table = tmp_path / "mine.csv"
    rows = ("Alarms", "", "Case title;Noticed on", "A café took rain;2 May 2024", ";")
    table.write_text("\n".join((*rows, "A tower took rain;2023")), encoding="cp1252")
    made = new_importer("alarms", str(table), "--ids")
    assert made.exit_code == 0, made.output
    assert "  id          id" in made.stderr.splitlines()
    copy = project / "snapshots" / "alarms.csv"
    assert copy.read_text(encoding="utf-8").splitlines() == [
        *("id,Case title,Noticed on", "1,A café took rain,2 May 2024", "2,A tower took rain,2023"),
    ]
    source = source_of(project / "importers" / "alarms" / "alarms_importer.py")
    run(source, copy, tmp_path / "data")
    assert [*issues_of(tmp_path / "data")] == ["alarms-1", "alarms-2"]
    copy.write_text(
        copy.read_text("utf-8").replace("A café took rain", "A pond fell dry"), encoding="utf-8"
    )
    run(source, copy, tmp_path / "data")
    assert [*issues_of(tmp_path / "data")] == ["alarms-1", "alarms-2"]


def test_an_address_stays_while_the_title_does_and_links_of_one_event_are_joined(
    project: Path, tmp_path: Path
) -> None:
    columns = ["Case title", "Noticed on", "Who sold the software", "Link"]
    one, two = "https://a.example/water", "https://a.example/tower"
    rows = [
        ["A tower took rain", "2 May 2024", "Orbex GmbH", one],
        ["A tower took rain", "2 May 2024", "Orbex GmbH", two],
        ["A tower took rain", "5 May 2024", "Orbex GmbH", ""],
    ]
    table = write_sheet(tmp_path / "mine.csv", columns, *rows)
    made = new_importer("alarms", str(table)).stderr.splitlines()
    assert made[5:7] == [
        '2 of 2 rows have the same title ("A tower took rain"): '
        "justicegraph new importer alarms --again --title-from 'A, B'",
        "addresses are made of Case title, and change with it: where you will correct it, "
        "--ids numbers the rows",
    ]
    source = source_of(project / "importers" / "alarms" / "alarms_importer.py")
    first = run(source, table, tmp_path / "data")
    assert first.summary["rows"] == {"in": 3, "issues": 2, "merged": 1, "quarantined": 0}
    before = issues_of(tmp_path / "data")
    plain, second = sorted(before)
    assert second == f"{plain}-n2"
    assert before[plain]["source"] == ["alarms-database", plain, f"{plain}-2"]
    rows[0][1:] = rows[1][1:] = "3 May 2024", "Vigila Oy", f"{one} {two} https://a.example/rain"
    table = write_sheet(tmp_path / "mine.csv", columns, *rows)
    run(source, table, tmp_path / "data")
    after = issues_of(tmp_path / "data")
    assert sorted(after) == [plain, second]
    assert after[plain]["source"][-1] == f"{plain}-3"


def issues_of(data: Path) -> dict[str, dict[str, Any]]:
    lines = (data / "imports" / "alarms" / "records.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return {one["id"]: one for one in records if one["type"] in ("Incident", "SystemicPractice")}


def test_its_names_follow_the_one_that_is_given(project: Path) -> None:
    assert new_importer("wells").exit_code == 0
    package = tomllib.loads((project / "importers/wells/pyproject.toml").read_text("utf-8"))
    assert package["project"]["name"] == "wells-importer"
    assert package["project"]["entry-points"] == {
        "justicegraph.importers": {"wells": "wells_importer:SOURCE"}
    }
    assert sorted(path.name for path in (project / "importers" / "wells").iterdir()) == [
        *("pyproject.toml", "test_wells_importer.py", "wells_importer.py"),
    ]
    file = tomllib.loads((project / "justicegraph.toml").read_text("utf-8"))
    assert file["sources"] == [{"importer": "wells", "path": "snapshots/wells.csv"}]
    assert new_importer("wells").exit_code == 2


@pytest.mark.parametrize("name", ["aiid", "all", "records", "Wells", "../wells"])
def test_a_name_that_is_taken_or_no_name_is_refused(project: Path, name: str) -> None:
    made = new_importer(name)
    assert (made.exit_code, made.stderr) == (
        2,
        f"justicegraph: the importer '{name}': give a free name of lower-case words, "
        "such as wells\n",
    )
    assert not (project / "importers").exists()


def test_a_project_file_to_which_nothing_can_be_added_is_left_alone(project: Path) -> None:
    path = project / "justicegraph.toml"
    text = f"sources = []\n{path.read_text(encoding='utf-8')}"
    path.write_text(text, encoding="utf-8")
    made = new_importer("wells")
    assert (made.exit_code, made.stderr) == (
        2,
        f"justicegraph: {path}: write 'sources' as tables [[sources]], so that one is added\n",
    )
    assert path.read_text(encoding="utf-8") == text
    assert not (project / "importers").exists()


POINTS = """
[project.entry-points."justicegraph.questions"]
wells = "wells_questions"

[project.entry-points."justicegraph.exports"]
wells = "wells_importer:names"

[tool.hatch.build.targets.wheel.force-include]
"questions" = "wells_questions"
"""
EXPORT = '\n\ndef names(graph):\n    return f"{len(graph)} nodes".encode()\n'


@pytest.mark.long  # makes a virtual environment, installs a package and builds a release
def test_an_installed_package_adds_importers_questions_and_exports(
    project: Path, tmp_path: Path
) -> None:
    assert new_importer("wells").exit_code == 0
    package = project / "importers" / "wells"
    with (package / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(POINTS)
    with (package / "wells_importer.py").open("a", encoding="utf-8") as file:
        file.write(EXPORT)
    (package / "questions").mkdir()
    (package / "questions" / "__init__.py").write_text("")
    question = "# Which well is named?\nSELECT ?issue { ?issue a jg:Issue } ORDER BY ?issue\n"
    prefix = "PREFIX jg: <https://w3id.org/justicegraph/ontology#>\n"
    text = question.replace("SELECT", f"{prefix}SELECT")
    (package / "questions" / "named-wells.rq").write_text(text, encoding="utf-8")
    python = environment(tmp_path / "venv")
    told(python, project, "-m", "pip", "install", "--quiet", *OFFLINE, str(package))
    told(python, project, "-m", "unittest", "discover", str(package))
    command = ("-m", "scripts.start")
    assert "2 rows = 2 issues" in told(python, project, *command, "import", "all")
    told(python, project, *command, "build")
    assert "issue/wells-1" in told(python, project, *command, "ask", "named-wells")
    assert told(python, project, *command, "export", "wells").endswith(" nodes")


OFFLINE = ("--no-deps", "--no-build-isolation", "--no-index")


def environment(folder: Path) -> Path:
    """A virtual environment of its own that sees what is installed here; its Python."""
    venv.create(folder, with_pip=True)
    (site,) = folder.glob("lib/python*/site-packages")
    here = [path for path in sys.path if path.endswith("site-packages")]
    (site / "here.pth").write_text("\n".join([*here, str(ROOT)]) + "\n")
    return folder / "bin" / "python"


def told(python: Path, folder: Path, *arguments: str) -> str:
    kept = {name: value for name, value in os.environ.items() if "JUSTICEGRAPH" not in name}
    done = subprocess.run(
        [python, *arguments], cwd=folder, env=kept, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
    return done.stdout
