"""Every IRI of ours in a release is read where it is, and its document speaks of it."""

from collections import defaultdict

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.rdf.quads import Quad
from graph.rdf.terms import REPLACED_BY
from ontology import BASE

ENDPOINT = f"{BASE}sparql"
"""What its own description names by the address at which the client reads it."""

ACCEPT = "text/turtle"
TURTLE = "text/turtle; charset=utf-8"


@pytest.fixture(scope="module")
def documents(quads: list[Quad]) -> dict[str, set[str]]:
    """Return the address of each document, with the IRIs that lead to it."""
    terms = {term[1:-1] for quad in quads for term in quad if term.startswith(f"<{BASE}")}
    found = defaultdict(set)
    for iri in terms:
        found[iri.partition("#")[0]].add(iri.removesuffix("#"))
    return found


def test_every_iri_of_ours_is_described_at_its_address(
    documents: dict[str, set[str]], quads: list[Quad], client: FlaskClient
) -> None:
    moved = {subject[1:-1] for _, subject, predicate, _ in quads if predicate == REPLACED_BY}
    unread, unspoken = [], []
    for document, iris in sorted(documents.items()):
        answer = client.get(f"/{document.removeprefix(BASE)}", headers={"Accept": ACCEPT})
        if answer.status_code != (301 if document in moved else 200):
            unread.append((answer.status_code, document))
        elif answer.content_type == TURTLE and document not in moved and document != ENDPOINT:
            unspoken += sorted(iris - spoken_of(answer.data))
    assert unread == []
    assert unspoken == []


def spoken_of(turtle: bytes) -> set[str]:
    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    return {
        term.value
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode)
    }


def test_there_are_documents_of_every_kind(documents: dict[str, set[str]]) -> None:
    kinds = {document.removeprefix(BASE).partition("/")[0] for document in documents}
    assert {"activity", "concept", "dataset", "graph", "id", "ontology", "questions"} <= kinds
