"""Bar charts of lists: the issues or groups of workers of a search, by the values of a facet."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from werkzeug.datastructures import MultiDict

from graph.search import FACETS, Choice, SearchQuery, without
from ontology import NotFound
from server.drawing.bars import Measured, draw_bars
from server.follow.topics import title_of
from server.languages.current import gettext, ngettext, translated
from server.languages.current import gettext_noop as _
from server.languages.current import number as spelt
from server.pictures.picture import Picture
from server.records.kinds.regions import regions
from server.records.kinds.tallies import narrowed
from server.records.view import Link
from server.reports.finding import leading
from server.search.filters import facet_names
from server.search.issue_lists import ISSUE_KINDS
from server.search.search import OF_FACETS, address_of, asked_of
from server.web.site import query_text, site

__all__ = ["ATTENTION", "COMPANIES", "bars_of_list", "bars_of_numbers"]

COMPANIES: Final = "company"
"""Name of the chart of companies: values of the facet `implicated` that are companies."""
DRAWN: Final = 25
"""The most bars; the table has all values."""
WORKERS: Final = "WorkerGroup"
READING: Final = _(
    "The length of a bar is the number next to it. Each issue counts once, also where several "
    "databases tell of it; one that names two values counts in the bar of each, so the bars do "
    "not add up to a whole."
)
ATTENTION: Final = _(
    "More reports can mean more harm, more size, or more attention: it says what was reported, not "
    "who is worse. What the sources do not tell is missing."
)


def bars_of_list(facet: str, arguments: "MultiDict[str, str]") -> Picture:
    """Return the chart of a list by a facet; raises `NotFound` for an unknown facet.

    Regions are left out of places, as on all pages. Complexity: linear in the values of the facet.
    """
    name = "implicated" if facet == COMPANIES else facet
    if name not in FACETS:
        message = f"there is no chart by '{facet[:40]}': choose one of {', '.join(FACETS)}"
        raise NotFound(message).among(facet, facet_names())
    query = replace(asked_of(arguments), first=0, most=0)
    choices = [one for one in site().search.counts(name, query) if one.value not in _without(facet)]
    if facet == COMPANIES:
        known = {row["company"].text for row in site().engine.rows(query_text("companies"))}
        choices = [one for one in choices if one.value in known]
    if facet == "year":
        choices.sort(key=lambda one: one.word)
    several = [_measured(one, name, query) for one in choices]
    is_of_workers = query.chosen.get("kind") == (WORKERS,)
    counted = gettext("groups of workers") if is_of_workers else gettext("issues")
    by = gettext("company") if facet == COMPANIES else translated(FACETS[name]).lower()
    of = _words(query)
    subject = gettext("Number of %(counted)s by %(by)s", counted=counted, by=by)
    mark = "workers" if is_of_workers else OF_FACETS.get(name, "issue")
    chart = bars_of_numbers(several, subject + (f": {of}" if of else ""), counted, mark)
    total = spelt(site().search.count(query))
    reading = _reading(chart.reading, 0 if is_of_workers else without(site().search, name, query))
    found = _finding(of, several, total, counted) or chart.subject
    return replace(chart, finding=found, reading=reading)


def _reading(reading: str, absent: int) -> str:
    if not absent:
        return reading
    missing = ngettext(
        "%(n)s issue without such a value is in no bar.",
        "%(n)s issues without such a value are in no bar.",
        absent,
    )
    return f"{reading} {missing}"


def _without(facet: str) -> frozenset[str]:
    return regions(site().engine) if facet == "place" else frozenset()


def _measured(choice: Choice, facet: str, query: SearchQuery) -> Measured:
    listed = address_of(narrowed(query, facet, choice.word))
    iri = choice.value if "://" in choice.value else ""
    return Measured(choice.label, choice.documents, iri, listed)


def _words(query: SearchQuery) -> str:
    """Return what a list is narrowed to, in words; nothing for a list of all."""
    chosen = {name: words for name, words in query.chosen.items() if name != "kind"}
    return title_of(address_of(SearchQuery(query.words, ISSUE_KINDS | chosen))[1:]) * bool(
        chosen or query.words
    )


def _finding(of: str, several: Sequence[Measured], total: str, counted: str) -> str:
    first = leading(several, lambda one: one.number)
    if not first:
        return ""
    said = gettext(
        "%(name)s is named most: in %(number)s of %(total)s %(counted)s",
        name=first.name,
        number=spelt(first.number),
        total=total,
        counted=counted,
    )
    return f"{of}: {said}" if of else said


def bars_of_numbers(
    several: Sequence[Measured], subject: str, counted: str, mark: str = "issue", whole: int = 0
) -> Picture:
    """Return the bar chart of some numbers with its table; its finding is its subject.

    Complexity: linear in the numbers.
    """
    return Picture(
        "bars",
        subject,
        subject,
        translated(READING),
        draw_bars(several[:DRAWN], whole),
        ("name", "number"),
        tuple(((Link(one.name, one.iri),), (Link(str(one.number)),)) for one in several),
        mark,
        translated(ATTENTION),
        note=counted,
    )
