"""Gaps of a record: what is not known and matters, by the field of the form that fills it."""

from collections.abc import Collection, Iterator
from typing import Final

from ontology import JG
from ontology.namespaces import DCTERMS
from server.records.view import Page

__all__ = ["FIELDS", "OF_KINDS", "gaps", "is_thin", "unfilled"]

FIELDS: Final = {
    "summary": (DCTERMS + "abstract", DCTERMS + "description"),
    "year": (JG + "year", JG + "date"),
    "horizon": (JG + "horizon",),
    "place": (JG + "place",),
    "impact": (JG + "impact",),
    "justiceArea": (JG + "justiceArea",),
}
"""Field of the form → properties of which any closes the gap; see `help-to-fill.html`."""
OF_KINDS: Final = {
    "system": {"developedBy": JG + "developedBy"},
    "worker-group": {name: JG + name for name in ("task", "place", "arrangement", "condition")},
    "source": {"publisher": DCTERMS + "publisher", "published": DCTERMS + "issued"},
}
"""The same of records of other kinds, each field with its property."""
NOT_STATED: Final = JG + "notStated"
EVENTS: Final = ("Incident", "SystemicPractice")
"""Classes of issues that happen in a place and in a year."""
OF_EVENTS: Final = ("year", "place")
LONG: Final = tuple(JG + name for name in ("figure", "workerGroup", "automationClaim"))


def gaps(this: Page, sides: Collection[str]) -> list[str]:
    """Return the fields that no record fills, those that matter most first.

    `sides` are the sides of which somebody is named.
    """
    return [*_unfilled(this), *_unnamed(sides)]


def unfilled(kind: str, this: Page) -> list[str]:
    """Return the fields of a system, a group of workers or a source that no statement fills."""
    filled = {one.property.iri for one in this.statements}
    return [field for field, name in OF_KINDS[kind].items() if name not in filled]


def is_thin(this: Page) -> bool:
    """Whether an issue has no text, no figure and no workers, so that one card holds all of it."""
    properties = {one.property.iri for one in this.statements}
    properties |= {one.property.iri for one in this.nested}
    return not this.texts and properties.isdisjoint(LONG)


def _unfilled(this: Page) -> Iterator[str]:
    filled = {one.property.iri for one in this.statements}
    declared = {
        value.iri
        for one in this.statements
        if one.property.iri == NOT_STATED
        for value in one.values
    }
    is_event = any(one.iri in {JG + name for name in EVENTS} for one in this.types)
    for field, properties in FIELDS.items():
        is_asked = not declared.isdisjoint(properties) or (is_event and field in OF_EVENTS)
        is_told = field == "summary" and bool(this.texts)
        if is_asked and not is_told and filled.isdisjoint(properties):
            yield field


def _unnamed(sides: Collection[str]) -> Iterator[str]:
    if "implicated" not in sides:
        yield "involvement"
    if "responding" not in sides:
        yield "response"
