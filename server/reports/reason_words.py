"""Reasons of relations, which the release words in English, in the language of a page.

The sentence of a type is found again by what stands around the name in it.
"""

import re
from typing import TYPE_CHECKING, Final

from server.languages.current import current, language_name
from server.records.view_model import SENTENCES, sentence_in_language, sentences_in_one
from server.web.site import site

if TYPE_CHECKING:
    from graph.related.reasons import Relation

__all__ = [
    "COLUMNS",
    "IN_LANGUAGE",
    "languages_in_words",
    "reason_in_language",
    "summary_in_language",
]

NAME: Final = "{name}"
ROLES: Final = r"(?:,? as the .+)?"
"""In which roles two issues name an actor, which other languages leave out."""
WORLD: Final = "the whole world"
ARTICLE: Final = "the "
"""What the name of a place may have before it in a sentence."""
WEIGHTED: Final = re.compile(r"(.+) (\([\d.]+\))")
"""A reason of an answer, with what it adds."""


def _pattern(sentence: str) -> re.Pattern[str]:
    before, _, after = sentence.partition(NAME)
    roles = ROLES if sentence == "Both name {name}" else ""
    return re.compile(f"{re.escape(before)}(?P<name>.+?){re.escape(after)}{roles}")


LIKE: Final = tuple(
    (_pattern(sentence), via)
    for via, sentence in sorted(SENTENCES.items(), key=lambda one: -len(one[1]))
    if NAME in sentence
)
"""How the sentence of each property reads, the most particular first."""


def reason_in_language(sentence: str) -> str:
    """Return the sentence of a reason in the language of the request.

    What an editor wrote is like none, and stays as it is. Complexity: linear in the properties.

    >>> reason_in_language("Both name Google as the deployer")
    'Both name Google as the deployer'
    """
    for pattern, via in () if current().is_source else LIKE:
        if found := pattern.fullmatch(sentence):
            return sentence_in_language(via, _named(found["name"]))
    return sentence


def _named(name: str) -> str:
    found = site().translated("World" if name == WORLD else name)
    return site().translated(name.removeprefix(ARTICLE)) if found == name else found


def summary_in_language(relation: "Relation") -> str:
    """Return one sentence of why two issues are related, in the language of the request."""
    if current().is_source:
        return relation.summary
    found = sorted(relation.reasons, key=lambda one: -one.weight)
    return sentences_in_one([reason_in_language(one.sentence) for one in found])


def _reasons(text: str) -> str:
    return "; ".join(map(_weighted, text.split("; ")))


def _weighted(text: str) -> str:
    found = WEIGHTED.fullmatch(text)
    return f"{reason_in_language(found[1])} {found[2]}" if found else text


def languages_in_words(codes: str) -> str:
    """Return a list of codes of languages as their names.

    >>> languages_in_words("en, sw")
    'English, Swahili'
    """
    return ", ".join(map(language_name, codes.split(", ")))


COLUMNS: Final = {"languages": languages_in_words, "reasons": _reasons}
"""Column of an answer → how its texts are worded for people."""

IN_LANGUAGE: Final = {
    "reason_in_language": reason_in_language,
    "summary_in_language": summary_in_language,
}
"""What templates that list reasons call."""
