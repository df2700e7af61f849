"""diff and patch, as a person uses them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.release.release import Release
from scripts.command import main


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, words)])


@pytest.fixture
def less(release: Release, tmp_path: Path) -> Path:
    """The N-Quads of the release without one issue."""
    lines = (release.folder / "justicegraph.nq").read_bytes().splitlines(keepends=True)
    path = tmp_path / "less.nq"
    path.write_bytes(b"".join(line for line in lines if b"issue/ghost-work>" not in line))
    return path


def test_a_new_issue_is_told_in_words_and_as_json(release: Release, less: Path) -> None:
    data = release.folder.parent.parent
    text = run("diff", less, "current", "--data", data).stdout
    assert "\nadded issue/ghost-work\n" in text
    told = json.loads(run("diff", less, release.name, "--data", data, "--format", "json").stdout)
    assert told["new"] == release.name
    assert told["counts"]["issue"]["added"] == 1
    assert {"record": "issue/ghost-work", "change": "added", "fields": []}.items() <= next(
        one for one in told["records"] if one["change"] == "added" and "ghost" in one["iri"]
    ).items()


def test_a_patch_is_applied_back_to_the_same_bytes(
    release: Release, less: Path, tmp_path: Path
) -> None:
    whole, made = release.folder / "justicegraph.nq", tmp_path / "made.nq"
    patch = run("diff", less, release.folder, "--format", "patch").stdout_bytes
    (tmp_path / "changes.rdfp").write_bytes(patch)
    assert run("patch", less, tmp_path / "changes.rdfp", "--output", made).exit_code == 0
    assert made.read_bytes() == whole.read_bytes()
    assert run("patch", less, tmp_path / "changes.rdfp").stdout_bytes == whole.read_bytes()


def test_a_patch_that_does_not_fit_leaves_no_file(
    release: Release, less: Path, tmp_path: Path
) -> None:
    patch = run("diff", less, release.folder, "--format", "patch").stdout_bytes
    (tmp_path / "changes.rdfp").write_bytes(patch[:-200])
    result = run("patch", less, tmp_path / "changes.rdfp", "--output", tmp_path / "made.nq")
    assert result.exit_code == 1
    assert result.stderr.startswith("justicegraph: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["changes.rdfp", "less.nq"]


def test_a_release_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("diff", "abc", "current", "--data", tmp_path)
    message = f"there is no release 'abc' in {tmp_path}, and no such file; it holds: none"
    assert (result.exit_code, result.stderr) == (1, f"justicegraph: {message}\n")
