"""Reading files and folders: what is read, what is refused, and what the machine stands in for."""

import os
from pathlib import Path

import pytest

from graph.reading.files import MAX_BYTES, curated_records, read_records, record_files
from graph.reading.record import Record
from ontology import Unavailable
from shapes import Mark, Problem, Severity

KENYA = "id: kenya\ntype: Country\nname: Kenya\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kenya.yaml").write_text(KENYA, encoding="utf-8")
    return tmp_path


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_one(path: Path) -> Record:
    (record,) = read_records([path])
    return record


def problem(path: Path, message: str, mark: Mark, record: str = "") -> Problem:
    return Problem(Severity.VIOLATION, message, str(path), mark, record)


def test_the_curated_records_are_read_without_a_problem() -> None:
    records = read_records([curated_records()])
    assert [record.problems for record in records if record.problems] == []
    assert {record.kind for record in records} == {
        "actor",
        "issue",
        "organising",
        "place",
        "proceeding",
        "source",
        "system",
        "worker-group",
    }


def test_a_folder_gives_its_yaml_files_and_those_below_sorted(folder: Path) -> None:
    (folder / "below").mkdir()
    for name in ("below/b.yml", "a.yaml", "notes.txt", "c.yaml.orig"):
        write(folder, name, "id: a")
    assert record_files([folder]) == [
        folder / "a.yaml",
        folder / "below/b.yml",
        folder / "kenya.yaml",
    ]


def test_a_file_that_is_named_twice_is_read_once(folder: Path) -> None:
    assert record_files([folder, folder / "kenya.yaml"]) == [folder / "kenya.yaml"]


def test_a_file_that_is_named_is_read_whatever_its_suffix(folder: Path) -> None:
    assert read_one(write(folder, "kenya.txt", KENYA)).slug == "kenya"


def test_an_empty_folder_holds_no_records(tmp_path: Path) -> None:
    assert read_records([tmp_path]) == []


def test_a_path_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "no-such.yaml"
    with pytest.raises(Unavailable) as caught:
        read_records([path])
    assert str(caught.value) == (
        f"{path}: no such file or folder: name a record or a folder of records"
    )


def test_a_folder_that_cannot_be_listed_is_unavailable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(Unavailable) as caught:
        read_records([folder])
    assert str(caught.value) == f"{folder}: cannot be read: Permission denied"


def test_a_path_below_a_closed_folder_is_unavailable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "kenya.yaml"

    def refuse(self: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "stat", refuse)
    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(Unavailable) as caught:
        read_records([path])
    assert str(caught.value) == f"{path}: cannot be read: Permission denied"


def test_a_file_that_cannot_be_read_is_unavailable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Unavailable) as caught:
        read_records([folder])
    assert str(caught.value) == f"{folder / 'kenya.yaml'}: cannot be read: Permission denied"


def test_a_link_that_leads_nowhere_is_unavailable(folder: Path) -> None:
    (folder / "lost.yaml").symlink_to(folder / "no-such.yaml")
    with pytest.raises(Unavailable, match=r"lost\.yaml: cannot be read: No such file"):
        read_records([folder])


def test_a_record_of_50_megabytes_is_refused_without_reading_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.delattr(Path, "read_bytes")
    record = read_one(path)
    message = "is 50,000,000 bytes long; a file of records has at most 1,000,000"
    assert record == Record(str(path), 0, problems=[problem(path, message, Mark("", 0, 1))])


def test_a_file_may_be_as_long_as_the_limit(folder: Path) -> None:
    path = write(folder, "kenya.yaml", KENYA + "#" * (MAX_BYTES - len(KENYA)))
    assert read_one(path).problems == []
    write(folder, "kenya.yaml", KENYA + "#" * (MAX_BYTES - len(KENYA) + 1))
    assert len(read_one(path).problems) == 1


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"", "holds no record", 1),
        (b"# a comment alone\n", "holds no record", 1),
        (b"id: kenya\nname: K\xe9nya\n", "is not UTF-8: save the file as UTF-8", 2),
        ("id: kenya\n".encode("utf-16"), "is not UTF-8: save the file as UTF-8", 1),
        (b"id: kenya\nname: \xed\xa0\x80\n", "is not UTF-8: save the file as UTF-8", 2),
        (b"id: kenya\nname: [,", "is not YAML: did not find expected node content", 2),
        (b"id: kenya\nname: a\x00b", "is not YAML: character U+0000 is not allowed", 2),
        (b"\x89PNG\r\n\x1a\n", "is not UTF-8: save the file as UTF-8", 1),
    ],
)
def test_a_file_that_is_no_record_is_one_problem_with_its_line(
    folder: Path, content: bytes, message: str, line: int
) -> None:
    path = write(folder, "bad.yaml", content)
    assert read_one(path) == Record(
        str(path), line, problems=[problem(path, message, Mark("", line, 1))]
    )


def test_a_byte_order_mark_is_passed_over(folder: Path) -> None:
    record = read_one(write(folder, "kenya.yaml", b"\xef\xbb\xbf" + KENYA.encode()))
    assert (record.slug, record.problems) == ("kenya", [])


def test_line_ends_of_windows_are_line_ends(folder: Path) -> None:
    path = write(folder, "kenya.yaml", KENYA.replace("\n", "\r\n") + "nmae: b\r\n")
    record = read_one(path)
    assert [one.mark for one in record.problems] == [Mark("nmae", 4, 1)]
    assert record.quads[1][3] == '"Kenya"@en'


def test_a_file_of_one_record_is_named_as_its_record(folder: Path) -> None:
    path = write(folder, "uganda.yaml", "# a comment\n" + KENYA)
    message = "the file is named uganda and its record kenya: rename one of them"
    assert read_one(path).problems == [problem(path, message, Mark("id", 2, 1))]


def test_a_file_of_several_records_is_named_as_one_likes(folder: Path) -> None:
    write(folder, "kenya.yaml", f"{KENYA}---\n{KENYA.replace('kenya', 'uganda')}")
    assert [(one.slug, one.line, one.problems) for one in read_records([folder])] == [
        ("kenya", 1, []),
        ("uganda", 5, []),
    ]


def test_a_slug_that_stands_twice_names_where_it_stands_first(folder: Path) -> None:
    path = write(folder, "places.yaml", f"{KENYA}---\n{KENYA}")
    first, second, third = read_records([folder])
    message = f"place/kenya is already in {folder / 'kenya.yaml'}:1: keep one"
    assert first.problems == []
    assert second.problems == [problem(path, message, Mark("id", 1, 1))]
    assert third.problems == [problem(path, message, Mark("id", 5, 1))]


def test_one_slug_may_stand_for_two_kinds(folder: Path) -> None:
    write(folder, "both.yaml", f"{KENYA}---\n{KENYA.replace('Country', 'Person')}")
    (folder / "kenya.yaml").unlink()
    assert [(one.kind, one.problems) for one in read_records([folder])] == [
        ("place", []),
        ("actor", []),
    ]


def test_a_fault_in_one_file_leaves_the_others_read(folder: Path) -> None:
    write(folder, "bad.yaml", "a: [")
    assert [(one.slug, len(one.problems)) for one in read_records([folder])] == [
        ("", 1),
        ("kenya", 0),
    ]


def test_what_stands_before_a_fault_of_yaml_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path, "two.yaml", KENYA + "---\nid: [\n")
    kept, broken = read_records([path])
    assert (kept.slug, kept.problems) == ("kenya", [])
    assert [found.mark.line for found in broken.problems] == [6]


def test_what_is_no_file_is_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    assert record_files([folder]) == [folder / "kenya.yaml"]
