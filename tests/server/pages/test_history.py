"""The history of a record: what changed in it from release to release."""

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.build.build import build
from graph.build.inputs import Plan
from graph.desk.decided_files import HIDDEN
from server import Settings, create_app

HTML = {"Accept": "text/html"}
RECORD = """id: pay-report
type: Source
title: {title}
sourceKind: report
publishedYear: 2019
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder in which a report was renamed, and another one came and went."""
    folder = tmp_path_factory.mktemp("history")
    records = folder / "records"
    records.mkdir()
    for title, others in (("Pay", ()), ("Pay & <time>", ("hours-report",)), ("Pay & <time>", ())):
        for path in records.glob("*.yaml"):
            path.unlink()
        (records / "pay-report.yaml").write_text(RECORD.format(title=title), encoding="utf-8")
        for name in others:
            text = RECORD.format(title="Hours").replace("pay-report", name)
            (records / f"{name}.yaml").write_text(text, encoding="utf-8")
        build(Plan(folder / "data", (records,)))
    return folder / "data"


@pytest.fixture
def told(data: Path) -> FlaskClient:
    return create_app(Settings(data)).test_client()


SAME = "In 1 release that this server holds nothing changed in it."


def parts(page: str) -> list[str]:
    """Return what a page says of each release, the newest first."""
    return [part.partition("</section>")[0] for part in page.split('<section class="release"')[1:]]


def test_a_change_is_told_in_the_release_that_brought_it(told: FlaskClient) -> None:
    page = told.get("/id/source/pay-report/history", headers=HTML).text
    changed, first = parts(page)
    assert SAME in page
    assert changed.index("New") < changed.index("Pay &amp; &lt;time&gt;") < changed.index("Gone")
    assert "the oldest that is held" in first


def test_what_came_and_went_is_told(told: FlaskClient) -> None:
    newest, middle = parts(told.get("/id/source/hours-report/history", headers=HTML).text)
    assert "It is no longer in this release." in newest
    assert "It is new in this release." in middle


PAPER = """id: hours-paper
type: Organization
name: Hours Paper
kind: media
source: pay-report
"""


def test_a_record_that_is_gone_is_named_without_a_link(tmp_path: Path) -> None:
    report, paper = (
        tmp_path / "records" / f"{name}.yaml" for name in ("pay-report", "hours-paper")
    )
    report.parent.mkdir()
    text = RECORD.format(title="Pay")
    report.write_text(f"{text}publisher: hours-paper\n", encoding="utf-8")
    paper.write_text(PAPER, encoding="utf-8")
    build(Plan(tmp_path / "data", (report.parent,)))
    report.write_text(text, encoding="utf-8")
    paper.unlink()
    build(Plan(tmp_path / "data", (report.parent,)))
    client = create_app(Settings(tmp_path / "data")).test_client()
    newest, _ = parts(client.get("/id/source/pay-report/history", headers=HTML).text)
    assert "hours-paper" in newest.partition("Gone")[2]
    assert 'href="/id/actor/hours-paper"' not in newest


def test_what_no_release_has_is_not_found(told: FlaskClient) -> None:
    assert told.get("/id/source/none/history", headers=HTML).status_code == 404


def test_unfinished_releases_are_none(data: Path, told: FlaskClient) -> None:
    (data / "releases" / ".unfinished-x").mkdir()
    (data / "releases" / "half-removed").mkdir()
    page = told.get("/id/source/pay-report/history", headers=HTML).text
    newest = (data / "current").readlink().name
    assert (len(parts(page)), any(newest in one for one in parts(page))) == (2, False)
    assert SAME in page


def test_a_release_that_holds_what_was_withdrawn_since_is_not_compared(
    data: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(data, tmp_path / "data", symlinks=True))
    client = create_app(Settings(copy)).test_client()
    before = client.get("/id/source/pay-report/history", headers=HTML).text
    assert len(parts(before)) == 2
    (copy / HIDDEN).parent.mkdir()
    (copy / HIDDEN).write_text('{"source/hours-report": "It names a person."}')
    after = client.get("/id/source/pay-report/history", headers=HTML).text
    assert [SAME in one for one in (before, after)] == [True, False]
