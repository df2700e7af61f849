"""Route of the organiser brief: a page that prints on two sheets."""

from typing import Any, Final

from flask import Blueprint, render_template, request

from ontology import KINDS, Parameter, concepts
from server.brief.contents import brief
from server.brief.selection import filters, selection
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("brief", __name__)

EXAMPLES: Final = {
    "Content moderation in Kenya": "/brief?place=kenya&task=content-moderation",
    "Meta": "/brief?actor=meta",
    "Workers on Amazon Mechanical Turk": "/brief?workers=mturk-workers",
    "Germany": "/brief?place=germany",
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
        fields=[_field(one) for one in filters().parameters if one.name != "issue"],
        examples=EXAMPLES,
        release=current.release,
    )


def _field(parameter: Parameter) -> dict[str, Any]:
    """Return what the form shows of a filter: its values so far, and those to choose from."""
    is_record = parameter.type in KINDS.values()
    given = request.args.getlist(parameter.name)
    return {
        "parameter": parameter,
        "values": ["-".join(value.lower().split()) for value in given],
        "choices": {} if is_record else concepts(parameter.type),
    }
