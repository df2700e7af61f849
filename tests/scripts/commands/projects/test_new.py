"""A new project builds, validates and refuses what its own rules refuse, at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ontology import PROJECT_VARIABLE
from scripts.command import main
from tests.limits import file_size
from tests.terminal import answered

WELLS = """
@prefix own: <https://example.org/water-and-ai/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix jg: <https://w3id.org/justicegraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

own:Well a owl:Class ; rdfs:label "Well"@en ; skos:definition "A well."@en .
own:well a owl:ObjectProperty ; rdfs:label "well"@en ; skos:definition "The well."@en ;
    schema:domainIncludes jg:Issue ; rdfs:range own:Well .
own:depth a owl:DatatypeProperty ; rdfs:label "depth"@en ; rdfs:range xsd:intger .
own:deep a jg:Imapct , rdf:_12 ; schema:naem "a" .
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if "JUSTICEGRAPH" not in name}
    root = str(Path(__file__).parents[4])
    return subprocess.run(
        [sys.executable, "-m", "scripts.start", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**environment, "PYTHONPATH": root},
    )


FORMER = """
<https://former.example/o#use> a <http://www.w3.org/2002/07/owl#DatatypeProperty> ;
    rdfs:label "use"@en ; skos:definition "For what a well is used."@en .
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "water"
    made = CliRunner().invoke(main, ["new", str(folder), "--title", 'Water "and" AI'])
    assert (made.exit_code, made.stdout) == (0, f"{folder}\n")
    return folder


def test_a_project_that_does_not_fit_on_the_disk_leaves_nothing(tmp_path: Path) -> None:
    with file_size(500):
        made = CliRunner().invoke(main, ["new", str(tmp_path / "water")])
    message = f"justicegraph: {tmp_path / 'water'}: cannot be written: File too large\n"
    assert (made.exit_code, made.stderr) == (2, message)
    assert [*tmp_path.iterdir()] == []


def test_a_new_project_breaks_no_rule_but_one_of_its_own_that_is_broken_on_purpose(
    project: Path,
) -> None:
    issue = project / "records" / "issue" / "example-water-use.yaml"
    text = issue.read_text(encoding="utf-8")
    issue.write_text(
        text.replace("litresADay: 40000", "litresADay: -1\nwell: upper-well"), encoding="utf-8"
    )
    (project / "ontology" / "wells.ttl").write_text(WELLS + FORMER, encoding="utf-8")
    table = project / "tables" / "issue_example.rq"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("own:litresADay", "own:litresAWeek"), encoding="utf-8")
    result = run(project / "records" / "issue", "validate")
    assert result.returncode == 1
    assert "4 violations, 4 warnings, 0 infos" in result.stdout
    file = project / "ontology" / "wells.ttl"
    for number, term, meant in (
        (14, "http://www.w3.org/2001/XMLSchema#intger", "integer"),
        (15, "https://w3id.org/justicegraph/ontology#Imapct", "Impact"),
    ):
        message = f"{file}:{number}: violation: {term} is unknown; did you mean {meant}"
        assert message in result.stdout
    assert f"{file}:15: warning: https://schema.org/naem is unknown; did you mean" in result.stdout
    built = run(project, "build")
    assert (built.returncode, "has unknown terms: mend them, then" in built.stderr) == (2, True)
    line = text[: text.index("own:litresADay")].count("\n") + 1
    assert f"{table}:{line}: warning: " in result.stdout
    assert "#litresAWeek is not defined: define it in ontology/" in result.stdout
    assert "https://former.example/o# is not below the base https://example.org/" in result.stdout
    assert "#depth lacks definition in English: pages leave the term out" in result.stdout
    assert "There is no such value of well in the graph: write the id of a Well" in result.stdout
    assert "litresADay: Litres a day are one number, not below 0" in result.stdout


def test_a_project_without_the_example_has_nothing_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "cameras"
    assert CliRunner().invoke(main, ["new", str(folder), "--no-example"]).exit_code == 0
    files = [path for path in folder.rglob("*") if path.is_file()]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    assert ("water-taken" in text, "litresADay" in text, (folder / "records").is_dir()) == (
        *(False, False, True),
    )
    assert not [path.name for path in files if "example" in path.name]


def test_a_folder_that_holds_something_is_left_alone(project: Path) -> None:
    result = CliRunner().invoke(main, ["new", str(project)])
    assert result.exit_code == 2
    assert f"{project}: is not empty: give the name of a new folder" in result.stderr


def test_a_wrong_project_file_is_told_in_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "justicegraph.toml").write_text("tilte = 'x'\n", encoding="utf-8")
    monkeypatch.setenv(PROJECT_VARIABLE, str(project))
    result = CliRunner().invoke(main, ["validate"])
    assert result.exit_code == 2
    assert result.stderr.startswith("justicegraph: ")
    assert "there is no word 'tilte'; did you mean title" in result.stderr


def test_a_setting_that_no_server_takes_is_refused_before_it_is_served(project: Path) -> None:
    file = project / "justicegraph.toml"
    text = file.read_text(encoding="utf-8").replace("# port = 8000", "port = 'x'")
    file.write_text(text, encoding="utf-8")
    said = run(project, "validate")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.endswith(f"{file}: [settings]: port = x: is no whole number\n")


def test_import_all_imports_the_snapshots_that_the_project_names(project: Path) -> None:
    said = run(project, "import", "all")
    assert (said.returncode, said.stderr) == (
        2,
        "justicegraph: no sources: name them in justicegraph.toml, each with importer and path\n",
    )
    with (project / "justicegraph.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[sources]]\nimporter = "records"\npath = "records/source"\n')
    said = run(project, "import", "all")
    assert said.returncode == 0
    assert "1 rows = 1 records + 0 merged + 0 put aside" in said.stdout


def test_the_question_for_a_logo_says_from_which_folder_its_path_is_read(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    answers = {
        "Title": "Rent",
        "Logo (a picture; its path, from": "logo.svg",
        "Logo": "../logo.svg",
    }
    code, said = answered(tmp_path / "art", answers, "new", "../rent")
    assert code == 0, said
    assert f"logo.svg: there is no file {tmp_path}/art/logo.svg" in said.replace("\n", "")
    assert (tmp_path / "rent" / "static" / "logo.svg").is_file()
