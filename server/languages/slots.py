"""Template matching: messages with slots as regular expressions that find their values."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["CONTEXT", "SLOT", "Pattern", "patterns"]

CONTEXT: Final = "\x04"
"""Stands between the context of a message and the message, as in compiled catalogues."""
SLOT: Final = re.compile(r"\{(\w+)\}")


class Pattern(NamedTuple):
    """A message with slots: what it matches, and its translation."""

    matches: re.Pattern[str]
    translation: str


def patterns(messages: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[Pattern, ...]]:
    r"""Return the messages that have a context by it, those with the most fixed text first.

    Complexity: linear in the messages, and sorting those with a context.

    >>> (one,) = patterns({"problem\x04no graph {name} here": ("no hay grafo {name}",)})["problem"]
    >>> one.matches.fullmatch("no graph urn:a here")["name"]
    'urn:a'
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, forms in messages.items():
        context, mark, message = key.partition(CONTEXT)
        if mark:
            found[context].append((message, forms[0]))
    for some in found.values():
        some.sort(key=lambda one: (-len(SLOT.sub("", one[0])), one[0]))
    return {
        context: tuple(Pattern(_pattern(message), said) for message, said in some)
        for context, some in found.items()
    }


def _pattern(message: str) -> re.Pattern[str]:
    """Return what a message matches: its text, and anything in its slots.

    Groups are lazy and lie between fixed texts, so that a failed match costs little.
    """
    parts = SLOT.split(message)
    slots = (f"(?P<{name}>.*?)" for name in parts[1::2])
    texts = [re.escape(part) for part in parts[::2]]
    return re.compile(texts[0] + "".join(map(str.__add__, slots, texts[1:])), re.DOTALL)
