"""The Content-Type of every page and list, by one rule."""

import ast
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import server
from server.web.formats import ATOM, CSV, HTML, JSON, SVG, content_type

FORMATS = (ATOM, CSV, HTML, JSON, SVG)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/charts/areas-by-year.csv", "text/csv; charset=utf-8"),
        ("/charts/areas-by-year.json", "application/json"),
        ("/charts/areas-by-year.svg", "image/svg+xml"),
        ("/compare.csv?is=Amazon", "text/csv; charset=utf-8"),
        ("/compare.json?is=Amazon", "application/json"),
        ("/explore.csv", "text/csv; charset=utf-8"),
        ("/explore.json", "application/json"),
        ("/explore.svg", "image/svg+xml"),
        ("/feeds/new.atom", "application/atom+xml"),
        ("/id/issue/ghost-work/related.csv", "text/csv; charset=utf-8"),
        ("/id/issue/ghost-work/related.json", "application/json"),
        ("/openapi.json", "application/json"),
        ("/places.csv", "text/csv; charset=utf-8"),
        ("/places.json", "application/json"),
        ("/search.atom", "application/atom+xml"),
        ("/search.csv", "text/csv; charset=utf-8"),
        ("/search.json", "application/json"),
    ],
)
def test_a_format_has_the_same_content_type_at_every_address(
    client: FlaskClient, address: str, expected: str
) -> None:
    with client.get(address) as answer:
        assert (answer.status_code, answer.content_type) == (200, expected)


def test_a_text_type_alone_gets_a_charset() -> None:
    assert [content_type(one.media_type) for one in FORMATS] == [
        "application/atom+xml",
        "text/csv; charset=utf-8",
        "text/html; charset=utf-8",
        "application/json",
        "image/svg+xml",
    ]


def test_a_format_of_pages_is_defined_once() -> None:
    (folder,) = server.__path__
    again = [
        f"{path.name}:{node.lineno}"
        for path in sorted(Path(folder).rglob("*.py"))
        if path.name != "formats.py" or path.parent.name != "web"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Format"
        and ast.literal_eval(node.args[0]) in {one.name for one in FORMATS}
    ]
    assert again == []
