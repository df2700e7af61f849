"""Forms for people who have never seen the site: what they write is read, and pages say it back."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.desk.suggestions import Desk
from tests.server.desk.desk_client import HTML, ISSUE, fill, propose


@pytest.mark.parametrize(
    "written", ["Bogotá", "bogota", "Bogotá, Colombia", "Colombia", "Bogotá, Cundinamarca"]
)
def test_a_city_means_its_country(client: FlaskClient, written: str) -> None:
    page = fill(client, "/contribute/issue", **{**ISSUE, "place.0": written}).text
    assert "It can be sent" in page
    assert "<dd>Colombia</dd>" in page


def test_places_are_offered_and_read_in_each_language(client: FlaskClient) -> None:
    page = client.get("/contribute/issue", headers=HTML).text
    assert '<option value="Kenya">' in page
    assert '<option value="Kenia">' in page
    assert 'name="place.0" value="" autocomplete="off" list="places"' in page
    page = fill(client, "/contribute/issue", **{**ISSUE, "place.0": "Túnez"}).text
    assert "<dd>Tunisia</dd>" in page


@pytest.mark.parametrize("written", ["Santa Nada", "Atlanta, Georgia"])
def test_a_place_that_is_unknown_or_unsure_asks_for_the_country(
    client: FlaskClient, written: str
) -> None:
    page = fill(client, "/contribute/issue", **{**ISSUE, "place.0": written}).text
    told = f"&#39;{written}&#39; is not a place that we know: write the country"
    assert f'<a href="#in-place">Place</a>: {told}' in page
    assert "use the id" not in page


def test_addresses_without_a_scheme_and_days_written_day_first_are_read(
    client: FlaskClient,
) -> None:
    fields = {**ISSUE, "source.url": "example.org/a", "source.published": "14/09/2025"}
    page = fill(client, "/contribute/issue", **fields, date="14.9.2025").text
    assert "It can be sent" in page
    for value in ("https://example.org/a", "2025-09-14"):
        assert f"<dd>{value}</dd>" in page
    page = fill(client, "/contribute/issue", **fields | {"source.published": "5/9/2025"}).text
    assert "Please mend this first" in page


def test_what_is_proposed_is_said_in_labels_and_a_correction_with_what_is_now(
    client: FlaskClient,
) -> None:
    page = fill(client, "/contribute/issue", **ISSUE).text
    assert "<h3>Issue: A toy listens to children</h3>" in page
    assert "<dt>Justice area</dt><dd>Economic Justice</dd>" in page
    assert "<dt>What kind?</dt><dd>It happened at a time</dd>" in page
    assert '<th scope="col">Now</th>' not in page
    page = fill(client, "/id/actor/turkopticon/correct", **{"alias.0": "The Turkopticon"}).text
    assert "<h3>Actor: Turkopticon</h3>" in page
    assert '<th scope="col">Now</th>' in page
    assert "<td>The Turkopticon</td>" in page


def test_a_receipt_says_who_reads_it_what_comes_next_and_what_was_sent(
    client: FlaskClient,
) -> None:
    path = propose(client)
    page = client.get(path, headers=HTML).text
    assert f'href="{path}" data-sent>http://localhost{path}</a>' in page
    assert 'data-copy="receipt-address"' in page
    for text in ("waits for a reviewer", "Nobody can promise by when", "What comes next"):
        assert text in page
    assert "<h1>Your suggestion has arrived</h1>" in page
    assert "<dt>Kind of source</dt><dd>Report</dd>" in page
    assert "Name: Google; Role: Developer; How sure is it? Alleged" in page
    assert "<h3>Issue: A toy listens to children</h3>" in page
    assert "hash" not in page
    assert '<th scope="col">Now</th>' not in page


def test_a_request_for_removal_by_a_name_offers_records_and_its_receipt_names_the_record(
    client: FlaskClient, data: Path
) -> None:
    answer = fill(client, "/remove", "", record="Turkopticon", reason="danger", text="the page")
    assert answer.status_code == 404
    assert "This leads to no record" in answer.text
    assert '<a href="/remove?record=actor/turkopticon">Turkopticon</a>' in answer.text
    assert 'value="danger" checked' in answer.text
    assert ">the page</textarea>" in answer.text
    assert Desk(data).all() == []
    answer = fill(client, "/remove", "", record="/id/actor/turkopticon", reason="danger")
    page = client.get(answer.headers["Location"], headers=HTML).text
    assert "Your request for removal has arrived" in page
    assert '<p class="lead">Turkopticon</p>' in page
    assert "Once it is hidden, its page answers at once that it is gone" in page


def test_roles_that_are_often_meant_come_first_with_a_line_each(client: FlaskClient) -> None:
    page = client.get("/contribute/issue", headers=HTML).text
    (roles,) = re.findall(r'name="involvement\.0\.role".*?</select>', page)
    makes = "makes the AI system, or has it made under its own name"
    assert f'value="developer">Developer: {makes}</option>' in roles
    assert all(": " in label for label in re.findall(r">(\w[^<]*)</option>", roles)[1:])
    assert roles.index("Often meant") < roles.index('"mentioned"') < roles.index("Others")
    assert roles.count('value="developer"') == 1
    assert "who is a party" not in page


def test_messages_are_in_the_language_of_the_page(client: FlaskClient) -> None:
    fields = {"year": "julio", "place.0": "Santa Nada", "source.url": "la biblioteca"}
    page = fill(client, "/es/contribute/issue", **fields).text
    (verdict,) = re.findall(r'<section aria-labelledby="verdict".*?</section>', page, re.DOTALL)
    for english in ("needs a", "is not", "needed", "write ", "did you mean"):
        assert english not in verdict
    assert "escriba un año de cuatro cifras" in verdict
    assert '<a href="#in-place">Lugar</a>: «Santa Nada» no es un lugar' in verdict
    assert "escriba el país" in verdict
