"""Configuration of forms: the fields of each class in their order, their words and choices."""

from typing import Final

from server.languages.current import gettext_noop as _

__all__ = ["CHOSEN", "EXPLAINED", "FILLED_IN", "LONG", "OFTEN", "OTHERS", "SAID", "SAID_OF"]

CHOSEN: Final[dict[str, tuple[str, ...]]] = {
    "Source": ("url", "title", "sourceKind", "publisher", "published"),
    "Issue": (
        *("title", "summary", "year", "justiceArea", "impact", "involvement", "place"),
        *("horizon", "date", "affectedGroup", "system", "workerGroup", "figure", "response"),
        *("status", "sector"),
    ),
    "Organization": ("name", "alias", "kind", "description", "place", "ownedBy", "homepage"),
    "Person": ("name", "alias", "publicRole", "description", "place", "homepage"),
    "AISystem": ("name", "alias", "description", "developedBy", "labourLink", "automationClaim"),
    "WorkerGroup": (
        *("name", "alias", "description", "task", "arrangement", "condition", "place"),
        *("pay", "figure"),
    ),
    "Involvement": ("actor", "role", "assertion"),
    "Figure": ("value", "upperValue", "precision", "unit", "counts", "asOf"),
    "Money": ("value", "upperValue", "precision", "unit", "counts", "asOf"),
    "Response": (
        *("responseKind", "by", "workerGroup", "addressee", "demands", "date", "description"),
        *("outcome", "remedyState"),
    ),
    "LabourLink": ("from", "to", "toWorkers", "linkKind", "task", "place"),
    "AutomationClaim": ("claim", "workerGroup"),
}
"""The fields that a form asks for, in their order; all else in a record stays as it is."""
OTHERS: Final = ("title", "name", "alias", "summary", "description", "date", "place", "homepage")
"""The fields of other records, such as places and proceedings."""
SAID: Final[dict[str, tuple[str, str]]] = {
    "title": (_("Title"), _("One line in your own words, without private names.")),
    "summary": (
        _("Summary"),
        _("What happened to whom, in one or two sentences of your own."),
    ),
    "url": (
        _("Web address"),
        _("Needed, unless it is on paper alone."),
    ),
    "publisher": (_("Publisher"), _("Who published it, such as a newspaper or a court.")),
    "published": (_("Day of publication"), _("Such as 2019-05-31, or 31.5.2019.")),
    "name": (_("Name"), _("The English name.")),
    "alias": (_("Another name"), _("A name that people also use.")),
    "description": (_("Description"), _("A sentence or two in your own words.")),
    "homepage": (_("Homepage"), _("Its own web address.")),
    "sourceKind": (
        _("Kind of source"),
        _("A news article, for example."),
    ),
    "involvement": (
        _("Who is involved"),
        _("Who did it, or answers it."),
    ),
    "figure": (_("A number"), _("Such as how many people it concerns, as the source states it.")),
    "response": (
        _("What was done about it"),
        _("A reply, a lawsuit, a remedy: by whom, and when."),
    ),
    "horizon": (_("Until when"), _("The year by which something forecast is to happen.")),
    "date": (_("Day or month"), _("As exact as it is known: 2019-05, 2019-05-31, or 31.5.2019.")),
    "system": (_("AI system"), _("The product or service that is involved.")),
}
"""Label and help of properties that other vocabularies define, or that strangers need in words."""
SAID_OF: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "Source": {"title": (_("Title of the source"), _("As it is printed there."))},
    "Involvement": {
        "actor": (_("Name"), _("A company or authority, for example.")),
        "role": (_("Role"), _("What it has to do with this.")),
        "assertion": (_("How sure is it?"), _("It is shown as alleged unless a source says more.")),
    },
    "Issue": {
        "place": (_("Place"), _("A country, or a city in it.")),
        "workerGroup": (_("Worker group"), _("The workers whom it concerns.")),
        "year": (_("Year"), _("When it happened or began.")),
        "justiceArea": (_("Justice area"), _("A reviewer checks it.")),
        "impact": (_("Impact"), _("Choose what comes nearest.")),
        "affectedGroup": (_("Affected group"), _("Who bears the harm.")),
    },
}
"""Label and help of properties of one class, which say nothing of its other uses."""
FILLED_IN: Final = ("assertion",)
"""Fields that the shapes need and that are filled in where nobody answers."""
OFTEN: Final[dict[str, tuple[str, ...]]] = {
    "sourceKind": ("news-article", "report", "court-document"),
    "role": ("developer", "deployer", "employer", "platform", "claimant", "affected", "mentioned"),
    "impact": (
        *("exploitation-of-workers", "economic-harm-and-inequity", "bias-and-discrimination"),
        *("racial-discrimination", "privacy-violation", "human-rights-violation"),
        *("opaque-systems-prevent-accountability", "manipulation"),
    ),
    "affectedGroup": (
        *("low-paid-workers-in-developing-countries", "gig-workers", "women", "people-of-color"),
        *("migrants", "people-with-disabilities", "children", "job-applicants"),
    ),
    "sector": (
        *("media-and-culture", "transport", "politics", "information-and-technology"),
        *("police-and-justice", "health", "retail", "education"),
    ),
    "task": ("content-moderation", "data-labelling", "answer-rating", "microtasks"),
    "condition": (
        *("low-wages", "psychological-distress", "mass-dismissal", "exposure-to-harmful-content"),
        *("unpaid-work", "invisibility"),
    ),
    "demands": (
        *("mental-health-care", "fair-pay", "to-be-heard", "right-to-organise"),
        *("collective-bargaining", "severance-pay", "payment-of-dues", "compensation"),
    ),
    "responseKind": ("demand", "statement", "legal-action", "ruling", "investigation", "remedy"),
}
"""The choices that records use most, by field; they are shown first."""
EXPLAINED: Final = frozenset({"role", "assertion", "linkKind", "remedyState"})
"""Choices that are each shown with the first sentence of their definition."""
LONG: Final = frozenset({"summary", "description", "outcome", "claim"})
