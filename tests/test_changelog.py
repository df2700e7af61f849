"""The changelog: Keep a Changelog, grouped by the people whom a change concerns."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
AUDIENCES = ["Readers", "Researchers", "Data people", "Publishers", "Operators", "Developers"]
VERSION = re.compile(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2}|unreleased)")
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")


def test_each_version_has_a_number_and_a_date_the_newest_first() -> None:
    headings = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
    matches = [VERSION.fullmatch(heading) for heading in headings]
    assert None not in matches
    numbers = [tuple(map(int, match[1].split("."))) for match in matches if match]
    assert numbers == sorted(numbers, reverse=True)
    assert "unreleased" not in [match[2] for match in matches[1:] if match]


def test_the_groups_of_a_version_are_the_audiences_in_order() -> None:
    for version in TEXT.split("\n## ")[1:]:
        groups = re.findall(r"^### (.+)$", version, re.MULTILINE)
        assert groups == [name for name in AUDIENCES if name in groups]


def test_each_entry_begins_with_the_kind_of_change() -> None:
    entries = re.findall(r"^- (.+)$", TEXT, re.MULTILINE)
    starts = tuple(f"{kind}: " for kind in KINDS)
    assert [entry for entry in entries if not entry.startswith(starts)] == []


def test_the_newest_version_is_that_of_the_package_and_of_its_citation() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = VERSION.search(TEXT)
    assert newest
    assert newest[1] == project["version"] == citation["version"]
