"""Suggestions while typing: the first hits of the search, and nothing that takes long."""

import pytest
from flask.testing import FlaskClient

from ontology import BadQuery
from server.search import filters


@pytest.mark.parametrize("words", ["w", "wage", "google ling", "Kenya", "ghsot work"])
def test_suggestions_are_the_first_hits_of_the_search(client: FlaskClient, words: str) -> None:
    found = client.get("/suggest", query_string={"q": words}).get_json()
    hits = client.get("/search.json", query_string={"q": words}).get_json()["hits"]
    assert found == [
        {name: hit[name] for name in ("id", "title", "kind", "page")} for hit in hits[:8]
    ]
    assert found


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=xyzzyqwertz"])
def test_what_finds_nothing_suggests_nothing(client: FlaskClient, query: str) -> None:
    assert client.get(f"/suggest?{query}").get_json() == []


def test_an_unknown_parameter_is_refused(client: FlaskClient) -> None:
    assert client.get("/suggest?word=wage").status_code == 400


def test_an_own_field_that_is_no_facet_is_said_to_be_no_filter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = ["https://own.example/o#scansAnHour"]
    monkeypatch.setattr(filters, "own_properties", lambda: own)
    with pytest.raises(BadQuery, match="scansAnHour: this field is no filter of a search"):
        filters.check_names(["q", "scansAnHour"])
