"""Two releases side by side: what differs, as records, and as a patch that gives the same bytes."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.release.changes import DIFFERENCE_FORMATS, Change, difference
from graph.release.diff import ReleaseData, diff_lines, find_release_data, read_lines, release_name
from graph.release.rdf_patch import apply_patch, read_patch, write_patch
from graph.release.release import Release
from ontology import BASE, JG, PREFIXES, BadRecord, NotFound, Unavailable

LINES = st.lists(st.binary(min_size=1, max_size=8).filter(lambda one: b"\n" not in one))
ISSUE = f"{BASE}id/issue/"


def written(path: Path, *lines: str) -> ReleaseData:
    path.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
    return find_release_data(str(path), path.parent)


def stated(subject: str, name: str, value: str) -> str:
    prefix, _, local = name.partition(":")
    return f"<{subject}> <{PREFIXES[prefix]}{local}> {value} <{BASE}graph/g> ."


def typed(slug: str, type_: str) -> str:
    return stated(ISSUE + slug, "rdf:type", f"<{JG}{type_}>")


OLD = [
    typed("kept", "Incident"),
    stated(f"{ISSUE}kept", "dcterms:title", '"Kept"@en'),
    stated(f"{ISSUE}kept#figure", "jg:value", '"1"'),
    typed("gone", "Incident"),
    typed("double", "Hazard"),
    typed("lost", "Hazard"),
    typed("back", "Tombstone"),
    typed("same", "Hazard"),
]
NEW = [
    typed("kept", "SystemicPractice"),
    stated(f"{ISSUE}kept", "dcterms:title", '"Kept on"@en'),
    stated(f"{ISSUE}kept#figure", "jg:value", '"2"'),
    typed("gone", "Tombstone"),
    typed("double", "Tombstone"),
    stated(f"{ISSUE}double", "dcterms:isReplacedBy", f"<{ISSUE}kept>"),
    typed("back", "Incident"),
    typed("fresh", "Incident"),
    typed("same", "Hazard"),
    stated(f"{BASE}dataset", "dcterms:title", '"All"@en'),
]
EXPECTED = (
    Change(f"{ISSUE}fresh", "added"),
    Change(f"{ISSUE}kept", "changed", ("title", "type", "value")),
    Change(f"{ISSUE}double", "merged"),
    Change(f"{ISSUE}lost", "removed"),
    Change(f"{ISSUE}back", "restored"),
    Change(f"{ISSUE}gone", "withdrawn"),
)


@pytest.fixture
def editions(tmp_path: Path) -> tuple[ReleaseData, ReleaseData]:
    return written(tmp_path / "old.nq", *OLD), written(tmp_path / "new.nq", *NEW)


def test_what_happened_to_each_record_is_told(editions: tuple[ReleaseData, ReleaseData]) -> None:
    found = difference(*editions)
    assert found.changes == EXPECTED
    assert (found.added, found.removed) == (9, 7)
    assert found.counts() == {"issue": {change.change: 1 for change in EXPECTED}}


def test_the_difference_is_written_in_words(editions: tuple[ReleaseData, ReleaseData]) -> None:
    old, new = (one.name for one in editions)
    assert DIFFERENCE_FORMATS["text"](difference(*editions)).splitlines() == [
        f"{old} to {new}: 9 statements added, 7 removed",
        "issue: 1 added, 1 changed, 1 restored, 1 withdrawn, 1 merged, 1 removed",
        "added issue/fresh",
        "changed issue/kept: title, type, value",
        "merged issue/double",
        "removed issue/lost",
        "restored issue/back",
        "withdrawn issue/gone",
    ]


def test_a_release_differs_in_nothing_from_itself(release: Release) -> None:
    same = find_release_data(str(release.folder), Path("nowhere"))
    assert (same.name, difference(same, same).changes) == (release.name, ())
    assert same == find_release_data("current", release.folder.parent.parent)
    assert same == find_release_data(release.name, release.folder.parent.parent)
    assert release_name(same.path) == release.name


@given(LINES, LINES)
def test_a_patch_applied_gives_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, old: list[bytes], new: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("patch", numbered=True)
    ends = []
    for name, lines in (("old", old), ("new", new)):
        statements = sorted({b"<a:" + line.hex().encode() + b"> ." for line in lines})
        (folder / name).write_bytes(b"".join(line + b"\n" for line in statements))
        ends.append(find_release_data(str(folder / name), folder))
    before, after = ends
    (folder / "patch").write_bytes(b"".join(write_patch(before, after)))
    made = b"".join(apply_patch(before, read_patch(folder / "patch")))
    assert made == (folder / "new").read_bytes()


@given(st.sets(st.binary(max_size=3)), st.sets(st.binary(max_size=3)))
def test_what_is_removed_and_added_is_what_sets_say(old: set[bytes], new: set[bytes]) -> None:
    found = [*diff_lines(sorted(old), sorted(new))]
    assert {line for change, line in found if change == b"D"} == old - new
    assert {line for change, line in found if change == b"A"} == new - old
    assert [line for _, line in found] == sorted(old ^ new)


def test_a_patch_is_rdf_patch(editions: tuple[ReleaseData, ReleaseData]) -> None:
    old, new = editions
    rows = b"".join(write_patch(old, new)).decode().splitlines()
    assert rows[:3] == [
        f"H id <{BASE}release/{new.name}> .",
        f"H prev <{BASE}release/{old.name}> .",
        "TX .",
    ]
    assert rows[3] == f"A {NEW[-1]}"
    assert rows[-1] == "TC ."


def test_a_patch_for_another_release_is_refused(
    editions: tuple[ReleaseData, ReleaseData], tmp_path: Path
) -> None:
    old, new = editions
    (tmp_path / "patch").write_bytes(b"".join(write_patch(old, new)))
    with pytest.raises(
        BadRecord, match=f"this patch is for release {old.name}, and .* is {new.name}"
    ):
        next(apply_patch(new, read_patch(tmp_path / "patch")))


def test_a_patch_that_lost_a_line_is_found_out(
    editions: tuple[ReleaseData, ReleaseData], tmp_path: Path
) -> None:
    rows = [*write_patch(*editions)]
    (tmp_path / "patch").write_bytes(b"".join([*rows[:4], *rows[5:]]))
    with pytest.raises(BadRecord, match=f"and not {editions[1].name}: it is not whole"):
        [*apply_patch(editions[0], read_patch(tmp_path / "patch"))]


def test_a_patch_of_others_is_read_with_prefixes_and_an_aborted_block(tmp_path: Path) -> None:
    old = written(tmp_path / "old.nq", "<a:1> .", "<a:2> .")
    text = (
        '# by hand\nTX .\nPA "a" "b" .\nA <a:0> .\nTC .\n'
        "TX .\nD <a:1> .\nTA .\nTX .\nD <a:2> .\nA <a:1> .\nTC .\n"
    )
    (tmp_path / "patch").write_text(text, encoding="utf-8")
    made = b"".join(apply_patch(old, read_patch(tmp_path / "patch")))
    assert made == b"<a:0> .\n<a:1> .\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A <a:1> <a:2> <a:3>\n", r"patch:1: a line of a patch ends with ' .'"),
        ("TX .\nX <a:1> .\n", r"patch:2: is no line of an RDF Patch"),
        ("TX .\nA <a:1> .\n", r"patch:2: ends before its last line"),
        ("", r"patch: ends before its last line"),
    ],
)
def test_what_is_no_patch_is_refused_with_its_line(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "patch").write_text(text, encoding="utf-8")
    with pytest.raises(BadRecord, match=message):
        read_patch(tmp_path / "patch")


def test_lines_that_are_not_sorted_are_refused(tmp_path: Path) -> None:
    (tmp_path / "old.nq").write_bytes(b"<b:1> .\n<a:1> .\n")
    with pytest.raises(BadRecord, match=r"old.nq:2: is not sorted N-Quads"):
        [*read_lines(tmp_path / "old.nq")]


def test_a_release_that_is_not_there_is_told_with_those_that_are(release: Release) -> None:
    data = release.folder.parent.parent
    with pytest.raises(NotFound, match=rf"no release 'abc' in .*; it holds: .*{release.name}"):
        find_release_data("abc", data)
    with pytest.raises(NotFound, match="it holds: none"):
        find_release_data("../abc", data / "store")
    with pytest.raises(Unavailable, match="cannot be read"):
        read_patch(data / "no-patch")


def test_the_name_of_a_file_is_the_beginning_of_its_hash(tmp_path: Path) -> None:
    found = written(tmp_path / "a.nq", "<a:1> .")
    assert found.name == hashlib.sha256(b"<a:1> .\n").hexdigest()[:16]


def test_a_line_of_megabytes_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"TX .\nA <" + b"a" * 4_000_000 + b"> .\nTC .\n")
    for read in (read_patch, lambda path: list(read_lines(path))):
        with pytest.raises(BadRecord, match=r"long:2: the line has more than 4,000,000 bytes"):
            read(path)
