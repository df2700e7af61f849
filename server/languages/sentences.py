"""Sentences that other layers make in English: found again in the catalogue by their slots.

Errors and rules of the gate are worded where they are raised, in packages that know no page. Their
messages are in the catalogue with a context and with slots, such as `no graph {name} is here`.
"""

import re
from typing import Final

from server.languages.catalogue import Catalogue
from server.languages.current import current
from server.languages.slots import SLOT

__all__ = ["GATE", "PROBLEM", "sentence", "truncated"]

PROBLEM: Final = "problem"
"""Context of what an error says."""
GATE: Final = "gate"
"""Context of what a rule of the gate says."""
INNER: Final = frozenset({"error", "expected", "message", "near", "what"})
"""Slots that hold a sentence of their own."""
WORDS: Final = frozenset({"act", "lower", "state"})
"""Slots that hold a word of ours, such as the state of a suggestion."""
LONGEST: Final = 1_000
"""Characters of a sentence that is looked for; a longer one stays in English."""


def sentence(text: str, context: str) -> str:
    """Return a sentence in the language of the request; unchanged where no message matches it.

    Complexity: linear in the messages of the context.

    >>> sentence("there is no graph https://example.org/ here", PROBLEM)
    'there is no graph https://example.org/ here'
    """
    language = current()
    return text if language.is_source else _translated(text, context, language)


def _translated(text: str, context: str, language: Catalogue) -> str:
    for pattern in language.patterns.get(context, ()) if len(text) <= LONGEST else ():
        if match := pattern.matches.fullmatch(text):
            return _filled(pattern.translation, match, context, language)
    return text


def _filled(said: str, match: re.Match[str], context: str, language: Catalogue) -> str:
    """Return a translation with what the slots of its message hold."""

    def value(slot: re.Match[str]) -> str:
        held = match[slot[1]]
        if slot[1] in WORDS:
            return language.forms(held)[0]
        return _translated(held, context, language) if slot[1] in INNER else held

    return SLOT.sub(value, said)


def truncated(text: str, most: int) -> str:
    """Return a text of at most `most` characters, truncated between words and after no comma.

    >>> truncated("What workers earn, and where", 20), truncated("Pay", 20)
    ('What workers earn …', 'Pay')
    """
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    return f"{(words[: most - 1].rpartition(' ')[0] or words[: most - 2]).rstrip(',;:')} …"
