"""Evidence at hand of rows and of counts: what their records rest on, told on a page of its own."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

HTML = {"Accept": "text/html"}
LINGUISTS = "google-assistant-subcontracted-linguists"


def told(client: FlaskClient, path: str) -> str:
    """Return what a page of evidence tells, without markup."""
    page = client.get(path, headers=HTML)
    assert page.status_code == 200
    _, _, said = page.text.partition('id="evidence">')
    return " ".join(unescape(re.sub(r"<[^>]+>", "", said)).split())


def test_a_record_tells_its_sources_roles_changes_and_history(client: FlaskClient) -> None:
    path = f"/evidence?of=issue/{LINGUISTS}"
    said = told(client, path)
    assert "Stated by a record." in said
    assert "last changed 20" in said
    assert "theft, CNET, 2019" in said
    assert "Google, client: Reported" in said
    assert f"/id/issue/{LINGUISTS}/history" in client.get(path, headers=HTML).text


def test_a_row_of_an_issue_and_an_actor_tells_the_roles_of_that_actor(client: FlaskClient) -> None:
    said = told(client, f"/evidence?of=issue/{LINGUISTS}&of=actor/google")
    issue, _, actor = said.partition("What changed, from release to release")
    assert "Google, client" in issue
    assert "employer" not in issue
    assert "Google" in actor


def test_a_derived_statement_says_by_which_rule_and_how_certain(client: FlaskClient) -> None:
    said = told(client, "/evidence?of=issue/ghost-work")
    assert ("Derived, not stated" in said) == ("certainty" in said)


def test_a_count_says_who_tells_of_what_it_counts(client: FlaskClient) -> None:
    found = client.get("/search.json?area=economic-justice").get_json()["total"]
    said = told(client, "/evidence/list?area=economic-justice")
    assert f"Counted by us, stated by no source: {found} issues" in said
    assert "Who says so:Curated records" in said


@pytest.mark.parametrize(
    ("path", "status", "offered"),
    [
        ("/evidence?of=actor/gogle", 404, "/evidence?of=actor%2Fgoogle"),
        ("/evidence?of=actor/../google", 404, ""),
        ("/evidence", 400, ""),
        ("/evidence/list?plcae=kenya", 400, "/evidence/list?place=kenya"),
    ],
)
def test_a_misspelt_record_or_filter_offers_the_nearest(
    client: FlaskClient, path: str, status: int, offered: str
) -> None:
    page = client.get(path, headers=HTML)
    assert page.status_code == status
    assert offered in unescape(page.text)
