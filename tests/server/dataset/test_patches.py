"""RDF Patch at an address: between any two kept releases; bounded; never of withdrawn ones."""

import json
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.desk.decided_files import HIDDEN
from graph.release.diff import find_release_data
from graph.release.rdf_patch import apply_patch, read_patch
from server import Settings, create_app
from server.dataset import patches
from tests.server.conftest import Kept


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    return folder


@pytest.fixture
def client(kept: Kept, run: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    client = create_app(Settings(kept.data)).test_client()
    monkeypatch.setattr(patches, "_folder", lambda: run)
    return client


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 2), (2, 0), (1, 1)])
def test_a_patch_makes_the_other_release_to_the_byte(
    client: FlaskClient, kept: Kept, tmp_path: Path, one: int, other: int
) -> None:
    old, new = kept.names[one], kept.names[other]
    with client.get(f"/release/{old}/patch/{new}") as answer:
        assert answer.status_code == 200
        assert answer.mimetype == "application/rdf-patch"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.content_length == len(answer.data)
        path = tmp_path / "changes.rdfp"
        path.write_bytes(answer.data)
        tag = answer.headers["ETag"]
    made = b"".join(apply_patch(find_release_data(old, kept.data), read_patch(path)))
    assert made == find_release_data(new, kept.data).path.read_bytes()
    held = client.get(f"/release/{old}/patch/{new}.rdfp", headers={"If-None-Match": tag})
    assert held.status_code == 304
    head = client.head(f"/release/{old}/patch/{new}")
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", tag)


def test_latest_leads_to_the_current_release(client: FlaskClient, kept: Kept) -> None:
    answer = client.get(f"/release/{kept.names[0]}/patch/latest")
    assert answer.status_code == 307
    assert answer.headers["Location"] == f"/release/{kept.names[0]}/patch/{kept.names[2]}.rdfp"
    assert answer.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("name", ["none", "..", "%2e%2e", ".unfinished-x"])
def test_an_unknown_release_is_not_found(client: FlaskClient, kept: Kept, name: str) -> None:
    first = kept.names[0]
    for path in (f"/release/{name}/patch/{first}", f"/release/{first}/patch/{name}"):
        assert client.get(path).status_code == 404


def test_no_more_patches_are_kept_than_the_bound(
    client: FlaskClient, kept: Kept, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patches, "MOST", 2)
    for one, other in ((0, 1), (0, 2), (1, 2)):
        client.get(f"/release/{kept.names[one]}/patch/{kept.names[other]}").close()
    assert {path.name for path in run.iterdir()} == {
        f"{kept.names[0]}-{kept.names[2]}.rdfp",
        f"{kept.names[1]}-{kept.names[2]}.rdfp",
    }
    monkeypatch.setattr(patches, "LARGEST", 1)
    with client.get(f"/release/{kept.names[2]}/patch/{kept.names[0]}") as answer:
        assert answer.data.endswith(b"TC .\n")
    assert len([*run.iterdir()]) == 1


def test_a_patch_names_nothing_that_was_withdrawn(
    kept: Kept, run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = shutil.copytree(kept.data, tmp_path / "data", symlinks=True)
    monkeypatch.setattr(patches, "_folder", lambda: run)
    client = create_app(Settings(data)).test_client()
    first, second, third = kept.names
    with client.get(f"/release/{first}/patch/{second}") as answer:
        assert b"another-actor" in answer.data
    (data / HIDDEN).parent.mkdir()
    (data / HIDDEN).write_text(json.dumps({"actor/another-actor": "It names a person."}))
    for path in (f"/release/{first}/patch/{second}", f"/release/{second}/patch/{first}"):
        answer = client.get(path)
        assert (answer.status_code, b"another-actor" in answer.data) == (410, False)
    assert [*run.iterdir()] == []
    client.get(f"/release/{second}/patch/{third}").close()
