"""The README's session is what the command prints."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.release.release import Release
from scripts.command import main

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SESSION = re.findall(r"^    \$ justicegraph (.+)\n((?:    .+\n)+)", README, re.MULTILINE)
ODD_CLAIM = """\
id: odd-claim
type: Incident
title: A benefit claim was refused by a black box
summary: A claim was refused, and nobody could say why.
year: 2020
justiceArea: economic-justise
notStated: impact
source: aidb
"""


def test_the_readme_shows_three_examples() -> None:
    assert [line.split()[0] for line, _ in SESSION] == ["query", "related", "validate"]


@pytest.mark.parametrize(("line", "shown"), SESSION, ids=[line.split()[0] for line, _ in SESSION])
def test_the_session_is_what_the_command_prints(
    line: str, shown: str, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "odd-claim.yaml").write_text(ODD_CLAIM, encoding="utf-8")
    (tmp_path / "build").symlink_to(release.folder.parent.parent)
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(main, shlex.split(line)).stdout
    assert printed.splitlines() == [text.removeprefix("    ") for text in shown.splitlines()]
