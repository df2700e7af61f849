"""Reasons of related issues as sentences in other languages, made from property and shared thing.

In English, the release has them.
"""

from typing import Final

from ontology.namespaces import DCTERMS, JG, SKOS
from server.languages.current import gettext_noop as _
from server.languages.current import translated

__all__ = ["sentence_in_language"]

SENTENCES: Final = {
    JG + "actor": _("Both name {name}"),
    JG + "affectedGroup": _("Both harm {name}"),
    JG + "arrangement": _("Workers of both are engaged alike: {name}"),
    JG + "by": _("Responses to both involve {name}"),
    JG + "condition": _("Workers of both meet this condition: {name}"),
    JG + "demands": _("The same is demanded in both: {name}"),
    JG + "developedBy": _("Both are about systems of {name}"),
    JG + "from": _("Labour supply chains of both lead to {name}"),
    JG + "impact": _("Both have this impact: {name}"),
    JG + "judges": _("An editor judged them related"),
    JG + "justiceArea": _("Both touch {name}"),
    JG + "mentionedIn": _("Both speak of {name}"),
    JG + "place": _("Both take place in {name}"),
    JG + "system": _("Both are about {name}"),
    JG + "task": _("Workers of both do this task: {name}"),
    JG + "topicOf": _("Both are about {name}"),
    JG + "within": _("Both take place within {name}"),
    JG + "workerGroup": _("Both concern the work of {name}"),
    JG + "year": _("Both date to {name}"),
    DCTERMS + "publisher": _("Both are known from {name}"),
    SKOS + "broader": _("Both have a kind of this impact: {name}"),
}
"""Property by which two issues lead to what they share → the sentence that says so."""
OTHER: Final = _("Both share {name}")


def sentence_in_language(via: str, name: str) -> str:
    """Return the sentence of a reason in the language of the request.

    >>> sentence_in_language(JG + "place", "Kenya")
    'Both take place in Kenya'
    """
    return translated(SENTENCES.get(via, OTHER)).format(name=name)
