"""Correction form: shows the source of a record, validates a changed one, gives file or patch."""

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
"""Download formats of a corrected record, with file suffix and media type."""


@blueprint.get("/id/<kind>/<slug>/correct")
def suggest(kind: str, slug: str) -> str:
    """Show the source of a record in a form."""
    return _page(kind, slug, None)


@blueprint.post("/id/<kind>/<slug>/correct")
def checked(kind: str, slug: str) -> Response | str:
    """Validate a corrected record, and return it as a page, a file or a patch.

    Nothing is kept. Raises `Busy`, and `NotFound` for a record without a file of its own.
    """
    before = source_of(kind, slug)
    if not before:
        raise NotFound(f"{kind}/{slug} is not among the curated records")
    after = request.form.get("record", "")
    if len(after) > LONGEST:
        raise RequestEntityTooLarge(f"a record has at most {LONGEST:,} characters")
    correction = correct(kind, slug, before, after)
    if request.form.get("as") not in FILES:
        return _page(kind, slug, correction)
    ending, media_type = FILES[request.form["as"]]
    response = Response(
        correction.after if ending == "yaml" else correction.patch, content_type=media_type
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.{ending}"'
    return response


def _page(kind: str, slug: str, correction: Correction | None) -> str:
    iri = f"{site().base}id/{kind}/{slug}"
    described = describe(site().engine, iri)
    if not described.quads:
        raise NotFound(f"there is nothing at {iri}")
    this, source = page(described), source_of(kind, slug)
    change = correction.patch if correction else "" if source else _fields(this)
    return render_template(
        "correct.html",
        this=this,
        path=f"/id/{kind}/{slug}",
        source=source,
        found=correction,
        fields=_fields(this),
        contact=site().settings.contact,
        send=letter(site().settings.contact, this.title.text, iri, change),
    )


def _fields(this: Page) -> str:
    """Return the statements about a resource as lines of text, for an e-mail."""
    lines = [("title", (this.title,)), ("summary", this.texts)]
    lines += [(one.property.text, one.values) for one in this.statements]
    return "\n".join(f"{name}: {', '.join(one.text for one in some)}" for name, some in lines)
