"""A real server in a process of its own."""

import resource
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.release.release import Release
from scripts.command import main
from server import Settings
from tests.waiting import PATIENCE, becomes

COMMAND = [sys.executable, "-m", "scripts.start"]


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(url: str, accept: str = "*/*") -> bytes:
    request = urllib.request.Request(url, headers={"Accept": accept})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return bytes(answer.read())


def answers(url: str) -> bool:
    try:
        return bool(fetch(url))
    except (urllib.error.URLError, ConnectionError):
        return False


def wait_for(url: str) -> None:
    becomes(lambda: answers(url))


@pytest.fixture(scope="module")
def server(release: Release) -> Iterator[str]:
    port = free_port()
    data = str(release.folder.parent.parent)
    arguments = [*COMMAND, "serve", "--data", data, "--port", str(port)]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, cwd="/") as process:
        url = f"http://127.0.0.1:{port}"
        wait_for(url)
        yield url
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert f"SPARQL  {url}/sparql" in said
    assert "no contact is set" in said
    assert "Traceback" not in said


def test_a_real_server_answers_queries_and_pages(server: str) -> None:
    query = "ASK%20%7B%20%3Fx%20a%20jg%3AIssue%20%7D"
    assert fetch(f"{server}/sparql?query={query}") == b'{"head":{},"boolean":true}'
    assert fetch(f"{server}/id/issue/ghost-work", "text/html").startswith(b"<!doctype html>")
    assert b"jg:SystemicPractice" in fetch(f"{server}/id/issue/ghost-work.ttl")


def test_a_style_sheet_is_served_from_here(server: str) -> None:
    assert fetch(f"{server}/static/style.css").startswith(b"/* Ink on paper")


def test_a_port_in_use_is_told_in_one_line(server: str, release: Release) -> None:
    port = server.rpartition(":")[2]
    data = str(release.folder.parent.parent)
    result = subprocess.run(
        [*COMMAND, "serve", "--data", data, "--port", port],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert result.returncode == 2
    assert result.stderr == (
        f"justicegraph: 127.0.0.1:{port}: cannot be listened on: Address already in use: "
        "choose another --port\n"
    )


def test_a_host_that_is_none_is_told_in_one_line(release: Release) -> None:
    data = str(release.folder.parent.parent)
    result = CliRunner().invoke(main, ["serve", "--data", data, "--host", "192.0.2.1"])
    assert result.exit_code == 2
    assert result.stderr.startswith("justicegraph: 192.0.2.1:8000: cannot be listened on: ")


def test_each_setting_is_an_option_and_says_what_it_means() -> None:
    told = CliRunner().invoke(main, ["serve", "--help"], terminal_width=200).stdout
    flags = {f"--{one.name.replace('_', '-')}" for one in fields(Settings)} - {"--folder"}
    assert {flag for flag in flags if flag not in told} == set()
    assert "--folder" not in told
    assert "How long a query may take.  [10.0]" in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--port", "http"], "port = http: is no whole number"),
        (["--seconds", "0"], "seconds = 0.0: give 0.001 or more"),
        (
            ["--proxies", "*"],
            "proxies = *: name them, or every client could choose its own address",
        ),
        (["--config", "none.toml"], "none.toml: cannot be read as TOML: "),
    ],
)
def test_what_is_no_setting_is_told_in_one_line(options: list[str], told: str) -> None:
    result = CliRunner().invoke(main, ["serve", *options])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"justicegraph: {told}")
    assert result.stderr.count("\n") == 1


def test_an_interrupted_build_leaves_no_traceback_and_the_old_release(
    release: Release, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    arguments = [*COMMAND, "build", "--data", str(data), "--force"]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) as process:
        becomes(lambda: list(data.glob("releases/.unfinished-*")) or process.poll() is not None)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in said
    assert process.returncode in (0, 130)
    assert (data / "current").exists() is (process.returncode == 0)
    assert not list(data.glob("releases/.unfinished-*"))


def test_a_data_folder_that_cannot_be_made_is_told_in_one_line() -> None:
    result = subprocess.run(
        [*COMMAND, "build", "--data", "/dev/null/data"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert result.returncode == 2
    assert result.stderr == "justicegraph: /dev/null/data: cannot be written: Not a directory\n"


def test_a_disk_that_takes_no_more_is_told_in_one_line(release: Release, tmp_path: Path) -> None:
    def no_file_beyond_100_kb() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    result = subprocess.run(
        [*COMMAND, "build", "--data", str(tmp_path / "data")],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        preexec_fn=no_file_beyond_100_kb,
    )
    assert result.returncode == 2
    assert result.stderr == f"justicegraph: {tmp_path}/data: cannot be written: File too large\n"
    assert [path.name for path in (tmp_path / "data").rglob("*")] == [".lock", "releases"]
