"""Beginnings: what names no node leads to what it may mean."""

import pytest
from flask.testing import FlaskClient
from lxml import html


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("around=actor/gogle", "/explore?around=actor%2Fgoogle"),
        ("around=issue/gost-work", "/explore?around=issue%2Fghost-work"),
        ("around=place/kenia", "/explore?around=place%2Fkenya"),
        ("around=actr/google", "/explore?around=actor%2Fgoogle"),
        ("chain=actor/opennai", "/explore?chain=actor%2Fopenai"),
        ("chain=system/google-asistant", "/explore?chain=system%2Fgoogle-assistant"),
        (
            "from=actor/gogle&to=actor/amazn&kind=issue",
            "/explore?from=actor%2Fgoogle&to=actor%2Famazon&kind=issue",
        ),
    ],
)
def test_a_misspelt_node_leads_to_the_nearest(client: FlaskClient, query: str, first: str) -> None:
    answer = client.get(f"/explore?{query}")
    links = html.document_fromstring(answer.text).xpath('//*[@class="unclear"]//li/a/@href')
    assert (answer.status_code, links[0]) == (404, first)
    assert {client.get(link).status_code for link in links} == {200}
