"""Invented names of many languages in every field of every importer are in no output.

What is asked follows from the program: the sheets of each importer, routes, formats, commands and
files of the data folder, so that a new one is asked as well, or fails here.
"""

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from graph.build.build import build
from graph.build.inputs import Plan
from graph.importing import SOURCES, run
from graph.privacy.name_lists import folded
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS
from scripts.command import main
from server import Settings, create_app
from server.records.citation import CITATIONS
from tests.browser.kinds import DATA, KINDS
from tests.planting import NAMES, WRITERS, held

KEPT = {"names.tsv", ".key", ".lock", "decisions.tsv"}
"""Files of a data folder that no release, server or export reads; they hold digests alone."""
SERVING = {"desk", "doctor", "follow", "mcp", "release", "serve"}
"""Commands that serve, that reviewers use with a secret, or that show a release of elsewhere."""


@pytest.fixture(scope="module")
def outputs() -> list[tuple[str, str]]:
    """What commands print, by their words."""
    return []


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, outputs: list[tuple[str, str]]) -> Path:
    """Return a data folder into which everything was imported, and which was built."""
    assert {*WRITERS} == {*SOURCES}
    folder = tmp_path_factory.mktemp("private")
    for source, writer in WRITERS.items():
        path = writer(folder)
        arguments = ["import", source, str(path), "--data", str(folder / "data")]
        outputs.append((f"import {source}", CliRunner().invoke(main, arguments).output))
        summary = run(SOURCES[source], path, folder / "data").summary
        assert summary["rows"]["in"] > 5
    build(Plan(folder / "data"))
    return folder / "data"


@pytest.fixture(scope="module")
def client(data: Path) -> FlaskClient:
    return create_app(Settings(data, contact="a@example.org")).test_client()


def imported(client: FlaskClient) -> list[str]:
    """Return the paths of all records that the importers made."""
    where = '{ GRAPH ?g { ?s a [] } FILTER(CONTAINS(STR(?g), "/graph/import/")) }'
    asked = {"query": f"SELECT DISTINCT ?s {where}", "format": "json"}
    rows = json.loads(client.get("/sparql", query_string=asked).text)["results"]["bindings"]
    paths = {row["s"]["value"].partition("/id/")[2].partition("#")[0] for row in rows}
    return sorted(f"/id/{path}" for path in paths if path)


def _named(path: Path, text: str) -> bool:
    """Whether a file names somebody; the index of names joins words: "ofmercoronaproject"."""
    if path.name == "names.sqlite":
        return any(folded(one).replace(" ", "") in text for one in NAMES)
    return bool(held(text))


def test_no_file_of_the_data_folder_holds_a_name(data: Path) -> None:
    found = (path for path in data.rglob("*") if path.is_file() and path.name not in KEPT)
    files = [path for path in found if path.parent.name != "store"]
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in files}
    names = {path.name for path in texts}
    assert {"quarantine.csv", "summary.json", "justicegraph.nq", "manifest.json"} <= names
    assert [(path, held(text)) for path, text in texts.items() if _named(path, text)] == []


def test_no_record_is_shown_with_a_name_in_any_format(client: FlaskClient) -> None:
    paths = imported(client)
    assert len(paths) > 300
    suffixes = [".html", *(f".{offer.name}" for offer in (*GRAPH_FORMATS, *CITATIONS))]
    told = []
    for number, path in enumerate(paths):
        suffix = suffixes[number % len(suffixes)]
        answer = client.get(path + suffix)
        told += [(path + suffix, found) for found in held(answer.text + str(answer.headers))]
    assert told == []


def test_no_further_page_of_an_issue_shows_a_name(client: FlaskClient) -> None:
    issues = [path for path in imported(client) if path.startswith("/id/issue/")]
    rules = [rule.rule for rule in client.application.url_map.iter_rules() if "<slug>" in rule.rule]
    told = []
    for number, path in enumerate(issues[::2]):
        slug = path.rpartition("/")[2]
        rule = rules[number % len(rules)].replace("<slug>", slug)
        address = rule.replace("<kind>", "issue").replace("<suffix>", "json")
        told += [(address, found) for found in held(client.get(address).text)]
    assert told == []


def test_no_route_shows_a_name(client: FlaskClient, data: Path) -> None:
    release = (data / "current").readlink().name
    addresses = [*(kind.path for kind in KINDS.values()), *DATA.values()]
    routes = {rule.endpoint for rule in client.application.url_map.iter_rules()}
    assert {*DATA} <= routes
    told = []
    for address in (*addresses, "/search?q=robot", "/search.csv?q=robot", "/search.json?q=robot"):
        with client.get(address.replace("/current", f"/{release}")) as answer:
            told += [(address, found) for found in held(answer.data.decode(errors="replace"))]
    assert told == []


@pytest.mark.parametrize("form", [*RESULT_FORMATS, *GRAPH_FORMATS], ids=lambda form: form.name)
def test_no_result_of_a_query_holds_a_name(client: FlaskClient, form: Any) -> None:
    is_graph = form in GRAPH_FORMATS
    where = "{ GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/graph/import/')) }"
    query = f"CONSTRUCT {{ ?s ?p ?o }} {where}" if is_graph else f"SELECT ?s ?p ?o {where}"
    answer = client.get("/sparql", query_string={"query": query, "format": form.name})
    assert answer.status_code == 200
    assert held(answer.text) == []


def test_nobody_is_found_by_name(client: FlaskClient) -> None:
    for one in NAMES:
        hits = json.loads(client.get("/search.json", query_string={"q": one}).text)["hits"]
        labels = " ".join(hit["title"] for hit in hits)
        suggested = client.get("/reconcile/suggest/entity", query_string={"prefix": one[:5]}).text
        assert held(labels + suggested) == []


def test_no_command_prints_a_name(data: Path, outputs: list[tuple[str, str]]) -> None:
    issue = "issue/aiaaic-10"
    given: dict[str, list[list[str]]] = {
        "ask": [["pay"]],
        "build": [[]],
        "derive": [["review"]],
        "diff": [["current", "current"]],
        "export": [["--format", "json"], ["--format", "csv"]],
        "get": [["/search?q=robot"], [f"/{issue}"], ["/feeds/new.atom"]],
        "identity": [["list"]],
        "interlocks": [["google", "amazon"]],
        "network": [["--format", "json"]],
        "patch": [["current", "current"]],
        "query": [["SELECT ?o { ?s rdfs:label ?o }"]],
        "related": [[issue]],
        "similar": [["robot hurts worker"]],
        "stats": [[]],
        "validate": [[]],
    }
    known = [one for one in main.list_commands(click.Context(main)) if one not in SERVING]
    for command in known:
        for arguments in given.get(command, [[]]):
            words = [command, *arguments, *([] if command == "validate" else ["--data", str(data)])]
            outputs.append((" ".join(words), CliRunner().invoke(main, words).output))
    assert [(words, found) for words, text in outputs if (found := held(text))] == []
