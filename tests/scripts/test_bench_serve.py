"""The parts of the serving benchmark are sound; nothing here is timed."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from shutil import which
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
import rdflib

from graph.build import Plan, is_current
from graph.engine import GRAPH_FORMATS, RESULT_FORMATS, Query
from graph.release import Release
from graph.store import Store
from ontology import Unavailable
from scripts.bench.answers import rows
from scripts.bench.dataset import write_data
from scripts.bench.figures import Figure
from scripts.bench.large import everything
from scripts.bench.load import answer, latency, load
from scripts.bench.mix import mix, small, varied
from scripts.bench.rivals import RIVALS, Rival, running
from scripts.bench.serve import Row, table

JSON, N_TRIPLES = RESULT_FORMATS[0], GRAPH_FORMATS[1]
ISSUES = 135
QUICK = [rival for rival in RIVALS if not rival.name.startswith("Comunica")]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write_data(tmp_path_factory.mktemp("generated"), 5_000)


@pytest.fixture(scope="module")
def held(generated: Release) -> Store:
    return Store.in_memory(generated.folder / "justicegraph.nq")


def answered(store: Store, text: str) -> set[str]:
    query = Query(text)
    format_ = N_TRIPLES if N_TRIPLES in query.formats else JSON
    return rows(store.evaluate(query, format_).read())


def test_a_server_takes_the_generated_release_as_it_is(generated: Release) -> None:
    assert is_current(Plan(generated.folder.parent.parent))


def test_the_mix_is_twelve_queries_of_every_form() -> None:
    forms = [Query(text).form for text in mix().values()]
    assert len(forms) == 12
    assert {*forms} == {"ASK", "CONSTRUCT", "DESCRIBE", "SELECT"}


@pytest.mark.parametrize("name", mix())
def test_a_query_of_the_mix_has_an_answer_and_keeps_it_in_another_text(
    name: str, held: Store
) -> None:
    found = answered(held, mix()[name])
    another = varied(mix()[name], 1)
    assert found
    assert another != mix()[name]
    assert answered(held, another) >= found


@pytest.mark.parametrize("name", mix())
def test_rdflib_answers_a_query_of_the_mix_alike(
    name: str, generated: Release, held: Store
) -> None:
    graph = rdflib.Graph().parse(generated.folder / "justicegraph.nt", format="nt")
    found = graph.query(mix()[name])
    body = found.serialize(format="nt" if found.type in ("CONSTRUCT", "DESCRIBE") else "json")
    assert rows(body or b"") == answered(held, mix()[name])


@pytest.mark.parametrize("rival", QUICK, ids=lambda rival: rival.name)
def test_a_rival_answers_the_mix_alike(rival: Rival, generated: Release, held: Store) -> None:
    if not rival.found():
        pytest.skip(f"{rival.name} is not installed")
    with running(rival, generated) as (endpoint, _):
        for text in mix().values():
            status, body = answer(endpoint, text)
            assert (status, rows(body)) == (200, answered(held, text))


def test_a_rival_that_is_not_there_is_told_with_what_to_do(generated: Release) -> None:
    nobody = Rival("Nobody 1.0", "no-such-server", lambda *_: [], "/")
    message = "Nobody 1.0 is not installed: run 'python -m scripts.bench rivals'"
    with pytest.raises(Unavailable, match=message), running(nobody, generated):
        pass


def test_small_queries_are_each_another_and_have_few_rows(held: Store) -> None:
    texts = list(islice(small(ISSUES), 3 * 4 * ISSUES))
    assert len({*texts}) == len(texts)
    assert max(len(answered(held, text)) for text in texts[:8]) < 30
    assert next(small(ISSUES, 5)) == texts[5]


class Echo(BaseHTTPRequestHandler):
    """Answers a query with itself; what holds `wrong` is refused."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[set[tuple[str, str]]] = set()

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)["query"][0]
        self.asked.add((query, self.headers["Accept"]))
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


def test_a_query_that_is_refused_has_no_latency(echo: str) -> None:
    assert latency(echo, "ASK { ?wrong ?p ?o }\nLIMIT 1", rounds=2, seconds=1) is None
    assert latency(echo, "ASK { ?s ?p ?o }\nLIMIT 1", rounds=2, seconds=1)


def test_a_large_answer_has_a_first_byte_before_its_end(echo: str) -> None:
    whole, first = everything(echo)
    assert 0 < first <= whole


@pytest.mark.skipif(not which("wrk"), reason="there is no wrk here")
def test_a_load_asks_each_query_in_its_format(echo: str) -> None:
    Echo.asked.clear()
    queries = ["ASK { ?s ?p ?o }", "DESCRIBE <urn:é>", "ASK { ?wrong ?p ?o }"]
    found = load(echo, queries, seconds=1, connections=2)
    assert Echo.asked == {
        (queries[0], "application/sparql-results+json"),
        (queries[1], "application/n-triples"),
        (queries[2], "application/sparql-results+json"),
    }
    assert 0 < found.refused < found.requests
    assert found.broken == 0
    assert 0 < found.median <= found.p99


def test_a_load_without_wrk_says_what_to_install(
    echo: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="install it"):
        load(echo, ["ASK { }"], seconds=1)


def test_a_table_says_how_many_times_as_fast_ours_is() -> None:
    rows = [
        Row("requests", {"ours": 600.0, "theirs": 400.0, "silent": None}, more_is_better=True),
        Row("a query, ms", {"ours": 2.0, "theirs": 1.0, "silent": None}),
    ]
    assert [line.split() for line in table(rows)] == [
        ["ours", "theirs", "silent"],
        ["requests", "600", "400", "(1.50)", "no", "answer"],
        ["a", "query,", "ms", "2.00", "1.00", "(0.50)", "no", "answer"],
    ]


def test_a_figure_says_whether_its_goal_is_met() -> None:
    assert Figure("waiting", 5, "ms", 5).is_met
    assert not Figure("waiting", 5.1, "ms", 5).is_met
    assert Figure("ratio", 0.5, "", 0.4, is_at_most=False).is_met
