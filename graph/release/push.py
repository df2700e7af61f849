"""Uploads a release to a SPARQL engine, and compares what the engine holds with the release."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from typing import Final

from graph.engine.remote.client import Remote, query_text
from graph.engine.remote.http import NO_LOGIN, Caller, Login
from graph.release.downloads import DOWNLOADS
from graph.release.release import Release
from graph.release.upload import (
    PROBE,
    DatasetUploader,
    GraphStoreUploader,
    Payload,
    UpdateUploader,
    Uploader,
)
from ontology import BASE, Misuse, Unavailable

__all__ = ["differences", "push"]

UPLOADERS: Final[tuple[tuple[type[Uploader], tuple[str, ...]], ...]] = (
    (DatasetUploader, ("/store", "/statements", "")),
    (GraphStoreUploader, ("/store", "/data", "")),
    (UpdateUploader, ("/update", "/statements", "/sparql", "")),
)
"""Upload paths of each protocol: Oxigraph, RDF4J, GraphDB, Fuseki, QLever."""
QUERIES: Final = ("/query", "/sparql")
"""Endings of query endpoints."""
NOUNS: Final = {
    "quads": "statements in named graphs",
    "graphs": "named graphs",
    "triples": "statements in the default graph",
}

Progress = Callable[[int], AbstractContextManager[Callable[[int], object]]]
"""Takes the number of bytes to send; yields a callback for the bytes of each part sent."""


def push(
    release: Release,
    remote: Remote,
    store: str = "",
    login: Login = NO_LOGIN,
    base: str = BASE,
    progress: Progress = lambda _size: nullcontext(lambda _sent: None),
) -> Uploader:
    """Replace the contents of an engine with a release; return the uploader that succeeded.

    `store` is the upload address, if it cannot be derived from the query endpoint. Pushing again
    gives the same store. Raises `Misuse` where the engine holds what no release made, and
    `Unavailable` where it takes no data or does not hold the release afterwards.
    """
    _refuse_foreign(remote, base)
    with closing(Caller(1, login)) as caller:
        uploader = _way(remote, caller, store)
        payload = _cargo(release, is_union="default" in _seen(remote))
        graphs = [row["g"].text for row in remote.rows(query_text("graphs"))]
        with progress(payload.size) as note:
            uploader.replace(payload, graphs, note)
    if faults := differences(remote, release):
        raise Unavailable(
            f"{uploader.address}: the engine took the release, but {'; '.join(faults)}"
        )
    return uploader


def _cargo(release: Release, *, is_union: bool) -> Payload:
    n_quads, n_triples = (release.folder / DOWNLOADS[number].filename for number in (0, 2))
    if not is_union and not n_triples.exists():
        raise Unavailable(
            f"{release.folder}: has no N-Triples, which fill the default graph: build it with "
            "--formats nt --force"
        )
    return Payload(n_quads, None if is_union else n_triples)


def differences(remote: Remote, release: Release) -> list[str]:
    """Return the differences between the contents of an engine and a release, in words."""
    held, counts = _counts(remote), release.manifest["counts"]
    return [
        f"it holds {held[name]:,} {noun} and not {counts[name]:,}"
        for name, noun in NOUNS.items()
        if held[name] != counts[name]
    ]


def _counts(remote: Remote) -> dict[str, int]:
    (row,) = remote.rows(query_text("counts"))
    return {name: int(value.text) for name, value in row.items()}


def _refuse_foreign(remote: Remote, base: str) -> None:
    """Refuse to delete data that no release made."""
    foreign = remote.rows(query_text("foreign"), base=base, project=BASE, probe=PROBE)
    counts = _counts(remote)
    foreign_part = f"the graph {foreign[0]['g'].text}" if foreign else ""
    if counts["triples"] and not counts["quads"]:
        foreign_part = "statements in its default graph"
    if foreign_part:
        raise Misuse(
            f"{remote.address}: holds {foreign_part}, which no release made and which would be "
            "removed: "
            "push into a dataset of its own"
        )


def _way(remote: Remote, caller: Caller, store: str) -> Uploader:
    """Return the first uploader whose probe arrives, with gzip if the engine accepts it."""
    errors: list[str] = []
    for uploader in _ways(remote.address, caller, store):
        for uploader.packs in (True, False):
            try:
                uploader.probe()
            except Unavailable as error:
                errors.append(str(error))
            else:
                if "named" in _seen(remote):
                    return uploader
    raise Unavailable(
        "\n  ".join((f"{remote.address}: this engine takes no release:", *dict.fromkeys(errors)))
    )


def _ways(address: str, caller: Caller, store: str) -> Iterator[Uploader]:
    root = address.rstrip("/")
    for ending in QUERIES:
        root = root.removesuffix(ending)
    for uploader, endings in UPLOADERS:
        for place in [store] if store else [f"{root}{ending or '/'}" for ending in endings]:
            yield uploader(caller, place)


def _seen(remote: Remote) -> set[str]:
    """Return where the probe is visible: in its graph, and in a union default graph."""
    return {row["where"].text for row in remote.rows(query_text("probe"), probe=PROBE)}
