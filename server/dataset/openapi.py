"""Builds the OpenAPI 3.1 document from a YAML file and the routes, questions and formats.

Questions, facets, formats, kinds and schemes are those of the code, and a page that the file does
not describe is described by its view, so that the document tells of all that there is.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any, Final

import yaml
from flask import Flask
from werkzeug.routing import Rule

from graph.questions import MOST_VALUES, NUMBER, YEAR
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from graph.search import FACETS, ORDERS
from ontology import OURS, Parameter, Project, Question, concepts, modules, questions, record_types
from ontology.namespaces import SLUG
from server.directory import listing
from server.directory.listing import filters
from server.explorer.data import FORMATS as EXPLORED
from server.explorer.view import WHOLE
from server.pages.related_limits import MOST_RELATED, MOST_SIMILAR
from server.records.citation import CITATIONS
from server.records.resource import OFFERS
from server.reports import compare
from server.search.formats import LISTS
from server.search.search import FURTHEST, SHOWN
from server.web.formats import CSV, HTML, JSON, SVG

__all__ = ["openapi"]

Node = dict[str, Any]

RESPONSES: Final[dict[str, tuple[str, tuple[Format, ...]]]] = {
    "Graph": ("A graph.", GRAPH_FORMATS),
    "Description": ("What is said about it.", OFFERS),
    "Release": ("Its description, or a citation.", (*GRAPH_FORMATS, *CITATIONS)),
    "Gone": ("The record was withdrawn; its tombstone says why.", OFFERS),
    "List": ("The list that was found.", (*LISTS, HTML)),
    "Actors": ("The organisations.", (*LISTS, HTML)),
    "Rows": ("The rows of the answer; graphs describe the question.", (*RESULT_FORMATS, HTML)),
    "Measurements": ("The figures.", (*RESULT_FORMATS, *GRAPH_FORMATS, HTML)),
    "Result": ("The result, or the service description.", (*RESULT_FORMATS, *GRAPH_FORMATS, HTML)),
    "Chart": ("The numbers, or their picture.", (CSV, JSON, SVG, HTML)),
    "Numbers": ("The numbers.", (CSV, JSON, HTML)),
    "Relations": ("Related issues.", (JSON, CSV, *GRAPH_FORMATS, HTML)),
}
SCHEMAS: Final = {"List": "List", "Relations": "Relations", "Rows": "Results"}
"""The schema of a response where it is JSON."""
SUFFIXED: Final = {
    "/actors": LISTS,
    "/search": LISTS,
    "/id/{kind}/{slug}": OFFERS,
    "/ontology": OFFERS,
    "/shapes": GRAPH_FORMATS,
    "/concept/{scheme}/{slug}": OFFERS,
    "/release/{name}": (*GRAPH_FORMATS, *CITATIONS),
    "/places": (JSON, CSV),
    "/compare": (JSON, CSV),
    "/charts/{name}": (JSON, CSV, SVG),
    "/coverage": (*RESULT_FORMATS, *GRAPH_FORMATS),
    "/id/issue/{slug}/related": RESPONSES["Relations"][1],
    "/explore": EXPLORED,
}
"""Addresses that accept a format suffix, with their formats."""
LIMITS: Final = {
    "compared": compare.MOST,
    "explorer": WHOLE[-1],
    "related": MOST_RELATED,
    "similar": MOST_SIMILAR,
}
"""The limits that the YAML file names by these words, each from the code that keeps to it."""
LIMITING: Final = ("maximum", "maxItems")
PROBLEM: Final = {"$ref": "#/components/responses/Problem"}
ARGUMENT: Final = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
QUIET: Final = frozenset({"static"})


def openapi(app: Flask, address: str = "/", project: Project = OURS) -> Node:
    """Return the OpenAPI document of an application at an address.

    Complexity: linear in its routes and questions.
    Source: OpenAPI 3.1.1, section 4.
    """
    document = _file()
    document["info"] |= {"title": project.title, "summary": project.description}
    document["info"]["version"] = version("justicegraph")
    document["servers"] = [{"url": address}]
    document["components"]["responses"] |= dict(_responses())
    document["components"]["schemas"] |= _names()
    paths: Node = document["paths"]
    described = {item.pop("x-endpoint") for item in paths.values() if "x-endpoint" in item}
    paths["/search"]["get"]["parameters"] = [*_facets()]
    paths["/actors"]["get"]["parameters"] = [
        *map(_given, filters().parameters),
        _page_of(listing.FURTHEST),
    ]
    paths["/brief"]["get"]["parameters"] = [*_facets()]
    for question in questions():
        paths[f"/questions/{question.slug}"] = {"get": _asked(question)}
    paths |= dict(_suffixed(paths))
    paths |= dict(_others(app, described | {"questions.page", *QUIET}))
    document["paths"] = dict(sorted(paths.items()))
    return document


def _file() -> Node:
    """Return the parsed YAML file, a new copy each time."""
    loaded: Node = yaml.safe_load((files("server") / "openapi.yaml").read_text(encoding="utf-8"))
    return {key: _limited(value) for key, value in loaded.items()}


def _limited(node: Any) -> Any:
    """Return a part of the document with its limits by name replaced by their numbers."""
    if isinstance(node, list):
        return [*map(_limited, node)]
    if not isinstance(node, dict):
        return node
    return {
        key: LIMITS[value] if key in LIMITING and value in LIMITS else _limited(value)
        for key, value in node.items()
    }


def _page_of(last: int) -> Node:
    words = "A page of HTML; data are not in pages."
    return _parameter("page", words, {"type": "integer", "minimum": 1, "maximum": last})


def _responses() -> Iterator[tuple[str, Node]]:
    for name, (words, formats) in RESPONSES.items():
        schema = {"$ref": f"#/components/schemas/{SCHEMAS[name]}"} if name in SCHEMAS else {}
        content = {
            one: {"schema": schema if one.endswith("json") else {"type": "string"}}
            for one in _media_types(formats)
        }
        yield name, {"description": words, "content": content}


def _media_types(formats: Iterable[Format]) -> list[str]:
    spelled = (name for one in formats for name in (one.media_type, *one.also))
    return list(dict.fromkeys(spelled))


@cache
def _schemes() -> tuple[str, ...]:
    return tuple(path.stem for path in modules() if path.parent.name == "schemes")


def _names() -> Node:
    return {
        "Kind": {"type": "string", "enum": sorted({*record_types().values()})},
        "Scheme": {"type": "string", "enum": [*_schemes()]},
        "Slug": {"type": "string", "pattern": f"^{SLUG}$", "maxLength": 200},
    }


def _facets() -> Iterator[Node]:
    yield _parameter("q", "Words; the last may have just begun.", {"type": "string"})
    for name, label in FACETS.items():
        words = f"{label}: the last part of an IRI, such as economic-justice."
        yield _parameter(name, words, {"type": "array", "items": {"type": "string"}})
    yield _parameter("order", "The order of the list.", {"enum": [*ORDERS]})
    yield _page_of(FURTHEST // SHOWN)


def _parameter(name: str, words: str, schema: Node) -> Node:
    return {"name": name, "in": "query", "description": words, "schema": schema}


def _asked(question: Question) -> Node:
    return {
        "operationId": f"questions-{question.slug}",
        "tags": ["Questions"],
        "summary": question.title,
        "parameters": [_given(one) for one in question.parameters],
        "responses": {
            "200": {"$ref": "#/components/responses/Rows"},
            **{
                str(one): {"$ref": "#/components/responses/Problem"} for one in (400, 406, 503, 504)
            },
        },
    }


def _given(parameter: Parameter) -> Node:
    words = parameter.words[:1].upper() + parameter.words[1:] + "."
    if parameter.default:
        words += f" If none is given: {parameter.default}."
    return _parameter(parameter.name, words, _schema(parameter))


def _schema(parameter: Parameter) -> Node:
    if parameter.is_number:
        pattern = YEAR if parameter.type == "year" else NUMBER
        return {"type": "string", "pattern": f"^({pattern})?$"}
    is_kind = parameter.type in record_types().values()
    slug: Node = {"$ref": "#/components/schemas/Slug"}
    items = slug if is_kind else {"enum": [*concepts(parameter.type)]}
    return {"type": "array", "maxItems": MOST_VALUES, "items": items}


def _suffixed(paths: Node) -> Iterator[tuple[str, Node]]:
    """Yield the same addresses with a format suffix."""
    asked = {path: RESULT_FORMATS for path in paths if path.startswith("/questions/")}
    for path, formats in (SUFFIXED | asked).items():
        operation: Node = paths[path]["get"]
        suffix = {
            "name": "suffix",
            "in": "path",
            "required": True,
            "description": "The format, which outranks Accept.",
            "schema": {"enum": [one.name for one in formats]},
        }
        parameters = [*operation.get("parameters", ()), suffix]
        named = {
            "operationId": f"{operation['operationId']}-as",
            "parameters": parameters,
            "responses": operation["responses"] | {"404": PROBLEM},
        }
        yield f"{path}.{{suffix}}", {"get": operation | named}


def _others(app: Flask, described: set[str]) -> Iterator[tuple[str, Node]]:
    """Yield the pages that the file does not describe, with the docstring of their view."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in described and "GET" in (rule.methods or ()):
            yield ARGUMENT.sub(r"{\1}", rule.rule), {"get": _page(app, rule)}


def _page(app: Flask, rule: Rule) -> Node:
    words = (app.view_functions[rule.endpoint].__doc__ or rule.endpoint).strip()
    return {
        "operationId": re.sub(r"\W+", "-", f"{rule.endpoint}{rule.rule}").strip("-"),
        "tags": ["Pages"],
        "summary": words.partition("\n")[0].removesuffix("."),
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in ARGUMENT.findall(rule.rule)
        ],
        "responses": {
            "200": {"$ref": "#/components/responses/Page"},
            "404": PROBLEM,
        },
    }
