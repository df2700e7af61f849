"""Arc diagram for narrow screens: the columns of a picture one below another, links as arcs.

Source: Wattenberg, Arc Diagrams: Visualizing Structure in Strings, IEEE InfoVis (2002).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import sqrt
from typing import Final

from server.drawing.flow import Curve, Item, Picture, Placed, Room, draw

__all__ = ["stacked"]

MARGIN: Final = 40
"""Room for arcs before the names."""
ROOM: Final = Room(width=232, indent=40, whole=True)
"""With its arcs it is as wide as the frame on the narrowest phones; bold letters have room."""
NEAREST: Final = 10
"""How far the arc between two neighbours reaches into the margin."""

Pair = tuple[str, str]


def stacked(
    picture: Picture, heads: Mapping[int, str], words: Mapping[Pair, Sequence[str]]
) -> Picture:
    """Return a picture in one column: its names in their order, and an arc for each pair.

    What a column is called, by its place, and the words on a line are written above a name.
    Complexity: linear in items and pairs, and sorting them.
    """
    names = [*_one_by_one(picture, heads, words)]
    drawn = draw([names], (), (), ROOM)
    items = tuple(replace(one, x=MARGIN) for one in drawn.items)
    placed = {one.item.iri: one for one in items}
    curves = tuple(
        _arc(placed[start], placed[end], drawn.height)
        for start, end in sorted(words)
        if start != end
    )
    return replace(drawn, width=drawn.width + MARGIN, items=items, curves=curves)


def _one_by_one(
    picture: Picture, heads: Mapping[int, str], words: Mapping[Pair, Sequence[str]]
) -> Iterator[Item]:
    above: dict[str, set[str]] = defaultdict(set)
    for (_, end), lines in sorted(words.items()):
        above[end].add(" ".join(lines))
    before = -1
    for one in sorted(picture.items, key=lambda placed: (placed.x, placed.y)):
        if one.item.name:
            head = heads.get(one.x, "") if one.x != before else ""
            said = (head, "; ".join(sorted(above[one.item.iri])), one.item.caption)
            yield replace(one.item, caption=" · ".join(filter(None, said)))
            before = one.x


def _arc(one: Placed, two: Placed, height: int) -> Curve:
    far = sqrt(abs(two.y - one.y) / height)
    reach = round(NEAREST + (MARGIN - NEAREST - 2) * far)
    out = MARGIN - reach * 4 // 3  # a cubic curve comes three quarters as far as its handles
    path = f"M{MARGIN} {one.y}C{out} {one.y} {out} {two.y} {MARGIN} {two.y}"
    mark = one.item.mark if two.item.mark == "issue" else two.item.mark
    return Curve(path, mark, one.item.iri, two.item.iri, MARGIN - reach, (one.y + two.y) // 2)
