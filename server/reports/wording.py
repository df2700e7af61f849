"""Wording of questions and charts in the language of a page: sentences, headings, titles."""

import re
from dataclasses import replace
from typing import Final

from graph.reports.charts import Cell, Chart, Counts
from graph.reports.coverage import Measure, Share, Table
from ontology import Question
from server.languages.current import current, translated
from server.languages.current import gettext_noop as _
from server.web.site import site

__all__ = [
    "CHART_TEXTS",
    "HEADINGS",
    "YEARS",
    "chart_in_language",
    "counts_in_language",
    "heading",
    "is_number",
    "named_cell",
    "question_in_language",
    "share_in_language",
    "table_in_language",
]

CHART_TEXTS: Final = ("title", "reading", "finding", "bias")
"""The texts of a chart that pages show."""
YEARS: Final = frozenset({"year", "asOf", "asked", "since", "filed"})
"""Columns of years, which have no separators of thousands."""
NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")

HEADINGS: Final = {
    "actor": _("Actor"),
    "addressee": _("Addressee"),
    "after": _("After"),
    "alone": _("Issues of its own"),
    "amounts": _("Amounts"),
    "answers": _("Answers"),
    "area": _("Area"),
    "arrangements": _("Arrangements"),
    "as": _("As"),
    "asGroup": _("Issues with what it owned"),
    "asked": _("Asked in"),
    "askedBy": _("Asked by"),
    "asOf": _("In the year"),
    "by": _("By"),
    "checked": _("Checked on"),
    "claimants": _("Claimants"),
    "client": _("Client"),
    "clientPays": _("Client pays"),
    "code": _("Code"),
    "company": _("Company"),
    "computedUSD": _("In US dollars, computed"),
    "condition": _("Condition"),
    "conditions": _("Conditions"),
    "contact": _("Contact"),
    "counts": _("What it counts"),
    "date": _("Date"),
    "definition": _("Definition"),
    "demands": _("Demands"),
    "derived": _("Derived"),
    "email": _("Email"),
    "filed": _("Filed"),
    "for": _("For"),
    "forum": _("Forum"),
    "forWhom": _("For whom"),
    "groups": _("Groups"),
    "homepage": _("Homepage"),
    "id": _("Page"),
    "inWords": _("In words"),
    "issue": _("Issue"),
    "issues": _("Issues"),
    "kind": _("Kind"),
    "languages": _("Languages"),
    "name": _("Name"),
    "names": _("Names"),
    "notes": _("Notes"),
    "number": _("Number"),
    "ofWhom": _("Asked of"),
    "organisation": _("Organisation"),
    "outcome": _("Outcome"),
    "place": _("Place"),
    "places": _("Places"),
    "position": _("Position"),
    "precision": _("Precision"),
    "proceeding": _("Proceeding"),
    "product": _("Product"),
    "property": _("Property"),
    "reasons": _("Reasons"),
    "record": _("Record"),
    "records": _("Records"),
    "region": _("Region"),
    "related": _("Related"),
    "relatedTouchesBoth": _("Related one touches both"),
    "reportedBy": _("Reported by"),
    "respondents": _("Respondents"),
    "responses": _("Responses"),
    "role": _("Role"),
    "score": _("Score"),
    "severity": _("Severity"),
    "since": _("Since"),
    "source": _("Source"),
    "sources": _("Sources"),
    "standing": _("Alleged or confirmed"),
    "state": _("State"),
    "stated": _("Stated"),
    "status": _("Status"),
    "step": _("Step"),
    "task": _("Task"),
    "tasks": _("Tasks"),
    "through": _("Through"),
    "title": _("Title"),
    "unit": _("Unit"),
    "unsaid": _("Unsaid"),
    "upperValue": _("Up to"),
    "value": _("Value"),
    "what": _("What"),
    "who": _("Who"),
    "why": _("Why"),
    "workers": _("Workers"),
    "workersGet": _("Workers get"),
    "worksOn": _("Works on"),
    "year": _("Year"),
    "years": _("Years"),
}
"""Column of an answer → its heading; another column has its word."""


def is_number(text: str) -> bool:
    """Whether a cell is a number."""
    return NUMBER.fullmatch(text) is not None


def heading(column: str) -> str:
    """Return the heading of a column in the language of the request.

    >>> heading("askedBy"), heading("place")
    ('Asked by', 'Place')
    """
    return translated(HEADINGS.get(column, column.capitalize()))


def question_in_language(question: Question) -> Question:
    """Return a question with its title in the language of the request."""
    return replace(question, title=translated(question.title))


def chart_in_language(chart: Chart) -> Chart:
    """Return a chart with its texts in the language of the request."""
    return replace(
        chart,
        title=translated(chart.title),
        reading=translated(chart.reading),
        finding=translated(chart.finding),
        bias=translated(chart.bias),
    )


def counts_in_language(counts: Counts) -> Counts:
    """Return counts with the labels of their rows and columns in the language of the request."""
    row, column, number = counts.names
    if current().is_source:
        return counts
    return Counts(
        (heading(row), heading(column), heading(number).lower()),
        {(named_cell(a), named_cell(b)): value for (a, b), value in counts.numbers.items()},
        {named_cell(cell): value for cell, value in counts.wholes.items()},
        {named_cell(cell): value for cell, value in counts.absent.items()},
    )


def share_in_language(share: Share) -> Share:
    """Return a share of coverage with its words in the language of the request."""
    return replace(share, measure=_measure(share.measure))


def table_in_language(table: Table) -> Table:
    """Return a table of coverage with its words and labels in the language of the request."""
    rows = tuple(replace(one, label=site().called(one.id, one.label)) for one in table.rows)
    return Table(_measure(table.measure), rows)


def _measure(measure: Measure) -> Measure:
    return replace(measure, name=translated(measure.name), second=translated(measure.second))


ROWS: Final = (_("No place named"), _("Our own records"), _("Issues"), _("With an answer"))
"""Rows and columns of charts that are no record."""


def named_cell(cell: Cell) -> Cell:
    """Return a row or column by its name in the language of the request."""
    label = site().called(cell.id, "") or site().translated(cell.label)
    return cell._replace(label=translated(label) if label in ROWS else label)
