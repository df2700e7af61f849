"""The page of withheld names: what a snapshot withholds is decided by a click, once."""

import csv
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import Settings, create_app
from server.desk import names
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiaaic import HEADER, row
from tests.server.desk.conftest import reviewer
from tests.server.desk.desk_client import HTML, hidden_fields

SHARED = Path(__file__).parents[4] / "shared" / "data" / "aiaaic"
PAGE = "/desk/names?source=aiaaic"


@pytest.fixture
def snapshots(tmp_path: Path) -> Path:
    folder = tmp_path / "snapshots"
    folder.mkdir()
    return folder


@pytest.fixture
def app(data: Path, snapshots: Path) -> Flask:
    return create_app(Settings(data, snapshots=str(snapshots)))


def test_a_database_without_a_snapshot_has_no_list(ann: FlaskClient) -> None:
    assert "No snapshots are set" in ann.get("/desk/names", headers=HTML).text
    assert ann.get(PAGE, headers=HTML).status_code == 404


def test_a_withheld_name_is_decided_by_a_click_and_read_once(
    ann: FlaskClient, data: Path, snapshots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = row(headline="Chatbot praises Zzyzx Qwrt"), row("AIAAIC8", headline="Ann Vxqrt sues")
    write_sheet(snapshots / "aiaaic.csv", HEADER, *rows)
    page = ann.get(PAGE, headers=HTML).text
    assert "2 places wait" in page
    assert "Chatbot praises <mark>Zzyzx Qwrt</mark>" in page
    place = {"place": "aiaaic-7:title:16-26", "text": "A private person."}
    fields = {**hidden_fields(page), **place}
    assert ann.post("/desk/names", data={**fields, "do": "withheld"}).status_code == 400
    monkeypatch.setattr(names, "waiting", lambda *_: pytest.fail("the snapshot is read again"))
    decided = {**fields, "do": "withheld", "words": "a driver"}
    assert ann.post("/desk/names", data=decided).status_code == 303
    after = ann.get(PAGE, headers=HTML).text
    assert "1 place waits" in after
    assert "Zzyzx" not in after
    assert ann.post("/desk/names", data=decided).status_code == 404
    kept = (data / "imports" / "decisions.tsv").read_text(encoding="utf-8")
    assert "a driver" in kept
    assert "zzyzx" not in kept.casefold()


def test_another_reviewer_who_sees_an_old_list_decides_nothing_twice(
    ann: FlaskClient, app: Flask, data: Path, snapshots: Path
) -> None:
    write_sheet(snapshots / "aiaaic.csv", HEADER, row(headline="Chatbot praises Zzyzx Qwrt"))
    ben = reviewer(app, data, "Ben")
    pages = [client.get(PAGE, headers=HTML).text for client in (ann, ben)]
    fields = [{**hidden_fields(page), "do": "none", "text": "A product."} for page in pages]
    assert ann.post("/desk/names", data=fields[0]).status_code == 303
    assert ben.post("/desk/names", data=fields[1]).status_code == 404


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not here")
def test_a_name_that_is_new_in_a_real_snapshot_waits_alone(
    ann: FlaskClient, snapshots: Path
) -> None:
    """All else that the snapshot withholds was decided on."""
    text = (SHARED / "aiaaic_incidents_2026-05_clean.csv").read_text(encoding="utf-8")
    rows = [*csv.reader(text.splitlines(keepends=True))]
    place = rows[0].index("headline")
    rows[9][place] = "Robot greets Zzyzx Qwrt"
    with (snapshots / "aiaaic.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    page = ann.get(PAGE, headers=HTML).text
    assert "1 place waits" in page
    assert "Robot greets <mark>Zzyzx Qwrt</mark>" in page
