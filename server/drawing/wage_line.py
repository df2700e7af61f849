"""Tree diagram of a wage line in the style of a transit map: a wide and an upright layout.

The wide one reads from left to right and has a column for each position; the upright one reads
downwards and fits a phone. `templates/wage-line.html` writes both as SVG, and CSS shows one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from server.drawing.stops import HEADS, Stop, stops
from server.drawing.wrapping import wrapped
from server.languages.current import gettext_noop as _
from server.languages.current import translated

__all__ = ["Drawing", "Place", "Text", "Track", "draw_upright", "draw_wide"]

WIDTH: Final = 960
GUTTER: Final = 26
"""Distance between the text of a column and the next column."""
WIDER: Final = 0.4
"""By how much the last column, which says most, is wider than each other, as a share."""
NARROW: Final = 340
INDENT: Final = 20
RADIUS: Final = 7
"""Radius of a stop's mark, and of the bends of a track."""
TOP: Final = 24
BETWEEN: Final = 22
"""Distance between two stops, one above the other."""
ASKS: Final = _("Do you know? Tell us")
FONTS: Final = {"name": (15, 9.2), "pay": (17, 10.4), "note": (12.5, 7.1), "head": (11, 8)}
"""Style → size of its letters, and the mean width of one in a wide sans such as DejaVu."""
MOST: Final = {"name": 4, "pay": 3, "note": 5, "head": 1}
"""Style → the most lines of a text."""


@dataclass(frozen=True)
class Text:
    """A wrapped text with the y of each line: a name, a note, a heading, or a question."""

    style: str
    lines: tuple[tuple[float, str], ...]
    iri: str = ""
    is_known: bool = True
    asks: str = ""


@dataclass(frozen=True)
class Place:
    """A positioned stop: its mark is at (x, y), its texts begin at `left`."""

    stop: Stop
    x: float
    y: float
    left: float
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Track:
    """The line to a stop; dashed where it leads to a gap or away from one."""

    path: str
    mark: str
    is_known: bool


@dataclass(frozen=True)
class Drawing:
    """A wage line with its size: headings of columns, stops and tracks."""

    width: float
    height: float
    heads: tuple[tuple[float, str], ...]
    places: tuple[Place, ...]
    tracks: tuple[Track, ...]


def draw_wide(root: Stop) -> Drawing:
    """Return the layout from left to right; a stop's first follower is in its own row.

    Complexity: linear in the stops.
    """
    columns = _columns(root)
    grid = _Grid(len(columns))
    placed, bottom = _row(root, 0, TOP + RADIUS, grid)
    heads = tuple(
        (round(at * grid.pitch, 1), translated(HEADS[name])) for at, name in enumerate(columns)
    )
    tracks = tuple(_across(placed))
    return Drawing(WIDTH, round(bottom, 1), heads, tuple(placed.values()), tracks)


@dataclass(frozen=True)
class _Grid:
    columns: int

    def column(self, stop: Stop, depth: int) -> int:
        """Return the column of a stop: workers and pay are in the last two."""
        last = self.columns - 1
        return {"workers": last - 1, "pay": last}.get(stop.position, min(depth, last))

    @property
    def pitch(self) -> float:
        """Return the distance from a column to the next."""
        return (WIDTH + GUTTER) / (self.columns + WIDER)

    def width(self, column: int) -> float:
        """Return the width of the texts of a column."""
        return self.pitch * (1 + WIDER * (column == self.columns - 1)) - GUTTER


def _columns(root: Stop) -> list[str]:
    """Return the position of each column; contractors have one for each level."""
    positions = {one.position for one in stops(root)}
    levels = max(_contractors(root), 1) if "contractor" in positions else 0
    counts = {name: int(name in positions) for name in HEADS} | {"contractor": levels}
    return [name for name in HEADS for _ in range(counts[name])]


def _contractors(stop: Stop) -> int:
    """Return the most contractors on any way from a stop."""
    after = max(map(_contractors, stop.following), default=0)
    return after + (stop.position == "contractor")


Placed = dict[tuple[int, ...], Place]
"""Places by the path of their stop: the numbers of the followers that lead to it."""


def _row(
    stop: Stop, depth: int, y: float, grid: _Grid, path: tuple[int, ...] = ()
) -> tuple[Placed, float]:
    """Place a stop and all after it from a height on; return the places and the bottom."""
    column = grid.column(stop, depth)
    x = round(column * grid.pitch, 1)
    texts, bottom = _texts(stop, y + RADIUS + 4, grid.width(column))
    placed: Placed = {path: Place(stop, x + RADIUS, y, x, texts)}
    at = y
    for number, following in enumerate(stop.following):
        part, at = _row(following, depth + 1, at, grid, (*path, number))
        placed |= part
    return placed, max(bottom + BETWEEN, at)


def _across(placed: Placed) -> Iterator[Track]:
    for path, place in placed.items():
        if path:
            before = placed[path[:-1]]
            turn = place.x - GUTTER / 2 - RADIUS
            way = f"M{before.x} {before.y}"
            if place.y == before.y:
                way += f"H{place.x}"
            else:
                way += f"H{_fixed(turn - RADIUS)}q{RADIUS} 0 {RADIUS} {RADIUS}"
                way += f"V{_fixed(place.y - RADIUS)}q0 {RADIUS} {RADIUS} {RADIUS}H{place.x}"
            yield _track(way, before.stop, place.stop)


def draw_upright(root: Stop) -> Drawing:
    """Return the layout from top to bottom; where a track forks, what follows is indented.

    Complexity: linear in the stops.
    """
    placed, bottom = _below(root, 0, RADIUS)
    tracks = tuple(_down(placed))
    return Drawing(NARROW, round(bottom, 1), (), tuple(placed.values()), tracks)


def _below(stop: Stop, indent: int, y: float, path: tuple[int, ...] = ()) -> tuple[Placed, float]:
    left = indent * INDENT + 2 * RADIUS + 12 + INDENT * (len(stop.following) > 1)
    texts, bottom = _texts(stop, y - RADIUS - 1, NARROW - left, stop.head)
    placed: Placed = {path: Place(stop, indent * INDENT + RADIUS, y, left, texts)}
    at = bottom + BETWEEN
    forks = len(stop.following) > 1
    for number, following in enumerate(stop.following):
        part, at = _below(following, indent + forks, at, (*path, number))
        placed |= part
    return placed, at


def _down(placed: Placed) -> Iterator[Track]:
    for path, place in placed.items():
        if path:
            before = placed[path[:-1]]
            way = f"M{before.x} {before.y}"
            if place.x == before.x:
                way += f"V{place.y}"
            else:
                way += f"V{_fixed(place.y - RADIUS)}q0 {RADIUS} {RADIUS} {RADIUS}H{place.x}"
            yield _track(way, before.stop, place.stop)


def _track(way: str, before: Stop, after: Stop) -> Track:
    return Track(way, after.mark, before.is_known and after.is_known)


def _fixed(number: float) -> float:
    return round(number, 1)


def _texts(stop: Stop, y: float, width: float, head: str = "") -> tuple[tuple[Text, ...], float]:
    """Return the texts of a stop from a height on, and their bottom."""
    placed = []
    for words, text in _parts(stop, head):
        if words:
            lines, y = _lines(text.style, words, y, width)
            placed.append(replace(text, lines=lines))
    return tuple(placed), y


def _parts(stop: Stop, head: str) -> Iterator[tuple[str, Text]]:
    yield head, Text("head", ())
    style = "pay" if stop.position == "pay" else "name"
    yield stop.name, Text(style, (), stop.iri, stop.is_known)
    for note in stop.notes:
        yield note.text, Text("note", (), note.iri, note.is_known)
    if stop.asks:
        yield translated(ASKS), Text("note", (), asks=stop.asks)


def _lines(
    style: str, text: str, y: float, width: float
) -> tuple[tuple[tuple[float, str], ...], float]:
    """Wrap a text; return its lines, each with its baseline, and the bottom."""
    size, letter = FONTS[style]
    pitch = size * 1.22
    rows = wrapped(text, int(width / letter), MOST[style])
    lines = tuple((_fixed(y + size + pitch * number), row) for number, row in enumerate(rows))
    return lines, y + size + pitch * (len(rows) - 1) + 5
