"""The graph store: what it holds is read by graph, and by graph alone."""

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.rdf.formats import GRAPH_CODECS, GRAPH_FORMATS, Format
from graph.rdf.quads import Quad
from graph.release.release import Release
from ontology import BASE, ONTOLOGY

RELATED = f"{BASE}graph/related"
GHOST_WORK = f"{BASE}graph/issue/ghost-work"


def name(format_: Format) -> str:
    return format_.name


def triples(written: bytes, format_: Format) -> set[str]:
    return {
        str(one).removesuffix(" .") for one in ox.parse(written, format=GRAPH_CODECS[format_.name])
    }


def held(quads: list[Quad], graph: str) -> set[str]:
    return {" ".join(quad[1:]) for quad in quads if quad[0] == f"<{graph}>"}


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=name)
@pytest.mark.parametrize("graph", [RELATED, GHOST_WORK, ONTOLOGY])
def test_a_named_graph_is_what_its_quads_say(
    client: FlaskClient, quads: list[Quad], graph: str, format_: Format
) -> None:
    answer = client.get(
        "/graph-store", query_string={"graph": graph}, headers={"Accept": format_.media_type}
    )
    assert (answer.status_code, answer.mimetype) == (200, format_.media_type)
    assert triples(answer.data, format_) == held(quads, graph) != set()


def test_a_large_graph_is_sent_as_it_is_found(client: FlaskClient) -> None:
    with client.get("/graph-store", query_string={"graph": RELATED}) as answer:
        assert answer.is_streamed
        assert "Content-Length" not in answer.headers
        assert len(answer.data) > 100_000


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=name)
def test_the_default_graph_is_the_union_of_all(
    client: FlaskClient, quads: list[Quad], format_: Format
) -> None:
    headers = {"Accept": format_.media_type}
    with client.get("/graph-store?default", headers=headers) as answer:
        assert (answer.status_code, answer.mimetype) == (200, format_.media_type)
        assert triples(answer.data, format_) == {" ".join(quad[1:]) for quad in quads}


def test_the_default_graph_is_a_download_with_its_checksum_and_ranges(
    client: FlaskClient, release: Release
) -> None:
    headers = {"Accept": "application/n-triples", "Range": "bytes=0-9"}
    with client.get("/graph-store?default", headers=headers) as answer:
        assert (answer.status_code, len(answer.data)) == (206, 10)
        checksum = release.manifest["files"]["justicegraph.nt"]["sha256"]
        assert answer.headers["ETag"] == f'"{checksum}"'


def test_each_media_type_has_a_tag_of_its_own(client: FlaskClient) -> None:
    tags = set()
    for format_ in GRAPH_FORMATS:
        with client.head(f"/graph-store?default&format={format_.name}") as answer:
            tags.add(answer.headers["ETag"])
    assert len(tags) == len(GRAPH_FORMATS)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/xml", "application/xml"),
        ("text/turtle;q=0.1, application/ld+json", "application/ld+json"),
    ],
)
@pytest.mark.parametrize("query", ["default", f"graph={RELATED}"])
def test_the_format_is_what_the_client_wants_most(
    client: FlaskClient, query: str, accept: str, media_type: str
) -> None:
    with client.get(f"/graph-store?{query}", headers={"Accept": accept}) as answer:
        assert answer.mimetype == media_type


@pytest.mark.parametrize("query", ["default", f"graph={RELATED}"])
def test_a_head_has_the_headers_alone(client: FlaskClient, query: str) -> None:
    with client.head(f"/graph-store?{query}") as answer:
        assert (answer.status_code, answer.data) == (200, b"")
        assert answer.content_type == "text/turtle; charset=utf-8"


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("", "name one graph: ?graph= and its IRI, or ?default for the union of all"),
        (f"default&graph={RELATED}", "name one graph: "),
        (f"graph={RELATED}&graph={GHOST_WORK}", "name one graph: "),
        ("graph=", f"graph=: give an absolute IRI, such as {RELATED}"),
        ("graph=/graph/related", "graph=/graph/related: give an absolute IRI"),
        ("graph=related", "graph=related: give an absolute IRI"),
        ("graph=a:b%3E%20%7B%7D", "graph=a:b> {}: give an absolute IRI"),
        ("graph=http://%5B", ""),
    ],
)
def test_a_request_that_names_no_one_graph_is_refused(
    client: FlaskClient, query: str, detail: str
) -> None:
    answer = client.get(f"/graph-store?{query}")
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["detail"].startswith(detail)


@pytest.mark.parametrize(
    "graph", ["https://example.org/", f"{BASE}id/issue/ghost-work", f"{GHOST_WORK}#", "file:///etc"]
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_graph_that_is_not_there_is_not_found(
    client: FlaskClient, graph: str, method: str
) -> None:
    answer = getattr(client, method)("/graph-store", query_string={"graph": graph})
    assert answer.status_code == 404


@pytest.mark.parametrize("query", ["default", f"graph={RELATED}"])
def test_a_format_that_is_not_there_is_refused(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/graph-store?{query}", headers={"Accept": "image/png"})
    assert answer.status_code == 406


@pytest.mark.parametrize("query", ["", "?default", f"?graph={RELATED}"])
@pytest.mark.parametrize("method", ["put", "post", "delete", "patch"])
def test_nothing_is_written(client: FlaskClient, query: str, method: str) -> None:
    turtle = {"Content-Type": "text/turtle"}
    answer = getattr(client, method)(f"/graph-store{query}", data="<a:s> <a:p> 1 .", headers=turtle)
    assert answer.status_code == 405
    assert {*answer.headers["Allow"].split(", ")} == {"GET", "HEAD", "OPTIONS"}
