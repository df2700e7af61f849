"""Kept releases: by a rule, with pins and DOIs; others are removed and answer 410."""

import json
from pathlib import Path

import pytest

from graph.release.dois import note_doi
from graph.release.kept import kept_names, kept_release, release_path
from graph.release.retention import Rule, pin, prune, superfluous, unpin
from ontology import Gone, Misuse, NotFound

DAYS = ["2024-03-01", "2024-12-30", "2025-06-01", "2026-10-02", "2026-10-09", "2026-11-01"]
NAMES = [f"{number:016x}" for number in range(len(DAYS))]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of six releases, of which the last is current."""
    for name, day in zip(NAMES, DAYS, strict=True):
        folder = tmp_path / "releases" / name
        folder.mkdir(parents=True)
        (folder / "justicegraph.nq").write_text("")
        manifest = {"name": name, "modified": day, "files": {}}
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (tmp_path / "current").symlink_to(f"releases/{NAMES[-1]}")
    return tmp_path


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("newest=1", [5]),
        ("newest=2", [4, 5]),
        ("newest=0", [5]),
        ("newest=99", [0, 1, 2, 3, 4, 5]),
        ("newest=1,monthly=2", [4, 5]),
        ("newest=1 monthly=4", [1, 2, 4, 5]),
        ("yearly=3", [1, 2, 5]),
        ("newest=2,monthly=1,yearly=2", [2, 4, 5]),
    ],
)
def test_a_rule_keeps_the_newest_and_the_last_of_each_month_and_year(
    data: Path, rule: str, kept: list[int]
) -> None:
    read = Rule.read(rule)
    assert read
    others = [name for number, name in enumerate(NAMES) if number not in kept]
    assert superfluous(data, read) == others
    assert prune(data, read) == others
    assert kept_names(data) == [NAMES[number] for number in kept]
    assert prune(data, read) == []


@pytest.mark.parametrize("text", ["newest", "newest=-1", "daily=3", "newest=1;yearly=2"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="write it as newest=10"):
        Rule.read(text)


def test_without_a_rule_all_are_kept() -> None:
    assert Rule.read(" ") is None


def test_pinned_releases_and_those_with_a_doi_stay(data: Path) -> None:
    pin(data, NAMES[0])
    pin(data, NAMES[1])
    unpin(data, NAMES[1])
    note_doi(data, NAMES[2], "10.5281/zenodo.1")
    assert prune(data, Rule(newest=1)) == [NAMES[1], NAMES[3], NAMES[4]]
    with pytest.raises(NotFound):
        pin(data, "none")
    with pytest.raises(Gone):
        pin(data, NAMES[1])


def test_a_removed_release_is_gone_and_its_files_too(data: Path) -> None:
    prune(data, Rule(newest=1))
    assert [path.name for path in (data / "releases" / NAMES[0]).iterdir()] == ["withdrawn.json"]
    with pytest.raises(Gone, match="no longer kept here, by the rule"):
        release_path(data, NAMES[0])
    assert kept_release(data, NAMES[-1]).name == NAMES[-1]


@pytest.mark.parametrize("name", ["", "..", ".", "none", "../releases", f"{NAMES[0]}/", "a" * 300])
def test_an_unknown_name_is_never_a_path_and_the_kept_ones_are_named(data: Path, name: str) -> None:
    with pytest.raises(NotFound, match=", ".join(NAMES)) as raised:
        release_path(data, name)
    assert len(str(raised.value)) < 250
