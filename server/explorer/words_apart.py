"""Label placement: words on lines are moved down until none is on another."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from server.drawing.flow import Picture

__all__ = ["words_apart"]

HIGH: Final = 13  # height of a line of words


def words_apart(picture: Picture, words: Mapping[tuple[str, str], list[str]], gap: int) -> Picture:
    """Move words on lines down until none is on another; `gap` is the width of words on a line."""
    taken: list[tuple[int, int, int]] = []
    curves = []
    for curve in picture.curves:
        tall, y = HIGH * len(words.get((curve.start, curve.end), ())), curve.y
        while any(
            abs(x - curve.x) < gap and y < end and begin < y + tall for x, begin, end in taken
        ):
            y += HIGH
        if tall:
            taken.append((curve.x, y, y + tall))
        curves.append(replace(curve, y=y))
    return replace(picture, curves=tuple(curves))
