"""Settings: by option, by the environment and by a file, and what is no setting."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.command import main
from tests.blackbox.server import COMMAND, serving
from tests.waiting import becomes

RUNAWAY = "SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FILE = """
ready = 1
seconds = 9.5
result_megabytes = 1
log = ""
"""


def test_options_win_over_the_environment_and_that_over_a_file(data: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(FILE, encoding="utf-8")
    options = ("--config", str(tmp_path / "settings.toml"), "--ready", "3")
    environment = {"JUSTICEGRAPH_READY": "2", "JUSTICEGRAPH_SECONDS": "1.5"}
    with serving(data, tmp_path / "said", *options, environment=environment) as server:
        becomes(lambda: server.workers("ready") == 3)
        told = server.client.query(RUNAWAY).problem["detail"]
        assert told.startswith("the query was ended after 1.5 seconds")
        cut = server.client.query("SELECT * { ?s ?p ?o }").json
        assert cut["truncated"] is True
    assert [line.split()[0] for line in server.said.splitlines()] == [
        "JusticeGraph,",
        "no",  # contact is set
        "pages",
        "SPARQL",
        "stop",
    ]


# What is given, and what the command says of it in one line.
MISUSES = [
    (("--port", "http"), {}, "", "port = http: is no whole number"),
    (("--port", "70000"), {}, "", "port = 70000: give 65535 or less"),
    ((), {"JUSTICEGRAPH_READY": "many"}, "", "ready = many: is no whole number"),
    ((), {}, "redy = 4", "there is no setting 'redy'"),
]


@pytest.mark.parametrize(("options", "environment", "file", "told"), MISUSES)
def test_what_is_no_setting_is_told_in_one_line(
    tmp_path: Path, options: tuple[str, ...], environment: dict[str, str], file: str, told: str
) -> None:
    arguments = serve(tmp_path, file, *options)
    done = CliRunner().invoke(main, arguments, env=environment)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("justicegraph: ")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_process_ends_where_something_is_no_setting(tmp_path: Path) -> None:
    arguments = serve(tmp_path, "redy = 4")
    done = subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    told = CliRunner().invoke(main, arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told.stderr)


def serve(folder: Path, file: str, *options: str) -> list[str]:
    """Return the arguments that serve a folder with settings of a file and with options."""
    settings = folder / "settings.toml"
    settings.write_text(file, encoding="utf-8")
    config = ["--config", str(settings)] if file else []
    return ["serve", "--data", str(folder / "data"), *config, *options]
