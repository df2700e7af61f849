"""Flow diagram (Sankey-like): columns of labels, joined by curves.

It is drawn as SVG by `templates/columns.html`, the same each time, of names and lines alone: each
name is a link, is on a rule in the colour of its kind, and has a caption that says what it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.drawing.wrapping import wrapped

__all__ = ["Curve", "Item", "Picture", "Placed", "draw"]

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


@dataclass(frozen=True)
class Item:
    """An item of a column: IRI, label, icon and caption; a gap in what is known is dashed."""

    iri: str
    name: str
    mark: str
    caption: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class Placed:
    """A positioned item: the start of its line, and its wrapped label."""

    item: Item
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]
    caption_y: int


@dataclass(frozen=True)
class Curve:
    """A curve between two items, in the colour of a kind; dashed where it leads to a gap."""

    path: str
    mark: str
    is_known: bool = True


@dataclass(frozen=True)
class Picture:
    """Columns with headings, items and curves."""

    width: int
    height: int
    column: int
    heads: tuple[tuple[int, str], ...]
    items: tuple[Placed, ...]
    curves: tuple[Curve, ...]


def draw(
    columns: Sequence[Sequence[Item]], links: Iterable[tuple[str, str]], heads: Sequence[str] = ()
) -> Picture:
    """Return the flow diagram of columns and of links from each column to the next.

    Items after the first column are in the order of what leads to them, so that few curves cross;
    each column is centred.
    Complexity: linear in items and links, and sorting the columns.
    Source: the barycentre method of Sugiyama, Tagawa and Toda, IEEE SMC 11 (1981), one sweep.
    """
    leads = sorted(set(links))
    wide = (WIDTH - GAP * (len(columns) - 1)) // max(len(columns), 1)
    ordered = [*_ordered(columns, leads)]
    tall = max((sum(map(_height, _fitted(column, wide))) for column in ordered), default=0)
    placed = [
        one
        for number, column in enumerate(ordered)
        for one in _placed(column, number * (wide + GAP), wide, tall)
    ]
    named = tuple((number * (wide + GAP), head) for number, head in enumerate(heads))
    curves = tuple(_curves({one.item.iri: one for one in placed}, leads, wide))
    return Picture(WIDTH, TOP + tall, wide, named, tuple(placed), curves)


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


def _fitted(column: Sequence[Item], wide: int) -> list[tuple[Item, list[str]]]:
    letters = int(wide / LETTER)
    return [(one, wrapped(one.name, letters, LINES, OVERHANG)) for one in column]


def _height(fitted: tuple[Item, list[str]]) -> int:
    item, lines = fitted
    return SPACE + LINE * len(lines) + (CAPTION if item.caption else 0)


def _placed(column: Sequence[Item], x: int, wide: int, tall: int) -> Iterator[Placed]:
    fitted = _fitted(column, wide)
    y = TOP + (tall - sum(map(_height, fitted))) // 2
    for item, lines in fitted:
        y += _height((item, lines))
        rule = y - 4
        rows = [(rule - 6 - LINE * back, line) for back, line in enumerate(reversed(lines))]
        yield Placed(item, x, rule, tuple(reversed(rows)), rows[-1][0] - CAPTION - 1)


def _curves(
    placed: Mapping[str, Placed], leads: Iterable[tuple[str, str]], wide: int
) -> Iterator[Curve]:
    for start, end in leads:
        if start in placed and end in placed and placed[start].x < placed[end].x:
            one, two = placed[start], placed[end]
            x, middle = one.x + wide, (one.x + wide + two.x) // 2
            path = f"M{x} {one.y}C{middle} {one.y} {middle} {two.y} {two.x} {two.y}"
            mark = one.item.mark if two.item.mark == "issue" else two.item.mark
            yield Curve(path, mark, two.item.is_known)
