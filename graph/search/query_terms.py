"""Query expansion: each typed word becomes an FTS5 expression with its spellings and synonyms."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from Stemmer import Stemmer

from graph.search.spelling import Spelling
from graph.search.words import SYNONYMS, TRIFLES, spelling_variants, words
from graph.stemming import WORD

__all__ = ["Term", "query_terms"]

MOST_WORDS: Final = 12
LONGEST_WORD: Final = 40
SHORTEST_PART: Final = 3
STEMMER: Final = Stemmer("porter")
"""The stems of the full-text index (FTS5)."""
SHORT: Final = 3
"""Up to this length a beginning is looked up in the index of prefixes, not word by word."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word that was typed: what finds it whole, what finds it as a beginning, what it became."""

    word: str
    whole: str
    begun: str
    instead: str = ""


def query_terms(typed: str, spelling: Spelling) -> list[Term]:
    """Return the terms of what was typed; the last word may have just begun.

    A word is found in British and American spelling, joined and parted (deepfake, deep fake), and
    by the full name of a country's initials. One that no document has is corrected.
    Complexity: a few look-ups in the vocabulary for each of 12 words at most.
    """
    asked = [word[:LONGEST_WORD] for word in words(typed)][:MOST_WORDS]
    kept = [word for word in asked if word not in TRIFLES] or asked
    is_open = bool(kept) and kept[-1] == asked[-1] and not typed[-1:].isspace()
    return [*_terms(kept, spelling, is_open=is_open)]


def _terms(kept: list[str], spelling: Spelling, *, is_open: bool) -> Iterator[Term]:
    place = 0
    while place < len(kept):
        pair = "".join(kept[place : place + 2])
        if place + 1 < len(kept) and spelling.has(pair):
            first, second = (_any_of(_spelt(word, spelling)) for word in kept[place : place + 2])
            match = f'(({first} AND {second}) OR "{pair}")'
            yield Term(" ".join(kept[place : place + 2]), match, match)
            place += 2
            continue
        is_last = place == len(kept) - 1
        yield _term(kept[place], spelling, is_begun=is_last and is_open)
        place += 1


def _term(word: str, spelling: Spelling, *, is_begun: bool) -> Term:
    spelt = _spelt(word, spelling)
    whole = _any_of(spelt)
    begun = [f'"{other}"' for other in spelling.beginning(word)] if is_begun else []
    if is_begun and len(word) <= SHORT:
        begun.append(f'"{word}" *')
    if not begun and not spelling.has_any(spelt):
        other = spelling.meant(word)
        if other != word:
            match = _any_of(_spelt(other, spelling))
            return Term(word, match, match, other)
    return Term(word, whole, _or([*(f'"{one}"' for one in spelt), *begun]))


def _spelt(word: str, spelling: Spelling) -> list[str]:
    """Return a word, its variants and parts that documents have, and what it stands for."""
    variants = [other for other in sorted(spelling_variants(word)) if spelling.has(other)]
    parts = [
        f"{word[:at]} {word[at:]}"
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        if not spelling.is_frequent(word) and spelling.has(word[:at]) and spelling.has(word[at:])
    ]
    return [word, *variants, *parts, *SYNONYMS.get(word, ())]


def _any_of(texts: list[str]) -> str:
    return _or([f'"{text}"' for text in texts])


def _or(matches: list[str]) -> str:
    """Join alternatives, one of each stem: BM25 would count a word once for each of them."""
    kept: dict[tuple[bool, str], str] = {}
    for one in matches:
        stems = " ".join(STEMMER.stemWords(WORD.findall(one)))
        kept.setdefault((one.endswith("*"), stems), one)
    some = [*kept.values()]
    return some[0] if len(some) == 1 else f"({' OR '.join(some)})"
