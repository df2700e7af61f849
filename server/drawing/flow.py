"""Flow diagram (Sankey-like): columns of labels, joined by curves.

It is drawn as SVG by `templates/columns.html`, the same each time, of names and lines alone: each
name is a link, is on a rule in the colour of its kind, and has a caption that says what it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from server.drawing.wrapping import wrapped

__all__ = ["Curve", "Item", "Picture", "Placed", "Room", "draw"]

WIDTH: Final = 960
GAP: Final = 64
"""Distance between two columns."""
OVERHANG: Final = 4
"""Letters of a long word that may reach into the gap, so that it need not be broken."""
LETTER: Final = 8
"""Approximate width of a letter."""
LINE: Final = 17
CAPTION: Final = 15
SPACE: Final = 16
TOP: Final = 34
LINES: Final = 4
WHOLE: Final = 12
"""The most lines of a label or a caption that is written whole."""
SMALL: Final = 7.2
"""Approximate width of a letter of a caption."""
BEND: Final = 14
"""Height of a row through which a line bends."""


@dataclass(frozen=True)
class Item:
    """An item of a column: IRI, label, icon and caption."""

    iri: str
    name: str
    mark: str
    caption: str = ""


@dataclass(frozen=True)
class Placed:
    """A positioned item: the start of its line, its wrapped label, and its caption above."""

    item: Item
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]
    caption_y: int
    captions: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Curve:
    """A curve between two items, by their IRIs, in the colour of a kind, with its middle."""

    path: str
    mark: str
    start: str
    end: str
    x: int
    y: int


@dataclass(frozen=True)
class Picture:
    """Columns with headings, items and curves."""

    width: int
    height: int
    column: int
    heads: tuple[tuple[int, str], ...]
    items: tuple[Placed, ...]
    curves: tuple[Curve, ...]


class Room(NamedTuple):
    """Sizes of a picture: its least width, gaps, least sizes of columns and rows.

    Columns that are not as high as `height` are centred in it; labels are indented for an icon.
    Labels and captions that are `whole` are neither cut nor wider than their column, and a caption
    is written once for items that follow one another. Columns that
    are `kept` stay in their order, whatever leads to their items.
    """

    width: int = WIDTH
    gap: int = GAP
    column: int = 0
    row: int = 0
    height: int = 1 << 30
    indent: int = 0
    whole: bool = False
    kept: bool = False


class _Fitted(NamedTuple):
    """An item with its wrapped label and caption, and its height."""

    item: Item
    lines: tuple[str, ...]
    captions: tuple[str, ...]
    height: int


def draw(
    columns: Sequence[Sequence[Item]],
    links: Iterable[tuple[str, str]],
    heads: Sequence[str] = (),
    room: Room | None = None,
) -> Picture:
    """Return the flow diagram of columns and of links from each column to one that follows.

    Items after the first column are in the order of what leads to them, so that few curves cross;
    each column is centred.
    Complexity: linear in items and links, and sorting the columns.
    Source: the barycentre method of Sugiyama, Tagawa and Toda, IEEE SMC 11 (1981), one sweep.
    """
    leads = sorted(set(links))
    room = room or Room()
    gaps = room.gap * (len(columns) - 1)
    wide = max((room.width - gaps) // max(len(columns), 1), room.column)
    sequence = columns if room.kept else _ordered(columns, leads)
    ordered = [
        [_fitted(one, wide, room) for one in (_told_once(column) if room.whole else column)]
        for column in sequence
    ]
    talls = [sum(one.height for one in column) for column in ordered]
    tall = min(max(talls, default=0), room.height)
    placed = [
        one
        for number, column in enumerate(ordered)
        for one in _placed(column, number * (wide + room.gap), tall)
    ]
    named = tuple((number * (wide + room.gap), head) for number, head in enumerate(heads))
    curves = tuple(_curves({one.item.iri: one for one in placed}, leads, wide))
    width = max(room.width, wide * len(columns) + gaps)
    return Picture(width, TOP + max(talls, default=0), wide, named, tuple(placed), curves)


def _ordered(
    columns: Sequence[Sequence[Item]], leads: Sequence[tuple[str, str]]
) -> Iterator[Sequence[Item]]:
    before: Mapping[str, int] = {}
    for column in columns:
        places = {one.iri: _middle(one.iri, leads, before) for one in column}
        ordered = sorted(column, key=lambda one: places[one.iri]) if before else column
        before = {one.iri: number for number, one in enumerate(ordered)}
        yield ordered


def _middle(iri: str, leads: Sequence[tuple[str, str]], before: Mapping[str, int]) -> float:
    """Return the mean position of an item's predecessors; the end if it has none."""
    places = [before[start] for start, end in leads if end == iri and start in before]
    return sum(places) / len(places) if places else len(before)


def _told_once(column: Iterable[Item]) -> Iterator[Item]:
    before = ""
    for item in column:
        yield item if item.caption != before else replace(item, caption="")
        before = item.caption if item.name else before


def _fitted(item: Item, wide: int, room: Room) -> _Fitted:
    letters = int((wide - room.indent) / LETTER)
    most, overhang = (WHOLE, 0) if room.whole else (LINES, OVERHANG)
    lines = wrapped(item.name, letters, most, overhang)
    if room.whole and not item.name:
        return _Fitted(item, lines, (), max(BEND, room.row))
    letters = int(wide / SMALL) if room.whole else 1 << 30
    captions = wrapped(item.caption, letters, WHOLE) if item.caption else ()
    height = SPACE + LINE * len(lines) + CAPTION * len(captions)
    return _Fitted(item, lines, captions, max(height, room.row))


def _placed(column: Sequence[_Fitted], x: int, tall: int) -> Iterator[Placed]:
    y = TOP + max(tall - sum(one.height for one in column), 0) // 2
    for item, lines, captions, height in column:
        y += height
        rule = y - 4
        rows = _rows(lines, rule - 6, LINE)
        above = _rows(captions, rows[0][0] - CAPTION - 1, CAPTION)
        yield Placed(item, x, rule, rows, rows[0][0] - CAPTION - 1, above)


def _rows(lines: Sequence[str], last: int, high: int) -> tuple[tuple[int, str], ...]:
    """Return lines with their baselines, of which the last is given."""
    first = last - high * (len(lines) - 1)
    return tuple((first + high * number, line) for number, line in enumerate(lines))


def _curves(
    placed: Mapping[str, Placed], leads: Iterable[tuple[str, str]], wide: int
) -> Iterator[Curve]:
    for start, end in leads:
        if start in placed and end in placed and placed[start].x < placed[end].x:
            one, two = placed[start], placed[end]
            x, middle = one.x + wide, (one.x + wide + two.x) // 2
            path = f"M{x} {one.y}C{middle} {one.y} {middle} {two.y} {two.x} {two.y}"
            mark = one.item.mark if two.item.mark == "issue" else two.item.mark
            yield Curve(path, mark, start, end, middle, (one.y + two.y) // 2)
