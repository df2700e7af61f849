"""Pages on the site itself: who answers, privacy, help, security.txt, and Web Monetization."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import render_template
from flask.testing import FlaskClient

from graph.release.release import Release
from ontology import OURS, Misuse, Project
from server import Settings, create_app

HTML = {"Accept": "text/html"}
WALLET = "https://wallet.example/justicegraph"


@pytest.fixture(scope="module")
def named(release: Release) -> FlaskClient:
    settings = Settings(
        release.folder.parent.parent,
        contact="desk@example.org",
        operator="A union of <b>data workers</b>",
        about="We keep the record.",
        monetization=WALLET,
    )
    return create_app(settings).test_client()


def test_every_page_leads_to_about_privacy_help_and_removal(client: FlaskClient) -> None:
    for path in ("/", "/id/issue/ghost-work", "/search", "/none"):
        page = client.get(path, headers=HTML).text
        for address in ("/about", "/privacy", "/help", "/contribute", "/remove", "/follow"):
            assert f'href="{address}"' in page, (path, address)


def test_the_operator_and_the_contact_are_named(named: FlaskClient) -> None:
    page = named.get("/about", headers=HTML).text
    assert "A union of &lt;b&gt;data workers&lt;/b&gt;" in page
    assert "We keep the record." in page
    assert 'href="mailto:desk@example.org"' in page


def test_without_a_contact_the_page_says_so(client: FlaskClient) -> None:
    assert "The operator gave no contact" in client.get("/about", headers=HTML).text
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("description", ["", "Wells", "What wells lose."])
def test_a_project_says_of_itself_no_more_than_its_publisher_wrote(
    client: FlaskClient, description: str
) -> None:
    project = Project("Wells", "", description, "Lake Watch")
    with client.application.test_request_context("/about"):
        page = render_template("about.html", ours=OURS.title, databases=[], project=project)
    lead = page.partition('<p class="lead"')[2].partition(">")[2].partition("</p>")[0]
    is_described = description == "What wells lose."
    assert lead == (description if is_described else "These are the records of Wells.")
    for claim in ("harms done", "hidden work", "our own words", "journalists"):
        assert claim not in page


def test_security_txt_has_what_the_standard_asks_for(named: FlaskClient) -> None:
    answer = named.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    ends = datetime.fromisoformat(fields["Expires"])
    assert answer.mimetype == "text/plain"
    assert fields["Contact"] == "mailto:desk@example.org"
    assert datetime.now(UTC) < ends < datetime.now(UTC) + timedelta(days=365)


def test_web_monetization_is_a_setting(named: FlaskClient, client: FlaskClient) -> None:
    page = named.get("/about", headers=HTML)
    assert f'<link rel="monetization" href="{WALLET}">' in page.text
    policy = page.headers["Content-Security-Policy"]
    assert policy.endswith("monetization-src https://wallet.example")
    assert "monetization" not in client.get("/about", headers=HTML).text
    with pytest.raises(Misuse, match="begins with https"):
        Settings(Path(), monetization="$wallet.example")


def test_a_record_says_in_plain_words_where_its_statements_are(client: FlaskClient) -> None:
    page = client.get("/id/issue/ghost-work", headers=HTML).text
    assert ">the data of this record</a>" in page
    assert "its own graph" not in page
