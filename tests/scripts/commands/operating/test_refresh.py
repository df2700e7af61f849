"""The command `refresh`: what it prints, and where it stops, against a local server."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ontology import Project, ProjectFolder
from scripts.commands.operating import refresh
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiaaic import HEADER, row


class Quiet(SimpleHTTPRequestHandler):
    """Sends files, with their times, and logs nothing."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A sheet on a local server, which a project names as its source."""
    (tmp_path / "web").mkdir()
    handler = partial(Quiet, directory=str(tmp_path / "web"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/sheet.csv"
        source = {"importer": "aiaaic", "path": "snapshots/sheet.csv", "address": address}
        project = ProjectFolder(tmp_path, Project("Wells"), sources=(source,))
        monkeypatch.setattr(refresh, "current_project", lambda: project)
        yield tmp_path / "web" / "sheet.csv"
        server.shutdown()


def run(tmp_path: Path, *options: str) -> Result:
    words = ["--data", str(tmp_path / "data"), "--no-build", *options]
    return CliRunner().invoke(refresh.refresh_command, words)


def test_it_stops_where_too_much_would_be_withdrawn_and_goes_on_when_that_is_accepted(
    sheet: Path, tmp_path: Path
) -> None:
    write_sheet(sheet, HEADER, *map(row, ("AIAAIC7", "AIAAIC8", "AIAAIC9")))
    os.utime(sheet, (1_700_000_000, 1_700_000_000))  # HTTP dates have whole seconds
    first = run(tmp_path)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("aiaaic: ")
    assert " 0 withdrawn" in first.stdout
    assert run(tmp_path).stdout == "aiaaic: not changed since it was fetched last\n"
    write_sheet(sheet, HEADER, row("AIAAIC7"), row("AIAAIC8"))
    stopped = run(tmp_path)
    assert stopped.exit_code == 1
    assert "justicegraph: aiaaic: 33% withdrawn" in stopped.stderr
    assert "look first, then use --accept; nothing has changed" in stopped.stderr
    assert run(tmp_path).exit_code == 1
    taken = run(tmp_path, "--accept")
    assert taken.exit_code == 0
    assert taken.stderr.endswith("(allowed are 10%): taken, by --accept\n")
    assert run(tmp_path).stdout == "aiaaic: not changed since it was fetched last\n"


def test_a_source_that_is_gone_changes_nothing(sheet: Path, tmp_path: Path) -> None:
    result = run(tmp_path)
    assert "answers 404" in str(result.exception)
    assert not (tmp_path / "data" / "imports").exists()
    assert not sheet.exists()


def test_a_project_without_addresses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh, "current_project", lambda: None)
    assert "no source has an address" in str(run(tmp_path).exception)
