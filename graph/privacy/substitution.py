"""Substitution of names in a text: a role in words, or nothing where the text says the role.

"Driver Jane Roe was dismissed" becomes "Driver was dismissed", "Roe v. Uber" "A plaintiff v. Uber".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.privacy.name_detection import Mention
from graph.privacy.name_tokens import POSSESSIVE, Token
from graph.privacy.word_list import roles

__all__ = ["mention_span", "replaced", "somebody"]

GENITIVE: Final = re.compile(r"s['\u2019](?!\w)")
"""The end of a name in the genitive without a further s: "Roses' claim"."""
INITIAL: Final = re.compile(r"[ .][A-Z]\.(?= [a-z])")
"""An initial at the end of a name, within a sentence: "Jane R. won"."""
OPENING: Final = re.compile(r"(?:^|(?<! v)(?<! vs)[.!?][\"\u201d]?\s)[\"\u201c'\u2018(]*$")
OPENING_LENGTH: Final = 12
"""How far back the opening of a sentence is looked for, so that a long text costs linear time."""
LEADING_LENGTH: Final = 24
"""How far back words that lead a name are looked for: longer than a match of these patterns."""
CALLED: Final = re.compile(r"(?<=\w),? (?:named|called|nicknamed|(?:known|identified) as)$")
"""What leads a name after the word of a role: "a man named Roe"."""
SUED: Final = re.compile(r"(?:,? et al\.?,?| and (?:\w+ )?others)? vs?\.? ")
SUING: Final = re.compile(r" vs?\.? $")
QUOTES: Final = frozenset(["''", '""', "\u2018\u2019", "\u201c\u201d"])


def mention_span(words: Sequence[Token], mention: Mention) -> tuple[int, int]:
    """Return the characters of a mention, without the ending of a genitive."""
    last = words[mention.last]
    ending = POSSESSIVE.search(last.text)
    end = last.end - (len(ending[0]) if ending else 0)
    return words[mention.first].start, end


def somebody(
    text: str, words: Sequence[Token], found: Sequence[Mention]
) -> Iterator[tuple[int, int, str]]:
    """Yield what replaces names that nobody has decided on.

    After the word of a role, such as "driver", or between commas, nothing does.
    """
    met = set[str]()
    for mention in found:
        start, end = mention_span(words, mention)
        if text[start - 1 : start] + text[end : end + 1] in QUOTES and start:
            start, end = start - 1, end + 1
        before = words[mention.first - 1] if mention.first else None
        name = {token.folded for token in words[mention.first : mention.last + 1]}
        if called := _called(text, start):
            yield called, end, ""
        elif before and before.folded in roles() and text[before.end : start] == " ":
            yield before.end, end, ""
        elif text[:start].endswith(", ") and text[end : end + 1] == ",":
            yield start - 2, end + 1, ""
        else:
            yield (
                start,
                end,
                _words(text, start, end, is_again=bool(met & name), is_other=bool(met)),
            )
        met |= name


def _called(text: str, start: int) -> int:
    """Return where words such as "a man named" that lead a name go on to name him, or 0."""
    end = len(text[:start].rstrip())
    called = CALLED.search(text, max(0, end - LEADING_LENGTH), end)
    return called.start() if called else 0


def _words(text: str, start: int, end: int, *, is_again: bool, is_other: bool) -> str:
    """Return the words for a person whose role the text does not say."""
    if is_again:
        return "the person"
    if SUED.match(text, end):
        return "a plaintiff"
    if SUING.search(text, max(0, start - LEADING_LENGTH), start):
        return "a defendant"
    return "another person" if is_other else "a person"


def replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with other words in some places; a sentence begins with a capital."""
    parts: list[str] = []
    place = 0
    for start, end, words in sorted(spans):
        parts.append(text[place:start])
        begins = OPENING.search(text, max(0, start - OPENING_LENGTH), start)
        parts.append(words[:1].upper() + words[1:] if begins else words)
        place = end
        if words and GENITIVE.match(text, end - 1) and text[start - 1 : start] != text[end]:
            parts.append("'s")
            place += 1
        elif INITIAL.match(text, end - 2):
            place += 1
    return "".join([*parts, text[place:]])
