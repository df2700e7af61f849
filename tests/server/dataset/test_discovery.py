"""What leads programs to the data: found, in every format the same, and dereferenceable."""

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.engine.oxigraph import Store
from graph.metadata.dataset import DESCRIPTION
from graph.rdf.formats import GRAPH_CODECS, GRAPH_FORMATS, Format
from graph.rdf.quads import Quad
from graph.release.release import Release
from ontology import BASE

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def name(format_: Format) -> str:
    return format_.name


def triples(written: bytes, format_: Format) -> set[str]:
    return {str(one) for one in ox.parse(written, format=GRAPH_CODECS[format_.name])}


@pytest.fixture(scope="module")
def void(release: Release) -> set[str]:
    return triples((release.folder / "void.ttl").read_bytes(), GRAPH_FORMATS[0])


@pytest.fixture(scope="module")
def described(quads: list[Quad]) -> set[str]:
    return {" ".join(quad[1:]) for quad in quads if quad[0] == f"<{BASE}{DESCRIPTION}>"}


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=name)
@pytest.mark.parametrize("path", ["/.well-known/void", "/release/{name}"])
def test_the_description_of_a_release_is_the_same_graph_in_each_format(
    client: FlaskClient, release: Release, void: set[str], path: str, format_: Format
) -> None:
    address = path.format(name=release.name)
    answer = client.get(address, headers={"Accept": format_.media_type})
    assert (answer.status_code, answer.mimetype) == (200, format_.media_type)
    assert triples(answer.data, format_) == void
    assert client.get(f"{address}?format={format_.name}").data == answer.data


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=name)
def test_a_release_is_described_by_suffix(
    client: FlaskClient, release: Release, void: set[str], format_: Format
) -> None:
    answer = client.get(f"/release/{release.name}.{format_.name}", headers={"Accept": "text/html"})
    assert (answer.mimetype, triples(answer.data, format_)) == (format_.media_type, void)


@pytest.mark.parametrize(
    "accept", ["", "*/*", "text/html, */*;q=0.8", "text/turtle;q=0.4, text/html"]
)
def test_who_wants_nothing_else_gets_turtle(
    client: FlaskClient, release: Release, accept: str
) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": accept})
    assert answer.content_type == "text/turtle; charset=utf-8"
    assert answer.data == (release.folder / "void.ttl").read_bytes()
    assert "Accept" in answer.vary


@pytest.mark.parametrize("path", ["/.well-known/void", "/dataset", "/dataset.nt"])
def test_a_head_has_the_headers_alone(client: FlaskClient, path: str) -> None:
    head, whole = client.head(path), client.get(path)
    assert (head.status_code, head.data) == (200, b"")
    assert head.content_type == whole.content_type
    assert head.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize("path", ["/.well-known/void", "/dataset", "/release/{name}"])
def test_a_format_that_is_not_there_is_refused_with_those_that_are(
    client: FlaskClient, release: Release, path: str
) -> None:
    answer = client.get(path.format(name=release.name), headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "ttl (text/turtle)" in answer.text


@pytest.mark.parametrize(
    "path", ["/release/none", "/release/none.ttl", "/dataset.csv", "/datasets"]
)
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["put", "post", "delete", "patch"])
@pytest.mark.parametrize("path", ["/.well-known/void", "/dataset"])
def test_a_description_is_for_reading(client: FlaskClient, path: str, method: str) -> None:
    answer = getattr(client, method)(path)
    assert answer.status_code == 405
    assert {*answer.headers["Allow"].split(", ")} == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=name)
def test_the_dataset_is_what_the_store_says_of_it(
    client: FlaskClient, described: set[str], format_: Format
) -> None:
    answer = client.get("/dataset", headers={"Accept": format_.media_type})
    assert (answer.status_code, answer.mimetype) == (200, format_.media_type)
    assert triples(answer.data, format_) == described
    assert answer.headers["Content-Location"] == f"/dataset.{format_.name}"
    assert client.get(f"/dataset.{format_.name}").data == answer.data


def test_people_see_the_dataset_by_its_downloads(client: FlaskClient) -> None:
    answer = client.get("/dataset", headers={"Accept": BROWSER})
    assert answer.mimetype == "text/html"
    assert "<h1>Downloads</h1>" in answer.text
    assert client.get("/dataset.ttl", headers={"Accept": BROWSER}).mimetype == "text/turtle"


def test_whatever_the_description_describes_can_be_read_at_its_address(
    client: FlaskClient, store: Store
) -> None:
    query = "SELECT DISTINCT ?s { GRAPH ?graph { ?s ?p ?o } }"
    rows = store.rows(query, graph=BASE + DESCRIPTION)
    paths = {row["s"].text.partition("#")[0] for row in rows}
    ours = {path.removeprefix(BASE) for path in paths if path.startswith(BASE)}
    assert {"dataset", "sparql", DESCRIPTION, "activity/description", "questions/pay"} <= ours
    status = {
        path: client.get(f"/{path}", headers={"Accept": BROWSER}).status_code for path in ours
    }
    assert status == dict.fromkeys(ours, 200)
