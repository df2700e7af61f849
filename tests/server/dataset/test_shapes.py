"""The shapes and the context are read where a SHACL or JSON-LD tool looks for them."""

from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.rdf.formats import GRAPH_CODECS, GRAPH_FORMATS, Format
from shapes import shape_graph


def canonical(triples: Iterable[ox.Quad]) -> set[str]:
    dataset = ox.Dataset(triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
def test_the_served_shapes_are_those_of_the_gate(client: FlaskClient, format_: Format) -> None:
    response = client.get("/shapes", headers={"Accept": format_.media_type})
    assert response.headers["Content-Location"] == f"/shapes.{format_.name}"
    assert response.data == client.get(f"/shapes.{format_.name}").data
    own = shape_graph.__wrapped__().serialize(format="nt", encoding="utf-8")
    assert canonical(ox.parse(response.data, format=GRAPH_CODECS[format_.name])) == canonical(
        ox.parse(own, format=ox.RdfFormat.N_TRIPLES)
    )


def test_a_browser_is_led_from_the_shapes_to_the_data_model(
    client: FlaskClient,
) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    response = client.get("/shapes", headers=browser)
    assert (response.status_code, response.location) == (303, "/ontology/model")
    assert "Accept" in response.vary
    named = client.get("/shapes.ttl", headers=browser)
    assert (named.status_code, named.mimetype) == (200, "text/turtle")


def test_shapes_in_an_unknown_format_are_not_found(client: FlaskClient) -> None:
    assert client.get("/shapes.docx").status_code == 404


def test_the_context_is_read_at_its_short_address_too(client: FlaskClient) -> None:
    response = client.get("/context.jsonld")
    assert response.data == client.get("/ontology/context.jsonld").data
    assert response.content_type == "application/ld+json"
