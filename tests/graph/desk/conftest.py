"""A desk in a folder of its own, and suggestions for it."""

from pathlib import Path

import pytest

from graph.desk.suggestions import Desk, New

SOURCE = {
    "id": "court-report",
    "type": "Source",
    "title": "A report of the court",
    "sourceKind": "report",
    "url": "https://example.org/report",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def new(form: str = "form-1", **more: str) -> New:
    return New("new", "A report", {"entries": [SOURCE]}, form, **more)


def correction(year: str = "2018", form: str = "form-2", before: str = "2019") -> New:
    content = {"before": {"year": before}, "changes": {"year": year}}
    return New("correct", "Ghost work", content, form, "issue/ghost-work")
