"""Evidence of a derived statement in parts: our words, which are translated, and what is quoted."""

import re
from typing import Final, NamedTuple

from server.languages.current import gettext_noop as _

__all__ = ["Ground", "grounds"]

WORDS: Final = {
    "category": _("category"),
    "harmed party": _("harmed party"),
    "summary:": _("summary:"),
    "the same issue as": _("the same issue as"),
    "title:": _("title:"),
}
"""The words with which rules begin a piece of evidence."""
PIECE: Final = re.compile(f"({'|'.join(map(re.escape, WORDS))}) (“.*?”)([,;] |$)", re.DOTALL)


class Ground(NamedTuple):
    """A piece of evidence: our words in English, what is quoted, and what joins it to the next."""

    words: str
    quoted: str
    joint: str


def grounds(evidence: str) -> tuple[Ground, ...]:
    """Return a piece of evidence in parts; whole, as quoted, where it is made in another way.

    >>> grounds("category “Bias”; title: “hiring”")[1]
    Ground(words='title:', quoted='“hiring”', joint='')
    >>> grounds("as somebody said")
    (Ground(words='', quoted='as somebody said', joint=''),)
    """
    found = [Ground(*match.groups()) for match in PIECE.finditer(evidence)]
    is_whole = "".join(f"{one.words} {one.quoted}{one.joint}" for one in found) == evidence
    return tuple(found) if is_whole else (Ground("", evidence, ""),)
