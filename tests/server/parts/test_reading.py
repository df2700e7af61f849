"""How the bundled parts are read: for ever, as the build coded them, and no file besides."""

from pathlib import Path

import brotli
import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from server import has_parts, parts

ENTRIES = sorted(path.name for path in (parts.FOLDER.parent / "entries").iterdir())
bundled = pytest.mark.skipif(not has_parts(), reason="this install could not fetch the parts")


def address(app: Flask, name: str) -> str:
    with app.test_request_context("/"):
        return render_template_string(f"{{{{ part('{name}') }}}}")


@bundled
@pytest.mark.parametrize("name", ENTRIES)
def test_each_entry_is_a_script_that_is_kept_for_ever(client: FlaskClient, name: str) -> None:
    path = address(client.application, name)
    with client.get(path) as whole:
        assert whole.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert whole.content_type == "text/javascript; charset=utf-8"
        text, tag = whole.data, whole.headers["ETag"]
    with client.get(path, headers={"Accept-Encoding": "br, zstd"}) as coded:
        assert coded.headers["Content-Encoding"] == "br"
        assert brotli.decompress(coded.data) == text
    with client.get(path, headers={"If-None-Match": tag}) as again:
        assert (again.status_code, again.data) == (304, b"")


@bundled
@pytest.mark.parametrize("name", ["world.json", "licences.txt", "names.json"])
def test_what_has_no_hash_in_its_name_is_asked_for_again(client: FlaskClient, name: str) -> None:
    with client.get(f"/parts/{name}") as first:
        assert first.headers["Cache-Control"] == "public, no-cache"
        tag = first.headers["ETag"]
    assert name not in tag
    with client.get(f"/parts/{name}", headers={"If-None-Match": tag}) as again:
        assert (again.status_code, again.data) == (304, b"")


@bundled
def test_the_licences_of_all_parts_are_there(client: FlaskClient) -> None:
    with client.get("/parts/licences.txt") as licences:
        assert "cytoscape 3.34.4 (MIT)" in licences.get_data(as_text=True)
        assert "esbuild" not in licences.get_data(as_text=True)


@pytest.mark.parametrize("name", ["none.js", "..%2Fpackage.json", "sigma.js", "names.json.br"])
def test_no_other_file_is_a_part(client: FlaskClient, name: str) -> None:
    assert client.get(f"/parts/{name}").status_code == 404


def test_a_part_that_could_not_be_fetched_has_no_address(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "FOLDER", tmp_path)
    parts._names.cache_clear()
    assert (address(app, "sigma.js"), has_parts()) == ("", False)
    parts._names.cache_clear()
