"""Dependencies: licences that go with ours, and locked versions with checksums."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import files, metadata, requires
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COPYLEFT = re.compile(r"\bA?GPL|(?<!lesser )general public|affero", re.IGNORECASE)
HASH = r"    --hash=sha256:[0-9a-f]{64}(?: \\)?\n"
PIN = re.compile(rf"^(\S+)==(\S+)(?: ; [^\\\n]+)? \\\n(?:{HASH})+", re.MULTILINE)


def needed(name: str, extras: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a distribution requires on this platform, with the extras that are asked for."""
    for text in requires(name) or ():
        one = Requirement(text)
        chosen = [{**default_environment(), "extra": extra} for extra in ("", *extras)]
        if one.marker is None or any(one.marker.evaluate(each) for each in chosen):  # type: ignore[arg-type]
            yield canonicalize_name(one.name), frozenset(one.extras)


def closure(name: str) -> set[str]:
    """Return the names of all that a distribution needs to run."""
    seen, waiting = set(), [(name, frozenset[str]())]
    while waiting:
        distribution = waiting.pop()
        if distribution not in seen:
            seen.add(distribution)
            waiting.extend(needed(*distribution))
    return {each for each, _ in seen} - {name}


def permits(expression: str) -> bool:
    """Whether an SPDX licence expression offers a way without the GPL and the AGPL.

    >>> permits("MIT OR GPL-3.0-only"), permits("MIT AND (GPL-2.0-only OR AGPL-3.0-only)")
    (True, False)
    """
    while inner := re.search(r"\(([^()]*)\)", expression):
        result = "MIT" if permits(inner[1]) else "GPL"
        expression = f"{expression[: inner.start()]}{result}{expression[inner.end() :]}"
    ways = re.split(r"\s+OR\s+", expression, flags=re.IGNORECASE)
    return any(not COPYLEFT.search(way) for way in ways)


def is_permitted(package: Mapping[str, Any]) -> bool:
    """Whether a package may be used: by its expression, its classifiers or its licence's name."""
    classifiers = [text.split(" :: ") for text in package.get("classifier", ())]
    names = [parts[-1] for parts in classifiers if parts[0] == "License" and len(parts) > 2]
    if expression := package.get("license_expression"):
        return permits(expression)
    if names:  # several are a choice
        return any(not COPYLEFT.search(name) for name in names)
    text = package.get("license", "")
    return bool(text) and permits(text.partition("\n")[0])


@pytest.mark.parametrize(
    ("expression", "is_allowed"),
    [
        ("MIT", True),
        ("LGPL-3.0-or-later", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("GNU General Public License (GPL)", False),
        ("GNU Affero General Public License v3", False),
        ("Apache-2.0 OR GPL-2.0-only", True),
        ("Apache-2.0 AND GPL-2.0-only", False),
        ("BSD-3-Clause AND (MIT OR GPL-2.0-or-later)", True),
        ("BSD-3-Clause AND (AGPL-3.0-only OR GPL-2.0-or-later)", False),
        ("GPL-2.0-only OR (MIT AND AGPL-3.0-only)", False),
    ],
)
def test_a_licence_is_refused_where_no_way_leads_around_the_gpl(
    expression: str, is_allowed: bool
) -> None:
    assert permits(expression) == is_allowed


def has_mit_text(name: str) -> bool:
    """Whether a package without licence metadata comes with the text of the MIT licence."""
    found = [file for file in files(name) or () if file.name == "LICENSE"]
    return any("Permission is hereby granted, free of charge" in file.read_text() for file in found)


def test_no_runtime_dependency_is_under_the_gpl_alone() -> None:
    names = closure("justicegraph")
    assert {"pyshacl", "rdflib", "owlrl", "numpy", "flask", "werkzeug"} <= names
    unclear = [name for name in sorted(names) if not is_permitted(metadata(name).json)]
    assert [name for name in unclear if not has_mit_text(name)] == []


def locked(name: str) -> dict[str, set[str]]:
    """Return the versions that a lock file pins, by the name of the distribution."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    pins: dict[str, set[str]] = {}
    for pin in PIN.finditer(text):
        pins.setdefault(canonicalize_name(pin[1]), set()).add(pin[2])
    assert sum(map(len, pins.values())) == len(re.findall(r"^\S+==", text, re.MULTILINE)), (
        "a line without a checksum"
    )
    return pins


LOCKS = {
    "run": PROJECT["project"]["dependencies"],
    "test": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["test"],
    ],
    "spark": PROJECT["project"]["optional-dependencies"]["spark"],
    "build": [*PROJECT["build-system"]["requires"], *PROJECT["dependency-groups"]["build"]],
    "node": PROJECT["dependency-groups"]["node"],
}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_all_that_the_project_names_with_checksums(name: str) -> None:
    pins = locked(name)
    for requirement in map(Requirement, LOCKS[name]):
        versions = pins[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_the_lock_of_the_tests_has_the_versions_that_run() -> None:
    tested = locked("test")
    assert {name: tested.get(name) for name in locked("run")} == locked("run")


def test_the_parts_are_bundled_with_the_locked_node() -> None:
    from server.parts.bundling import NODE

    assert PROJECT["dependency-groups"]["node"] == [NODE]


def test_no_lock_names_a_server() -> None:
    files = [path for path in (ROOT / "requirements").iterdir() if "//" in path.read_text()]
    assert files == []
