"""Word list: English words that are no names, by which an unknown word is recognised.

A text is published only where every word of it is known. A word of the dictionary that is also a
name counts as a name, unless `ordinary.txt` says that it is an everyday word as well.
Source: the frequency dictionary of the package `symspellpy` (MIT licence).
"""

import re
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Final

from graph.privacy.name_lists import folded, names

__all__ = ["dictionary", "is_everyday", "is_word", "roles"]

DICTIONARY: Final = "frequency_dictionary_en_82_765.txt"
ENDINGS: Final = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("ers", ""),
    ("ly", ""),
)
PREFIXES: Final = ("non", "anti", "pro", "mis", "re", "un", "over", "cyber", "deep")
SHORTEST: Final = 3
FIRST_WORD: Final = re.compile(r"^[^\S\n]*(\S+)", re.MULTILINE)


@lru_cache(maxsize=65_536)
def is_word(word: str) -> bool:
    """Whether a folded word is an English word that is no name, or a regular form of one.

    >>> is_word("chatbots"), is_word("herzberg"), is_word("mary"), is_word("park")
    (True, False, False, True)
    """
    words = _words()
    if word in words or word in names():
        return word in words
    stems = (word[: -len(end)] + other for end, other in ENDINGS if word.endswith(end))
    if any(len(stem) >= SHORTEST and stem in words for stem in stems):
        return True
    rests = (word.removeprefix(prefix) for prefix in PREFIXES if word.startswith(prefix))
    return any(len(rest) > SHORTEST and rest in words for rest in rests)


def is_everyday(word: str) -> bool:
    """Whether a folded word is one that is both a name and an everyday word.

    >>> is_everyday("park"), is_everyday("chatbot")
    (True, False)
    """
    return word in _everyday() and word in names()


@cache
def _everyday() -> frozenset[str]:
    with as_file(files("graph.privacy") / "ordinary.txt") as path:
        return frozenset(path.read_text(encoding="utf-8").split())


@cache
def roles() -> frozenset[str]:
    """Return the words of roles that may lead a name, such as "driver"."""
    with as_file(files("graph.privacy") / "roles.txt") as path:
        return frozenset(path.read_text(encoding="utf-8").split())


@cache
def dictionary() -> frozenset[str]:
    """Return the words of the dictionary, names among them, folded."""
    with as_file(files("symspellpy") / DICTIONARY) as path:
        text = path.read_text(encoding="utf-8-sig")
    words = FIRST_WORD.findall(text)
    is_folded = text.isascii() and text.islower()
    return frozenset(words if is_folded else map(folded, words))


@cache
def _words() -> frozenset[str]:
    return dictionary() - names() | _everyday()
