"""Gazetteer of personal names: given names and surnames of more than eighty locales.

A word of these lists may be part of a person's name. The lists are those of Faker, which is kept up
every month; they are of Latin and of other scripts, and are compared without accents and capitals.
Source: the person providers of the package `faker` (MIT licence).
"""

import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Final

import faker.providers.person

__all__ = ["PARTICLES", "TITLES", "folded", "given_names", "names", "surnames"]

PARTICLES: Final = frozenset(
    """
    de del della der den da das dos di du van von zu la le el al bin ibn bint abu ben y e ter ten
    """.split()  # noqa: SIM905
)
TITLES: Final = frozenset(
    "mr mrs ms miss mx dr prof sir dame jr sr ii iii iv".split()  # noqa: SIM905
)
"""Words within or before names that are no names themselves."""
PARTS: Final = re.compile(r"[\s-]+")
GIVEN: Final = ("first", "middle", "given")
LETTERS: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
    }
)
"""Latin letters that no decomposition of Unicode turns into plain ones."""


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """Return a word without capitals and accents, by which words are compared.

    >>> folded("Þórdís"), folded("MÜLLER"), folded("Łukasz")
    ('thordis', 'muller', 'lukasz')
    """
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in bare if not unicodedata.combining(char)).translate(LETTERS)


@cache
def given_names() -> frozenset[str]:
    """Return the words of given names, folded.

    >>> {"mary", "ngozi", "minh", "yusuf"} <= given_names()
    True
    """
    return frozenset(_words(GIVEN))


@cache
def surnames() -> frozenset[str]:
    """Return the words of surnames, folded.

    >>> {"o'brien", "garcia", "kowalski"} <= surnames()
    True
    """
    return frozenset(_words(("last",)))


@cache
def names() -> frozenset[str]:
    """Return the words of all names, folded."""
    return given_names() | surnames()


def _words(kinds: tuple[str, ...]) -> Iterator[str]:
    """Yield the words of all lists, each of which is read once: locales inherit those of others."""
    lists = {
        id(names): names
        for provider in _providers()
        for attribute in dir(provider)
        if any(kind in attribute for kind in kinds)
        and isinstance(names := getattr(provider, attribute), (dict, list, tuple))
    }
    names = {name for one in lists.values() for name in _of(one)}
    plain = {name for name in names if name.isascii()}
    yield from filter(None, PARTS.split(" ".join(plain).lower()))
    for name in names - plain:
        yield from (folded(word) for word in PARTS.split(name) if word)


def _of(names: Any) -> Iterator[str]:
    """Yield one list of names, which may carry weights or romanised forms."""
    for item in names:
        for name in item if isinstance(item, tuple) else (item,):
            if isinstance(name, str) and "{" not in name:
                yield name


@cache
def _providers() -> tuple[Any, ...]:
    package = faker.providers.person
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(importlib.import_module(f"{package.__name__}.{name}").Provider for name in names)
