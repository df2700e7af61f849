"""The Reconciliation Service API 0.2: manifest, queries, suggest, preview, data extension."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from openapi_schema_validator import OAS31Validator

STRING = {"type": "string", "minLength": 1}
NAMED = {"type": "object", "required": ["id", "name"], "properties": {"id": STRING, "name": STRING}}
# The structure that the specification asks for, in our own words of JSON Schema.
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": STRING,
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
        "defaultTypes": {"type": "array", "items": NAMED},
        "view": {"type": "object", "properties": {"url": {"pattern": r"\{\{id\}\}"}}},
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {
                "url": {"type": "string", "pattern": r"\{\{id\}\}"},
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
        },
        "suggest": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["service_url", "service_path"],
            },
        },
        "extend": {"type": "object", "required": ["propose_properties"]},
    },
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "name", "score", "match", "type"],
                    "properties": {
                        "id": STRING,
                        "name": STRING,
                        "score": {"type": "number"},
                        "match": {"type": "boolean"},
                        "type": {"type": "array", "items": NAMED},
                    },
                },
            }
        },
    },
}
SUGGESTED = {
    "type": "object",
    "required": ["result"],
    "properties": {"result": {"type": "array", "items": NAMED}},
}
EXTENDED = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": NAMED},
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": {"anyOf": [NAMED, {"required": ["str"]}]},
                },
            },
        },
    },
}


def valid(told: Any, schema: dict[str, Any]) -> Any:
    OAS31Validator(schema).validate(told)
    return told


def asked(client: FlaskClient, **queries: Any) -> dict[str, list[dict[str, Any]]]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    found = valid(answer.get_json(), RESULTS)
    return {key: one["result"] for key, one in found.items()}


def test_without_a_query_the_service_describes_itself(client: FlaskClient) -> None:
    answer = client.get("/reconcile", base_url="http://127.0.0.1:8000")
    manifest = valid(answer.get_json(), MANIFEST)
    assert manifest["view"] == {"url": "http://127.0.0.1:8000/{{id}}"}
    assert manifest["suggest"]["entity"]["service_url"] == "http://127.0.0.1:8000/reconcile"
    assert manifest["versions"] == ["0.2"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ({"query": "Amazon"}, "id/actor/amazon"),
        ({"query": "AMAZON, Inc."}, "id/actor/amazon"),
        ({"query": "Mary L Gray", "type": "Person"}, "id/actor/mary-gray"),
        ({"query": "Kenya", "type": "Place"}, "id/place/kenya"),
        ({"query": "kenya"}, "id/place/kenya"),
        ({"query": "Economic justice", "type": "Concept"}, "concept/justice-area/economic-justice"),
        ({"query": "Amazn", "type": ["Actor"]}, "id/actor/amazon"),
    ],
)
def test_a_name_leads_to_its_record(client: FlaskClient, query: dict[str, Any], id_: str) -> None:
    first, *_ = asked(client, q0=query)["q0"]
    assert first["id"].endswith(id_)


def test_a_batch_is_answered_by_its_keys_and_limits(client: FlaskClient) -> None:
    found = asked(
        client,
        a={"query": "Google", "limit": 1},
        b={"query": "xyzzyxyzzyxyzzy"},
        c={"query": "Google", "type": "Country"},
    )
    assert [one["match"] for one in found["a"]] == [True]
    assert found["b"] == []
    assert all(one["type"][0]["id"] == "Country" for one in found["c"])


def test_the_values_of_properties_move_candidates(client: FlaskClient) -> None:
    query = {"query": "Kenya", "properties": [{"pid": "alpha2", "v": "KE"}]}
    first, *_ = asked(client, q={"query": "Kenya"} | query)["q"]
    assert (first["id"], first["match"]) == ("id/place/kenya", True)
    wrong, *_ = asked(client, q=query | {"properties": [{"pid": "alpha2", "v": "US"}]})["q"]
    assert wrong["score"] < first["score"]
    assert not wrong["match"]


@pytest.mark.parametrize(
    ("kind", "prefix", "id_"),
    [
        ("entity", "amaz", "id/actor/amazon"),
        ("entity", "ghost w", "id/issue/ghost-work"),
        ("type", "organ", "Organization"),
        ("property", "year", "year"),
    ],
)
def test_the_beginning_of_a_name_is_completed(
    client: FlaskClient, kind: str, prefix: str, id_: str
) -> None:
    answer = client.get(f"/reconcile/suggest/{kind}", query_string={"prefix": prefix})
    found = valid(answer.get_json(), SUGGESTED)["result"]
    assert id_ in [one["id"] for one in found]


def test_a_table_is_extended_with_values(client: FlaskClient) -> None:
    wanted = {
        "ids": ["id/place/kenya", "id/actor/amazon", "id/none/none"],
        "properties": [{"id": "alpha2"}, {"id": "within"}],
    }
    answer = client.post("/reconcile", data={"extend": json.dumps(wanted)})
    found = valid(answer.get_json(), EXTENDED)
    assert found["rows"]["id/place/kenya"]["alpha2"] == [{"str": "KE"}]
    assert found["rows"]["id/place/kenya"]["within"][0]["id"].startswith("id/place/")
    assert found["rows"]["id/none/none"] == {"alpha2": [], "within": []}
    proposed = client.get("/reconcile/properties?type=Place").get_json()["properties"]
    assert {"alpha2", "within"} <= {one["id"] for one in proposed}


def test_a_preview_may_be_framed(client: FlaskClient) -> None:
    answer = client.get("/reconcile/preview?id=id/actor/amazon")
    assert answer.status_code == 200
    assert "Amazon" in answer.text
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert client.get("/reconcile/preview?id=id/actor/none").status_code == 404


HOSTILE = [
    {"queries": "{"},
    {"queries": "[]"},
    {"queries": '{"q": 1}'},
    {"queries": '{"q": {"query": 1}}'},
    {"queries": "[" * 5_000},
    {"queries": json.dumps({str(n): {"query": "a"} for n in range(1_001)})},
    {"extend": '{"ids": 1}'},
    {"extend": '{"ids": [], "properties": [{"id": "x> ?p ?o } #"}]}'},
]


@pytest.mark.parametrize("form", HOSTILE)
def test_what_is_no_request_is_400(client: FlaskClient, form: dict[str, str]) -> None:
    assert client.post("/reconcile", data=form).status_code == 400


@pytest.mark.parametrize("id_", ["x> ?p ?o } #", "id/../../x", "<script>", "https://a/<b>"])
def test_an_id_never_becomes_part_of_a_query(client: FlaskClient, id_: str) -> None:
    wanted = {"ids": [id_], "properties": [{"id": "label"}]}
    answer = client.post("/reconcile", data={"extend": json.dumps(wanted)})
    assert answer.get_json()["rows"] == {id_: {"label": []}}
    assert client.get("/reconcile/preview", query_string={"id": id_}).status_code == 404
