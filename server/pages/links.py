"""Renders labels as HTML: link, language and icon."""

from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup, escape

from ontology import kind_of
from server.drawing.marks import mark
from server.records.view_model import Link
from server.web.site import site

__all__ = ["marked", "shown", "tell_us"]

PAY: Final = "/contribute/pay"
"""The form for what workers are paid."""


def shown(link: Link) -> Markup:
    """Return a label as HTML, escaped, with its link.

    >>> shown(Link("Löhne & Zeit", "", "de"))
    Markup('<span lang="de">Löhne &amp; Zeit</span>')
    """
    if link.iri:
        address = escape(site().address(link.iri))
        return Markup(f'<a href="{address}">{escape(link.text)}</a>')  # noqa: S704 - escaped
    if link.language and link.language != "en":
        return Markup(  # noqa: S704 - escaped
            f'<span lang="{escape(link.language)}">{escape(link.text)}</span>'
        )
    return escape(link.text)


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
