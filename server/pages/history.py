"""History page of a record: its named graphs, and its changes from release to release."""

from flask import Blueprint, render_template

from server.pages.revisions import MOST, revisions
from server.records.kinds.history import stated
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("changing", __name__)


@blueprint.get("/id/<kind>/<slug>/history")
def past(kind: str, slug: str) -> str:
    """Show the changes of a record from release to release.

    Raises `NotFound` for what no release has.
    """
    iri = f"{site().base}id/{kind}/{slug}"
    history = revisions(iri)
    return render_template(
        "history.html",
        iri=iri,
        path=f"/id/{kind}/{slug}",
        title=history.title,
        revisions=history.revisions,
        stated=stated(site().engine, iri),
        most=MOST,
    )
