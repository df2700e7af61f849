"""Route of the organiser brief: a page that prints on two sheets."""

from typing import Final

from flask import Blueprint, render_template, request

from server.brief.contents import brief
from server.brief.selection import filters, selection
from server.languages.current import gettext_noop as _
from server.pages.holdings import is_ours
from server.web.parameter_fields import parameter_field
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("brief", __name__)

EXAMPLES: Final = {
    _("Content moderation in Kenya"): "/brief?place=kenya&task=content-moderation",
    "Meta": "/brief?actor=meta",
    _("Workers on Amazon Mechanical Turk"): "/brief?workers=mturk-workers",
    _("Germany"): "/brief?place=germany",
}
"""Briefs that the page proposes, by name."""


@blueprint.get("/brief")
def page() -> str:
    """Show a brief on a place, task, group of workers, company or selection, for print."""
    current = site()
    chosen = selection(current, request.args)
    return render_template(
        "brief.html",
        chosen=chosen,
        brief=brief(current, chosen) if chosen else None,
        name=chosen.name if chosen else "",
        fields=[
            parameter_field(one, map(_word, request.args.getlist(one.name)))
            for one in filters().parameters
            if one.name != "issue"
        ],
        examples=EXAMPLES if is_ours() else {},
        release=current.release,
    )


def _word(value: str) -> str:
    """Return a value as the word by which a choice goes."""
    return "-".join(value.lower().split())
