"""The gate validates what a reader downloads: its report is that of pySHACL on the download."""

import csv
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

from graph.build.build import build
from graph.build.inputs import Plan
from graph.importing import SOURCES, run
from graph.release.release import Release
from shapes.validation import Report, validate_plainly
from tests.graph.importing import DATA, real, write_sheet

SHEET = DATA / "aiaaic" / "aiaaic_incidents_2026-05_clean.csv"
ROWS = 60


def plain_report(release: Release) -> Report:
    data = rdflib.Graph().parse(release.folder / "justicegraph.nt", format="nt")
    return validate_plainly(data)


def published_report(release: Release) -> rdflib.Graph:
    return rdflib.Graph().parse(release.folder / "validation.ttl", format="turtle")


def with_imported_rows(folder: Path) -> Release:
    """Build the curated records with rows of a source, taken at equal distances."""
    with SHEET.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    sheet = write_sheet(folder / "sheet.csv", header, *rows[:: len(rows) // ROWS][:ROWS])
    run(SOURCES["aiaaic"], sheet, folder / "data")
    return build(Plan(folder / "data"))


def test_the_report_of_a_release_is_that_of_pyshacl(release: Release, tmp_path: Path) -> None:
    """Of the curated records alone where the source data are not at ../shared."""
    made = with_imported_rows(tmp_path) if DATA.is_dir() else release
    assert isomorphic(published_report(made), plain_report(made).graph)


@pytest.mark.long
def test_the_report_of_the_curated_release_is_that_of_pyshacl(release: Release) -> None:
    assert isomorphic(published_report(release), plain_report(release).graph)


@pytest.mark.long
@real
def test_the_report_of_the_full_release_is_that_of_pyshacl(tmp_path: Path) -> None:
    run(SOURCES["aiid"], DATA / "aiid", tmp_path / "data")
    run(SOURCES["aiaaic"], SHEET, tmp_path / "data")
    made = build(Plan(tmp_path / "data"))
    assert isomorphic(published_report(made), plain_report(made).graph)
