"""Changes of a release in words: how many records of each kind were added, changed and so on."""

from collections.abc import Iterable, Mapping
from typing import Final

from ontology import terms
from server.languages.current import gettext, number, translated
from server.languages.current import gettext_noop as _
from server.web.site import site

__all__ = ["changes_in_words", "fields_in_words"]

CHANGES: Final = {
    "added": _("%(n)s added"),
    "changed": _("%(n)s changed"),
    "restored": _("%(n)s restored"),
    "withdrawn": _("%(n)s withdrawn"),
    "merged": _("%(n)s merged"),
    "removed": _("%(n)s removed"),
}
KINDS: Final = (
    *(_("issue"), _("actor"), _("system"), _("worker-group"), _("proceeding"), _("organising")),
    *(_("source"), _("place"), _("relation"), _("match"), _("category"), _("taxonomy")),
)
"""Kinds of records, as the history of releases counts them."""


def changes_in_words(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Return the numbers of changed records by kind, in the language of the request.

    Without any, only terms or computed statements changed: no record did.

    >>> changes_in_words({"issue": {"added": 2, "changed": 1}, "place": {"added": 1200}})
    'issue: 2 added, 1 changed; place: 1,200 added'
    >>> changes_in_words({})
    'no record changed'
    """
    parts = []
    for kind, some in counts.items():
        each = (translated(CHANGES[name]) % {"n": number(n)} for name, n in some.items())
        words = {"kind": translated(kind), "changes": ", ".join(each)}
        parts.append(gettext("%(kind)s: %(changes)s", **words))
    return "; ".join(parts) or gettext("no record changed")


def fields_in_words(fields: Iterable[str]) -> str:
    """Return the sentence that names changed fields of records, each once."""
    known = terms().fields
    names = [
        site().called(known[one].iri, one) if one in known else translated(one)
        for one in dict.fromkeys(fields)
    ]
    return gettext("Changed: %(fields)s.", fields=", ".join(names))
