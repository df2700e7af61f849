"""Table of contents of a long page: its headings with their anchors."""

import re
from typing import Final

from markupsafe import Markup

__all__ = ["headings"]

HEADING: Final = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
FEWEST: Final = 5
"""Pages of fewer sections are seen at a glance and have no table of contents."""


def headings(html: str) -> list[tuple[str, str]]:
    """Return the anchors and texts of the headings of a page's sections, if they are many.

    Complexity: linear in the text.

    >>> headings('<h2 id="a">A <b>&amp; b</b></h2>')
    []
    >>> headings('<h2 id="a">A <b>&amp; b</b></h2>' * FEWEST)[0]
    ('a', 'A & b')
    """
    found = [(anchor, Markup(words).striptags()) for anchor, words in HEADING.findall(html)]  # noqa: S704 - tags are taken out
    return found if len(found) >= FEWEST else []
