"""Release pages, the manifest and the checksums of a release, and the way to the latest one."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.release.release import Release

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_a_browser_gets_a_page_and_a_program_gets_rdf(
    client: FlaskClient, release: Release
) -> None:
    path = f"/release/{release.name}"
    page = client.get(path, headers=BROWSER)
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert f"<code>{release.name}</code>" in page.text
    assert client.get(path).mimetype == "text/turtle"


def test_the_page_holds_the_release_as_a_dataset(client: FlaskClient, release: Release) -> None:
    page = client.get(f"/release/{release.name}", headers=BROWSER).text
    (found,) = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)
    dataset = json.loads(found)
    assert (dataset["@type"], dataset["version"]) == ("Dataset", release.name)
    assert dataset["url"].endswith(f"release/{release.name}")


@pytest.mark.parametrize("file", ["", "/tables/issues.csv", "/manifest.json", "/SHA256SUMS"])
def test_latest_leads_to_the_release_that_is_served(
    client: FlaskClient, release: Release, file: str
) -> None:
    answer = client.get(f"/release/latest{file}")
    assert answer.status_code == 307
    assert answer.headers["Location"] == f"/release/{release.name}{file}"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    with client.get(f"/release/latest{file}", follow_redirects=True) as followed:
        assert followed.status_code == 200


def test_the_manifest_is_sent_as_it_is(client: FlaskClient, release: Release) -> None:
    answer = client.get(f"/release/{release.name}/manifest.json")
    assert (answer.mimetype, answer.json) == ("application/json", release.manifest)


def test_the_checksums_hold_for_the_files(
    client: FlaskClient, release: Release, tmp_path: Path
) -> None:
    sums = tmp_path / "SHA256SUMS"
    sums.write_bytes(client.get(f"/release/{release.name}/SHA256SUMS").data)
    command = ["/usr/bin/sha256sum", "--check", "--quiet", str(sums)]
    assert subprocess.run(command, cwd=release.folder, check=False).returncode == 0
    assert len(sums.read_text(encoding="utf-8").splitlines()) == len(release.manifest["files"])


@pytest.mark.parametrize("file", ["", "/manifest.json", "/SHA256SUMS"])
def test_a_release_that_is_not_there_is_not_found(client: FlaskClient, file: str) -> None:
    assert client.get(f"/release/none{file}", headers=BROWSER).status_code == 404
