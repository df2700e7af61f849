"""New records: valid files of any class, also of a project's own, with all that may be said."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph.reading.files import read_text
from scripts.command import main
from scripts.commands.projects.new_record import offered
from tests.scripts.commands.projects.conftest import printed

FILE = 'title = "Water"\nbase = "https://example.org/water/"\nbase-layer = false\n'
TERMS = """
own:PumpHouse a owl:Class ; rdfs:label "Pump house"@en ;
    skos:definition "A house in which water is pumped."@en .
own:metresDeep a owl:DatatypeProperty ; rdfs:label "metres deep"@en ;
    skos:definition "How deep its shaft is."@en ;
    schema:domainIncludes own:PumpHouse ; rdfs:range xsd:integer .
own:pumpHouse a owl:ObjectProperty ; rdfs:label "pump house"@en ;
    skos:definition "Where its water is pumped."@en ;
    schema:domainIncludes jg:Issue ; rdfs:range own:PumpHouse .
"""
SCRIPT = """
import json, sys
from click.testing import CliRunner
from scripts.command import main
results = [CliRunner().invoke(main, line.split("|")) for line in json.loads(sys.argv[1])]
print(json.dumps([[one.exit_code, one.output] for one in results]))
"""
"""Runs commands in one process, since the vocabulary is read once a process."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "water"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    (folder / "justicegraph.toml").write_text(FILE, encoding="utf-8")
    issue = folder / "records" / "issue" / "example-water-use.yaml"
    text = issue.read_text(encoding="utf-8")
    issue.write_text(text.replace("place: kenya\n", ""), encoding="utf-8")
    with (folder / "ontology" / "terms.ttl").open("a", encoding="utf-8") as file:
        file.write(TERMS)
    return folder


@pytest.fixture(scope="module")
def said(project: Path) -> list[list[Any]]:
    lines = [
        "new|concept|impact|Well dried|A well has no more water.",
        "new|record|source|title=A report on wells|sourceKind=report|url=https://wells.example/",
        "new|record|PumpHouse|name=Lower pump|metresDeep=12",
        "new|record|issue|title=A well fell dry|source=a-report-on-wells|pumpHouse=lower-pump"
        "|litresADay=90000|involvement.actor=Example Cloud|involvement.role=Deployer",
        "new|record|issue|title=Another|source=a-report-on-wels|impact=water",
        "new|record|issue|title=A well fell dry|source=a-report-on-wells",
        "new|record|actor|name=Example Chips",
        "new|record|PumpHous|name=Upper pump",
        "new|record|issue|title",
        "new|record|issue|involvement.role=|year=?",
        "new|record|issue|type=?",
        "new|record|issue|type=Hazard|title=A well may dry|source=A report on wells|horizon=2040"
        "|impact=Water Taken|place=uk",
    ]
    results: list[list[Any]] = printed(SCRIPT, lines, JUSTICEGRAPH_PROJECT=str(project))
    return results


def test_a_record_of_any_class_is_written_and_breaks_no_rule(
    project: Path, said: list[list[Any]]
) -> None:
    paths = ("source/a-report-on-wells", "pump-house/lower-pump", "issue/a-well-fell-dry")
    for path, (code, output) in zip(paths, said[1:], strict=False):
        assert (code, output.partition("\n")[0]) == (0, f"{project}/records/{path}.yaml")


def test_a_concept_is_written_below_its_scheme_and_is_read_by_the_next_command(
    project: Path, said: list[list[Any]]
) -> None:
    path = project / "ontology" / "impact" / "well-dried.ttl"
    assert said[0] == [0, f"{path}\nRecords name it well-dried.\n"]
    assert '    skos:prefLabel "Well dried"@en ;\n' in path.read_text(encoding="utf-8")


def test_its_file_has_what_was_given_and_what_else_may_be_said(
    project: Path, said: list[list[Any]]
) -> None:
    text = (project / "records" / "issue" / "a-well-fell-dry.yaml").read_text(encoding="utf-8")
    head, _, others = text.partition("\n# Not stated so far.")
    assert head.partition("\n\n")[2].partition("\nmodified: ")[0] == (
        "id: a-well-fell-dry\ntype: Incident\ntitle: A well fell dry\nsource: a-report-on-wells\n"
        "litresADay: 90000\npumpHouse: lower-pump\ninvolvement:\n"
        "  '#example-cloud-deployer':\n    actor: example-cloud\n    role: deployer\n"
        "    source: a-report-on-wells\nnotStated:\n- impact\n- justiceArea\n- summary\n- year"
    )
    assert "# Year: a year of four digits, such as 2019\n#year:\n" in others
    assert "# Impact: water-taken, bias-and-discrimination, " in others  # own concepts first
    assert '\n#response:\n#  "#first":\n#    # Addressee: example-cloud\n' in others
    assert "\n#pumpHouse:" not in others


def test_all_that_it_offers_is_a_field_once_the_marks_are_taken_away(
    project: Path, said: list[list[Any]]
) -> None:
    text = (project / "records" / "pump-house" / "lower-pump.yaml").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("#") and line[1] != " "] == [
        *("#description:", "#alias:", "#source:", "#place:", "#homepage:")
    ]


@pytest.mark.parametrize(
    ("number", "code", "message"),
    [
        (4, 1, "'a-report-on-wels' is unknown; did you mean a-report-on-wells?"),
        (4, 1, "'water' is unknown; did you mean water-taken?"),
        (4, 1, "nothing was written: change the fields, and type the command again"),
        (5, 2, "a-well-fell-dry.yaml: is there already: give another id, such as id=a-well-fell"),
        (6, 2, "a record of Organization needs kind=VALUE: acting-group, "),
        (7, 2, "there is no type 'PumpHous'; did you mean PumpHouse?"),
        (11, 1, "issue/a-well-may-dry place: 'uk' is unknown. "),
        (8, 2, "title: write a field and its value, such as year=2025"),
    ],
)
def test_what_would_break_a_rule_is_not_written(
    project: Path, said: list[list[Any]], number: int, code: int, message: str
) -> None:
    assert said[number][0] == code
    assert message in said[number][1]
    assert {path.stem for path in (project / "records").rglob("*.yaml")} == {
        *("example-water-use", "example-cloud", "example-report", "a-report-on-wells"),
        *("lower-pump", "a-well-fell-dry"),
    }


def test_the_values_of_a_field_and_the_types_of_a_kind_are_listed_when_asked_for(
    said: list[list[Any]],
) -> None:
    assert [said[9][0], said[10][0]] == [2, 0]  # an empty value may be a mistake of a script
    roles, types = said[9][1].splitlines(), said[10][1].splitlines()
    assert (
        "involvement.role=reporter  Brings the issue to the public, as a journalist," in roles[-6]
    )
    assert roles[-1] == "year: a year of four digits, such as 2019"
    assert types == [
        "Incident: An issue that happened at a time that can be named.",
        "Or else type: SystemicPractice: An issue that goes on as a way of doing things, "
        "with no single event.",
        "Or else type: Hazard: An issue that is forecast and has not come about.",
    ]


def test_records_of_the_project_areoffered_before_places_and_no_others() -> None:
    record = "id: {}\ntype: {}\nname: {}\n"
    own = read_text(record.format("zebra-land", "Country", "Zebra"), "a.yaml")
    layer = [
        one
        for slug, type_ in (("kenya", "Country"), ("mozilla", "Organization"), ("aidb", "Source"))
        for one in read_text(record.format(slug, type_, slug), f"{slug}.yaml")
    ]
    assert offered(own, layer) == {"place": ["zebra-land", "kenya"]}


def test_outside_of_a_project_there_is_nothing_to_add_to() -> None:
    result = CliRunner().invoke(main, ["new", "record", "issue"])
    assert (result.exit_code, result.stderr) == (
        2,
        "justicegraph: there is no project here: make one by 'justicegraph new DIR', "
        "and go into it\n",
    )
