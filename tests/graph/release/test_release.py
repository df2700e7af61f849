"""A release: its folder is filled apart, made current in one step, and swept when unfinished."""

import errno
import json
from pathlib import Path

import pytest

from graph.files import checksum, write_text
from graph.release.publication import publish, release_folder
from graph.release.release import Release, current_release
from ontology import NotFound, Unavailable


def published(data: Path, name: str, text: str = "a text") -> Release:
    with release_folder(data) as folder:
        write_text(folder / "file.txt", text)
        return publish(data, folder, {"name": name, "text": text})


def left(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "releases").iterdir())


def test_a_published_folder_is_the_current_release(tmp_path: Path) -> None:
    release = published(tmp_path, "first")
    assert release == current_release(tmp_path)
    assert release == Release((tmp_path / "releases" / "first").resolve(), release.manifest)
    assert release.manifest == {"name": "first", "text": "a text"}
    assert (release.name, release.store) == ("first", release.folder / "store")
    assert (release.folder / "file.txt").read_bytes() == b"a text"


def test_an_older_release_stays_beside_a_newer_one(tmp_path: Path) -> None:
    published(tmp_path, "first")
    published(tmp_path, "second")
    assert current_release(tmp_path).name == "second"
    assert left(tmp_path) == ["first", "second"]


def test_a_release_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    published(tmp_path, "first", "old")
    release = published(tmp_path, "first", "new")
    assert (release.folder / "file.txt").read_text() == "new"
    assert left(tmp_path) == ["first"]


def test_a_release_that_is_there_to_the_byte_stays_where_it_is(tmp_path: Path) -> None:
    before = published(tmp_path, "first").folder.stat().st_ino
    assert published(tmp_path, "first").folder.stat().st_ino == before
    assert left(tmp_path) == ["first"]


def test_a_damaged_release_is_replaced_by_a_build_of_the_same(tmp_path: Path) -> None:
    release = published(tmp_path, "first")
    (release.folder / "file.txt").write_text("a tex", encoding="utf-8")
    assert (published(tmp_path, "first").folder / "file.txt").read_text() == "a text"
    assert left(tmp_path) == ["first"]


def test_a_data_folder_can_be_moved(tmp_path: Path) -> None:
    published(tmp_path / "here", "first")
    (tmp_path / "here").rename(tmp_path / "there")
    assert current_release(tmp_path / "there").name == "first"


def _fill_half(folder: Path, error: BaseException) -> None:
    write_text(folder / "file.txt", "half")
    raise error


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), SystemExit(1)])
def test_what_stops_the_filling_leaves_the_current_release_and_no_folder(
    error: BaseException, tmp_path: Path
) -> None:
    published(tmp_path, "first")
    with pytest.raises(type(error)), release_folder(tmp_path) as folder:
        _fill_half(folder, error)
    assert current_release(tmp_path).name == "first"
    assert left(tmp_path) == ["first"]


def test_an_interrupt_as_soon_as_the_folder_is_there_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Path, mode: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "chmod", interrupted)
    with pytest.raises(KeyboardInterrupt), release_folder(tmp_path):
        pass
    assert left(tmp_path) == []


def test_a_full_disk_is_said_to_be_one(tmp_path: Path) -> None:
    published(tmp_path, "first")
    message = f"^{tmp_path}: cannot be written: No space left on device$"
    with pytest.raises(Unavailable, match=message), release_folder(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert left(tmp_path) == ["first"]


def test_what_a_killed_build_left_is_swept_by_the_next(tmp_path: Path) -> None:
    published(tmp_path, "first")
    (tmp_path / "releases" / ".unfinished-abc").mkdir()
    (tmp_path / "releases" / ".unfinished-abc" / "half.nq").write_text("half")
    published(tmp_path, "second")
    assert left(tmp_path) == ["first", "second"]


def test_a_second_build_at_the_same_time_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    message = f"^{tmp_path}: another build is at work here: wait for its end$"
    with release_folder(tmp_path) as folder:
        with pytest.raises(Unavailable, match=message), release_folder(tmp_path):
            pass
        assert publish(tmp_path, folder, {"name": "first"}).name == "first"
    assert published(tmp_path, "second").name == "second"


def test_a_file_in_the_place_of_the_folder_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with (
        pytest.raises(Unavailable, match="data: cannot be written: "),
        release_folder(tmp_path / "data"),
    ):
        pass
    assert (tmp_path / "data").read_text() == "a file"


def test_a_folder_without_a_release_says_what_to_run(tmp_path: Path) -> None:
    message = f"^{tmp_path}: holds no release: run 'justicegraph build --data {tmp_path}'$"
    with pytest.raises(NotFound, match=message):
        current_release(tmp_path)


@pytest.mark.parametrize("method", ["readlink", "read_text"])
def test_a_release_that_the_machine_does_not_let_us_read_is_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    published(tmp_path, "first")
    monkeypatch.setattr(Path, method, refuse)
    message = f"^{tmp_path}: its current release cannot be read: Too many open files$"
    with pytest.raises(Unavailable, match=message):
        current_release(tmp_path)


def test_a_broken_manifest_is_unavailable(tmp_path: Path) -> None:
    release = published(tmp_path, "first")
    (release.folder / "manifest.json").write_text("{")
    with pytest.raises(Unavailable, match=r"releases/first/manifest\.json: cannot be read: "):
        current_release(tmp_path)


def test_a_checksum_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "abc").write_bytes(b"abc")
    # The first example of FIPS 180-2.
    assert checksum(tmp_path / "abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_text_is_written_as_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "é\n\r\n")
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9\n\r\n"


def test_the_manifest_is_readable_json(tmp_path: Path) -> None:
    release = published(tmp_path, "é")
    text = (release.folder / "manifest.json").read_text(encoding="utf-8")
    assert text == '{\n  "name": "é",\n  "text": "a text"\n}\n'
    assert json.loads(text) == release.manifest
