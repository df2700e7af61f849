"""Wording of the questions: each as a sentence with slots, and the headings of all columns."""

from typing import Final

__all__ = ["HEADINGS", "MEASURES", "SENTENCES", "heading"]

SENTENCES: Final = {
    "about-actor": "What is known about {actor}, and from which source?",
    "alleged-roles": "Which roles of {actor} as {role} are alleged only?",
    "areas-by-year": "How many issues of {area} has {place} each year, from {from} to {to}?",
    "companies-by-role": "In which issues is {actor} named as {role}, and who reported it?",
    "conditions-by-task": "Under {condition}, who does {task} in {place}?",
    "coverage": "Which issues of {area} in {place} has nobody answered?",
    "demands": "Who demands {demand} of {addressee}, and what was the response?",
    "groups": "How many issues involve {actor}, and what it owned at the time?",
    "issues-counted-once": "How many issues of {area} in {place} are there, each once?",
    "old-figures": "Which figures were older than {years} years in {year}?",
    "organising": "How do workers in {place} who do {task} organise towards {addressee}?",
    "pay": "What do workers in {place} earn for {task}, or as {workers}?",
    "proceedings": "Which {status} cases are there in {place} with {party}, such as {proceeding}?",
    "remedies": "What came of demands for {demand} in {place} to {addressee} that are {state}?",
    "responses-by-kind": "How are issues of {area} in {place} answered?",
    "severity": "How severe is the harm of issues of {area} in {place}?",
    "sold-as-automatic": "Who does {task} behind {system} that is sold as automatic?",
    "supply-chain": "Through whom does the work behind {system} for {client} lead to workers?",
    "unanswered": "Which demands for {demand} in {place} to {addressee} were open in {year}?",
    "unanswered-in-global-south": "Which issues of {area} in {place} has nobody answered?",
    "who-works-on": "Which {kind} works on {area} and {task} in {place}?",
    "workers-by-place": "Where in {place} do workers do {task}?",
}
"""Slug of a question → the sentence of its form; each parameter is a slot in it, by its name."""

HEADINGS: Final = {
    "alone": "Issues of its own",
    "as": "As",
    "asGroup": "Issues with what it owned",
    "asOf": "In the year",
    "asked": "Asked in",
    "askedBy": "Asked by",
    "checked": "Checked on",
    "clientPays": "Client pays",
    "computedUSD": "In US dollars, computed",
    "counts": "What it counts",
    "for": "For",
    "forWhom": "For whom",
    "id": "Page",
    "inWords": "In words",
    "ofWhom": "Asked of",
    "relatedTouchesBoth": "Related one touches both",
    "reportedBy": "Reported by",
    "standing": "Alleged or confirmed",
    "upperValue": "Up to",
    "workersGet": "Workers get",
    "worksOn": "Works on",
}
"""Column of an answer → its heading, where that is not the word itself."""

MEASURES: Final = {
    "areas-derived": ("area", "issues"),
    "groups": ("company", "asGroup"),
    "issues-counted-once": ("kind", "issues"),
    "responses-by-kind": ("kind", "responses"),
    "severity": ("severity", "issues"),
}
"""Slug of a question → the columns of a bar chart: what is counted, and its number."""


def heading(column: str) -> str:
    """Return the heading of a column.

    >>> heading("askedBy"), heading("place")
    ('Asked by', 'Place')
    """
    return HEADINGS.get(column, column.capitalize())
