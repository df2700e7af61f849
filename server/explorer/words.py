"""Labels of links in a picture: the words of a property at either end of a link."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from graph.explorer import Link
from ontology import JG
from server.languages.current import current, gettext, ngettext, translated
from server.languages.current import gettext_noop as _
from server.web.site import site

__all__ = ["caption", "on_line", "plural", "said", "spelled", "told"]

AT_TARGET: Final = {
    "actor": "{says}",
    "addressee": _("response asked of it"),
    "by": _("responded"),
    "condition": _("working condition"),
    "developedBy": _("develops it"),
    "labourLink": "{says}",
    "ownedBy": _("owns it"),
    "relatedIssue": _("related issue"),
    "within": _("contains it"),
}
"""Property → what is written at the node that a link leads to; others are spelled."""
AT_SOURCE: Final = {
    "actor": _("names it as {says}"),
    "addressee": _("asks it for a response"),
    "by": _("it responded here"),
    "developedBy": _("developed by it"),
    "labourLink": _("buys work {says}"),
    "ownedBy": _("owned by it"),
    "place": _("there"),
    "relatedIssue": _("related issue"),
    "system": _("names it"),
    "within": _("lies in it"),
}
"""Property → what is written at the node from which a link comes; others have `names it`."""
NO_SYSTEM: Final = {"": _("has it made"), "buys work ": _("made for it")}
"""Words of a labour link between a system and its buyer, which names no other system."""
SAYS: Final = re.compile(r"(.+?) \((.+)\)")
"""A role with its standing in brackets."""
FOR: Final = "for "
SCORE: Final = "score "
FOR_SYSTEM: Final = _("for {system}")
"""What a labour link says: the system for which work is bought."""
SAYING: Final = ("actor", "labourLink")
"""Properties whose links have words of their own."""
FIRST: Final = ("actor", "labourLink", "developedBy", "ownedBy")
"""Properties whose words come first where several links join two nodes."""
CLEARER: Final = {
    "addressee": _("response asked of"),
    "by": _("response by"),
    "relatedIssue": _("related"),
}
"""Clearer names of properties, for use away from their subject."""
PLURALS: Final[dict[str, Callable[[int], str]]] = {
    "actor": lambda n: ngettext("%(n)s actor", "%(n)s actors", n),
    "affected-group": lambda n: ngettext("%(n)s affected group", "%(n)s affected groups", n),
    "arrangement": lambda n: ngettext("%(n)s arrangement", "%(n)s arrangements", n),
    "condition": lambda n: ngettext("%(n)s working condition", "%(n)s working conditions", n),
    "demand": lambda n: ngettext("%(n)s demand", "%(n)s demands", n),
    "impact": lambda n: ngettext("%(n)s impact", "%(n)s impacts", n),
    "issue": lambda n: ngettext("%(n)s issue", "%(n)s issues", n),
    "justice-area": lambda n: ngettext("%(n)s justice area", "%(n)s justice areas", n),
    "place": lambda n: ngettext("%(n)s place", "%(n)s places", n),
    "system": lambda n: ngettext("%(n)s AI system", "%(n)s AI systems", n),
    "task": lambda n: ngettext("%(n)s task", "%(n)s tasks", n),
    "worker-group": lambda n: ngettext("%(n)s group of workers", "%(n)s groups of workers", n),
}
"""Kind → a number of nodes of it, one and several."""


def caption(link: Link, at: int) -> str:
    """Return what a link says of one of its ends.

    >>> caption(Link(1, 2, "actor", "Vendor (alleged)"), 2)
    'Vendor (alleged)'
    >>> caption(Link(1, 2, "ownedBy", ""), 1), caption(Link(1, 2, "place", ""), 2)
    ('owned by it', 'place')
    """
    is_target = at == link.target
    words = AT_TARGET if is_target else AT_SOURCE
    usual = spelled(link.via) if is_target else _("names it")
    text = words.get(link.via, usual)
    other = NO_SYSTEM.get(text.format(says=link.says))
    return translated(other or text).format(says=said(link))


def said(link: Link) -> str:
    """Return what a link says, such as a role with its standing, in the language of the request.

    A score is rounded: the data hold all of its digits.
    """
    if link.says.startswith(SCORE):
        score = format(float(link.says.removeprefix(SCORE)), ".2g")
        return gettext("score %(score)s", score=score)
    if current().is_source:
        return link.says
    if link.says.startswith(FOR):
        systems = link.says.removeprefix(FOR).split(f", {FOR}")
        return ", ".join(translated(FOR_SYSTEM).format(system=one) for one in systems)
    if parted := SAYS.fullmatch(link.says):
        role, standing = site().translated(parted[1]), site().in_small(parted[2])
        return gettext("%(role)s (%(standing)s)", role=role, standing=standing)
    return link.says


def told(links: Iterable[Link], at: int) -> str:
    """Return what is written at one end of several links: the words of the one that says most."""
    ranked = sorted(links, key=lambda link: (_rank(link), link.via, link.says))
    return next((text for link in ranked if (text := caption(link, at))), "")


def on_line(links: Iterable[Link]) -> str:
    """Return what is written on a line between two nodes."""
    ranked = sorted(links, key=lambda link: (_rank(link), link.via, link.says))
    texts = (
        said(link) if link.via in ("actor", "labourLink") else spelled(link.via) for link in ranked
    )
    return next(filter(None, texts), "")


def _rank(link: Link) -> tuple[int, bool]:
    place = FIRST.index(link.via) if link.via in FIRST else len(FIRST)
    return place, not link.says


def plural(kind: str, number: int) -> str:
    """Return a number of nodes of a kind in words.

    >>> plural("issue", 1), plural("worker-group", 1200)
    ('1 issue', '1,200 groups of workers')
    """
    counted = PLURALS.get(kind)
    return counted(number) if counted else ngettext("%(n)s node", "%(n)s nodes", number)


def spelled(name: str) -> str:
    """Write the name of a property or a kind as words.

    >>> spelled("justiceArea"), spelled("worker-group")
    ('justice area', 'worker group')
    """
    if name in CLEARER:
        return translated(CLEARER[name])
    parted = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    words = parted.replace("-", " ").strip()
    first, *others = words.split()
    term = JG + first + "".join(one.capitalize() for one in others)
    return words if current().is_source else site().called(term, translated(words))
