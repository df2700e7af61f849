"""Tests of the importers: made-up rows everywhere, the real files where they are at ../shared."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).parents[4] / "shared" / "data"
SEEDS = DATA.parent / "seeds"
real = pytest.mark.skipif(not DATA.is_dir(), reason="the source data are not at ../shared")


def write_sheet(path: Path, header: list[str], *rows: list[str]) -> Path:
    """Write a made-up sheet, with the line ends that spreadsheets write."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path
