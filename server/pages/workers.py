"""Page of workers: the groups behind AI by task, condition and place, and what they can do here."""

from typing import Final

from flask import Blueprint, render_template

from graph.search import SearchQuery
from server.languages.current import gettext_noop as _
from server.records.kinds.tallies import tallies
from server.search.issue_lists import issues_with
from server.search.search import address_of
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("workers", __name__)

GROUPS: Final = SearchQuery(chosen={"kind": ("WorkerGroup",)}, most=0)
ABOUT: Final = {_("By what they do"): "task", _("By conditions"): "condition"}
WHERE: Final = {_("By place"): "place"}


@blueprint.get("/workers")
def workers() -> str:
    """Show the groups of workers by what they do, under which conditions, and where.

    Complexity: counts of the search index.
    """
    search = site().search
    return render_template(
        "workers.html",
        groups=search.count(GROUPS),
        listed=address_of(GROUPS),
        tallies=tallies(search, ABOUT, issues_with()),
        places=tallies(search, WHERE, GROUPS),
    )
