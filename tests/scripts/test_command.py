"""The command: what it prints, what it says on stderr, and how it exits."""

import errno
import json
import os
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from graph.network.export import EXPORTS
from graph.reading.files import curated_records
from graph.release.release import Release
from ontology import questions
from scripts.command import main
from tests.limits import file_size

CONTEXT = click.Context(main)
COMMANDS = {
    name: command
    for name in main.list_commands(CONTEXT)
    if (command := main.get_command(CONTEXT, name))
}


ALONE = {
    *("build", "diff", "doctor", "follow", "import", "mcp", "new", "patch", "release", "serve"),
    *("backup", "mirror", "redirects", "refresh", "restore", "validate"),
}
"""Commands whose examples need more than a release: they are tested on their own."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.fixture
def data(release: Release) -> str:
    return str(release.folder.parent.parent)


def example(command: click.Command) -> list[str]:
    return shlex.split((command.epilog or "").removeprefix("Example: justicegraph "))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_ends_in_an_example_that_names_the_command(name: str) -> None:
    last = " ".join(run(name, "--help").output.partition("Example: ")[2].split())
    assert last == shlex.join(["justicegraph", *example(COMMANDS[name])]).replace("'", '"')
    assert example(COMMANDS[name])[0] == name


@pytest.mark.parametrize(
    "name",
    sorted(COMMANDS.keys() - ALONE),
)
def test_the_example_of_the_help_runs(name: str, data: str) -> None:
    result = run(*example(COMMANDS[name]), "--data", data)
    assert (result.exit_code, bool(result.stdout)) == (0, True)


def test_the_example_of_validate_runs() -> None:
    record = curated_records() / "issue" / "ghost-work.yaml"
    result = run(*example(COMMANDS["validate"])[:1], str(record))
    assert (result.exit_code, "0 violations" in result.stdout) == (0, True)


def test_build_prints_the_folder_of_the_release_and_does_not_build_it_twice(
    data: str, release: Release
) -> None:
    before = release.folder.stat().st_ino
    result = run(*example(COMMANDS["build"])[:1], "--data", data)
    assert Path(result.stdout.strip()).resolve() == release.folder
    assert release.folder.stat().st_ino == before


def test_build_tells_every_violation_and_exits_with_1(tmp_path: Path) -> None:
    record = tmp_path / "nameless.yaml"
    record.write_text("id: nameless\ntype: Source\nsourceKind: reprot\n", encoding="utf-8")
    result = run("build", "--data", str(tmp_path / "data"), "--records", str(record))
    assert result.exit_code == 1
    assert "source/nameless title: A source needs a title" in result.stderr
    assert "'reprot' is unknown; did you mean report" in result.stderr
    assert "2 violations: mend them, then build again" in result.stderr
    assert not (tmp_path / "data" / "current").exists()


def test_build_refuses_a_base_that_is_no_address(tmp_path: Path) -> None:
    result = run("build", "--data", str(tmp_path), "--base", "example.org")
    assert result.exit_code == 2
    assert result.stderr == (
        "justicegraph: --base example.org: "
        "give an address that begins with https:// and ends with /\n"
    )


def test_a_base_of_ones_own_moves_the_data_and_not_the_vocabulary(tmp_path: Path) -> None:
    record = tmp_path / "report.yaml"
    record.write_text("id: report\ntype: Source\ntitle: A\nsourceKind: report\n", encoding="utf-8")
    data = ("--data", str(tmp_path / "data"))
    base = ("--base", "https://example.org/graph/")
    assert run("build", *data, *base, "--records", str(record)).exit_code == 0
    text = run("get", "/id/source/report.nt", *data).stdout
    assert "<https://example.org/graph/id/source/report>" in text
    assert "<https://w3id.org/justicegraph/concept/source-kind/report>" in text
    refused = run("build", *data, "--base", "https://example.org/other/")
    assert refused.exit_code == 2
    assert refused.stderr.endswith(
        ": the current release has the base https://example.org/graph/, this build would have"
        " https://example.org/other/: the addresses of all records would change, and links to the"
        " former ones would break. Set the base to https://example.org/graph/, or run"
        " 'justicegraph build --new-base'\n"
    )


def test_a_query_comes_from_text_or_from_a_file(data: str, tmp_path: Path) -> None:
    text = "SELECT (COUNT(?x) AS ?n) { ?x a jg:Hazard }"
    (tmp_path / "count.rq").write_text(text, encoding="utf-8")
    given = run("query", text, "--data", data).stdout
    read = run("query", str(tmp_path / "count.rq"), "--data", data).stdout
    assert given == read == "n\n7\n"


def test_a_graph_query_writes_turtle(data: str) -> None:
    result = run("query", "CONSTRUCT WHERE { ?x a jg:Hazard }", "--data", data)
    assert "a jg:Hazard" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("query", "SELECT"), 1, "the query is not SPARQL"),
        (("query", "ASK { SERVICE <https://example.org/> {} }"), 1, "SERVICE is not served here"),
        (("query", "ASK {}", "--format", "pdf"), 2, "--format pdf: choose one of json, xml"),
        (("ask", "sold-as-automatik"), 1, "the nearest are: sold-as-automatic"),
        (("ask", "pay", "kenya"), 2, "'kenya': give a parameter and its value, such as place="),
        (
            ("ask", "pay", "place=kenyaa"),
            2,
            "place=kenyaa: give the slug of a record of kind place",
        ),
        (("related", "ghost-wrok"), 1, "the nearest are: ghost-work"),
        (("export",), 2, "name a format (graphml"),
        (("get", "id/issue/ghost-work"), 2, "is not a path: begin it with /"),
        (("get", "/none"), 1, "/none: 404 NOT FOUND"),
    ],
)
def test_what_goes_wrong_is_told_in_one_line(
    arguments: tuple[str, ...], code: int, message: str, data: str
) -> None:
    result = run(*arguments, "--data", data)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["query", "ask", "related", "export", "get"])
def test_without_a_release_the_build_command_is_named(command: str, tmp_path: Path) -> None:
    words = {"query": "ASK {}", "ask": "pay", "related": "a", "export": "svg", "get": "/"}
    result = run(command, words[command], "--data", str(tmp_path))
    assert result.exit_code == 1
    assert result.stderr == (
        f"justicegraph: {tmp_path}: holds no release: run 'justicegraph build --data {tmp_path}'\n"
    )


def test_ask_without_a_question_lists_them_all(data: str) -> None:
    lines = run("ask", "--data", data).stdout.splitlines()
    assert [line.split()[0] for line in lines] == [known.slug for known in questions()]


def test_ask_takes_parameters(data: str) -> None:
    every, some = (
        run("ask", "workers-by-place", *given, "--data", data).stdout.splitlines()
        for given in ((), ("place=Kenya", "place=india"))
    )
    assert some == [row for row in every if row.startswith("region") or ",Kenya," in row
                    or ",India," in row]  # fmt: skip
    assert 2 < len(some) < len(every)


def test_related_says_why_in_words_and_in_json(data: str) -> None:
    words = run("related", "amazon-recruiting-tool", "--data", data).stdout
    rows = json.loads(run("related", "amazon-recruiting-tool", "--json", "--data", data).stdout)
    assert rows[0]["score"] == pytest.approx(sum(one["weight"] for one in rows[0]["reasons"]))
    assert f" 1. {rows[0]['label']}" in words
    assert all(row["summary"] in words for row in rows)


def test_export_writes_one_format_or_all_to_a_folder(data: str, tmp_path: Path) -> None:
    assert run("export", "edges.csv", "--data", data).stdout.startswith("source,target,via")
    assert run("export", "--to", str(tmp_path), "--data", data).exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {f"network.{name}" for name in EXPORTS}


def test_get_answers_as_the_server_would(data: str) -> None:
    turtle = run("get", "/id/issue/ghost-work", "--data", data).stdout
    page = run("get", "/id/issue/ghost-work", "--accept", "text/html", "--data", data).stdout
    assert "a jg:Issue" in turtle
    assert page.startswith("<!doctype html>")


def test_network_tells_communities_bridges_central_actors_and_chains(data: str) -> None:
    assert "issues, " in run("network", "communities", "--limit", "1", "--data", data).stdout
    assert "joins" in run("network", "bridges", "--limit", "1", "--data", data).stdout
    central = run("network", "central", "--limit", "1", "--data", data)
    implicated, first, responding, second = central.stdout.splitlines()
    assert (implicated, responding) == ("Implicated, as alleged", "Responding")
    assert first.endswith("Meta Platforms")
    assert not second.endswith("Meta Platforms")
    assert central.stderr.startswith("Most reported, not worst")
    chains = run("network", "chains", "--data", data).stdout
    assert "chatgpt -> openai -> sama -> sama-openai-labellers-kenya" in chains


def test_network_writes_what_is_around_a_node(data: str) -> None:
    around = run("network", "around", "actor/sama", "--radius", "1", "--data", data).stdout
    assert around.startswith("source,target,via")
    unknown = run("network", "around", "actor/sana", "--data", data)
    assert (unknown.exit_code, "the nearest are: actor/sama" in unknown.stderr) == (1, True)


def test_related_says_why_two_are_and_interlocks_what_actors_share(data: str) -> None:
    words = run("related", "michigan-midas", "ghost-work", "--data", data).stdout
    assert "SELECT DISTINCT ?type ?shared" in words
    assert "Low-paid hidden workers" in words
    pair = json.loads(
        run("related", "michigan-midas", "ghost-work", "--json", "--data", data).stdout
    )
    assert pair["direct"]["reasons"]
    shared = run("interlocks", "amazon", "google", "--data", data).stdout
    assert shared.startswith("named together: ")
    labour = run("related", "ghost-work", "--only", "labour", "--diverse", "--data", data)
    assert labour.exit_code == 0


def test_similar_finds_the_issue_of_a_text_or_of_a_file(data: str, tmp_path: Path) -> None:
    text = "Workers who label data for Google Assistant go unpaid"
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    from_text = run("similar", text, "--json", "--data", data)
    assert run("similar", str(path), "--json", "--data", data).stdout == from_text.stdout
    assert json.loads(from_text.stdout)[0]["reasons"]
    assert run("similar", text, "--limit", "1", "--data", data).stdout.startswith(" 1. ")
    assert run("similar", "xyzzy", "--data", data).stderr.startswith("nothing in the text")
    path.write_bytes(b"\xff\xfe\x00")
    assert run("similar", str(path), "--data", data).exit_code == 2
    assert run("similar", " ", "--data", data).exit_code == 2
    read, write = os.pipe()
    os.write(write, text.encode())
    os.close(write)
    assert run("similar", f"/dev/fd/{read}", "--json", "--data", data).stdout == from_text.stdout
    os.close(read)
    no_text = CliRunner().invoke(main, ["similar", "-", "--data", data], input=b"caf\xe9")
    assert (no_text.exit_code, no_text.stderr) == (2, "justicegraph: -: is no text in UTF-8\n")


def test_related_writes_all_lists_and_needs_an_issue_otherwise(data: str) -> None:
    head, *rows = run("related", "--all", "--limit", "2", "--data", data).stdout.splitlines()
    assert head == "issue,rank,related,score"
    assert {row.split(",")[1] for row in rows} == {"1", "2"}
    assert len(rows) == 2 * len({row.split(",")[0] for row in rows})
    assert run("related", "--data", data).exit_code == 2


def test_a_full_disk_is_one_line_and_leaves_no_part_of_a_file(data: str, tmp_path: Path) -> None:
    with file_size(500):
        result = run("export", "--data", data, "--to", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "justicegraph: the machine refuses: File too large\n"
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(errno.EMFILE, "Too many open files"), "the machine refuses: Too many open files"),
        (
            PermissionError(errno.EACCES, "Permission denied", "/srv/x"),
            "/srv/x: the machine refuses",
        ),
        (MemoryError(), "this machine gives no more memory"),
    ],
)
def test_a_refusal_of_the_machine_is_one_line(
    monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("scripts.command.enter_project", refuse)
    result = run("query", "ASK {}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"justicegraph: {message}")
    assert result.stderr.count("\n") == 1
