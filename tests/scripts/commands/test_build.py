"""The command that builds: its options."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from ontology import PROJECT_VARIABLE, Misuse
from scripts.command import main
from scripts.commands.build import build_command


def test_a_download_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(
        Misuse, match=r"^--formats pdf: choose from nq, trig, nt, ttl, rdf, jsonld$"
    ):
        CliRunner().invoke(build_command, ["--formats", "TTL, pdf"], catch_exceptions=False)


def test_who_builds_a_project_reads_that_a_running_server_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "water"
    assert CliRunner().invoke(main, ["new", str(folder), "--no-example"]).exit_code == 0
    monkeypatch.setenv(PROJECT_VARIABLE, str(folder))
    monkeypatch.setattr(
        "scripts.commands.build.built", lambda *_, **__: SimpleNamespace(folder="release")
    )
    made = CliRunner().invoke(main, ["build"])
    assert (made.stdout, made.stderr) == (
        "release\n",
        "a running server shows it within some seconds\n",
    )
