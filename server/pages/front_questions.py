"""Questions of the front page: those of a project first, then ours that its graph can answer."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote

from graph.reports.answers import unanswered
from graph.search import Choice
from ontology import own_files, question
from server.languages.current import gettext, translated
from server.pages.holdings import has, is_ours
from server.web.site import site

__all__ = ["Asked", "asked"]

ABOUT: Final = "about-actor"
"""The question that names an actor, and has an answer for each."""
ASKED: Final = {
    ABOUT: "Actor",
    "pay": "WorkerGroup",
    "sold-as-automatic": "AISystem",
    "workers-by-place": "WorkerGroup",
    "demands": "Response",
    "areas-by-year": "Issue",
    "unanswered-in-global-south": "Issue",
    "proceedings": "Proceeding",
}
"""The questions of the front page, each with the class of records that it needs."""
OWN: Final = 4
"""The most questions of a project."""


class Asked(NamedTuple):
    """A question as the front page shows it: its title and its address."""

    title: str
    address: str


def asked(choices: Mapping[str, Sequence[Choice]]) -> list[Asked]:
    """Return the questions of the front page; the values of facets give names of the graph.

    What no record answers is left out, as it stands apart in the list of all questions.
    Complexity: linear in the questions.
    """
    own = sorted(path.stem for path in own_files("questions", "*.rq"))[:OWN]
    without = unanswered(site().release.folder, site().base) - {ABOUT}
    ours = (slug for slug, needed in ASKED.items() if slug not in {*own, *without} and has(needed))
    ours = (slug for slug in ours if slug != "areas-by-year" or choices.get("area"))
    known = [_of_actor(choices) if slug == ABOUT else _of(slug) for slug in ours]
    return [*map(_of, own), *filter(None, known)]


def _of(slug: str) -> Asked:
    return Asked(translated(question(slug).title), f"/questions/{slug}")


def _of_actor(choices: Mapping[str, Sequence[Choice]]) -> Asked | None:
    """Return the question about an actor: in a project, about its most reported one, if any."""
    if is_ours():
        return _of(ABOUT)
    for one in choices.get("implicated", ())[:1]:
        title = gettext(
            "What is known about %(name)s, and what is the source of each statement?",
            name=one.label,
        )
        return Asked(title, f"/questions/{ABOUT}?actor={quote(one.word)}")
    return None
