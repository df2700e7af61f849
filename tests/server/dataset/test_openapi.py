"""The interface as OpenAPI: valid, whole, and true of what the server answers."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from graph.search import FACETS
from ontology import questions
from server.dataset.openapi import openapi

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def document(app: Flask) -> Any:
    return json.loads(app.test_client().get("/openapi.json").text)


def test_the_document_is_openapi_3_1(document: Any) -> None:
    assert document["openapi"] == "3.1.1"
    OpenAPIV31SpecValidator(document).validate()


def test_every_address_of_the_server_is_in_it(app: Flask, document: Any) -> None:
    paths = {re.sub(r"\{[^}]*\}", "*", path).replace(".*", "") for path in document["paths"]}
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<[^>]*>", "*", rule.rule).replace(".*", "")
        if rule.endpoint == "static" or path == "/*":
            continue
        assert path in paths or path in ("/*/*", "/questions/*"), rule


def test_what_the_file_names_is_a_view_and_is_not_published(app: Flask, document: Any) -> None:
    assert "x-endpoint" not in json.dumps(document)
    views = {"search.search", "sparql.endpoint", "resources.thing", "downloads.download"}
    assert views <= {*app.view_functions}


def test_every_question_is_in_it_with_its_parameters(document: Any) -> None:
    for question in questions():
        for path in (f"/questions/{question.slug}", f"/questions/{question.slug}.{{suffix}}"):
            operation = document["paths"][path]["get"]
            names = [one["name"] for one in operation["parameters"]]
            assert operation["summary"] == question.title
            assert [name for name in names if name != "suffix"] == [
                one.name for one in question.parameters
            ]


def test_every_facet_is_a_parameter_of_the_search(document: Any) -> None:
    parameters = document["paths"]["/search"]["get"]["parameters"]
    assert [one["name"] for one in parameters] == ["q", *FACETS, "order", "page"]


def test_each_format_that_it_tells_of_is_answered(client: FlaskClient, document: Any) -> None:
    for path in ("/search", "/questions/pay", "/coverage", "/ontology", "/dataset"):
        response = document["paths"][path]["get"]["responses"]["200"]
        name = response["$ref"].rpartition("/")[2]
        for media_type in document["components"]["responses"][name]["content"]:
            answer = client.get(path, headers={"Accept": media_type})
            assert (answer.status_code, answer.mimetype) == (200, media_type), (path, media_type)


def test_no_reference_leads_nowhere(document: Any) -> None:
    text = json.dumps(document)
    for reference in {*re.findall(r'"\$ref": "#/([^"]+)"', text)}:
        found = document
        for name in reference.split("/"):
            found = found[name]
        assert found


def test_the_server_is_where_the_setting_says(app: Flask) -> None:
    assert openapi(app, "https://example.org/")["servers"] == [{"url": "https://example.org/"}]


def test_the_page_shows_every_operation(client: FlaskClient, document: Any) -> None:
    page = client.get("/api", headers=HTML).text
    for path, item in document["paths"].items():
        for operation in item.values():
            if not path.endswith(".{suffix}"):
                assert f'id="{operation["operationId"]}"' in page
    assert 'href="/openapi.json"' in page
    of_ours = r"<script(?! (?:type=.application/ld|(?:type=.module. )?src=./static/))"
    assert not re.search(of_ours, page)


def bounded(document: Any) -> list[tuple[str, str, int]]:
    """Return address, name and maximum of each number that the document bounds."""
    found = []
    for path, item in document["paths"].items():
        for one in item.get("get", {}).get("parameters", ()):
            if "maximum" in one.get("schema", {}) and "suffix" not in path:
                address = path.replace("{slug}", "ghost-work")
                found.append((address, one["name"], one["schema"]["maximum"]))
    return found


def test_each_stated_maximum_is_the_limit(client: FlaskClient, document: Any) -> None:
    limits = bounded(document)
    assert {path for path, _, _ in limits} >= {
        "/actors",
        "/explore",
        "/id/issue/ghost-work/related",
        "/interlocks",
        "/search",
    }
    for path, name, most in limits:
        given = {"actor": ["amazon", "google"]} if path == "/interlocks" else {}
        states = [
            client.get(path, query_string={**given, name: number}).status_code
            for number in (most, most + 1)
        ]
        assert states == [200, 400], (path, name, most)


def test_the_stated_maximum_of_similar_issues_is_the_limit(
    client: FlaskClient, document: Any
) -> None:
    body = document["paths"]["/similar"]["post"]["requestBody"]["content"]["application/json"]
    most = body["schema"]["properties"]["limit"]["maximum"]
    states = [
        client.post("/similar", json={"text": "A robot fell.", "limit": number}).status_code
        for number in (most, most + 1)
    ]
    assert states == [200, 400]
