"""Group of companies: the issues of a company and of what it owned at the time, counted once."""

from dataclasses import dataclass
from typing import Final

from graph.engine.base import Engine
from server.languages.current import gettext
from server.records.view import Link
from server.web.site import query_text

__all__ = ["Company", "CompanyGroup", "company_group"]

SEPARATOR: Final = "/"
OPEN: Final = ".."


@dataclass(frozen=True)
class Company:
    """A company of a group, with the years in which it was owned, in words."""

    name: Link
    years: str


@dataclass(frozen=True)
class CompanyGroup:
    """Number of issues of a group, and its companies.

    `answer` is the address of the answer that gives the same number.
    """

    issues: int
    companies: tuple[Company, ...]
    answer: str


def company_group(engine: Engine, company: str) -> CompanyGroup:
    """Return the group of a company that owned an actor of an issue.

    The number is that of the question `groups`. Complexity: linear in the issues of the group.
    """
    (row,) = engine.rows(query_text("group-issues"), this=company)
    spans: dict[tuple[str, str], list[str]] = {}
    for one in engine.rows(query_text("group-companies"), this=company):
        dates = spans.setdefault((one["name"].text, one["company"].text), [])
        if "date" in one:
            dates.append(_years(one["date"].text))
    companies = (Company(Link(*ends), ", ".join(dates)) for ends, dates in spans.items())
    answer = f"/questions/groups?actor={company.rpartition('/')[2]}"
    return CompanyGroup(int(row["issues"].text), tuple(companies), answer)


def _years(span: str) -> str:
    """Return the years of an EDTF span in words.

    >>> _years("2012-04/.."), _years("2006/2010-05"), _years("../2014"), _years("2012")
    ('since 2012', '2006 to 2010', 'until 2014', '2012')
    """
    since, _, until = span.partition(SEPARATOR)
    if until in ("", OPEN):
        return gettext("since %(year)s", year=since[:4]) if until else since[:4]
    if since == OPEN:
        return gettext("until %(year)s", year=until[:4])
    return gettext("%(low)s to %(high)s", low=since[:4], high=until[:4])
