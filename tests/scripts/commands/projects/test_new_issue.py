"""An issue in one line: its source and actors are written where they are not there."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from scripts.command import main
from tests.scripts.commands.projects.conftest import printed
from tests.scripts.commands.projects.test_new_record import SCRIPT

WELLS = "--source|https://www.example.org/news/report-on-wells.html"
LINES = [
    "new|issue|A well fell dry|--year|2025|--place|ES|--impact|Lack of data"
    f"|--actor|Lake Data Centres|--role|deployer|--actor|Orbex GmbH|--role|vendor|{WELLS}",
    f"new|issue|A second well fell dry|--actor|lake data centres|--role|Deployer|{WELLS}",
    f"new|issue|A third|--actor|Mary Roe|--role|deployer|{WELLS}",
    f"new|issue|A third|--impact|lack of dat|{WELLS}",
    f"new|issue|A third|--actor|Orbex GmbH|{WELLS}",
    "new|issue|A third|--source|A report that is not there",
    f"new|issue|A third|--actor|Vigila Oy|--role|deployer|--year|soon|{WELLS}",
    "new|issue|A fourth|--actor|Casa Ola|--role|deployer|--actor|casa ola|--role|developer"
    f"|{WELLS}",
    "validate",
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("issue") / "water"
    made = CliRunner().invoke(main, ["new", str(folder), "--no-example"])
    assert made.exit_code == 0
    return folder


@pytest.fixture(scope="module")
def said(project: Path) -> list[list[Any]]:
    results: list[list[Any]] = printed(SCRIPT, LINES, JUSTICEGRAPH_PROJECT=str(project))
    return results


def test_an_issue_is_written_with_its_source_and_its_actors(
    project: Path, said: list[list[Any]]
) -> None:
    new = ("source/report-on-wells-example-org", "actor/lake-data-centres", "actor/orbex-gmbh")
    files = [f"{project}/records/{one}.yaml" for one in (*new, "issue/a-well-fell-dry")]
    next_ = "Next: justicegraph import TABLE.csv, or justicegraph serve (where it runs: build)\n"
    assert said[0] == [0, "\n".join([*files, next_])]
    text = Path(files[-1]).read_text(encoding="utf-8")
    assert text.partition("\n\n")[2].partition("\nmodified: ")[0] == (
        "id: a-well-fell-dry\ntype: SystemicPractice\ntitle: A well fell dry\n"
        "source: report-on-wells-example-org\nimpact: lack-of-data\nyear: 2025\nplace: spain\n"
        "involvement:\n  '#lake-data-centres-deployer':\n    actor: lake-data-centres\n"
        "    role: deployer\n    source: report-on-wells-example-org\n"
        "  '#orbex-gmbh-vendor':\n    actor: orbex-gmbh\n    role: vendor\n"
        "    source: report-on-wells-example-org\nnotStated:\n- justiceArea\n- summary"
    )


def test_what_is_there_is_named_and_not_written_twice(project: Path, said: list[list[Any]]) -> None:
    assert said[1][1].splitlines()[:-1] == [f"{project}/records/issue/a-second-well-fell-dry.yaml"]


def test_what_is_wrong_is_said_with_what_to_do_and_nothing_is_written(
    project: Path, said: list[list[Any]]
) -> None:
    messages = [" ".join(output.split()) for code, output in said[2:6] if code == 2]
    assert messages == [
        "justicegraph: --actor 'Mary Roe' looks like a person: private persons are not named; for "
        'an organisation: justicegraph new record actor name="Mary Roe" kind=company',
        "justicegraph: impact: there is no 'lack of dat'; did you mean lack-of-data? a new one: "
        'justicegraph new concept impact "Its name" "What it means."',
        "justicegraph: give a --role for each --actor, such as --role deployer; all of them: "
        "justicegraph new record issue involvement.role=",
        "justicegraph: --source 'A report that is not there': no source has this title: give its "
        "address",
    ]
    assert (said[6][0], "nothing was written" in said[6][1]) == (1, True)
    assert sorted(one.stem for one in (project / "records").glob("*/*.yaml")) == [
        *("a-fourth", "a-second-well-fell-dry", "a-well-fell-dry", "casa-ola"),
        *("lake-data-centres", "orbex-gmbh"),
        "report-on-wells-example-org",
    ]
    assert said[8] == [0, "0 violations, 0 warnings, 0 infos\n"]


def test_who_uses_and_makes_a_system_is_written_once_with_both_roles(
    project: Path, said: list[list[Any]]
) -> None:
    new = ("actor/casa-ola", "issue/a-fourth")
    assert said[7][1].splitlines()[:-1] == [f"{project}/records/{one}.yaml" for one in new]
    text = (project / "records/issue/a-fourth.yaml").read_text(encoding="utf-8")
    roles = [line.strip() for line in text.splitlines() if line.startswith("  '#casa-ola")]
    assert roles == ["'#casa-ola-deployer':", "'#casa-ola-developer':"]
