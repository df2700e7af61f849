"""Label forms: what is left of a label without its endings of number, and then of gender."""

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from Stemmer import Stemmer

__all__ = ["ENGLISH", "forms", "frequencies", "inflected", "singular"]

ENGLISH: Final = "en"
UNKNOWN, KNOWN, COMMON = range(3)
HOW_COMMON: Final = """
SELECT EXISTS (SELECT 1 FROM spelling WHERE word >= ?1 AND word < ?1 || char(1114111))
     + EXISTS (SELECT 1 FROM common WHERE word = ?1)
"""
PLURAL: Final = re.compile(r"(?<=[^aeious])es$|(?<=[aeiou])s$")
"""Endings of the plural in Romance languages."""
ENGLISH_PLURAL: Final = re.compile(r"(?<=[^aisu])s$")


def forms(some: Sequence[str], language: str) -> tuple[str, ...]:
    """Return words in the singular, then by their stems, each as one text; each form once.

    Both the stems of the words and of their singular, since Snowball makes two of gobierno and
    gobiernos; without the e that the singular of "entes" may have. English words have no stems
    here, which would make one of report and reporter.
    Complexity: linear in the words.
    Source: M. F. Porter, Snowball; for English D. Harman, How effective is suffixing? (1991).

    >>> forms(["gobiernos"], "es"), forms(["gobierno"], "es")
    (('gobierno', 'gobiern', 'gobi'), ('gobierno', 'gobiern'))
    """
    if language == ENGLISH:
        return (" ".join(_english_singular(word) for word in some),)
    singulars, stemmer = singular(some), _stemmer(language)
    stems = [stemmer.stemWords(one) for one in (singulars.split(), some)] if stemmer else []
    texts = (" ".join(word.removesuffix("e") for word in one) for one in stems)
    return tuple(dict.fromkeys([singulars, *texts]))


def frequencies(connection: sqlite3.Connection, asked: Iterable[str]) -> dict[str, int]:
    """Return of each word whether it begins no word of a record, one, or is common in records."""
    return {word: int(connection.execute(HOW_COMMON, (word,)).fetchone()[0]) for word in {*asked}}


def inflected(asked: Sequence[str], language: str, frequency: Mapping[str, int]) -> tuple[str, ...]:
    """Return the forms by which words may be those of a label of another language.

    None where all words are common in the records, which are in English: fines are not the plural
    of fin. The singular alone where records have all words, or longer ones: Politico is a
    newspaper, not politica.

    >>> inflected(["fines"], "es", {"fines": COMMON}), inflected(["opera"], "es", {"opera": KNOWN})
    ((), ('opera',))
    >>> inflected(["reguladoras"], "es", {"reguladoras": UNKNOWN})
    ('reguladora', 'regul')
    """
    least = min(frequency[word] for word in asked)
    return () if least == COMMON else forms(asked, language)[: 1 if least == KNOWN else None]


def singular(typed: Sequence[str]) -> str:
    """Return words without their endings of the plural in Romance languages.

    >>> singular(["discriminaciones"]), singular(["reconocimientos", "faciales"])
    ('discriminacion', 'reconocimiento facial')
    """
    return " ".join(PLURAL.sub("", word) for word in typed)


@cache
def _stemmer(language: str) -> Stemmer | None:
    try:
        return Stemmer(language.partition("-")[0])
    except KeyError:
        return None


def _english_singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else ENGLISH_PLURAL.sub("", word)
