"""Route of the directory: who works on it, as a page and as data."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from ontology import Parameter
from server.directory.formats import written
from server.directory.listing import SHOWN, Listing, filters, listing
from server.languages.current import gettext_noop as _
from server.languages.current import translated
from server.pages.holdings import is_ours
from server.search.formats import LISTS
from server.web.formats import respond_kept
from server.web.negotiation import choose, prefers_html
from server.web.parameter_fields import parameter_field
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("directory", __name__)

EXAMPLES: Final = {
    _("Unions and NGOs for economic justice in Kenya"): (
        "/actors?kind=union&kind=ngo&area=economic-justice&place=kenya"
    ),
    _("Who works on content moderation"): "/actors?task=content-moderation",
    _("Law firms"): "/actors?kind=law-firm",
    _("Unions"): "/actors?kind=union",
    _("Regulators in Europe"): "/actors?role=regulator&place=europe",
}
"""Lists that the page proposes, by name."""
HELPERS: Final = {"kind": ("union", "ngo", "collective", "law-firm")}
"""Who is listed where a reader has chosen nothing."""


@blueprint.get("/actors")
@blueprint.get("/actors.<suffix>")
def actors(suffix: str = "") -> Answer | str:
    """List organisations by kind, area, place, task and role, with homepage and contact."""
    accept = request.headers.get("Accept", "")
    is_page = not suffix and prefers_html(accept, LISTS)
    chosen = None if is_page else choose(accept, LISTS, suffix)
    given = {name: request.args.getlist(name) for name in request.args}
    if chosen:
        return respond_kept(lambda: written(listing(site(), given), chosen.name), chosen)
    return _page(listing(site(), given or HELPERS).reachable_first(), is_chosen=bool(given))


def _page(found: Listing, is_chosen: bool) -> str:
    return render_template(
        "actors.html",
        found=found,
        is_chosen=is_chosen,
        entries=found.entries(SHOWN * (found.page - 1), SHOWN),
        fields=[_field(one, found.given if is_chosen else {}) for one in filters().parameters],
        formats=[(offer, found.address(suffix=f".{offer.name}")) for offer in LISTS],
        examples={translated(name): at for name, at in EXAMPLES.items() if is_ours()},
    )


def _field(parameter: Parameter, given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what the form shows of a filter: its values so far, and those to choose from."""
    values = given.get(parameter.name, ())
    field = parameter_field(parameter, ("-".join(value.lower().split()) for value in values))
    return field | ({"choices": {}} if parameter.type == "place" else {})
