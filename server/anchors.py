"""Names as pages show them: a link where there is one, in its language, with its mark."""

from markupsafe import Markup

from server.marks import mark
from server.page import Link
from server.site import site

__all__ = ["marked", "shown"]

ANCHOR = Markup('<a href="{}">{}</a>')
FOREIGN = Markup('<span lang="{}">{}</span>')
MARKED = Markup('<span class="named is-{}"><span class="mark" aria-hidden="true"></span>{}</span>')


def shown(link: Link) -> Markup:
    """Return a name as HTML, whatever it holds.

    >>> shown(Link("Löhne & Zeit", "", "de"))
    Markup('<span lang="de">Löhne &amp; Zeit</span>')
    """
    if link.iri:
        return ANCHOR.format(site().address(link.iri), link.text)
    if link.language and link.language != "en":
        return FOREIGN.format(link.language, link.text)
    return Markup.escape(link.text)


def marked(link: Link) -> Markup:
    """Return a name with the mark of its kind, where it has one.

    >>> marked(Link("2019"))
    Markup('2019')
    """
    word = mark(link.iri) if link.iri else "term"
    return shown(link) if word == "term" else MARKED.format(word, shown(link))
