"""IRIs of any script: answered, with URIs in the headers."""

import pytest
from flask.testing import FlaskClient

from ontology import BASE
from ontology.namespaces import RDFS_LABEL
from server.records import resource
from server.records.description import Description


def test_an_iri_with_letters_of_any_script_is_answered_with_uris_in_its_headers(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = f"{BASE}id/term/viogén"
    nodes = {term: {RDFS_LABEL: ['"viogén"@en']}}
    monkeypatch.setattr(resource, "describe", lambda *_: Description(term, nodes, {}))
    answer = client.get("/id/term/viogén.nt")
    assert (answer.status_code, answer.text) == (200, f'<{term}> <{RDFS_LABEL}> "viogén"@en .\n')
    assert answer.headers["Content-Location"] == "/id/term/viog%C3%A9n.nt"
    assert answer.headers["Link"].isascii()
    assert f'<{BASE}id/term/viog%C3%A9n>; rel="describes"' in answer.headers["Link"]
