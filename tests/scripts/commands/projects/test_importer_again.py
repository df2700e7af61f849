"""An importer made again, what it makes of categories and places, and what it says of them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.importing import run
from ontology import PROJECT_VARIABLE
from scripts.command import main
from scripts.commands.reviewing.left_out import unplaced
from tests.graph.importing import write_sheet
from tests.scripts.commands.projects.test_new_importer import issues_of, new_importer, source_of


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
    kept = "the importer before is kept as towns_importer.py.before"
    assert kept in again.stderr.splitlines()
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
    assert "  Lost  left out: pay; monopoly" in made.stderr.splitlines()
    text = (project / "importers" / "towns" / "towns_importer.py").read_text(encoding="utf-8")
    mapping = 'term_of(context, {"pay": "IMPACT", "monopoly": "monopoly-and-centralization"}, '
    assert f'        # "impact": {mapping}cells["lost"]),\n' in text


def test_a_place_that_is_not_known_is_told_with_its_line_and_own_places_are_taken(
    project: Path, tmp_path: Path
) -> None:
    own = "id: nakuru\ntype: Region\nname: Nakuru\nwithin: kenya\n"
    (project / "records" / "place").mkdir()
    (project / "records" / "place" / "nakuru.yaml").write_text(own, encoding="utf-8")
    rows = [
        ["A tower took rain", "Nakuru", "2021"],
        ["A tower took snow", "Nakuru, Kenya", "2022"],
        ["A tower took hail", "Summer \x1b[31mYoung", "2023"],
        ["A tower took dew", "Narnia", "2024"],
    ]
    table = write_sheet(tmp_path / "mine.csv", ["Case title", "Country", "Date"], *rows)
    assert new_importer("alarms", str(table)).exit_code == 0
    source = source_of(project / "importers" / "alarms" / "alarms_importer.py")
    outcome = run(source, project / "snapshots" / "alarms.csv", tmp_path / "data")
    assert sorted(one.get("place", []) for one in issues_of(tmp_path / "data").values()) == [
        *([], [], ["kenya", "nakuru"], ["nakuru"]),
    ]
    assert [*unplaced(outcome)] == [
        "line 4: the place is no country or region: write its country in alarms.csv",
        "line 5: 'Narnia' is no country or region: write its country in alarms.csv",
    ]
    assert "Young" not in (outcome.folder / "summary.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("cells", "datatype"),
    [
        (("140", "62", "140"), "xsd:integer"),
        (("1.5", "", "2"), "xsd:decimal"),
        (("1,200", "$ 300", "12 %"), "xsd:string"),
    ],
)
def test_a_column_of_numbers_becomes_a_field_with_its_term(
    project: Path, tmp_path: Path, cells: tuple[str, ...], datatype: str
) -> None:
    texts = ("A tower took rain", "A tower took snow", "A tower fell")
    rows = [[*row] for row in zip(texts, cells, strict=True)]
    table = write_sheet(tmp_path / "mine.csv", ["Case", "Farmers hit"], *rows)
    made = new_importer("towns", str(table)).stderr.splitlines()
    assert made[2] == "  Farmers hit  field farmersHit (numbers)"
    text = (project / "importers" / "towns" / "towns_importer.py").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if "farmers_hit" in line]
    is_text = datatype == "xsd:string"
    value = 'own_text(context, id_, cells, "farmers_hit", PARTIES)' if is_text else "cells[{}]"
    value = value.format('"farmers_hit"')
    assert lines == ['"farmers_hit": ("Farmers hit",),', f'"farmersHit": {value},']
    term = (project / "ontology" / "towns.ttl").read_text(encoding="utf-8").partition("own:f")[2]
    assert term == (
        'armersHit a owl:DatatypeProperty ; rdfs:label "Farmers hit"@en ;\n'
        '    skos:definition "Farmers hit, in Towns."@en ;\n'
        f"    schema:domainIncludes jg:Issue ; rdfs:range {datatype} .\n"
    )


def test_companies_whose_role_is_not_known_are_told_with_the_roles_to_choose_from(
    project: Path, tmp_path: Path
) -> None:
    assert project.is_dir()
    rows = (["A tower took rain", "Orbex S.p.A."], ["A tower took snow", "Vigila Oy"])
    made = new_importer("towns", str(write_sheet(tmp_path / "a.csv", ["Case", "Remark"], *rows)))
    assert made.stderr.splitlines()[1:3] == [
        "  Case    title",
        "  Remark  mentioned: or deployer, vendor, developer, affected?",
    ]


def test_a_row_with_a_day_is_an_event_and_a_summary_that_is_its_title_is_left_out(
    project: Path, tmp_path: Path
) -> None:
    rows = (
        ["A tower took rain.", "2024-03-05"],
        ["A tower took snow. It fell.", "2023"],
    )
    table = write_sheet(tmp_path / "a.csv", ["What happened", "Date"], *rows)
    assert new_importer("alarms", str(table)).exit_code == 0
    run(source_of(project / "importers/alarms/alarms_importer.py"), table, tmp_path / "data")
    issues = issues_of(tmp_path / "data").values()
    assert sorted((one["title"], one["type"], one.get("summary", "")) for one in issues) == [
        ("A tower took rain", "Incident", ""),
        ("A tower took snow", "SystemicPractice", "A tower took snow. It fell."),
    ]


def test_a_category_of_which_most_values_are_impacts_is_read_at_once(
    project: Path, tmp_path: Path
) -> None:
    rows = [
        ["A tower took rain", "monopoly", "north"],
        ["A tower took snow", "discrimination", "south"],
        ["A tower fell", "discrimination", "south"],
        ["A tower rose", "late pay", "south"],
    ]
    table = write_sheet(tmp_path / "a.csv", ["Case", "Lost", "Side"], *rows)
    made = new_importer("towns", str(table)).stderr.splitlines()
    assert made[2:5] == [
        "  Lost  impact: bias-and-discrimination, monopoly-and-centralization",
        "  Side  left out: south; north",
        'no impact yet for late pay: --column "Lost = impact" makes them',
    ]
    run(source_of(project / "importers/towns/towns_importer.py"), table, tmp_path / "data")
    lines = (tmp_path / "data/imports/towns/records.jsonl").read_text(encoding="utf-8").splitlines()
    issues = [one for one in map(json.loads, lines) if "impact" in one]
    assert sorted((one["title"], one["impact"]) for one in issues) == [
        ("A tower fell", "bias-and-discrimination"),
        ("A tower took rain", "monopoly-and-centralization"),
        ("A tower took snow", "bias-and-discrimination"),
    ]


def test_what_somebody_says_of_a_column_outranks_its_header_and_makes_impacts(
    project: Path, tmp_path: Path
) -> None:
    rows = [
        ["A tower took rain", "Orbex", "rain", "3"],
        ["A tower took snow", "Orbex", "snow", "4"],
        ["A tower fell", "Vigila", "rain", "5"],
    ]
    table = write_sheet(tmp_path / "a.csv", ["Case", "Operator", "Lost", "Side"], *rows)
    said = ("operator=vendor", "Lost = impact", "Side = leave")
    options = [word for one in said for word in ("--column", one)]
    made = new_importer("towns", str(table), *options)
    assert made.stderr.splitlines()[1:5] == [
        *("  Case      title", "  Operator  vendor"),
        *("  Lost      impact: rain, snow", "  Side      left out"),
    ]
    text = (project / "importers" / "towns" / "towns_importer.py").read_text(encoding="utf-8")
    assert '    "operator": ("vendor", "company"),\n' in text
    assert '"impact": term_of(context, {"rain": "rain", "snow": "snow"}, cells["lost"]),' in text
    concept = (project / "ontology" / "impact" / "snow.ttl").read_text(encoding="utf-8")
    assert "What Towns calls 'snow' in its column Lost." in concept


def test_a_column_called_as_a_field_of_ours_becomes_a_field_of_another_name(
    project: Path, tmp_path: Path
) -> None:
    header = ["Case", "Language", "Type", "Wage", "Place of work"]
    rows = [
        ["A tower took rain", "Tigrinya", "tall", "low", "hill"],
        ["A tower took snow", "Dari", "low", "low", "dale"],
    ]
    table = write_sheet(tmp_path / "a.csv", header, *rows)
    options = [word for one in header[1:] for word in ("--column", f"{one} = field")]
    made = new_importer("alarms", str(table), *options)
    assert "  Language       field languageOfIssue" in made.stderr.splitlines()
    assert "  Type           field typeOfIssue" in made.stderr.splitlines()
    terms = (project / "ontology" / "alarms.ttl").read_text(encoding="utf-8")
    module = project / "importers" / "alarms" / "alarms_importer.py"
    for field in ("languageOfIssue", "typeOfIssue"):
        assert f'        "{field}": own_text(' in module.read_text(encoding="utf-8")
        assert f"own:{field} a owl:DatatypeProperty" in terms
    again = new_importer("alarms", "--again", "--column", "Wage = leave")
    assert "  Wage           left out" in again.stderr.splitlines()
    assert "  Language       field languageOfIssue" in again.stderr.splitlines()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Lots = impact", "there is no column 'Lots'; did you mean Lost?"),
        ("Lost = harm", "write Lost = one of title, summary, date, country"),
        ("Staff = impact", "Mary Roe may be names, and would be published unasked"),
        ("Staff = field", "most values name persons, who are left out (Staff = leave)"),
        ("Mark = impact", "has 13 values, and may have 12: take them as texts (Mark = field)"),
    ],
)
def test_a_meaning_that_no_column_can_have_is_refused(
    project: Path, tmp_path: Path, said: str, reason: str
) -> None:
    rows = [[f"Tower {number} fell", "rain", "Mary Roe", f"a{number}"] for number in range(13)]
    table = write_sheet(tmp_path / "a.csv", ["Case", "Lost", "Staff", "Mark"], *rows)
    made = new_importer("towns", str(table), "--column", said)
    assert (made.exit_code, reason in made.stderr) == (2, True), made.stderr
    assert not (project / "importers" / "towns").exists()


def test_long_numbers_which_may_be_telephones_become_no_field_unasked(
    project: Path, tmp_path: Path
) -> None:
    rows = [["A tower took rain", "0151 2345678"], ["A tower fell", "0151 2345679"]]
    table = write_sheet(tmp_path / "a.csv", ["Case", "Call"], *rows)
    made = new_importer("towns", str(table)).stderr.splitlines()
    assert made[2] == "  Call  left out: long numbers, which may be telephones"
    assert not (project / "ontology" / "towns.ttl").exists()
