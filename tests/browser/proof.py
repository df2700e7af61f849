"""What people come for: journeys from the front page to an answer, in at most three clicks."""

from collections.abc import Callable
from typing import Final

from tests.browser.walkers import Walker

__all__ = ["IMPORTED", "JOURNEYS", "MOST"]

MOST: Final = 3
"""Clicks to an answer, counted from the front page; typing is none."""
MENU: Final = "nav"
FOOT: Final = "footer"


def _found(walker: Walker, words: str) -> None:
    walker.write("q", words)
    walker.press("Search")


def behind_google_assistant(walker: Walker) -> None:
    """Who is behind Google Assistant, and what do they earn?"""
    _found(walker, "Google Assistant")
    walker.follow("Google Assistant")
    walker.sees("Sold as automatic", "Linguists behind Google Assistant", "They get", "Not known")


def brief_for_kenya(walker: Walker) -> None:
    """A sheet of paper on work and harm in Kenya."""
    _found(walker, "Kenya")
    walker.follow("Kenya")
    walker.follow("A brief on the work and the harm here")
    walker.sees("Kenya", "Proceedings", "Pay")


def areas_by_year(walker: Walker) -> None:
    """A chart of issues by area and year, with its citation."""
    walker.follow("charts", FOOT)
    walker.follow("In which years are the issues of each justice area reported?")
    walker.sees("Economic Justice", "JusticeGraph: “", "Release ")


def page_to_sparql_to_csv(walker: Walker) -> None:
    """From the list of a search to its query, and from there to a table for a spreadsheet."""
    _found(walker, "ghost work")
    walker.follow("in SPARQL")
    walker.follow("CSV")
    walker.sees("record,title", "ghost-work")


def propose_an_issue(walker: Walker) -> None:
    """Where an issue is proposed."""
    walker.follow("Contribute", MENU)
    walker.follow("An issue")
    walker.sees("Title", "Check")


def ask_for_removal(walker: Walker) -> None:
    """Where somebody asks for removal."""
    walker.follow("ask for removal", FOOT)
    walker.sees("removed", "Send")


def google_and_amazon(walker: Walker) -> None:
    """Google and Amazon side by side, with workers and owners."""
    walker.follow("Compare two or more")
    walker.write("is", "Google", "Amazon")
    walker.press("Compare")
    walker.sees(
        "Implicated, as alleged", "Linguists behind Google Assistant", "Owns, or owned at some time"
    )


def embed_an_issue(walker: Walker) -> None:
    """The code that shows an issue on a page of one's own."""
    _found(walker, "ghost work")
    walker.follow("Low-paid hidden workers in developing countries keep AI running")
    walker.unfold("Cite or embed")
    walker.sees("<iframe", "/embed/issue/ghost-work")


def embed_a_chart(walker: Walker) -> None:
    """The code that shows a chart on a page of one's own."""
    walker.follow("charts", FOOT)
    walker.follow("In which years are the issues of each justice area reported?")
    walker.unfold("Embed it")
    walker.sees("<iframe", "/embed/charts/areas-by-year")


def follow_facial_recognition(walker: Walker) -> None:
    """How new issues on facial recognition are followed."""
    _found(walker, "facial recognition")
    walker.follow("Follow this list")
    walker.sees("Follow facial recognition", "Atom", "By mail")


def misspelt_name(walker: Walker) -> None:
    """A misspelt name leads to what was meant."""
    _found(walker, "gogle")
    walker.follow("Google")
    walker.sees("Where it is implicated")


def incident_by_number(walker: Walker) -> None:
    """The number of an incident in a database leads to its issue."""
    _found(walker, "AIID 123")
    walker.follow("A risk score denies patients pain relief")
    walker.sees("Sources", "Suggest a correction")


IMPORTED: Final[dict[str, Callable[[Walker], None]]] = {"incident_by_number": incident_by_number}
"""Journeys to records that are imported, which the curated graph has not."""

JOURNEYS: Final[dict[str, Callable[[Walker], None]]] = {
    journey.__name__: journey
    for journey in (
        behind_google_assistant,
        brief_for_kenya,
        areas_by_year,
        page_to_sparql_to_csv,
        propose_an_issue,
        ask_for_removal,
        google_and_amazon,
        embed_an_issue,
        embed_a_chart,
        follow_facial_recognition,
        misspelt_name,
    )
}
