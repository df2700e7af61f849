"""OpenAPI document at `/openapi.json`, and the same as a page."""

from functools import lru_cache
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, current_app, json, render_template

from server.dataset.openapi import Node, openapi
from server.search.examples import examples, with_examples
from server.web.formats import JSON, respond
from server.web.site import site

__all__ = ["blueprint", "described_paths"]

blueprint = Blueprint("api", __name__)

METHODS: Final = ("get", "post")


@lru_cache(maxsize=2)
def _document(app: Flask, address: str, _version: str) -> Node:
    """Return the document; `_version` is named so that another release or title gives it anew."""
    document: Node = with_examples(openapi(app, address, site().project), examples())
    return document


def _now() -> Node:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return _document(app, site().settings.address or "/", site().version)


def described_paths(tag: str) -> list[str]:
    """Return the addresses with a tag and without path parameters."""
    return [
        path
        for path, item in _now()["paths"].items()
        if "get" in item and tag in item["get"]["tags"] and "{" not in path
    ]


@blueprint.get("/openapi.json")
def document() -> Response:
    """Send the OpenAPI 3.1 document."""
    text = json.dumps(_now(), ensure_ascii=False, sort_keys=False)
    return respond(text + "\n", JSON)


@blueprint.get("/api")
def page() -> str:
    """Show the HTTP interface: addresses, parameters, formats and examples."""
    found = _now()
    operations = [
        _operation(path, method, item[method], found)
        for path, item in found["paths"].items()
        if not path.endswith(".{suffix}")
        for method in METHODS
        if method in item
    ]
    order = [tag["name"] for tag in found["tags"]]
    operations.sort(key=lambda one: order.index(one["tag"]))
    grouped = {name: [*some] for name, some in groupby(operations, lambda one: str(one["tag"]))}
    return render_template("api.html", document=found, groups=grouped)


def _operation(path: str, method: str, operation: Node, document: Node) -> Node:
    """Return an operation for the page, with references resolved."""
    parameters = [_resolved(one, document) for one in operation.get("parameters", ())]
    success = _resolved(operation["responses"].get("200", {}), document)
    suffixed: Node = document["paths"].get(f"{path}.{{suffix}}", {}).get("get", {})
    return {
        "id": operation["operationId"],
        "tag": operation["tags"][0],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "parameters": [_parameter(one, document) for one in parameters],
        "body": [*operation.get("requestBody", {}).get("content", ())],
        "formats": [*success.get("content", ())],
        "example": _example(path, parameters) if method == "get" else "",
        "suffixes": suffixed["parameters"][-1]["schema"].get("enum", []) if suffixed else [],
        "statuses": [*operation["responses"]],
    }


def _example(path: str, parameters: list[Node]) -> str:
    """Return an example address, if the required parameters have examples."""
    pairs: list[tuple[str, str]] = []
    for one in parameters:
        example = one.get("example", "")
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", str(example) if example != "" else "{}")
        elif example:
            values = example if isinstance(example, list) else [example]
            pairs += [(one["name"], value) for value in values]
    return "" if "{" in path else path + (f"?{urlencode(pairs)}" if pairs else "")


def _parameter(parameter: Node, document: Node) -> Node:
    schema = _resolved(parameter["schema"], document)
    items = _resolved(schema.get("items", schema), document)
    bounds = [str(schema[name]) for name in ("minimum", "maximum") if name in schema]
    return {
        "name": parameter["name"],
        "in": parameter["in"],
        "is_required": parameter.get("required", False),
        "words": parameter.get("description", ""),
        "choices": [one for one in items.get("enum", ()) if one],
        "range": " to ".join(bounds),
        "is_repeated": schema.get("type") == "array",
        "example": parameter.get("example", ""),
    }


def _resolved(node: Node, document: Node) -> Node:
    """Resolve references, which are all within the document."""
    target: Any = node
    while "$ref" in target:
        names = target["$ref"].removeprefix("#/").split("/")
        target = document
        for name in names:
            target = target[name]
    resolved: Node = target
    return resolved
