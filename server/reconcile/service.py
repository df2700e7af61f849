"""Routes of the Reconciliation Service API 0.2: manifest, queries, suggest, preview, extension.

Source: Reconciliation Service API 0.2, W3C Entity Reconciliation Community Group.
"""

import json
from typing import Any, Final

from flask import Blueprint, Response, request
from rapidfuzz import process

from graph.reconcile import Candidate
from ontology import BadQuery
from server.reconcile.entities import (
    ID,
    PROPERTIES,
    TYPES,
    kinds_of,
    known_types,
    values,
)
from server.reconcile.preview import HEIGHT, WIDTH
from server.web.addresses import server_address
from server.web.formats import JSON, respond
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("reconcile", __name__)

MOST_QUERIES: Final = 1_000
MOST_IDS: Final = 1_000
MOST: Final = 50
FEW: Final = 5
SHOWN: Final = 10
BODY: Final = 1 << 22


@blueprint.route("/reconcile", methods=["GET", "POST"])
def reconcile() -> Response:
    """Answer a batch of queries or a request for values; without one, the manifest."""
    request.max_content_length = request.max_form_memory_size = BODY
    if "queries" in request.values:
        return _json(_answered(_parsed("queries")))
    if "extend" in request.values:
        return _json(_extended(_parsed("extend")))
    return _json(manifest())


def manifest() -> dict[str, Any]:
    """Return the service manifest.

    Source: Reconciliation Service API 0.2, section 4.
    """
    start = server_address()
    here = f"{start}reconcile"
    suggest = {"service_url": here}
    return {
        "versions": ["0.2"],
        "name": site().project.title,
        "identifierSpace": site().base,
        "schemaSpace": "https://w3id.org/justicegraph/ontology#",
        "documentation": f"{start}api",
        "defaultTypes": [{"id": id_, "name": TYPES[id_]} for id_ in ("Actor", "AISystem", "Issue")],
        "view": {"url": f"{start}{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            kind: suggest | {"service_path": f"/suggest/{kind}"}
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": 100,
    }


def _parsed(name: str) -> Any:
    try:
        found = json.loads(request.values[name])
    except (ValueError, RecursionError):
        raise BadQuery(f"{name}: send JSON, as the Reconciliation API 0.2 has it") from None
    if not isinstance(found, dict):
        raise BadQuery(f"{name}: send a JSON object")
    return found


def _answered(queries: dict[str, Any]) -> dict[str, Any]:
    if len(queries) > MOST_QUERIES:
        raise BadQuery(f"a batch has {MOST_QUERIES} queries at most; {len(queries)} came")
    return {key: {"result": [*map(_told, _found(one))]} for key, one in queries.items()}


def _found(query: Any) -> list[Candidate]:
    """Return the candidates of one query; the values of its properties move them up or down."""
    if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
        raise BadQuery('queries: each is an object with a "query" that is a string')
    most = query.get("limit", FEW)
    most = min(most, MOST) if isinstance(most, int) and most > 0 else FEW
    types = query.get("type") or []
    types = [types] if isinstance(types, str) else [one for one in types if isinstance(one, str)]
    found = site().names.find(query.get("query", "")[:400], kinds_of(types), MOST)
    return _by_properties(found, query.get("properties") or [])[:most]


def _by_properties(found: list[Candidate], wanted: Any) -> list[Candidate]:
    """Move candidates up that have the values that were sent, and down that have others."""
    if not found or not isinstance(wanted, list):
        return found
    ids, moved = [one.entity.id for one in found], dict.fromkeys(range(len(found)), 0.0)
    for one in wanted:
        if isinstance(one, dict) and one.get("pid") in PROPERTIES:
            texts = _texts(one.get("v"))
            known = values(site(), ids, one["pid"])
            for place, id_ in enumerate(ids):
                own = {text.casefold() for value in known.get(id_, ()) for text in value.values()}
                moved[place] += 0 if not own or not texts else 5 if own & texts else -15
    order = sorted(moved, key=lambda place: (-found[place].score - moved[place], place))
    return [
        Candidate(
            found[place].entity,
            round(min(100.0, max(0.0, found[place].score + moved[place])), 1),
            found[place].is_match and moved[place] >= 0,
        )
        for place in order
    ]


def _texts(value: Any) -> set[str]:
    """Return the texts of a value of a property as a client sends it."""
    some = value if isinstance(value, list) else [value]
    plain = (one.get("id", one.get("name", "")) if isinstance(one, dict) else one for one in some)
    return {str(one).casefold() for one in plain if one not in (None, "")}


def _told(found: Candidate) -> dict[str, Any]:
    entity = found.entity
    others = [name for name in entity.names if name != entity.label][:3]
    return {
        "id": entity.id,
        "name": entity.label,
        "description": ", ".join([TYPES.get(entity.kind, entity.kind), *others]),
        "type": [{"id": entity.kind, "name": TYPES.get(entity.kind, entity.kind)}],
        "score": found.score,
        "match": found.is_match,
    }


@blueprint.get("/reconcile/suggest/<any(entity, type, property):kind>")
def suggest(kind: str) -> Response:
    """Suggest entities, types or properties for the beginning of a name.

    Source: Reconciliation Service API 0.2, section 6.
    """
    prefix = request.args.get("prefix", "")[:200].strip()
    if kind == "entity":
        return _json({"result": _entities(prefix)})
    some = known_types() if kind == "type" else {id_: name for id_, (name, _) in PROPERTIES.items()}
    near = [id_ for id_ in some if prefix.casefold() in f"{id_} {some[id_]}".casefold()]
    near = near or [id_ for *_, id_ in process.extract(prefix, some, limit=3)]
    return _json({"result": [{"id": id_, "name": some[id_]} for id_ in near]})


def _entities(prefix: str) -> list[dict[str, Any]]:
    found = site().search.first(prefix, SHOWN) if prefix else ()
    return [
        {
            "id": hit.iri.removeprefix(site().base),
            "name": hit.title,
            "description": ", ".join([hit.kind, *hit.about.splitlines()[:2]]),
        }
        for hit in found
    ]


@blueprint.get("/reconcile/properties")
def properties() -> Response:
    """Propose properties with which a table can be extended.

    Source: Reconciliation Service API 0.2, section 7.
    """
    listed = [{"id": id_, "name": name} for id_, (name, _) in PROPERTIES.items()]
    limit = request.args.get("limit", "")
    most = int(limit) if limit.isascii() and limit.isdecimal() else len(listed)
    type_ = request.args.get("type", "")
    return _json({"type": type_, "limit": most, "properties": listed[:most]})


def _extended(wanted: dict[str, Any]) -> dict[str, Any]:
    """Return the values of properties of ids.

    Source: Reconciliation Service API 0.2, section 7.
    """
    ids, asked = wanted.get("ids", []), wanted.get("properties", [])
    if not isinstance(ids, list) or not isinstance(asked, list) or len(ids) > MOST_IDS:
        raise BadQuery(f"extend: send at most {MOST_IDS} ids and their properties, as lists")
    names = [str(one.get("id") if isinstance(one, dict) else one) for one in asked]
    for name in names:
        if name not in PROPERTIES:
            raise BadQuery(f"extend: no property {name[:40]!r}; there are {[*PROPERTIES]}")
    good = [id_ for id_ in ids if isinstance(id_, str) and ID.fullmatch(id_)]
    known = {name: values(site(), good, name) if good else {} for name in names}
    rows = {str(id_): {name: known[name].get(str(id_), []) for name in names} for id_ in ids}
    meta = [{"id": name, "name": PROPERTIES[name][0]} for name in names]
    return {"meta": meta, "rows": rows}


def _json(told: dict[str, Any]) -> Response:
    return respond(json.dumps(told, ensure_ascii=False), JSON)
