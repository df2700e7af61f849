"""The page of the data model shows every class, with links and examples of the release."""

import html

from flask.testing import FlaskClient

from shapes.model import curie, data_model


def test_the_page_names_every_class_and_property(client: FlaskClient) -> None:
    text = client.get("/ontology/model").text
    things = [one for one in data_model() if not one.scheme]
    names = {curie(each.iri) for one in things for each in one.properties}
    names |= {curie(one.iri) for one in data_model()}
    assert [name for name in sorted(names) if f"<code>{name}</code>" not in text] == []


def test_an_example_leads_to_its_record(client: FlaskClient) -> None:
    text = client.get("/ontology/model").text
    start = text.index('aria-labelledby="Involvement"')
    row = text[text.index("<code>jg:actor</code>", start) :].partition("</tr>")[0]
    path = row.rpartition('<a href="')[2].partition('"')[0]
    assert html.unescape(path).startswith("/id/actor/")
    assert client.get(path).status_code == 200


def test_the_vocabulary_leads_to_it(client: FlaskClient) -> None:
    text = client.get("/ontology", headers={"Accept": "text/html"}).text
    assert '<a href="/ontology/model">' in text
