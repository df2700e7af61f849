"""Labels of links in a picture: the words of a property at either end of a link."""

from collections.abc import Iterable
from typing import Final

from graph.explorer import Link

__all__ = ["caption", "on_line", "plural", "spelled", "told"]

AT_TARGET: Final = {
    "actor": "{says}",
    "addressee": "response asked of it",
    "by": "responded",
    "condition": "working condition",
    "developedBy": "develops it",
    "labourLink": "{says}",
    "ownedBy": "owns it",
    "relatedIssue": "related issue",
    "within": "contains it",
}
"""Property → what is written at the node that a link leads to; others are spelled."""
AT_SOURCE: Final = {
    "actor": "names it as {says}",
    "addressee": "asks it for a response",
    "by": "it responded here",
    "developedBy": "developed by it",
    "labourLink": "buys work {says}",
    "ownedBy": "owned by it",
    "place": "there",
    "relatedIssue": "related issue",
    "system": "names it",
    "within": "lies in it",
}
"""Property → what is written at the node from which a link comes; others have `names it`."""
NO_SYSTEM: Final = {"": "has it made", "buys work ": "made for it"}
"""Words of a labour link between a system and its buyer, which names no other system."""
SAYING: Final = ("actor", "labourLink")
"""Properties whose links have words of their own."""
FIRST: Final = ("actor", "labourLink", "developedBy", "ownedBy")
"""Properties whose words come first where several links join two nodes."""
CLEARER: Final = {
    "addressee": "response asked of",
    "by": "response by",
    "relatedIssue": "related",
}
"""Clearer names of properties, for use away from their subject."""
PLURALS: Final = {
    "actor": ("{number} actor", "{number} actors"),
    "affected-group": ("{number} affected group", "{number} affected groups"),
    "arrangement": ("{number} arrangement", "{number} arrangements"),
    "condition": ("{number} working condition", "{number} working conditions"),
    "demand": ("{number} demand", "{number} demands"),
    "impact": ("{number} impact", "{number} impacts"),
    "issue": ("{number} issue", "{number} issues"),
    "justice-area": ("{number} justice area", "{number} justice areas"),
    "place": ("{number} place", "{number} places"),
    "system": ("{number} AI system", "{number} AI systems"),
    "task": ("{number} task", "{number} tasks"),
    "worker-group": ("{number} group of workers", "{number} groups of workers"),
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
    usual = spelled(link.via) if is_target else "names it"
    text = words.get(link.via, usual).format(says=link.says)
    return NO_SYSTEM.get(text, text)


def told(links: Iterable[Link], at: int) -> str:
    """Return what is written at one end of several links: the words of the one that says most."""
    ranked = sorted(links, key=lambda link: (_rank(link), link.via, link.says))
    return next((text for link in ranked if (text := caption(link, at))), "")


def on_line(links: Iterable[Link]) -> str:
    """Return what is written on a line between two nodes."""
    ranked = sorted(links, key=lambda link: (_rank(link), link.via, link.says))
    texts = (
        link.says if link.via in ("actor", "labourLink") else spelled(link.via) for link in ranked
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
    one, several = PLURALS.get(kind, ("{number} node", "{number} nodes"))
    return (one if number == 1 else several).format(number=f"{number:,}")


def spelled(name: str) -> str:
    """Write the name of a property or a kind as words.

    >>> spelled("justiceArea"), spelled("worker-group")
    ('justice area', 'worker group')
    """
    parted = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return CLEARER.get(name) or parted.replace("-", " ").strip()
