"""Catalogue of contributions: the forms, and the classes among which they let choose, in words."""

from typing import Final

from server.languages.current import gettext_noop as _

__all__ = ["OFFERS", "TYPES", "WHAT_KIND"]

OFFERS: Final = {
    "issue": (
        _("An issue"),
        _("Something that happened, goes on, or is forecast, and harms people."),
    ),
    "actor": (_("An actor"), _("An organisation, or a person with a public role.")),
    "system": (_("An AI system"), _("A product or service, and the people who run it.")),
    "worker-group": (
        _("A worker group"),
        _("People who do a task under some arrangement somewhere."),
    ),
    "source": (_("A source"), _("An article, report, book or court document that is missing.")),
    "pay": (
        _("A missing figure of pay"),
        _("What people are paid for a task, as a source states it."),
    ),
    "reply": (
        _("A reply"),
        _("An organisation's answer to what is said about it, with its source."),
    ),
}
WHAT_KIND: Final = _("What kind?")
TYPES: Final = {
    "Incident": _("It happened at a time"),
    "SystemicPractice": _("It goes on"),
    "Hazard": _("It is forecast"),
    "Organization": _("An organisation"),
    "Person": _("A person with a public role"),
}
"""The classes among which a form lets choose."""
