"""Normal form of words: Unicode compatibility, case, accents, apostrophes, dotted acronyms."""

import re
import unicodedata
from typing import Final

from graph.stemming import WORD

__all__ = ["SYNONYMS", "TRIFLES", "normal_form", "spelling_variants", "words"]

APOSTROPHE: Final = re.compile(r"(?<=\w)['\u2019\u02bc](?=\w)")
DOTTED: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")
SIGNS: Final = {"c++": "cplusplus", "c#": "csharp", "f#": "fsharp"}
"""Names whose signs are all that tells them from a letter."""
SIGNED: Final = re.compile(r"(?<!\w)(?:c\+\+|c#|f#)(?!\w)")
SPELLINGS: Final = (
    ("our", "or"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("ysing", "yzing"),
    ("tre", "ter"),
    ("bre", "ber"),
    ("ogue", "og"),
    ("ence", "ense"),
    ("lled", "led"),
    ("lling", "ling"),
    ("ller", "ler"),
    ("grey", "gray"),
    ("gement", "gment"),
    ("programme", "program"),
    ("aed", "ed"),
)
"""British and American spellings of the same sound."""
BEFORE: Final = 3
"""Letters before a spelling that differs, so that four is not for."""
SYNONYMS: Final = {
    "uk": ("united kingdom", "britain"),
    "us": ("united states",),
    "usa": ("united states",),
    "uae": ("united arab emirates",),
    "eu": ("european union",),
    "drc": ("democratic republic of the congo",),
}
TRIFLES: Final = frozenset(
    {"a", "an", "and", "are", "at", "by", "for", "from", "in", "is", "it", "of", "on", "or"}
    | {"that", "the", "this", "to", "was", "were", "with"}
)
"""Function words, which a search leaves out where it has others."""


def normal_form(text: str) -> str:
    """Return a text in the form in which words are indexed and looked up.

    Complexity: linear in the text.
    Source: Unicode Standard Annex 15 (NFKC, NFKD).

    >>> normal_form("\N{FULLWIDTH LATIN CAPITAL LETTER C}afé workers' U.K. C++ McDonald's")
    "cafe workers' uk cplusplus mcdonalds"
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not folded.isascii():
        letters = unicodedata.normalize("NFKD", folded)
        folded = "".join(letter for letter in letters if not unicodedata.combining(letter))
        folded = folded.replace("\u2019", "'")
    folded = DOTTED.sub(lambda found: found[0].replace(".", "") + " ", folded)
    folded = SIGNED.sub(lambda found: SIGNS[found[0]], APOSTROPHE.sub("", folded))
    return folded.replace("  ", " ")


def words(text: str) -> list[str]:
    """Return the words of a text in normal form.

    >>> words("Self-driving cars")
    ['self', 'driving', 'cars']
    """
    return WORD.findall(normal_form(text))


def spelling_variants(word: str) -> set[str]:
    """Return what a word may be in the other spelling of English; most of these are no words.

    >>> "labour" in spelling_variants("labor"), spelling_variants("four")
    (True, set())
    """
    pairs = [*SPELLINGS, *((new, old) for old, new in SPELLINGS)]
    return {
        word[:place] + new + word[place + len(old) :]
        for old, new in pairs
        if (place := word.find(old, BEFORE if len(old) < len(word) else 0)) >= 0
    } - {word}
