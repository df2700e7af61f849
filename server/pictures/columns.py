"""Flow diagrams as pictures: what an issue leads to, and the classes of the data model."""

import re
from typing import Final

from ontology import NotFound, record_iri
from ontology.namespaces import SLUG
from server.drawing.flow import Picture as Flow
from server.languages.current import gettext, ngettext, translated
from server.languages.current import gettext_noop as _
from server.languages.current import number as spelt
from server.pictures.picture import Picture, Row
from server.records.data_model import classes
from server.records.description import describe
from server.records.kinds.issue import template_context
from server.records.kinds.neighbourhood import Neighbourhood
from server.records.merged import merged
from server.records.model_picture import model_picture
from server.records.view import Link
from server.records.view_model import page
from server.web.site import site

__all__ = ["around_picture", "model_flow"]

CLASSES: Final = "classes"
AROUND: Final = _(
    "The issue on the left, what it names in the middle, and on the right the related issues that "
    "share it. Only a few of each kind are drawn."
)
RELATED: Final = _("That two issues are related is computed from what their records share.")
MODEL: Final = _(
    "Classes in columns, each joined by its properties with the classes of their values. Left out: "
    "subclasses, concepts, and where a statement is from."
)
COLUMNS: Final = ("name", "after")


def around_picture(slug: str) -> Picture:
    """Return what an issue leads to; raises `NotFound` where that is nothing.

    Complexity: that of the issue's page.
    """
    iri = record_iri("issue", slug, site().base)
    if not (re.fullmatch(SLUG, slug) and site().search.has(iri)):
        raise NotFound(f"there is no issue '{slug[:80]}'")
    description = merged(site().engine, describe(site().engine, iri))
    this = page(description)
    found = template_context(description, this)["neighbourhood"]
    if not isinstance(found, Neighbourhood):
        raise NotFound(f"too little is known of '{slug[:80]}' for a picture")
    related = sum(one.item.mark == "issue" for one in found.picture.items) - 1
    finding = ngettext(
        "“%(title)s” shares what it names with %(n)s related issue",
        "“%(title)s” shares what it names with %(n)s related issues",
        related,
        title=this.title.text,
    )
    subject = gettext("What “%(title)s” leads to", title=this.title.text)
    reading, bias = translated(AROUND), translated(RELATED)
    at = f"/id/issue/{slug}#neighbourhood"
    return Picture(
        "columns", finding, subject, reading, found.picture, *_table(found.picture), bias=bias,
        shown_at=at,
    )  # fmt: skip


def model_flow(name: str) -> Picture:
    """Return the diagram of the data model; raises `NotFound` for another name."""
    if name != CLASSES:
        raise NotFound(f"there is no picture '{name[:40]}' of the model: choose {CLASSES}")
    drawn = model_picture(classes())
    title = gettext("Which class leads to which")
    finding = gettext(
        "%(links)s links join %(classes)s classes of the data model",
        links=spelt(len(drawn.curves)),
        classes=spelt(len(drawn.items)),
    )
    return Picture(
        "columns",
        finding,
        title,
        translated(MODEL),
        drawn,
        *_table(drawn),
        mark="term",
        shown_at="/ontology/model",
    )


def _table(drawn: Flow) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return the columns and rows of a diagram: each item, after one that leads to it."""
    names = {one.item.iri: one.item for one in drawn.items}
    pairs = [
        (curve.start, curve.end)
        for curve in drawn.curves
        if curve.start in names and curve.end in names
    ]
    rows = tuple(
        ((Link(names[end].name, end),), (Link(names[start].name, start),)) for start, end in pairs
    )
    return COLUMNS, rows
