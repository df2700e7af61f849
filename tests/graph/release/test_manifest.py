"""Manifest of a release: what has another shape, or leads out of the release, is refused."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.release.manifest import read_manifest
from graph.release.release import Release
from ontology import Unavailable

SUM = "0" * 64
WHOLE: dict[str, Any] = {
    "name": "a",
    "counts": {"classes": {}},
    "project": {},
    "parts": [],
    "files": {"store/CURRENT": {"bytes": 1, "sha256": SUM}},
}


def said(folder: Path, manifest: object) -> str:
    path = folder / "manifest.json"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(Unavailable) as refused:
        read_manifest(path)
    return str(refused.value).removeprefix(f"{path}: ").partition(": copy the release again")[0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name": 7}, "'name' is not text"),
        ({"version": None}, "'version' is not text"),
        ({"counts": []}, "'counts' is not an object"),
        ({"counts": {"classes": 1}}, "'counts' has no object of 'classes'"),
        ({"project": ["a"]}, "'project' is not an object"),
        ({"parts": {}}, "'parts' is not an array"),
        ({"files": ["a"]}, "'files' is not an object"),
        ({"files": {"a": 1}}, "files: 'a' is not an object with 'bytes' and 'sha256'"),
        (
            {"files": {"a": {"bytes": "1", "sha256": SUM}}},
            "files: 'a' is not an object with 'bytes' and 'sha256'",
        ),
        ({"files": {"a": {"bytes": 1}}}, "files: 'a' is not an object with 'bytes' and 'sha256'"),
        ({"files": {"../a": {"bytes": 1, "sha256": SUM}}}, "files: '../a' is no path below it"),
        ({"files": {"/etc/a": {"bytes": 1, "sha256": SUM}}}, "files: '/etc/a' is no path below it"),
    ],
)
def test_a_value_of_another_shape_is_named(
    tmp_path: Path, change: dict[str, Any], problem: str
) -> None:
    assert said(tmp_path, WHOLE | change) == problem


def test_a_manifest_without_a_name_is_refused(tmp_path: Path) -> None:
    assert said(tmp_path, {}) == "has no 'name'"


def test_a_whole_manifest_is_read(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(WHOLE), encoding="utf-8")
    assert read_manifest(tmp_path / "manifest.json") == WHOLE


def test_the_manifest_of_a_build_is_read(release: Release) -> None:
    assert read_manifest(release.folder / "manifest.json") == release.manifest


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(key=st.sampled_from([*WHOLE, "degrees", "inputs"]), value=VALUES)
def test_any_value_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: object
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-manifest.json"
    path.write_text(json.dumps(WHOLE | {key: value}), encoding="utf-8")
    with suppress(Unavailable):
        assert read_manifest(path)[key] == value
