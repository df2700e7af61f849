"""Front page: what this is, what is new, one story, and doors by task."""

from functools import lru_cache
from typing import Final

from flask import Blueprint, render_template

from graph.search import SearchResult, without
from ontology import OURS, questions
from server.drawing.marks import mark
from server.languages.current import current, gettext, gettext_noop
from server.pages.contents import headings
from server.pages.front_questions import asked
from server.pages.holdings import has, has_helpers, holdings, is_ours, uncounted
from server.pages.links import lang_of, marked, shown, tell_us
from server.records.wage_lines import WageLine, story
from server.search.issue_lists import issues_with
from server.search.search import address_of
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("home", __name__)


SHOWN: Final = 5
ISSUES: Final = issues_with(SHOWN)
HALVES: Final = ("global-north", "global-south")
HINTED: Final = ("impact", "actor", "place")
"""The facets of which the search of another graph than ours names an example."""
HEADLINE: Final = gettext_noop("Harms done with AI, and the labour hidden behind it")
"""Headline of our own project, which `project.headline` holds."""


@blueprint.get("/")
def front() -> str:
    """Show the front page."""
    newest = site().search.find(ISSUES)
    return render_template(
        "home.html",
        release=site().release,
        found=newest,
        hint=_hint(newest),
        ours=OURS.title,
        issues=newest.total,
        unplaced=without(site().search, "area", ISSUES),
        halves=site().search.counts("place", ISSUES, words=HALVES),
        holdings=[*holdings(site().release)],
        uncounted=uncounted(),
        lines=_story(site().version, current().code),
        all=address_of(ISSUES),
        questions=asked(newest.choices),
        asked=len(questions()),
        has_workers=has("WorkerGroup"),
        has_helpers=has_helpers(),
    )


def _hint(newest: SearchResult) -> str:
    """Return words for which a search finds something: of another graph than ours, its own."""
    if is_ours():
        return gettext("ghost work, hiring, Kenya…")
    choices = (newest.choices.get(facet, ()) for facet in HINTED)
    words = [some[0].label for some in choices if some]
    return f"{', '.join(words)}…" if words else ""


@lru_cache(maxsize=8)
def _story(_version: str, _language: str) -> list[WageLine]:
    """Return the story of the release that is served, which never changes, in a language."""
    return story(site().engine, site().release.name)


@blueprint.app_context_processor
def addresses() -> dict[str, object]:
    """Provide template functions that turn an IRI into an address, an icon or a link."""
    return {
        "address": site().address,
        "headings": headings,
        "lang_of": lang_of,
        "mark_of": mark,
        "marked": marked,
        "shown": shown,
        "tell_us": tell_us,
    }
