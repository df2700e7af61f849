"""`justicegraph release push` makes an engine hold the release, and says how to serve it."""

from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.engine.oxigraph import Store
from graph.engine.remote.client import Remote
from graph.rdf.formats import RESULT_FORMATS
from graph.release.release import Release
from ontology import questions
from scripts.command import main
from tests.engines import answer, free_port, keep, oxigraph, scripted


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["release", *arguments], env=environment)


def data(release: Release) -> str:
    return str(release.folder.parent.parent)


def test_an_empty_engine_holds_the_release_afterwards(release: Release, store: Store) -> None:
    triples = release.manifest["counts"]["triples"]
    with oxigraph() as address:
        for _ in range(2):
            result = run("push", address, "--data", data(release))
            assert result.stdout == (
                f"{address}/query holds release {release.name}, {triples:,} triples\n"
            )
            assert result.stderr == f"Serve it: justicegraph serve --engine {address}/query\n"
            assert result.exit_code == 0
        result = run("check", address, "--data", data(release))
        assert (result.stdout, result.exit_code) == (
            f"{address}/query holds release {release.name}, {triples:,} triples\n",
            0,
        )
        with Remote(f"{address}/query") as remote:
            for question in questions():
                found = remote.query(question.text, RESULT_FORMATS[0]).read()
                assert found == store.query(question.text, RESULT_FORMATS[0]).read()


def test_what_an_engine_lacks_is_told(release: Release) -> None:
    counts = release.manifest["counts"]
    with oxigraph("--union-default-graph") as address:
        keep(address, "<urn:a> <urn:b> <urn:c> <urn:g> .")
        result = run("check", f"{address}/query", "--data", data(release))
    assert result.exit_code == 1
    assert result.stdout == (
        f"{address}/query: it holds 1 statements in named graphs and not {counts['quads']:,}\n"
        f"{address}/query: it holds 1 named graphs and not {counts['graphs']:,}\n"
        f"{address}/query: it holds 1 statements in the default graph and not "
        f"{counts['triples']:,}\n"
    )


def test_a_data_folder_without_a_release_is_told(tmp_path: Path) -> None:
    result = run("push", "http://127.0.0.1:1", "--data", str(tmp_path))
    assert result.exit_code == 1
    assert result.stderr == (
        f"justicegraph: {tmp_path}: holds no release: run 'justicegraph build --data {tmp_path}'\n"
    )


def test_an_engine_that_is_not_there_is_told(release: Release) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    result = run("push", address, "--data", data(release))
    assert result.exit_code == 2
    assert result.stderr == (
        f"justicegraph: {address}: no SPARQL endpoint answers: the engine cannot be reached: "
        "[Errno 111] Connection refused\n"
    )


@pytest.mark.parametrize("option", ["--token", "--user", "--password"])
def test_no_option_takes_a_secret_which_others_could_see(option: str, release: Release) -> None:
    result = run("push", "http://127.0.0.1:1", option, "secret", "--data", data(release))
    assert result.exit_code == 2
    assert "No such option" in result.stderr


def test_a_login_comes_from_the_environment_and_is_not_told(release: Release) -> None:
    logins = set()

    def reply(handler: BaseHTTPRequestHandler, _: str) -> None:
        logins.add(handler.headers["Authorization"])
        answer(handler, 401, "text/plain", b"who are you?")

    with scripted(reply) as address:
        login = {"JUSTICEGRAPH_ENGINE_TOKEN": "secret-token"}
        result = run("push", address, "--data", data(release), **login)
    assert logins == {"Bearer secret-token"}
    assert result.exit_code == 2
    assert result.output == (
        f"justicegraph: {address}: no SPARQL endpoint answers: the engine does not let this server "
        "in: see its credentials\n"
    )
