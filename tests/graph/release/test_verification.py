"""A release whose files are not those of its manifest is found, and not served."""

import shutil
from pathlib import Path

import pytest

from graph.engine.oxigraph import Store
from graph.release.release import Release, read_release
from graph.release.verification import check_sizes, wrong_files
from ontology import Unavailable

FILE = "justicegraph.nq"


@pytest.fixture
def copy(release: Release, tmp_path: Path) -> Release:
    shutil.copytree(release.folder, tmp_path / "releases" / release.name)
    return read_release(tmp_path, release.name)


def test_a_whole_release_has_nothing_wrong(copy: Release) -> None:
    check_sizes(copy)
    assert [*wrong_files(copy, checksums=True)] == []


def test_a_file_that_was_cut_is_found_by_its_size(copy: Release) -> None:
    path = copy.folder / FILE
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(Unavailable) as raised:
        check_sizes(copy)
    assert str(raised.value) == (
        f"release {copy.name}: {FILE} has 1,000 bytes instead of {size:,}: copy it again, or "
        "build with --force, and see 'justicegraph doctor'"
    )


def test_a_file_that_is_missing_is_found(copy: Release) -> None:
    (copy.folder / FILE).unlink()
    assert [*wrong_files(copy, checksums=False)] == [f"{FILE} is missing"]


def test_a_changed_byte_is_found_by_its_checksum_alone(copy: Release) -> None:
    path = copy.folder / FILE
    path.write_bytes(b"X" + path.read_bytes()[1:])
    check_sizes(copy)
    assert [*wrong_files(copy, checksums=True)] == [
        f"{FILE} has another SHA-256 than manifest.json says"
    ]


@pytest.mark.parametrize("name", ["search.sqlite", "names.sqlite", "explore.sqlite"])
def test_files_of_engines_are_compared_too(name: str, copy: Release) -> None:
    path = copy.folder / name
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert [*wrong_files(copy, checksums=True)] == [
        f"{name} has another SHA-256 than engine-files.json says"
    ]
    path.write_bytes(whole[:-1])
    assert [*wrong_files(copy, checksums=False)] == [
        f"{name} has {len(whole) - 1:,} bytes instead of {len(whole):,}"
    ]


def test_a_store_is_compared_unless_it_was_made_again(copy: Release) -> None:
    (table, *_) = sorted(copy.store.glob("*.sst"))
    table.unlink()
    assert [*wrong_files(copy, checksums=False)] == [f"store/{table.name} is missing"]
    shutil.rmtree(copy.store)
    Store.write(copy.folder / FILE, copy.store)
    assert [*wrong_files(copy, checksums=True)] == []


def test_opening_a_release_changes_none_of_its_files(copy: Release) -> None:
    assert Store.open(copy.store).rows("SELECT * { ?s a jg:Hazard } LIMIT 1")
    assert [*wrong_files(copy, checksums=True)] == []


def test_a_release_of_an_earlier_version_lists_no_files_of_engines(copy: Release) -> None:
    (copy.folder / "engine-files.json").unlink()
    assert [*wrong_files(copy, checksums=True)] == []
