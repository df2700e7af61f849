"""Page of companies: the most reported ones, and the groups of workers known behind each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flask import Blueprint, render_template

from graph.search import Choice
from server.records.view import Link
from server.search.issue_lists import issues_with
from server.search.search import address_of
from server.web.site import query_text, site

__all__ = ["blueprint"]

blueprint = Blueprint("companies", __name__)

SHOWN: Final = 50
ISSUES: Final = issues_with()


@dataclass(frozen=True)
class Company:
    """A company: the issues that implicate it, their list, and its groups of workers.

    `percent` is the number of its issues in percent of the largest.
    """

    link: Link
    issues: int
    listed: str
    percent: float
    groups: int


@blueprint.get("/companies")
def companies() -> str:
    """Show the companies that most issues implicate, and ways to find any other.

    Complexity: one count of the search index, linear in the companies.
    """
    groups = _groups(site().version)
    choices = [one for one in site().search.counts("implicated", ISSUES) if one.value in groups]
    return render_template(
        "companies.html",
        companies=[*_rows(choices[:SHOWN], groups)],
        implicated=len(choices),
        known=len(groups),
    )


@lru_cache(maxsize=2)
def _groups(_version: str) -> Mapping[str, int]:
    """Return the number of groups of workers known behind each company of a release.

    Complexity: one query, linear in the companies; a release is asked once.
    """
    rows = site().engine.rows(query_text("companies"))
    return {row["company"].text: int(row["groups"].text) for row in rows}


def _rows(choices: list[Choice], groups: Mapping[str, int]) -> Iterator[Company]:
    for choice in choices:
        yield Company(
            Link(choice.label, choice.value),
            choice.documents,
            address_of(issues_with(implicated=choice.word)),
            round(100 * choice.documents / choices[0].documents, 1),
            groups[choice.value],
        )
