"""A name that is withheld now leaves the past: releases, changes, and what is served of them."""

from pathlib import Path

import pytest

from graph.build.build import build
from graph.build.inputs import Plan
from graph.importing import SOURCES, run
from graph.privacy.decisions import Decided, Decision, digest, record_decision
from graph.privacy.past import WithheldNames
from graph.release.history import history
from graph.release.release import Release
from server import Settings, create_app
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiaaic import HEADER, row

TITLE = "Chatbot praises Mary Kowalski again"
NAME = "Mary Kowalski"


def released(folder: Path, small: Path, sheet: Path, decided: Decided, words: str) -> Release:
    """Import and build after a reviewer's decision on the name in the title."""
    decisions = folder / "imports" / "decisions.tsv"
    decisions.parent.mkdir(parents=True, exist_ok=True)
    decisions.unlink(missing_ok=True)
    start = TITLE.index(NAME)
    place = ("aiaaic-7", "title", digest(TITLE), start, start + len(NAME))
    record_decision(decisions, Decision(*place, decided, words, "read", "Ann", "2026-01-01"))
    run(SOURCES["aiaaic"], sheet, folder)
    return build(Plan(folder, (small,)))


@pytest.fixture
def releases(tmp_path: Path, small: Path) -> tuple[Path, Release, Release]:
    sheet = write_sheet(tmp_path / "a.csv", HEADER, row(headline=TITLE))
    data = tmp_path / "data"
    first = released(data, small, sheet, Decided.PUBLIC, "minister")
    assert NAME in (first.folder / "justicegraph.nq").read_text(encoding="utf-8")
    return data, first, released(data, small, sheet, Decided.WITHHELD, "a driver")


def test_a_former_release_that_names_a_withheld_person_is_gone(
    releases: tuple[Path, Release, Release],
) -> None:
    data, first, second = releases
    assert [path.name for path in first.folder.iterdir()] == ["withdrawn.json"]
    assert [(entry.name, entry.before) for entry in history(data)] == [(second.name, "")]
    assert [path for path in data.rglob("*") if path.is_file() and _names(path)] == []


def _names(path: Path) -> bool:
    return "kowalski" in path.read_text(encoding="utf-8", errors="replace").casefold()


def test_it_answers_410_and_no_change_repeats_the_name(
    releases: tuple[Path, Release, Release],
) -> None:
    data, first, second = releases
    client = create_app(Settings(data)).test_client()
    for path in ("", "/justicegraph.nq", "/changes.json"):
        response = client.get(f"/release/{first.name}{path}")
        assert response.status_code == 410
        assert "Kowalski" not in response.text
    assert client.get(f"/release/{second.name}/changes.json").status_code == 404
    assert client.get(f"/release/{second.name}").status_code == 200
    for path in ("/downloads", "/feeds", "/issue/aiaaic-7", "/search?q=chatbot"):
        assert "Kowalski" not in client.get(path).text


def test_names_are_found_in_addresses_too(tmp_path: Path, small: Path) -> None:
    sheet = write_sheet(tmp_path / "a.csv", HEADER, row(headline=f"Robot hurts {NAME} in Ohio"))
    run(SOURCES["aiaaic"], sheet, tmp_path / "data")
    names, quads = WithheldNames(tmp_path / "data"), tmp_path / "a.nq"
    base = "https://w3id.org/justicegraph/id/source/aiaaic-7"
    url = "<https://schema.org/url>"
    for slug, is_in in (("mary-kowalski-hurt", True), ("robot-hurts-person", False)):
        quads.write_text(f"<{base}> {url} <https://example.org/{slug}> <urn:g> .\n")
        assert names.are_in(quads) is is_in
