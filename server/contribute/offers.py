"""Catalogue of contributions: the forms, and the classes among which they let choose, in words."""

from typing import Final

from server.languages.current import gettext_noop as _

__all__ = ["OFFERS", "TABLES", "TYPES", "WHAT_KIND"]

OFFERS: Final = {
    "issue": (
        _("An issue"),
        _("It happened, goes on, or is forecast, and harms people."),
    ),
    "actor": (_("An actor"), _("An organisation, or a person with a public role.")),
    "system": (_("An AI system"), _("A product or service.")),
    "worker-group": (
        _("A worker group"),
        _("People who do a task somewhere."),
    ),
    "source": (_("A source"), _("An article, report, book or court document.")),
    "pay": (
        _("A missing figure of pay"),
        _("What a task is paid, as a source states it."),
    ),
    "reply": (
        _("A reply"),
        _("An organisation's answer, with its source."),
    ),
}
TABLES: Final = {
    "issue": _("Issues"),
    "actor": _("Actors"),
    "system": _("AI systems"),
    "worker-group": _("Worker groups"),
    "source": _("Sources"),
}
"""What can be contributed many at once, as a table."""
WHAT_KIND: Final = _("What kind?")
TYPES: Final = {
    "Incident": _("It happened at a time"),
    "SystemicPractice": _("It goes on"),
    "Hazard": _("It is forecast"),
    "Organization": _("An organisation"),
    "Person": _("A person with a public role"),
}
"""The classes among which a form lets choose."""
