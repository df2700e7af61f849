"""derive review, as a reviewer uses it."""

from pathlib import Path

from click.testing import CliRunner, Result

from scripts.command import main

HEAD = "issue,field,value,rule,confidence,evidence,source\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["derive", "review", *words])


def test_proposals_are_listed_for_spreadsheets_and_for_programs(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    assert run(*data, "--limit", "0").stdout == HEAD
    assert run(*data, "--format", "json", "--limit", "0").stdout == "[]\n"
    assert run(*data).stdout == run(*data).stdout
