"""Preview of an entity: a short card for an iframe, as the Reconciliation API has it."""

from collections.abc import Mapping
from urllib.parse import quote

from flask import Blueprint, render_template, request

from ontology import JG, NotFound
from server.languages.current import translated
from server.reconcile.entities import ID, PROPERTIES, iri_of, values
from server.records.not_found import nearest_hits
from server.web.site import site

__all__ = ["HEIGHT", "WIDTH", "blueprint"]

blueprint = Blueprint("reconcile_preview", __name__)

WIDTH, HEIGHT = 420, 220


@blueprint.get("/reconcile/preview")
def preview() -> str:
    """Show an entity in short, for an iframe."""
    id_ = request.args.get("id", "")
    label = values(site(), [id_], "label").get(id_) if ID.fullmatch(id_) else None
    if not label:
        raise NotFound(f"there is nothing called '{id_[:80]}'").with_nearest(id_, _near(id_))
    facts = {
        name: [_said(value) for value in found[id_]][:3]
        for name in ("type", "kind", "year", "place", "within", "justiceArea", "abstract")
        if id_ in (found := values(site(), [id_], name))
    }
    labels = {name: translated(PROPERTIES[name][0]) for name in facts}
    address = site().address(iri_of(id_, site().base))
    return render_template(
        "reconcile-preview.html",
        title=label[0].get("str", id_),
        facts=facts,
        labels=labels,
        address=quote(address, safe="/:#"),
    )


def _near(id_: str) -> dict[str, str]:
    """Return the titles of the records that are nearest to an identifier, by theirs."""
    folder, _, slug = id_.rpartition("/")
    hits = nearest_hits(folder.rpartition("/")[2], slug)
    return {hit.iri.removeprefix(site().base): hit.title for hit in hits}


def _said(value: Mapping[str, str]) -> str:
    """Return a value as text; what has an id by its name in the language of the request."""
    if "id" not in value:
        return value.get("str", "")
    iri = JG + value["id"] if "/" not in value["id"] else iri_of(value["id"], site().base)
    return site().called(iri, value["name"])
