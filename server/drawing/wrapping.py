"""Line wrapping (greedy word wrap) of SVG text, which has no line breaks of its own."""

import textwrap
from functools import lru_cache

__all__ = ["wrapped"]


@lru_cache(maxsize=4096)
def wrapped(text: str, letters: int, most: int, overhang: int = 0) -> tuple[str, ...]:
    """Return a text in lines of at most `letters` characters; the last of `most` lines ends in "…".

    A word that is longer than a line is broken, unless it reaches over by `overhang` at most.
    Complexity: linear in the text.

    >>> wrapped("labellers in Kenya", 10, 4), wrapped("one two three", 6, 2)
    (('labellers', 'in Kenya'), ('one', 'two …'))
    """
    if text and len(text) <= letters and text == " ".join(text.split()):
        return (text,)  # as most are; wrapping takes its time to find that out
    longest = max(map(len, text.split()), default=0)
    lines = textwrap.wrap(
        text,
        letters,
        max_lines=most,
        placeholder=" …",
        break_long_words=longest > letters + overhang,
    )
    return tuple(lines) or (text[:letters],)
