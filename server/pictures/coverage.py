"""Bar charts of the coverage: what issues lack, and how many there are by each measure."""

from dataclasses import replace
from typing import Final

from graph.reports.coverage import Coverage, Share, Table, read_coverage
from ontology import NotFound
from server.drawing.bars import Measured
from server.languages.current import gettext, translated
from server.languages.current import gettext_noop as _
from server.languages.current import number as spelt
from server.pictures.bars import bars_of_numbers
from server.pictures.picture import Picture
from server.reports.finding import leading
from server.reports.wording import share_in_language, table_in_language
from server.web.site import site

__all__ = ["coverage_picture"]

MISSING: Final = "missing"
"""Name of the chart of what issues lack."""
PAGE: Final = "/coverage"
LACKING: Final = _(
    "The longer a bar, the more issues lack it: no record of ours or of a database says it. That "
    "says what is recorded, not what happened."
)


def coverage_picture(name: str) -> Picture:
    """Return a chart of the coverage by the slug of its measure, or of all that is missing.

    Raises `NotFound` for another name. Complexity: one query for the measurements.
    """
    coverage = read_coverage(site().engine)
    if name == MISSING:
        return _missing(coverage)
    for table in coverage.tables:
        if table.measure.slug == name:
            return _table(table_in_language(table), coverage.total)
    names = [MISSING, *(one.measure.slug for one in coverage.tables)]
    known = ", ".join(names)
    message = f"there is no chart '{name[:40]}' of the coverage: choose one of {known}"
    raise NotFound(message).among(name, names)


def _missing(coverage: Coverage) -> Picture:
    shares = [share_in_language(one) for one in coverage.shares]
    several = [_lacking(one) for one in shares]
    subject = gettext("How many of %(total)s issues lack what", total=spelt(coverage.total))
    chart = bars_of_numbers(several, subject, gettext("issues"), "source", coverage.total)
    finding = subject
    if shares:
        most = max(shares, key=lambda one: one.lacking)
        finding = gettext(
            "Issues that %(without)s: %(lacking)s of %(total)s",
            lacking=spelt(most.lacking),
            total=spelt(most.total),
            without=most.measure.second,
        )
    shown_at = f"{PAGE}#{MISSING}"
    return replace(chart, finding=finding, reading=translated(LACKING), shown_at=shown_at)


def _lacking(share: Share) -> Measured:
    name = share.measure.second[:1].upper() + share.measure.second[1:]
    return Measured(name, share.lacking, note=f"{spelt(share.lacking)} ({share.percent})")


def _table(table: Table, total: int) -> Picture:
    several = [Measured(row.label, row.issues, row.id) for row in table.rows]
    subject = gettext("Number of issues: %(by)s", by=table.measure.name)
    chart = bars_of_numbers(several, subject, gettext("issues"), "area")
    finding = subject
    if first := leading(several, lambda one: one.number):
        finding = gettext(
            "%(by)s: %(name)s has most, with %(number)s of %(total)s issues",
            by=table.measure.name,
            name=first.name,
            number=spelt(first.number),
            total=spelt(total),
        )
    shown_at = f"{PAGE}#{table.measure.slug}"
    return replace(chart, finding=finding, query=table.measure.text, shown_at=shown_at)
