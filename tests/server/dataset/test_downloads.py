"""The files of a release, as they were written."""

import gzip
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.build.build import build
from graph.build.inputs import Plan
from graph.files import checksum
from graph.release.release import Release
from server import Settings, create_app
from tests.conftest import SMALL


def test_every_file_of_the_manifest_can_be_had(client: FlaskClient, release: Release) -> None:
    for name, file in release.manifest["files"].items():
        with client.get(f"/release/{release.name}/{name}") as answer:
            assert (answer.status_code, len(answer.data)) == (200, file["bytes"])
            assert answer.headers["ETag"] == f'"{file["sha256"]}"'


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("justicegraph.ttl", "text/turtle; charset=utf-8"),
        ("justicegraph.jsonld", "application/ld+json"),
        ("justicegraph.nq.gz", "application/gzip"),
        ("exports/network.gexf", "application/xml"),
        ("exports/network.svg", "image/svg+xml"),
    ],
)
def test_a_file_has_its_media_type(
    client: FlaskClient, release: Release, name: str, content_type: str
) -> None:
    with client.head(f"/release/{release.name}/{name}") as answer:
        assert answer.content_type == content_type
        assert "Content-Encoding" not in answer.headers  # so that no client unpacks a .gz unasked


def test_a_part_of_a_file_can_be_had(client: FlaskClient, release: Release) -> None:
    path = f"/release/{release.name}/justicegraph.nt"
    with client.get(path, headers={"Range": "bytes=0-9"}) as answer:
        assert (answer.status_code, len(answer.data)) == (206, 10)


WHOLE = ["items=0-9", "bytes=0-9,20-29", "bytes=0-0,0-0", "bytes=", "bytes=a-b", "bytes=0-9,"]


@pytest.mark.parametrize("wanted", [*WHOLE, f"bytes=-{'9' * 30}", f"bytes=-{'9' * 5000}"])
def test_a_range_of_an_unknown_kind_or_beyond_the_file_gives_all_of_it(
    client: FlaskClient, release: Release, wanted: str
) -> None:
    path = f"/release/{release.name}/void.ttl"
    with client.get(path) as whole, client.get(path, headers={"Range": wanted}) as answer:
        assert (answer.status_code, answer.data) == (200 + 6 * (wanted not in WHOLE), whole.data)


def test_only_get_knows_ranges(client: FlaskClient, release: Release) -> None:
    path = f"/release/{release.name}/void.ttl"
    with client.head(path) as whole, client.head(path, headers={"Range": "bytes=0-9"}) as answer:
        assert (answer.status_code, answer.content_length) == (200, whole.content_length)


@pytest.mark.parametrize(
    ("condition", "status"), [("*", 200), ("{tag}", 200), ("W/{tag}", 412), ('"other"', 412)]
)
def test_other_bytes_than_a_client_means_are_refused_without_them(
    client: FlaskClient, release: Release, condition: str, status: int
) -> None:
    path = f"/release/{release.name}/void.ttl"
    with client.get(path) as whole:
        tag, size = whole.headers["ETag"], len(whole.data)
    with client.get(path, headers={"If-Match": condition.format(tag=tag)}) as answer:
        assert (answer.status_code, len(answer.data) == size) == (status, status == 200)


def test_an_unchanged_file_is_not_sent_again(client: FlaskClient, release: Release) -> None:
    path = f"/release/{release.name}/void.ttl"
    with client.get(path) as first:
        tag = first.headers["ETag"]
    with client.get(path, headers={"If-None-Match": tag}) as second:
        assert (second.status_code, second.data) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/release/none/justicegraph.ttl",
        "/release/../current/justicegraph.ttl",
        "/release/{name}/store/CURRENT",
        "/release/{name}/../../../etc/passwd",
        "/release/{name}/%2e%2e/%2e%2e/.lock",
        "/release/.unfinished-1/justicegraph.ttl",
    ],
)
def test_only_what_a_manifest_lists_is_sent(
    client: FlaskClient, release: Release, path: str
) -> None:
    assert client.get(path.format(name=release.name)).status_code == 404


def test_the_description_is_well_known(client: FlaskClient, release: Release) -> None:
    with client.get("/.well-known/void") as known, client.get(f"/release/{release.name}") as named:
        assert known.data == named.data == (release.folder / "void.ttl").read_bytes()


def test_a_gzip_copy_holds_the_same_bytes(client: FlaskClient, release: Release) -> None:
    with client.get(f"/release/{release.name}/justicegraph.ttl.gz") as answer:
        assert gzip.decompress(answer.data) == (release.folder / "justicegraph.ttl").read_bytes()


def test_the_page_lists_each_file_with_its_checksum(client: FlaskClient, release: Release) -> None:
    page = client.get("/downloads").text
    for name, file in release.manifest["files"].items():
        assert name in page
        assert file["sha256"] in page


def test_the_page_leads_programs_to_what_describes_the_data(client: FlaskClient) -> None:
    page = client.get("/downloads").text
    for path in ("/.well-known/void", "/dataset.ttl", "/graph-store?default"):
        assert f'href="{path}"' in page
        with client.get(path) as answer:
            assert (answer.status_code, answer.mimetype) == (200, "text/turtle")


def test_the_page_states_the_licence_of_each_part(client: FlaskClient, release: Release) -> None:
    page = client.get("/downloads", headers={"Accept": "text/html"}).text
    assert '<h2 id="licences">Licences</h2>' in page
    for part in release.manifest["parts"]:
        assert f"<td>{part['title']}</td>" in page
        assert f'<a href="{part["licence"]}">' in page
    assert "share-alike parts" not in page


def test_the_licences_are_a_file_beside_the_downloads(
    client: FlaskClient, release: Release
) -> None:
    with client.get(f"/release/{release.name}/LICENSE.txt") as answer:
        assert answer.data.decode().startswith(
            "Licence of this release as a whole: https://creativecommons.org/licenses/by/4.0/\n"
        )


def test_templates_of_a_project_are_sent_as_text_to_read(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(SMALL.format(slug="an-actor", name="An actor"))
    folder = build(Plan(tmp_path / "data", (tmp_path / "small.yaml",))).folder
    name, text = "project/templates/base.html", b'{% extends "ours/base.html" %}\n'
    (folder / "project/templates").mkdir(parents=True)
    (folder / name).write_bytes(text)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"][name] = {"bytes": len(text), "sha256": checksum(folder / name)}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    client = create_app(Settings(data=tmp_path / "data")).test_client()
    with client.get(f"/release/{folder.name}/{name}", headers={"Accept": "text/html"}) as answer:
        assert (answer.status_code, answer.data) == (200, text)
        assert answer.content_type == "text/plain; charset=utf-8"
    assert f"/release/{folder.name}/{name}" in client.get("/downloads").text
    spanish = client.get("/es/downloads").text
    assert f'href="/release/{folder.name}/{name}"' in spanish
