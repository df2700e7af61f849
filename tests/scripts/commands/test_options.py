"""Options that several commands have: where their data are."""

from pathlib import Path

from click.testing import CliRunner

from scripts.command import main


def test_a_command_takes_its_data_folder_from_the_environment_as_serve_does(tmp_path: Path) -> None:
    given = {"JUSTICEGRAPH_DATA": str(tmp_path)}
    asked = CliRunner().invoke(main, ["stats"], env=given)
    assert f"build --data {tmp_path}'" in asked.stderr
    elsewhere = CliRunner().invoke(main, ["stats", "--data", f"{tmp_path}/b"], env=given)
    assert f"build --data {tmp_path}/b'" in elsewhere.stderr
