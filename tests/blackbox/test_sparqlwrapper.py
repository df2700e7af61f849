"""SPARQLWrapper, the client that most people use: all forms, formats and methods."""

import warnings
from typing import Any
from xml.dom.minidom import Document

import pytest
from rdflib import Graph
from SPARQLWrapper import SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.blackbox.client import Client

FORMS = {
    "SELECT": "SELECT ?s { VALUES ?s { <a:1> <a:2> } }",
    "ASK": "ASK { ?issue a jg:Hazard }",
    "CONSTRUCT": "CONSTRUCT WHERE { <https://w3id.org/justicegraph/id/actor/amazon> a ?class }",
    "DESCRIBE": "DESCRIBE <https://w3id.org/justicegraph/id/actor/amazon>",
}
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # its own use

METHODS = [("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly")]
RESULTS = {"json": dict, "xml": Document, "csv": bytes, "tsv": bytes}
GRAPHS = {
    "xml": Graph,
    "rdf+xml": Graph,
    "rdf": Graph,
    "turtle": bytes,
    "n3": bytes,
    "json-ld": Graph,
}
FITTING: list[tuple[str, str, type]] = [("SELECT", name, kind) for name, kind in RESULTS.items()]
FITTING += [("ASK", name, RESULTS[name]) for name in ("json", "xml")]
FITTING += [
    (form, name, kind) for form in ("CONSTRUCT", "DESCRIBE") for name, kind in GRAPHS.items()
]
# A graph in JSON is JSON-LD; what a form has no such format of comes in its first format.
OTHERS: list[tuple[str, str, type]] = [(form, "json", Graph) for form in ("CONSTRUCT", "DESCRIBE")]
OTHERS += [(form, name, bytes) for form in ("CONSTRUCT", "DESCRIBE") for name in ("csv", "tsv")]
OTHERS += [
    (form, name, dict)
    for form in ("SELECT", "ASK")
    for name in ("turtle", "n3", "rdf", "rdf+xml", "json-ld")
]


def wrapper(client: Client, form: str, name: str, method: tuple[str, str]) -> SPARQLWrapper:
    found = SPARQLWrapper(f"http://127.0.0.1:{client.port}/sparql")
    found.setQuery(f"PREFIX jg: <https://w3id.org/justicegraph/ontology#>\n{FORMS[form]}")
    found.setReturnFormat(name)
    found.setMethod(method[0])
    found.setRequestMethod(method[1])
    return found


def converted(client: Client, form: str, name: str, method: tuple[str, str]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # it warns of formats of another form
        return wrapper(client, form, name, method).queryAndConvert()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("form", "name", "kind"), FITTING)
def test_every_form_reads_back_from_every_format_by_every_method(
    client: Client, form: str, name: str, kind: type, method: tuple[str, str]
) -> None:
    found = converted(client, form, name, method)
    assert isinstance(found, kind)
    if isinstance(found, dict):
        assert found.get("boolean", len(found.get("results", {}).get("bindings", ()))) in (True, 2)
    elif isinstance(found, Graph):
        assert len(found) > 0
    elif isinstance(found, bytes):
        assert found


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("form", "name", "kind"), OTHERS)
def test_a_format_of_another_form_gives_one_of_this_form(
    client: Client, form: str, name: str, kind: type, method: tuple[str, str]
) -> None:
    assert isinstance(converted(client, form, name, method), kind)


@pytest.mark.parametrize("method", METHODS)
def test_a_malformed_query_is_told_by_its_own_exception(
    client: Client, method: tuple[str, str]
) -> None:
    found = wrapper(client, "SELECT", "json", method)
    found.setQuery("SELECT ?s { ?s dbo:name ?o }")
    with pytest.raises(QueryBadFormed, match="the prefix dbo: is not declared"):
        found.query()
