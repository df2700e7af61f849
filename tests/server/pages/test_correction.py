"""Corrections: checked as the gate does, given back, and never kept."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from graph.reading.files import curated_records
from graph.release.release import Release
from server import Settings, create_app
from server.pages.record_correction import correct, letter, source_of
from shapes import Severity

PATH = "/id/issue/ghost-work/correct"
HTML = {"Accept": "text/html"}
SOURCE = (curated_records() / "issue" / "ghost-work.yaml").read_text(encoding="utf-8")


def sent(client: FlaskClient, record: str, form: str = "page") -> str:
    return client.post(PATH, data={"record": record, "as": form}, headers=HTML).text


def test_the_page_shows_the_source_of_a_curated_record(client: FlaskClient) -> None:
    page = client.get(PATH, headers=HTML).text
    (shown,) = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert unescape(shown) == SOURCE


def test_a_good_change_comes_back_as_a_patch_that_names_the_file(client: FlaskClient) -> None:
    page = sent(client, SOURCE.replace("year: 2019", "year: 2018", 1))
    assert "It can be published as it is" in page
    patch = sent(client, SOURCE.replace("year: 2019", "year: 2018", 1), "patch")
    assert patch.startswith(
        "--- a/graph/records/issue/ghost-work.yaml\n+++ b/graph/records/issue/ghost-work.yaml\n"
    )
    assert "-year: 2019\n+year: 2018\n" in patch


def test_a_bad_change_is_told_with_its_line(client: FlaskClient) -> None:
    line = SOURCE.splitlines().index("justiceArea: economic-justice") + 1
    page = sent(client, SOURCE.replace("justiceArea: economic-justice", "justiceArea: economic"))
    assert "It cannot be published yet" in page
    assert f"line {line}, justiceArea" in page


def test_a_changed_file_is_given_back_as_it_was_sent(client: FlaskClient) -> None:
    changed = SOURCE.replace("\n", "\r\n") + "# a remark\r\n"
    answer = client.post(PATH, data={"record": changed, "as": "file"})
    assert answer.text == SOURCE + "# a remark\n"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ghost-work.yaml"'


def test_an_unchanged_record_is_no_change() -> None:
    found = correct("issue", "ghost-work", SOURCE, SOURCE)
    assert [problem.severity for problem in found.problems] == [Severity.INFO]
    assert (found.patch, found.is_valid) == ("", True)


@pytest.mark.parametrize(
    "record", ["", "a: [", "id: x\ntype: Nothing\n", "- 1\n", "\x00", "a: &a [*a]\n", "&lt;b&gt;"]
)
def test_whatever_is_no_record_is_told_and_not_published(client: FlaskClient, record: str) -> None:
    assert "It cannot be published yet" in sent(client, record)


def test_a_record_cannot_become_another(client: FlaskClient) -> None:
    page = sent(client, SOURCE.replace("id: ghost-work", "id: other-work", 1))
    assert "keep its id and its type" in page


def test_what_is_sent_is_shown_as_text(client: FlaskClient) -> None:
    page = sent(client, "</textarea><script>alert(1)</script>")
    assert "<script>" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page


def test_a_record_is_at_most_so_long(client: FlaskClient) -> None:
    assert client.post(PATH, data={"record": "x" * 64_001}).status_code == 413


@pytest.mark.parametrize("path", ["issue/none", "issue/..", "place/kenya", "source/%2e%2e"])
def test_what_has_no_file_of_its_own_is_not_changed_here(client: FlaskClient, path: str) -> None:
    answer = client.post(f"/id/{path}/correct", data={"record": SOURCE}, headers=HTML)
    assert answer.status_code == 404


def test_what_is_not_there_has_no_page_of_corrections(client: FlaskClient) -> None:
    assert client.get("/id/issue/none/correct", headers=HTML).status_code == 404


def test_a_record_without_a_file_of_its_own_shows_its_fields(client: FlaskClient) -> None:
    page = client.get("/id/place/kenya/correct", headers=HTML).text
    assert "<textarea" not in page
    assert "title: Kenya" in page


def test_no_path_leads_out_of_the_records() -> None:
    assert [source_of("issue", "../actor/google"), source_of("..", "x")] == ["", ""]


def test_a_letter_begins_with_the_change_unless_it_is_long() -> None:
    short = letter("a@example.org", "Pay & time", "urn:pay", "-1\n+2\n")
    assert (
        unquote(short)
        == "mailto:a@example.org?subject=Correction: Pay & time&body=urn:pay\n\n-1\n+2\n"
    )
    assert "attach" in letter("a@example.org", "Pay", "urn:pay", "x" * 2_000)


def test_the_page_names_the_address_of_the_settings(release: Release) -> None:
    settings = Settings(release.folder.parent.parent, contact="a@example.org")
    page = create_app(settings).test_client().get(PATH, headers=HTML).text
    assert 'href="mailto:a@example.org?subject=Correction' in page
