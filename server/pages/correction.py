"""Suggest a correction: the source of a record, a check of a changed one, and where to send it."""

from typing import Final

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from ontology import NotFound
from server.pages.record_correction import LONGEST, Correction, correct, letter, source_of
from server.records.description import describe
from server.records.view_model import Page, page
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("correction", __name__)

FILES: Final = {"file": ("yaml", "application/yaml"), "patch": ("patch", "text/x-diff")}
"""What a corrected record is given back as, with the ending and the media type of each."""


@blueprint.get("/id/<kind>/<slug>/correct")
def suggest(kind: str, slug: str) -> str:
    """Show the source of a record, to be changed."""
    return _page(kind, slug, None)


@blueprint.post("/id/<kind>/<slug>/correct")
def checked(kind: str, slug: str) -> Response | str:
    """Check a changed record, and give it back as a page, a file or a patch.

    Nothing is kept. Raises `Busy`, and `NotFound` for a record without a file of its own.
    """
    before = source_of(kind, slug)
    if not before:
        raise NotFound(f"{kind}/{slug} is not among the curated records")
    after = request.form.get("record", "")
    if len(after) > LONGEST:
        raise RequestEntityTooLarge(f"a record has at most {LONGEST:,} characters")
    found = correct(kind, slug, before, after)
    if request.form.get("as") not in FILES:
        return _page(kind, slug, found)
    ending, media_type = FILES[request.form["as"]]
    response = Response(found.after if ending == "yaml" else found.patch, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.{ending}"'
    return response


def _page(kind: str, slug: str, found: Correction | None) -> str:
    iri = f"{site().base}id/{kind}/{slug}"
    described = describe(site().engine, iri)
    if not described.quads:
        raise NotFound(f"there is nothing at {iri}")
    this, source = page(described), source_of(kind, slug)
    change = found.patch if found else "" if source else _fields(this)
    return render_template(
        "correct.html",
        this=this,
        path=f"/id/{kind}/{slug}",
        source=source,
        found=found,
        fields=_fields(this),
        contact=site().settings.contact,
        send=letter(site().settings.contact, this.title.text, iri, change),
    )


def _fields(this: Page) -> str:
    """Return what is said of a thing as lines, for whoever writes of it in a letter."""
    said = [("title", (this.title,)), ("summary", this.texts)]
    said += [(one.property.text, one.values) for one in this.statements]
    return "\n".join(f"{name}: {', '.join(one.text for one in some)}" for name, some in said)
