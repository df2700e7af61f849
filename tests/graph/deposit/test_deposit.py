"""A deposit describes itself, names its licences and its DOI, and shows any change of a byte."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from graph.build.build import build
from graph.build.inputs import Plan
from graph.deposit import verify, write_deposit
from graph.release.dois import doi_of, note_doi
from graph.release.release import Release
from ontology import Misuse, NotFound
from scripts.command import main
from server import Settings, create_app
from server.records.citation import cite_release
from tests.conftest import SMALL

DOI = "10.5281/zenodo.1234567"
needs_ssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="there is no OpenSSH here")


@pytest.fixture(scope="module")
def small_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("deposit")
    (folder / "small.yaml").write_text(SMALL.format(slug="an-actor", name="An actor"))
    return build(Plan(folder / "data", (folder / "small.yaml",)))


@pytest.fixture
def deposit(small_release: Release, tmp_path: Path) -> Path:
    write_deposit(small_release, tmp_path / "deposit.zip", DOI)
    return tmp_path / "deposit.zip"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["release", *map(str, words)])


def changed(deposit: Path, name: str, content: bytes | None) -> Path:
    """Return a copy of a deposit in which one file is another, or missing."""
    copy = deposit.with_name("changed.zip")
    with zipfile.ZipFile(deposit) as old, zipfile.ZipFile(copy, "w") as new:
        for one in old.namelist():
            given = content if one == name else old.read(one)
            if given is not None:
                new.writestr(one, given)
    return copy


def test_it_holds_packed_downloads_tables_and_licences_and_no_indexes(deposit: Path) -> None:
    names = {*zipfile.ZipFile(deposit).namelist()}
    assert {
        "CITATION.cff",
        "LICENSE.txt",
        "SHA256SUMS",
        "datacite.json",
        "justicegraph.nq.gz",
        "manifest.json",
        "ro-crate-metadata.json",
        "tables/issues.csv",
        "void.ttl",
    } <= names
    assert [name for name in names if name.endswith((".sqlite", ".npz", ".nq", ".nt"))] == []


def test_its_descriptions_agree(deposit: Path, small_release: Release) -> None:
    archive = zipfile.ZipFile(deposit)
    cited = yaml.safe_load(archive.read("CITATION.cff"))
    datacite = json.loads(archive.read("datacite.json"))
    graph = json.loads(archive.read("ro-crate-metadata.json"))["@graph"]
    root = next(node for node in graph if node["@id"] == "./")
    assert (cited["doi"], datacite["doi"]) == (DOI, DOI)
    assert cited["version"] == datacite["version"] == root["version"] == small_release.name
    assert cited["title"] == datacite["titles"][0]["title"] == root["name"]
    assert datacite["rightsList"][0]["rightsUri"] == root["license"]["@id"]
    assert {one["@id"] for one in root["hasPart"]} | {
        "CITATION.cff",
        "SHA256SUMS",
        "datacite.json",
        "ro-crate-metadata.json",
    } == {*archive.namelist()}


def test_the_same_release_gives_the_same_bytes(small_release: Release, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_deposit(small_release, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_whole_deposit_has_nothing_wrong(deposit: Path) -> None:
    assert [*verify(deposit)] == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("void.ttl", b"other", "void.ttl has another SHA-256 than SHA256SUMS says"),
        ("void.ttl", None, "void.ttl is missing"),
    ],
)
def test_a_change_is_named(deposit: Path, name: str, content: bytes | None, said: str) -> None:
    assert [*verify(changed(deposit, name, content))] == [said]


def test_a_file_that_is_added_is_named(deposit: Path) -> None:
    with zipfile.ZipFile(deposit, "a") as archive:
        archive.writestr("more.txt", "more")
    assert [*verify(deposit)] == ["more.txt is not among the checksums"]


def test_what_is_no_deposit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"no zip")
    done = run("verify", tmp_path / "no.zip")
    assert (done.exit_code, "this is no whole deposit" in done.stderr) == (2, True)


def make_keys(folder: Path) -> None:
    """Make two keys, each with a file that allows it alone."""
    for name in ("mine", "other"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
        public = (folder / f"{name}.pub").read_text()
        (folder / f"{name}.signers").write_text(f"operator@example.org {public}")


@needs_ssh
def test_a_signature_is_that_of_its_signer_alone(small_release: Release, tmp_path: Path) -> None:
    make_keys(tmp_path)
    file, data = tmp_path / "deposit.zip", small_release.folder.parent.parent
    assert run("archive", file, "--data", data, "--key", tmp_path / "mine").exit_code == 0
    by = ("--signer", "operator@example.org", "--signers")
    assert run("verify", file, *by, tmp_path / "mine.signers").stdout == (
        f"{file}: every file has its checksum, signed by operator@example.org\n"
    )
    done = run("verify", file, *by, tmp_path / "other.signers")
    assert (done.exit_code, "is not by operator@example.org" in done.stdout) == (1, True)
    unsigned = changed(file, "SHA256SUMS.sig", None)
    done = run("verify", unsigned, *by, tmp_path / "mine.signers")
    assert (done.exit_code, "the checksums are not signed" in done.stdout) == (1, True)


def test_citations_name_a_doi_once_it_is_known(small_release: Release, tmp_path: Path) -> None:
    data = Path(shutil.copytree(small_release.folder.parent.parent, tmp_path / "d", symlinks=True))
    release = Release(data / "releases" / small_release.name, small_release.manifest)
    assert cite_release(release).url.endswith(f"/release/{release.name}")
    done = run("doi", f"https://doi.org/{DOI}", "--data", data)
    assert done.stdout == f"{release.name}: https://doi.org/{DOI}\n"
    assert doi_of(release) == DOI
    assert cite_release(release).url == f"https://doi.org/{DOI}"


def test_what_is_no_doi_or_no_release_is_refused(small_release: Release) -> None:
    data = small_release.folder.parent.parent
    with pytest.raises(Misuse, match="no DOI"):
        note_doi(data, small_release.name, "doi:zenodo.1")
    with pytest.raises(NotFound):
        note_doi(data, "none", DOI)


@needs_ssh
def test_any_release_and_what_was_downloaded_of_it_is_signed_and_verified(
    small_release: Release, tmp_path: Path
) -> None:
    make_keys(tmp_path)
    data = Path(shutil.copytree(small_release.folder.parent.parent, tmp_path / "d", symlinks=True))
    client = create_app(Settings(data)).test_client()
    address = f"/release/{small_release.name}"
    assert client.get(f"{address}/SHA256SUMS.sig").status_code == 404
    by = ("--signer", "operator@example.org", "--signers", tmp_path / "mine.signers")
    unsigned = run("verify", "current", "--data", data, *by)
    assert unsigned.stdout == "current: SHA256SUMS.sig is missing: the checksums are not signed\n"
    assert run("sign", "--key", tmp_path / "mine", "--data", data).exit_code == 0
    assert run("verify", small_release.name, "--data", data, *by).exit_code == 0
    page = client.get(address, headers={"Accept": "text/html"}).text
    assert f'href="{address}/SHA256SUMS.sig"' in page

    downloaded = tmp_path / "downloaded"
    downloaded.mkdir()
    for name in ("SHA256SUMS", "SHA256SUMS.sig", "void.ttl", "manifest.json"):
        with client.get(f"{address}/{name}") as answer:
            (downloaded / name).write_bytes(answer.data)
    assert run("verify", downloaded, *by, "--ignore-missing").exit_code == 0
    assert "justicegraph.nq is missing" in run("verify", downloaded, *by).stdout
    (downloaded / "void.ttl").write_bytes(b"other")
    said = run("verify", downloaded, *by, "--ignore-missing").stdout
    assert said == f"{downloaded}: void.ttl has another SHA-256 than SHA256SUMS says\n"
    sums = (downloaded / "SHA256SUMS").read_text(encoding="utf-8")
    forged = hashlib.sha256(b"other").hexdigest()
    lines = [f"{forged}  void.ttl" if "void.ttl" in line else line for line in sums.splitlines()]
    (downloaded / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = run("verify", downloaded, *by, "--ignore-missing").stdout
    assert "manifest.json lists other checksums than SHA256SUMS" in said
    assert "SHA256SUMS.sig is not by operator@example.org" in said


def test_a_changed_file_of_a_release_is_named(small_release: Release, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small_release.folder, tmp_path / "copy"))
    assert [*verify(folder)] == []
    (folder / "void.ttl").write_text("other")
    (folder / "more.txt").write_text("more")
    assert [*verify(folder)] == [
        "more.txt is not among the checksums",
        "void.ttl has another SHA-256 than SHA256SUMS says",
    ]


def test_a_signer_is_asked_for_with_keys_only(tmp_path: Path) -> None:
    assert run("verify", tmp_path, "--signer", "operator@example.org").exit_code == 2


@pytest.mark.parametrize("name", ["SHA256SUMS", "manifest.json"])
def test_a_copy_whose_checksums_unpack_to_gigabytes_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "copy.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name_, content in {"SHA256SUMS": b"", name: bytes((16 << 20) + 1)}.items():
            archive.writestr(name_, content)
    with pytest.raises(Misuse, match=f"{name} is longer than 16,777,216 bytes"):
        list(verify(path))
