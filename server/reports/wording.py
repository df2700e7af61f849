"""Wording of questions and charts in the language of a page: sentences, headings, titles."""

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
    "MEASURES",
    "SENTENCES",
    "chart_in_language",
    "counts_in_language",
    "heading",
    "question_in_language",
    "share_in_language",
    "table_in_language",
]

CHART_TEXTS: Final = ("title", "reading", "finding", "bias")
"""The texts of a chart that pages show."""

SENTENCES: Final = {
    "about-actor": _("What is known about {actor}, and from which source?"),
    "alleged-roles": _("Which roles of {actor} as {role} are alleged only?"),
    "areas-by-year": _("How many issues of {area} has {place} each year, from {from} to {to}?"),
    "companies-by-role": _("In which issues is {actor} named as {role}, and who reported it?"),
    "conditions-by-task": _("Under {condition}, who does {task} in {place}?"),
    "coverage": _("Which issues of {area} in {place} has nobody answered?"),
    "demands": _("Who demands {demand} of {addressee}, and what was the response?"),
    "groups": _("How many issues involve {actor}, and what it owned at the time?"),
    "issues-counted-once": _("How many issues of {area} in {place} are there, each once?"),
    "old-figures": _("Which figures were older than {years} years in {year}?"),
    "organising": _("How do workers in {place} who do {task} organise towards {addressee}?"),
    "pay": _("What do workers in {place} earn for {task}, or as {workers}?"),
    "proceedings": _(
        "Which {status} cases are there in {place} with {party}, such as {proceeding}?"
    ),
    "remedies": _("What came of demands for {demand} in {place} to {addressee} that are {state}?"),
    "responses-by-kind": _("How are issues of {area} in {place} answered?"),
    "severity": _("How severe is the harm of issues of {area} in {place}?"),
    "sold-as-automatic": _("Who does {task} behind {system} that is sold as automatic?"),
    "supply-chain": _("Through whom does the work behind {system} for {client} lead to workers?"),
    "unanswered": _("Which demands for {demand} in {place} to {addressee} were open in {year}?"),
    "unanswered-in-global-south": _("Which issues of {area} in {place} has nobody answered?"),
    "who-works-on": _("Which {kind} works on {area} and {task} in {place}?"),
    "workers-by-place": _("Where in {place} do workers do {task}?"),
}
"""Slug of a question → the sentence of its form; each parameter is a slot in it, by its name."""

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

MEASURES: Final = {
    "areas-derived": ("area", "issues"),
    "groups": ("company", "asGroup"),
    "issues-counted-once": ("kind", "issues"),
    "responses-by-kind": ("kind", "responses"),
    "severity": ("severity", "issues"),
}
"""Slug of a question → the columns of a bar chart: what is counted, and its number."""


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
        {(_named(a), _named(b)): value for (a, b), value in counts.numbers.items()},
        {_named(cell): value for cell, value in counts.wholes.items()},
        {_named(cell): value for cell, value in counts.absent.items()},
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


def _named(cell: Cell) -> Cell:
    label = site().called(cell.id, "") or site().translated(cell.label)
    return cell._replace(label=translated(label) if label in ROWS else label)
