"""A release pushed into an engine is all that it holds, each time and by each way."""

import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from graph.engine.remote.client import Remote
from graph.engine.remote.http import Caller
from graph.release.push import differences, push
from graph.release.release import Release
from graph.release.upload import (
    DatasetUploader,
    GraphStoreUploader,
    Payload,
    UpdateUploader,
    Uploader,
)
from ontology import BASE, Misuse, Unavailable
from tests.engines import keep, kept, oxigraph, rdflib_endpoint

UPLOADERS = {
    "dataset": (DatasetUploader, ("/store",)),
    "graphstore": (GraphStoreUploader, ("/store",)),
    "update": (UpdateUploader, ("/update",)),
}
ALL = "SELECT ?g ?s ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?o"
FIRST = {"actor/a": ["1", "2"], "actor/b": ["3"]}
SECOND = {"actor/a": ["1", "4"], "actor/c": ["5"]}


def released(folder: Path, graphs: dict[str, list[str]]) -> Release:
    """Write what there is to push of a release: per graph, the objects of its statements."""
    triples = {graph: [f"<urn:s> <urn:p> '{one}'" for one in graphs[graph]] for graph in graphs}
    triples = {graph: [one.replace("'", '"') for one in found] for graph, found in triples.items()}
    folder.mkdir()
    (folder / "justicegraph.nq").write_text(
        "".join(f"{one} <{BASE}graph/{name}> .\n" for name in triples for one in triples[name])
    )
    (folder / "justicegraph.nt").write_text(
        "".join(f"{one} .\n" for name in triples for one in triples[name])
    )
    count = sum(map(len, graphs.values()))
    return Release(folder, {"counts": {"quads": count, "triples": count, "graphs": len(graphs)}})


def held(remote: Remote) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in remote.rows(ALL):
        found.setdefault(row["g"].text.removeprefix(f"{BASE}graph/"), []).append(row["o"].text)
    return found


def in_default_graph(remote: Remote) -> list[str]:
    return [row["o"].text for row in remote.rows("SELECT ?o { ?s ?p ?o } ORDER BY ?o")]


@pytest.fixture(scope="module", params=["--union-default-graph", ""], ids=["union", "own default"])
def shared(request: pytest.FixtureRequest) -> Iterator[str]:
    """An engine whose default graph is the union of all others, and one where it is a graph."""
    with oxigraph(*filter(None, [request.param])) as address:
        yield address


@pytest.fixture
def engine(shared: str) -> Iterator[Remote]:
    keep(shared, "")
    with Remote(f"{shared}/query") as remote:
        yield remote


@pytest.fixture(params=[*UPLOADERS])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[Uploader]:
    found = UPLOADERS[request.param]
    monkeypatch.setattr("graph.release.push.UPLOADERS", (found,))
    return found[0]


def test_each_way_replaces_what_an_earlier_release_left(
    engine: Remote, way: type[Uploader], tmp_path: Path
) -> None:
    for number, graphs in enumerate((FIRST, SECOND, SECOND, FIRST)):
        release = released(tmp_path / str(number), graphs)
        assert type(push(release, engine)) is way
        assert held(engine) == graphs
        assert in_default_graph(engine) == sorted(chain(*graphs.values()))


def test_updates_go_in_pieces_where_there_is_much(
    engine: Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.release.push.UPLOADERS", (UPLOADERS["update"],))
    monkeypatch.setattr("graph.release.upload.BATCH", 100)
    push(released(tmp_path / "one", FIRST), engine)
    assert held(engine) == FIRST


def test_the_whole_dataset_is_the_first_way_and_goes_packed(engine: Remote, tmp_path: Path) -> None:
    way = push(released(tmp_path / "one", FIRST), engine)
    assert (type(way), way.packs) == (DatasetUploader, True)


def test_readers_see_the_old_release_until_they_see_the_new_one(tmp_path: Path) -> None:
    old = {f"actor/{n}": [str(n)] for n in range(2_000)}
    new = {f"actor/{n}": [str(n)] for n in range(500, 4_000)}
    seen: set[int] = set()
    with (
        oxigraph("--location", str(tmp_path / "db")) as address,
        Remote(f"{address}/query") as remote,
        Remote(f"{address}/query") as reader,
    ):
        push(released(tmp_path / "old", old), remote)
        is_over = threading.Event()
        thread = threading.Thread(target=watch, args=(reader, seen, is_over))
        thread.start()
        push(released(tmp_path / "new", new), remote)
        is_over.set()
        thread.join()
    probe = 1
    assert seen <= {2_000, 2_000 + probe, 3_500}
    assert seen & {2_000, 2_000 + probe}


def watch(reader: Remote, seen: set[int], is_over: threading.Event) -> None:
    while not is_over.is_set():
        seen.add(len(reader.rows("SELECT ?g { GRAPH ?g { ?s ?p ?o } }")))


@pytest.mark.parametrize(
    ("n_quads", "words"),
    [
        ("<urn:a> <urn:b> <urn:c> <urn:theirs> .", "holds the graph urn:theirs"),
        ("<urn:a> <urn:b> <urn:c> .", "holds statements in its default graph"),
    ],
)
def test_what_no_release_made_is_not_removed(n_quads: str, words: str, tmp_path: Path) -> None:
    with oxigraph() as address, Remote(f"{address}/query") as remote:
        keep(address, n_quads)
        with pytest.raises(Misuse) as error:
            push(released(tmp_path / "one", FIRST), remote)
        assert kept(address).strip() == n_quads
    assert str(error.value) == (
        f"{address}/query: {words}, which no release made and which would be removed: push into "
        "a dataset of its own"
    )


def test_an_engine_that_takes_no_data_is_told_with_what_was_tried(
    engine: Remote, tmp_path: Path
) -> None:
    release = released(tmp_path / "one", FIRST)
    store = engine.address.replace("/query", "/nothing")
    with pytest.raises(Unavailable) as error:
        push(release, engine, store)
    refusal = "404 POST /nothing is not supported by this server"
    put = f"PUT {store}?graph=urn%3Ajusticegraph%3Aprobe: {refusal.replace('POST', 'PUT')}"
    assert str(error.value).splitlines() == [
        f"{engine.address}: this engine takes no release:",
        f"  POST {store}: {refusal}",
        f"  {put}",
    ]
    assert held(engine) == {}


def test_an_engine_that_holds_something_else_afterwards_is_told(
    engine: Remote, tmp_path: Path
) -> None:
    release = released(tmp_path / "one", FIRST)
    release.manifest["counts"] = {"quads": 1_000, "triples": 3, "graphs": 3}
    with pytest.raises(Unavailable) as error:
        push(release, engine)
    assert str(error.value) == (
        f"{engine.address.replace('query', 'store')}: the engine took the release, but it holds 3 "
        "statements in named graphs and not 1,000; it holds 2 named graphs and not 3"
    )


def test_an_engine_without_a_graph_store_takes_updates(tmp_path: Path) -> None:
    with rdflib_endpoint() as address, Remote(address, seconds=60) as remote:
        for number, graphs in enumerate((FIRST, SECOND)):
            release = released(tmp_path / str(number), graphs)
            way = push(release, remote)
            assert (type(way), way.packs, differences(remote, release)) == (
                UpdateUploader,
                False,
                [],
            )
            assert held(remote) == graphs


def test_progress_is_told_in_bytes(engine: Remote, way: type[Uploader], tmp_path: Path) -> None:
    release = released(tmp_path / "one", FIRST)
    payload = Payload(release.folder / "justicegraph.nq")
    sizes: list[int] = []
    with closing(Caller(1)) as caller:
        address = engine.address.replace(
            "/query", UPLOADERS[way.__name__.removesuffix("Uploader").lower()][1][0]
        )
        way(caller, address).replace(payload, [], sizes.append)
    assert sum(sizes) > 0
