"""The lock of the front-end parts: exact, verifiable, of no registry in particular."""

import json
from pathlib import Path
from typing import Any

PARTS = Path(__file__).parents[3] / "server" / "parts"


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PARTS / name).read_text(encoding="utf-8"))
    return found


def locked() -> dict[str, Any]:
    return {path: one for path, one in read("package-lock.json")["packages"].items() if path}


def test_it_names_no_host_to_fetch_from() -> None:
    assert [path for path, one in locked().items() if "resolved" in one] == []


def test_each_package_is_verified_by_its_hash() -> None:
    assert [path for path, one in locked().items() if "integrity" not in one] == []


def test_it_holds_the_very_versions_that_we_name() -> None:
    package = read("package.json")
    named = {**package["dependencies"], **package["devDependencies"]}
    versions = {
        path.removeprefix("node_modules/"): one["version"] for path, one in locked().items()
    }
    assert {name: versions.get(name) for name in named} == named
