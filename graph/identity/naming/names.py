"""Name normalisation: equal forms for different spellings of one organisation's name.

What is only a way of writing falls away: capitals, accents, punctuation, spaces, legal forms,
acronyms in brackets. Words that mean the same become one word; which, is data (`words.csv`).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from graph.identity.tables import rows
from graph.legal_forms import end_of_name
from graph.stemming import WORD

__all__ = [
    "BRACKETS",
    "CAPITALS",
    "Form",
    "acronym_of",
    "form",
    "is_generic",
    "without_suffix",
    "words",
]

BRACKETS: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
WITHIN: Final = re.compile(r"['\u2018\u2019\u02bc`*]+")
"""Characters inside a word that separate nothing."""
CAPITALS: Final = re.compile(r"[A-Z][A-Z0-9]{1,7}")
DOTTED: Final = re.compile(r"\b(?:\w\.){2,}")
SLASHED: Final = re.compile(r"\b(\w)/(\w)\b")
"""Two letters of one word, as in "A/S"."""
PLACELESS: Final = frozenset({"ministry", "department", "secretariat", "government"})
MOST_PLACELESS: Final = 3
"""A body with a longer name than this, such as one of families, fairness and housing, is unique."""
SHORTEST_PLURAL: Final = 5
SHORTEST_SQUEEZED: Final = 4
LONGEST: Final = 400
"""The most characters of a name that are used."""


@dataclass(frozen=True, slots=True)
class Form:
    """A normalised name: its words, its keys, and the texts in brackets.

    Names are written the same where `key` is equal; they name the same but for a legal form where
    `bare` is equal. A placeless one is that of a body which every state has.
    """

    words: tuple[str, ...]
    key: str
    bare: str
    bracketed: tuple[str, ...]
    is_placeless: bool


@lru_cache(1 << 17)
def form(name: str) -> Form:
    """Return the normalised form of a name.

    Complexity: linear in the name.
    Source: Unicode Standard Annex 15 (NFKD); Christen, Data Matching (2012), chapter 3.

    >>> form("The Café-Owners' Union (COU)").words
    ('cafe', 'owners', 'union')
    >>> form("Open AI").key == form("OpenAI").key, form("Snap Inc.").bare
    (True, 'snap')
    >>> form("Government of China").key == form("Chinese government").key
    True
    """
    text = unicodedata.normalize("NFKC", name[:LONGEST])
    outside = BRACKETS.sub(" ", text).strip() or text
    inside = tuple(found.strip() for found in BRACKETS.findall(text))
    kept = [one for one in inside if not acronym_of(one, outside)] if outside != text else []
    written = _words(outside)
    named, bare = _named(written), _named(written[: end_of_name(written)])
    is_placeless = named[:1] != [] and named[0] in PLACELESS and len(named) <= MOST_PLACELESS
    if "ministry" in named:
        named, bare = sorted(named), sorted(bare)
    more = list(chain.from_iterable(map(_words, kept)))
    key, bare_key = (_joined([*some, *more], text) for some in (named, bare))
    return Form(tuple(named), key, bare_key, inside, is_placeless)


def _named(words: list[str]) -> list[str]:
    """Return the words of a name in one language and order, without those that say nothing."""
    return _without_fillers(_ordered(_one_language(words)))


def acronym_of(short: str, name: str) -> bool:
    """Whether capitals are an acronym of a name: letters of it in order.

    >>> acronym_of("ACLU", "American Civil Liberties Union"), acronym_of("Oosto", "AnyVision")
    (True, False)
    """
    parts = _words(name)
    if not CAPITALS.fullmatch(short) or len(parts) < 2:
        return False
    wanted = short.casefold()
    for number, part in enumerate(parts):
        letters = iter("".join(parts[number:]))
        if part[0] == wanted[0] and all(letter in letters for letter in wanted):
            return True
    return False


def is_generic(name: str) -> bool:
    """Whether a name has only words that describe a kind of system.

    >>> is_generic("Facial Recognition System"), is_generic("ChatGPT")
    (True, False)
    """
    return set(form(name).words) <= _known()["generic"].keys()


def without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without those at its end that say only that it is a system.

    >>> without_suffix(("surge", "pricing", "algorithm"))
    ('surge', 'pricing')
    """
    return words[: _end(words, "suffix")]


def words(text: str) -> list[str]:
    """Return the words of a text, case-folded, without accents, in the singular.

    >>> words("Café-Owners' Unions")
    ['cafe', 'owner', 'union']
    """
    return [*map(_singular, _words(text))]


def _words(text: str) -> list[str]:
    text = WITHIN.sub("", text.casefold().replace("&", " and "))
    text = DOTTED.sub(lambda found: found[0].replace(".", "") + " ", SLASHED.sub(r"\1\2", text))
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return WORD.findall(plain)


def _one_language(words: list[str]) -> list[str]:
    """Expand abbreviations, and replace a demonym by its country next to a state body."""
    known = _known()
    full = list(chain.from_iterable(known["short"].get(word, word).split() for word in words))
    spelt = [known["spelling"].get(word, word) for word in full]
    if not known["state"].keys() & set(spelt):
        return spelt
    return list(chain.from_iterable(known["people"].get(word, word).split() for word in spelt))


def _ordered(words: list[str]) -> list[str]:
    """Move the place to the front: 'government of x' becomes 'x government'."""
    match words:
        case ["government", "of", "the", "city", "of", *place] | ["city", "of", *place] if place:
            return [*place, "city", "government"]
        case ["government", "of", "the", *place] | ["government", "of", *place] if place:
            return [*place, "government"]
        case ["ministry", "of", *rest, "of", place] if rest:
            return [place, "ministry", *rest]
        case _:
            return words


def _without_fillers(words: list[str]) -> list[str]:
    return [word for word in words if word not in _known()["filler"]] or words


def _end(words: Sequence[str], kind: str) -> int:
    """Return where the words of a kind at the end of a name begin; the first word stays."""
    end = len(words)
    while end > 1 and words[end - 1] in _known()[kind]:
        end -= 1
    return end


def _joined(words: list[str], name: str) -> str:
    """Join words to one string, in the singular; very short names keep their spaces."""
    joined = "".join(map(_singular, words) if len(words) > 1 else words)
    if len(joined) >= SHORTEST_SQUEEZED:
        return joined
    return f"={' '.join(words) or name.casefold().strip()}"


def _singular(word: str) -> str:
    is_plural = len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word


@cache
def _known() -> dict[str, dict[str, str]]:
    words_of: dict[str, dict[str, str]] = {}
    for row in rows("words"):
        words_of.setdefault(row["kind"], {})[row["word"]] = row["meaning"]
    return words_of
