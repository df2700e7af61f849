"""Times: issues that began about the same time share windows of time, the more the nearer.

An issue is in the two windows of two years that hold its year and, where its month is known, in
the six windows of six months that hold it. So what two issues share falls off in a straight line
with the time between them, and nothing is shared across two years.
"""

from calendar import month_name
from collections.abc import Iterator
from typing import Final

from graph.related.features import Link

__all__ = ["span", "span_label", "time_links"]

MONTHS: Final = 6
YEARS: Final = 2
INTERVAL: Final = "http://reference.data.gov.uk/id/gregorian-interval/"
"""Intervals have addresses of their own on the web, by their beginning and their length."""


def time_links(issue: str, when: str) -> Iterator[Link]:
    """Yield the windows that hold a year, or a month and its year.

    >>> [link.node for link in time_links("a", "2020")]
    ['2019/2', '2020/2']
    >>> [link.node for link in time_links("a", "2020-01")][2:4]
    ['2019-08/6', '2019-09/6']
    """
    year, _, month = when.partition("-")
    for start in range(int(year) - YEARS + 1, int(year) + 1):
        yield Link(issue, "time", f"{start:04}/{YEARS}", how=when)
    last = 12 * int(year) + int(month) - 1 if month else 0
    for start in range(last - MONTHS + 1, last + 1) if month else ():
        node = f"{start // 12:04}-{start % 12 + 1:02}/{MONTHS}"
        yield Link(issue, "time", node, how=when)


def span(one: str, other: str) -> str:
    """Return the address of the time that holds two years or two months.

    >>> span("2021", "2020")
    'http://reference.data.gov.uk/id/gregorian-interval/2020-01-01T00:00:00/P2Y'
    >>> span("2020-11", "2021-01")
    'http://reference.data.gov.uk/id/gregorian-interval/2020-11-01T00:00:00/P3M'
    """
    first, last = _ends(one, other)
    years = int(last[:4]) - int(first[:4])
    if len(first) == 7:
        months = 12 * years + int(last[5:]) - int(first[5:]) + 1
        return f"{INTERVAL}{first}-01T00:00:00/P{months}M"
    return f"{INTERVAL}{first}-01-01T00:00:00/P{years + 1}Y"


def span_label(one: str, other: str) -> str:
    """Return what people call the time that `span` has the address of.

    >>> span_label("2021", "2020-03"), span_label("2020-11", "2021-01")
    ('2020\u20132021', 'November 2020\u2013January 2021')
    >>> span_label("2020-04", "2020-03"), span_label("2020-03", "2020-03")
    ('March\u2013April 2020', 'March 2020')
    """
    first, last = _ends(one, other)
    begun, ended = _called(first), _called(last)
    if begun == ended:
        return begun
    if first[:4] == last[:4]:
        begun = begun.removesuffix(f" {last[:4]}")
    return f"{begun}\u2013{ended}"


def _ends(one: str, other: str) -> tuple[str, str]:
    """Return the first and the last of two months, or of two years where a month is not known."""
    first, last = sorted((one[:7], other[:7]))
    return (first, last) if len(first) == len(last) == 7 else (first[:4], last[:4])


def _called(when: str) -> str:
    year, _, month = when.partition("-")
    return f"{month_name[int(month)]} {year}" if month else year
