"""Corrections on pages: when, what and why, and nobody is named."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.build.build import build
from graph.build.inputs import Plan
from graph.desk.corrections import correction_remark
from graph.desk.decided_files import RECORDS
from server import Settings, create_app
from tests.conftest import SMALL
from tests.server.desk.desk_client import HTML

REMARK = correction_remark(["name"], "Ann Reviewer", "2026-11-29", 3, "The court <says> so.")
SAID = (
    "Corrected on 2026-11-29 by the editors, on the suggestion of a reader, in: name.",
    "Because: The court &lt;says&gt; so.",
)


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of a small release, in which an actor was corrected."""
    data = tmp_path_factory.mktemp("corrected")
    text = SMALL.format(slug="an-actor", name="An actor")
    records = data / "small.yaml"
    records.write_text(text, encoding="utf-8")
    path: Path = data / RECORDS / "actor" / "an-actor.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(f"# {REMARK}\n{text.partition('---')[0]}", encoding="utf-8")
    build(Plan(data, (records,)))
    return create_app(Settings(data)).test_client()


@pytest.mark.parametrize("path", ["/id/actor/an-actor", "/id/actor/an-actor/history"])
def test_a_page_says_when_and_why_its_record_was_corrected(
    corrected: FlaskClient, path: str
) -> None:
    page = corrected.get(path, headers=HTML).text
    assert [text for text in SAID if text not in page] == []
    assert "Ann" not in page


def test_a_page_of_a_record_without_corrections_says_nothing_of_them(
    corrected: FlaskClient,
) -> None:
    for path in ("/id/source/a-book", "/id/source/a-book/history"):
        assert "Corrected on" not in corrected.get(path, headers=HTML).text


def test_a_correction_is_an_activity_with_its_own_address(corrected: FlaskClient) -> None:
    page = corrected.get("/activity/correction/actor/an-actor/3", headers=HTML)
    assert page.status_code == 200
    assert "The court &lt;says&gt; so." in page.text
