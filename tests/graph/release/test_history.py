"""The history of a data folder: what each release changed, whatever becomes of those before."""

import json
import shutil
from pathlib import Path

import pytest

from graph.build.build import build
from graph.build.inputs import Plan
from graph.release.history import HISTORY, Entry, history
from graph.release.release import Release
from ontology import Unavailable


@pytest.fixture
def releases(tmp_path: Path, small: Path) -> tuple[Path, Release, Release]:
    data = tmp_path / "data"
    first = build(Plan(data, (small,)))
    text = small.read_text(encoding="utf-8")
    small.write_text(text.replace("name: An actor", "name: The actor"), encoding="utf-8")
    return data, first, build(Plan(data, (small,)))


def test_a_release_tells_what_it_changed(releases: tuple[Path, Release, Release]) -> None:
    data, first, second = releases
    before, after = history(data)
    assert before == Entry(first.name, first.manifest["modified"])
    assert (after.name, after.before, after.changes) == (
        second.name,
        first.name,
        f"{first.name}-{second.name}.json",
    )
    assert after.counts["actor"] == {"changed": 1}
    told = json.loads((data / "changes" / after.changes).read_text(encoding="utf-8"))
    assert told["statements"] == {"added": after.added, "removed": after.removed}


def test_the_same_release_is_told_once(
    releases: tuple[Path, Release, Release], small: Path
) -> None:
    data, _, second = releases
    told = (data / HISTORY).read_bytes()
    assert build(Plan(data, (small,))).name == second.name
    assert (data / HISTORY).read_bytes() == told


def test_a_release_that_was_removed_is_told_no_more(
    releases: tuple[Path, Release, Release],
) -> None:
    data, first, second = releases
    shutil.rmtree(first.folder)
    assert [one.name for one in history(data)] == [second.name]


def test_a_build_after_a_broken_release_withdraws_it(tmp_path: Path, small: Path) -> None:
    first = build(Plan(tmp_path, (small,)))
    (first.folder / "justicegraph.nq").unlink()
    small.write_text(small.read_text().replace("An actor", "Another"), encoding="utf-8")
    second = build(Plan(tmp_path, (small,)))
    assert history(tmp_path) == [Entry(second.name, second.manifest["modified"])]
    assert [path.name for path in first.folder.iterdir()] == ["withdrawn.json"]


def test_a_broken_history_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / HISTORY).write_text("[{", encoding="utf-8")
    with pytest.raises(Unavailable, match=r"history\.json: cannot be read: .*: remove it"):
        history(tmp_path)


def test_a_release_says_nothing_of_those_before(
    tmp_path: Path, small: Path, releases: tuple[Path, Release, Release]
) -> None:
    alone = build(Plan(tmp_path / "alone", (small,)))
    assert alone.manifest == releases[2].manifest
