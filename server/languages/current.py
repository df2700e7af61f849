"""The language of the request that is answered now, and gettext functions that use it."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

from server.languages.catalogue import ENGLISH, Catalogue, catalogues

__all__ = [
    "current",
    "day",
    "gettext",
    "gettext_noop",
    "language_name",
    "ngettext",
    "number",
    "offered",
    "offering",
    "pgettext",
    "speaking",
    "translated",
]

CURRENT: Final = ContextVar("language", default=ENGLISH)
OFFERED: Final = ContextVar[Collection[str] | None]("languages", default=None)
DAY: Final = 10
"""Characters of a day as ISO 8601 writes it."""


def current() -> Catalogue:
    """Return the language of this request; English outside of requests.

    What a function caches must not hold texts of a language, or must have its code in the key.
    """
    return CURRENT.get()


@contextmanager
def speaking(language: Catalogue) -> Iterator[None]:
    """Context manager: what is rendered inside is in this language."""
    token = CURRENT.set(language)
    try:
        yield
    finally:
        CURRENT.reset(token)


def offered() -> Mapping[str, Catalogue]:
    """Return the languages to which pages lead, by code: those of the site, or fewer of a mirror.

    >>> with offering({"en"}):
    ...     [*offered()]
    ['en']
    """
    kept = OFFERED.get()
    return {code: one for code, one in catalogues().items() if kept is None or code in kept}


@contextmanager
def offering(codes: Collection[str]) -> Iterator[None]:
    """Context manager: pages that are rendered inside lead to these languages alone."""
    token = OFFERED.set(codes)
    try:
        yield
    finally:
        OFFERED.reset(token)


def gettext(message: str, **values: object) -> str:
    """Return a message in the language of the request, with named values filled in, if any.

    >>> gettext("%(count)s of them", count=3)
    '3 of them'
    """
    (text,) = current().forms(message)
    return text % values if values else text


def pgettext(context: str, message: str, **values: object) -> str:
    """Return a message whose meaning depends on its context.

    >>> pgettext("a button", "Open")
    'Open'
    """
    (text,) = current().forms(message, context=context)
    return text % values if values else text


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Return a message in the plural form for a number, which is filled in as `%(n)s`.

    >>> ngettext("%(n)s issue", "%(n)s issues", 1200)
    '1,200 issues'
    """
    language = current()
    text = language.form_of(count, language.forms(one, many))
    return text % {"n": number(count), **values}


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue that is translated later, by `gettext` or in a template.

    >>> gettext_noop("AI systems")
    'AI systems'
    """
    return message


def translated(message: str) -> str:
    """Return a marked message, which has no values, in the language of the request.

    >>> translated("100% of it")
    '100% of it'
    """
    return current().forms(message)[0]


def number(value: float) -> str:
    """Return a number as the language of the request writes it.

    >>> number(12345)
    '12,345'
    """
    language = current()
    return f"{value:,}" if language.is_source else _number(value, str(language.locale))


@lru_cache(maxsize=4096)
def _number(value: float, locale: str) -> str:
    return str(format_decimal(value, locale=locale))


def day(text: str) -> str:
    """Return a day, from ISO 8601, as the language of the request writes it; English keeps it.

    >>> day("2026-11-29"), day("2019")
    ('2026-11-29', '2019')
    """
    language = current()
    return text if language.is_source else _day(text, str(language.locale))


@lru_cache(maxsize=512)
def _day(text: str, locale: str) -> str:
    try:
        return format_date(date.fromisoformat(text[:DAY]), "medium", locale=locale)
    except ValueError:
        return text


def language_name(code: str) -> str:
    """Return what a language is called in that of the request, by CLDR; the code of an unknown one.

    >>> language_name("sw"), language_name("xx")
    ('Swahili', 'xx')
    """
    names = current().locale.languages
    return str(names.get(code, code))
