"""Renders labels as HTML: link, language and icon."""

from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup, escape

from ontology import kind_of
from server.drawing.marks import mark
from server.languages.current import current
from server.languages.templates import escaped
from server.records.view import Link
from server.web.site import address_below, site

__all__ = ["lang_of", "marked", "shown", "tell_us"]

KEPT: Final = 1 << 13
"""The most links that a process keeps written: some megabytes."""
NOTHING: Final = Markup("")
PAY: Final = "/contribute/pay"
"""The form for what workers are paid."""


def shown(link: Link) -> Markup:
    """Return a label as HTML, escaped, with its link.

    >>> shown(Link("Löhne & Zeit", "", "de"))
    Markup('<span lang="de">Löhne &amp; Zeit</span>')
    """
    if link.iri:
        return _linked(link, site().base, current().language)
    if part := lang_of(link):
        return Markup(f"<span{part}>{escaped(link.text)}</span>")  # noqa: S704 - escaped
    return escape(link.text)


@lru_cache(KEPT)
def _linked(link: Link, base: str, language: str) -> Markup:
    """Return the label of a thing as a link; that of a concept or an actor is on many pages."""
    address = escaped(address_below(base, link.iri))
    return Markup(f'<a href="{address}"{_lang(link, language)}>{escaped(link.text)}</a>')  # noqa: S704 - escaped


def lang_of(link: Link) -> Markup:
    """Return the attribute `lang` of a label in another language than the page, or nothing.

    Source: WCAG 2.2, success criterion 3.1.2 (language of parts).
    """
    return _lang(link, current().language)


def _lang(link: Link, language: str) -> Markup:
    if not link.language or link.language.partition("-")[0] == language:
        return NOTHING
    return Markup(' lang="{}"').format(link.language)


def marked(link: Link) -> Markup:
    """Return a label with the icon of its kind, if it has one.

    >>> marked(Link("2019"))
    Markup('2019')
    """
    word = mark(link.iri) if link.iri else "term"
    if word == "term":
        return shown(link)
    drawn = '<span class="mark" aria-hidden="true"></span>'
    return Markup(f'<span class="named is-{word}">{drawn}{shown(link)}</span>')  # noqa: S704


def tell_us(iri: str) -> str:
    """Return where a reader can tell what nobody here knows of a record.

    Of a group of workers that is its pay, of all else the form of its record.
    """
    address = site().address(iri).partition("#")[0]
    if kind_of(iri) == "worker-group":
        return f"{PAY}?{urlencode({'record': address.removeprefix('/id/')})}"
    return f"{address}/correct"
