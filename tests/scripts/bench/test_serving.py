"""The parts of the serving benchmark are correct; nothing here is timed."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from shutil import which
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from graph.build.inputs import Plan, is_current
from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.rdf.formats import RESULT_FORMATS
from graph.release.release import Release
from ontology import Unavailable, questions
from scripts.bench.dataset import write_data
from scripts.bench.figures import Figure
from scripts.bench.serving.command import NEW, REPEATED, ratios
from scripts.bench.serving.large import everything
from scripts.bench.serving.limits import post
from scripts.bench.serving.load import answer, load
from scripts.bench.serving.researchers import ROUNDS, researchers
from scripts.bench.serving.servers import OXIGRAPH, RDFLIB, Server, running
from scripts.bench.serving.small_queries import small_queries, varied

JSON = RESULT_FORMATS[0]
ISSUES = 135
TEMPLATES = 4


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write_data(tmp_path_factory.mktemp("generated"), 5_000)


@pytest.fixture(scope="module")
def held(generated: Release) -> Store:
    return Store.in_memory(generated.folder / "justicegraph.nq")


def rows(body: bytes) -> set[str]:
    """Return the rows of a JSON result, or its truth value; blank nodes have no place here."""
    document = json.loads(body)
    bindings = document.get("results", {"bindings": [document.get("boolean")]})["bindings"]
    return {json.dumps(_values(row), sort_keys=True) for row in bindings}


def _values(row: object) -> object:
    if isinstance(row, dict):
        return {name: term["value"] for name, term in row.items()}
    return row


def answered(store: Store, text: str) -> set[str]:
    return rows(store.evaluate(Query(text), JSON).read())


def test_a_server_takes_the_generated_release_as_it_is(generated: Release) -> None:
    assert is_current(Plan(generated.folder.parent.parent))


@pytest.mark.parametrize("server", [OXIGRAPH, RDFLIB], ids=lambda server: server.name)
def test_another_server_gives_the_same_answers(
    server: Server, generated: Release, held: Store
) -> None:
    with running(server, generated) as (endpoint, _):
        for text in islice(small_queries(ISSUES), TEMPLATES):
            status, body = answer(endpoint, text)
            assert (status, rows(body)) == (200, answered(held, text))


def test_a_server_that_is_not_installed_is_reported_with_what_to_do(generated: Release) -> None:
    absent = Server("Absent", "no-such-server", lambda *_: [], "/")
    message = "Absent is not installed: run 'make .venv/test'"
    with pytest.raises(Unavailable, match=message), running(absent, generated):
        pass


def test_small_queries_are_all_different_and_have_few_rows(held: Store) -> None:
    texts = list(islice(small_queries(ISSUES), 3 * TEMPLATES * ISSUES))
    assert len({*texts}) == len(texts)
    assert all(0 < len(answered(held, text)) < 30 for text in texts[: 2 * TEMPLATES])
    assert next(small_queries(ISSUES, 5)) == texts[5]


def test_a_query_has_the_same_answer_in_another_text(held: Store) -> None:
    for text in islice(small_queries(ISSUES), TEMPLATES):
        assert varied(text, 1) != text
        assert answered(held, varied(text, 1)) == answered(held, text)


class Echo(BaseHTTPRequestHandler):
    """Answers a query with itself; what holds `wrong` is refused."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[set[tuple[str, str]]] = set()

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)["query"][0]
        self.asked.add((query, self.headers["Accept"]))
        self.reply(query)

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.reply(parse_qs(form)["query"][0])

    def reply(self, query: str) -> None:
        self.send_response(400 if "wrong" in query else 200)
        self.send_header("Content-Length", str(len(query.encode())))
        self.end_headers()
        self.wfile.write(query.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def echo() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()
        thread.join()


def test_an_answer_comes_with_its_status(echo: str) -> None:
    assert answer(echo, "ASK { ?s ?p ?o }") == (200, b"ASK { ?s ?p ?o }")
    assert answer(echo, "ASK { ?wrong ?p ?o }") == (400, b"ASK { ?wrong ?p ?o }")


def test_a_large_answer_has_a_first_byte_before_its_end(echo: str) -> None:
    whole, first = everything(echo)
    assert 0 < first <= whole


def test_an_answer_that_ends_within_its_json_is_called_cut(echo: str) -> None:
    assert post(echo, "{}") == (200, "whole")
    assert post(echo, "{") == (200, "cut")
    assert post(echo, "wrong") == (400, "whole")


@pytest.mark.skipif(not which("wrk"), reason="there is no wrk here")
def test_a_load_sends_each_query(echo: str) -> None:
    Echo.asked.clear()
    queries = ["ASK { ?s ?p ?o }", "SELECT * { <urn:é> ?p ?o }", "ASK { ?wrong ?p ?o }"]
    found = load(echo, queries, seconds=1, connections=2)
    assert Echo.asked == {(query, JSON.media_type) for query in queries}
    assert 0 < found.refused < found.requests
    assert found.broken == 0
    assert 0 < found.median <= found.p99


def test_a_load_without_wrk_says_what_to_install(
    echo: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="install it"):
        load(echo, ["ASK { }"], seconds=1)


def test_ratios_compare_requests_per_second_with_their_goals() -> None:
    rates = {
        NEW: {"ours": [600.0], "Oxigraph": [400.0], "rdflib-endpoint": [200.0]},
        REPEATED: {"ours": [300.0], "Oxigraph": [600.0], "rdflib-endpoint": [1.0]},
    }
    assert list(ratios(rates)) == [
        Figure(f"{NEW}, 600/s, times rdflib-endpoint", 3.0, "", 15.0, False),
        Figure(f"{NEW}, 600/s, times Oxigraph", 1.5, "", 0.3, False),
        Figure(f"{REPEATED}, 300/s, times Oxigraph", 0.5, "", 1.0, False),
    ]


def test_ratios_leave_out_a_server_that_was_not_measured() -> None:
    rates = {NEW: {"ours": [4.0], "Oxigraph": [2.0]}, REPEATED: {"ours": [6.0], "Oxigraph": [2.0]}}
    assert [figure.value for figure in ratios(rates)] == [2.0, 3.0]


def test_ratios_are_the_median_of_rounds_in_which_servers_take_turns() -> None:
    rounds = {"ours": [4.0, 1.0, 9.0], "Oxigraph": [2.0, 1.0, 1.0]}
    assert [figure.value for figure in ratios({NEW: rounds, REPEATED: rounds})] == [2.0, 2.0]


def test_researchers_questions_are_compared_at_two_endpoints(echo: str) -> None:
    Echo.asked.clear()
    figure = researchers(echo, echo)
    assert figure.name.startswith(f"{len(questions())} questions, ")
    assert {text.partition("\n")[0] for text, _ in Echo.asked} == {
        question.text.partition("\n")[0] for question in questions()
    }
    assert len(Echo.asked) == ROUNDS * len(questions())


def test_a_figure_says_whether_its_goal_is_met() -> None:
    assert Figure("waiting", 5, "ms", 5).is_met
    assert not Figure("waiting", 5.1, "ms", 5).is_met
    assert Figure("ratio", 0.5, "", 0.4, is_at_most=False).is_met
