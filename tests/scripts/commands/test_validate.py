"""The command that validates records: its formats and exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.command import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.mark.parametrize("format_", ["text", "json", "turtle", "sarif"])
def test_validate_writes_each_format_and_exits_with_1_for_a_violation(
    tmp_path: Path, format_: str
) -> None:
    record = tmp_path / "nameless.yaml"
    record.write_text("id: nameless\ntype: Source\nsourceKind: report\n", encoding="utf-8")
    result = run("validate", str(record), "--format", format_)
    assert result.exit_code == 1
    assert "A source needs a title" in result.stdout


def test_turtle_is_the_shacl_report_and_what_no_shape_can_say_goes_to_stderr(
    tmp_path: Path,
) -> None:
    record = tmp_path / "odd.yaml"
    record.write_text("id: odd\ntype: Source\nulr: https://example.org/\n", encoding="utf-8")
    result = run("validate", str(record), "--format", "turtle")
    assert result.exit_code == 1
    assert "a sh:ValidationReport" in result.stdout
    assert "the field 'ulr' is unknown" in result.stderr


def test_sarif_points_at_file_line_and_rule(tmp_path: Path) -> None:
    record = tmp_path / "odd.yaml"
    text = "id: odd\ntype: Source\ntitle: Odd\nsourceKind: report\nulr: https://example.org/\n"
    record.write_text(text, encoding="utf-8")
    result = run("validate", str(record), "--format", "sarif")
    (found,) = json.loads(result.stdout)["runs"][0]["results"]
    assert found == {
        "ruleId": "record",
        "level": "error",
        "message": {"text": "source/odd ulr: the field 'ulr' is unknown; did you mean url?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": str(record)},
                    "region": {"startLine": 5, "startColumn": 1},
                }
            }
        ],
    }


def test_validate_of_a_path_that_is_not_there_exits_with_2(tmp_path: Path) -> None:
    result = run("validate", str(tmp_path / "none.yaml"))
    assert result.exit_code == 2
    assert result.stderr.endswith("no such file or folder: name a record or a folder of records\n")
