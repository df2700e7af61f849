"""Headers of every page, and how it is kept."""

import gzip
from collections.abc import Callable

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from server.web.etags import FOR_EVER
from server.web.headers import HEADERS, PREFLIGHT, code_version
from server.web.packing import static_version

PAGE = "/id/issue/ghost-work"
PATHS = ["/", PAGE, f"{PAGE}.ttl", "/sparql", "/downloads", "/static/style.css", "/none"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_them(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert [*answer.headers.getlist("Vary")] == ["Accept, Accept-Encoding"]


@pytest.mark.parametrize("path", PATHS)
def test_any_page_may_ask(client: FlaskClient, path: str) -> None:
    answer = client.options(path)
    assert {name: answer.headers.get(name) for name in PREFLIGHT} == PREFLIGHT
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/", PAGE, f"{PAGE}.ttl", "/sparql", "/ontology"])
def test_a_page_has_a_strong_tag_and_is_kept_by_it(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["ETag"]
    assert (first.headers["Cache-Control"], tag[0]) == ("public, no-cache", '"')
    for held in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = client.get(path, headers={"If-None-Match": held})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize(
    "headers",
    [{"Accept": "text/html"}, {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "br"}],
)
def test_another_form_of_a_page_has_another_tag(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    assert client.get(PAGE).headers["ETag"] != client.get(PAGE, headers=headers).headers["ETag"]


def test_a_tag_is_that_of_the_bytes_whatever_the_address(client: FlaskClient) -> None:
    found = [client.get(path) for path in (PAGE, f"{PAGE}?a=b", f"{PAGE}.ttl", "/", "/sparql")]
    found += [
        client.get("/sparql", headers={"Host": f"{name}:8000"}) for name in ("a", "localhost")
    ]
    by_tag = {(one.headers["ETag"], one.data) for one in found}
    assert len({one.headers["ETag"] for one in found}) == len({one.data for one in found})
    assert len(by_tag) == len({tag for tag, _ in by_tag})


@pytest.mark.parametrize(
    ("coding", "decode"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_a_page_is_coded(client: FlaskClient, coding: str, decode: object) -> None:
    assert callable(decode)
    plain, found = client.get(PAGE), client.get(PAGE, headers={"Accept-Encoding": coding})
    assert found.headers["Content-Encoding"] == coding
    assert found.content_length == len(found.data) < len(plain.data)
    assert decode(found.data) == plain.data


@pytest.mark.parametrize("path", ["/healthz", "/none", "/sparql?query=SELECT"])
def test_what_may_change_is_not_kept(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize(
    ("coding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_a_static_file_is_packed_and_has_a_tag_for_each_coding(
    client: FlaskClient, coding: str, decode: Callable[[bytes], bytes]
) -> None:
    with client.get("/static/style.css") as plain:
        body, etag = plain.data, plain.headers["ETag"]
    with client.get("/static/style.css", headers={"Accept-Encoding": coding}) as packed:
        assert packed.headers["Content-Encoding"] == coding
        assert (decode(packed.data), len(packed.data) * 3 < len(body)) == (body, True)
        assert packed.headers["ETag"] != etag
    held = {"Accept-Encoding": coding, "If-None-Match": packed.headers["ETag"]}
    with client.get("/static/style.css", headers=held) as again:
        assert again.status_code == 304
    with client.get("/static/share.png", headers={"Accept-Encoding": coding}) as picture:
        assert "Content-Encoding" not in picture.headers


@pytest.mark.parametrize("path", ["/", "/explore?most=5", "/sparql", "/places", PAGE])
def test_static_files_of_pages_have_a_version_and_are_kept_for_ever(
    client: FlaskClient, path: str
) -> None:
    page = html.document_fromstring(client.get(path, headers={"Accept": "text/html"}).text)
    named = page.xpath("//head/link[@rel='stylesheet' or @rel='icon']/@href | //script/@src")
    assert [
        one for one in named if not one.startswith((f"/static/{static_version()}/", "/parts/"))
    ] == []
    for one in named:
        with client.get(one, headers={"Accept-Encoding": "br"}) as file:
            assert (file.status_code, file.headers["Cache-Control"]) == (200, FOR_EVER)
        held = {"Accept-Encoding": "br", "If-None-Match": file.headers["ETag"]}
        with client.get(one, headers=held) as again:
            assert (again.status_code, again.headers["Cache-Control"]) == (304, FOR_EVER)


@pytest.mark.parametrize("name", ["style.css", "0123456789ab/style.css"])
def test_a_static_file_without_the_version_of_today_is_asked_for_again(
    client: FlaskClient, name: str
) -> None:
    with client.get(f"/static/{name}") as file:
        assert (file.status_code, file.headers["Cache-Control"]) == (200, "no-cache")


def test_the_version_of_the_code_is_one(app: Flask) -> None:
    assert code_version() == code_version()
    assert len(code_version()) == 64
