"""Renders labels as HTML: link, language and icon."""

from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup, escape

from ontology import kind_of
from server.drawing.marks import mark
from server.languages.current import current
from server.languages.templates import escaped
from server.records.view import Link
from server.web.site import site

__all__ = ["lang_of", "marked", "shown", "tell_us"]

NOTHING: Final = Markup("")
PAY: Final = "/contribute/pay"
"""The form for what workers are paid."""


def shown(link: Link) -> Markup:
    """Return a label as HTML, escaped, with its link.

    >>> shown(Link("Löhne & Zeit", "", "de"))
    Markup('<span lang="de">Löhne &amp; Zeit</span>')
    """
    if link.iri:
        address = escaped(site().address(link.iri))
        return Markup(f'<a href="{address}"{lang_of(link)}>{escaped(link.text)}</a>')  # noqa: S704 - escaped
    if part := lang_of(link):
        return Markup(f"<span{part}>{escaped(link.text)}</span>")  # noqa: S704 - escaped
    return escape(link.text)


def lang_of(link: Link) -> Markup:
    """Return the attribute `lang` of a label in another language than the page, or nothing.

    Source: WCAG 2.2, success criterion 3.1.2 (language of parts).
    """
    if not link.language or link.language.partition("-")[0] == current().language:
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
