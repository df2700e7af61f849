"""What a server builds: never other records than those that its release was built from."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.build.build import build
from graph.build.inputs import Plan
from graph.build.last_plan import keep_plan
from graph.reading.files import curated_records
from graph.release.release import Release, current_release
from ontology import Misuse, Project, Unavailable
from scripts.command import main
from scripts.commands import serve
from scripts.commands.projects.plan import build_arguments, plan, plan_to_serve

OWN = Project("Odd", base="https://odd.example/", publisher="Odd people")


@pytest.fixture
def built(tmp_path: Path, small: Path) -> Plan:
    """A plan whose data folder remembers it, and leads to a release that nobody reads."""
    made = Plan(tmp_path / "data", (small,), OWN)
    made.data.mkdir()
    (made.data / "current").symlink_to("releases/0123456789abcdef")
    keep_plan(made)
    return made


def test_without_a_release_the_curated_records_are_served(tmp_path: Path) -> None:
    assert plan_to_serve(tmp_path, ()) == Plan(tmp_path, (curated_records(),))


def test_a_data_folder_is_served_from_what_it_was_built_from(built: Plan) -> None:
    assert plan_to_serve(built.data, ()) == built
    assert plan(built.data, ()) == built


def test_what_an_earlier_version_wrote_is_served_as_it_built(built: Plan) -> None:
    file = built.data / "plan.json"
    written = json.loads(file.read_text())
    for later in ("inodes", "formats", "base_layer", "folder"):
        del written[later]
    file.write_text(json.dumps(written))
    assert plan_to_serve(built.data, ()) == built


def test_a_release_whose_records_are_gone_is_served_as_it_is(built: Plan) -> None:
    built.records[0].unlink()
    assert plan_to_serve(built.data, ()) is None


def test_records_of_another_machine_at_the_same_path_are_not_published(built: Plan) -> None:
    elsewhere = built.data.parent / "elsewhere"
    folder = built.data.parent / "records"
    folder.mkdir()
    plan_of_folder = Plan(built.data, (folder,), OWN)
    keep_plan(plan_of_folder)
    assert plan_to_serve(built.data, ()) == plan_of_folder
    folder.rename(elsewhere)
    folder.mkdir()
    assert plan_to_serve(built.data, ()) is None


def test_a_release_that_came_alone_is_served_as_it_is(built: Plan) -> None:
    (built.data / "plan.json").unlink()
    assert plan_to_serve(built.data, ()) is None


def test_records_that_are_named_take_the_place_of_those_of_the_last_build(built: Plan) -> None:
    assert plan(built.data, (curated_records(),)) == Plan(built.data, (curated_records(),))


def test_a_base_that_is_named_takes_the_place_of_that_of_the_last_build(built: Plan) -> None:
    assert plan(built.data, (), "https://other.example/").project.publisher == "Odd people"
    assert plan(built.data, (), "https://other.example/").base == "https://other.example/"
    with pytest.raises(Misuse, match="--base other: give an address"):
        plan(built.data, (), "other")


def test_the_builder_of_a_server_builds_by_the_last_plan(built: Plan) -> None:
    assert build_arguments(built) == ["build", "--data", str(built.data), "--derived", "all"]


def test_data_that_belong_to_another_project_are_refused(built: Plan) -> None:
    path = built.data / "plan.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"folder": ""', '"folder": "/srv/wells"'), encoding="utf-8")
    with pytest.raises(Misuse, match="belongs to the project in /srv/wells: run the command in"):
        plan_to_serve(built.data, ())


def test_a_plan_that_cannot_be_read_is_told_with_its_file(built: Plan) -> None:
    (built.data / "plan.json").write_text("{", encoding="utf-8")
    with pytest.raises(Unavailable, match=r"plan\.json: cannot be read"):
        plan(built.data, ())


def test_it_writes_the_same_downloads_again(tmp_path: Path) -> None:
    keep_plan(Plan(tmp_path, formats=("nt", "ttl")))
    again = plan(tmp_path, ())
    assert again.formats == ("nt", "ttl")
    assert build_arguments(again)[-2:] == ["--formats", "nt,ttl"]


def test_serve_without_records_never_switches_a_site_to_other_records(
    built: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Release] = []
    build(built)
    monkeypatch.setattr(serve, "_serve", lambda _settings, release, _build: served.append(release))
    before = current_release(built.data)
    assert CliRunner().invoke(main, ["serve", "--data", str(built.data)]).exit_code == 0
    built.records[0].unlink()
    result = CliRunner().invoke(main, ["serve", "--data", str(built.data)])
    assert "the release is served as it is: the records that it was built from" in result.stderr
    assert [one.name for one in served] == [before.name, before.name]
    assert {one.project.title for one in served} == {"Odd"}


def test_a_data_folder_that_cannot_be_written_to_is_served_as_it_is(
    built: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Release] = []
    build(built)
    monkeypatch.setattr(serve, "_serve", lambda _settings, release, _build: served.append(release))
    monkeypatch.setattr(os, "access", lambda *_: False)  # tests run as root, who may write anywhere
    monkeypatch.setattr(serve, "built", None)
    result = CliRunner().invoke(main, ["serve", "--data", str(built.data)])
    assert f"{built.data}: the release is served as it is, and the desk takes" in result.stderr
    assert [one.name for one in served] == [current_release(built.data).name]
