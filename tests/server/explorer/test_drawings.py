"""Drawings of the curated graph: whatever is asked for, no text is on another or on a node."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from graph.release.release import Release
from server.explorer.beginnings import explorer_of
from server.explorer.words_apart import HIGH, spread

EM = 0.58
"""Width of a letter by the size of its text."""
ICON = 5


class Box(NamedTuple):
    """Where something is drawn."""

    left: float
    top: float
    right: float
    bottom: float
    what: str

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def boxes(svg: etree._Element) -> Iterator[Box]:
    """Yield the boxes of all lines of text and of all marks of a picture."""
    for text in svg.iterfind(".//text"):
        size = float(text.get("font-size"))
        for line in text.findall("tspan") or [text]:
            said = line.text or ""
            x, y, wide = float(line.get("x")), float(line.get("y")), EM * size * len(said)
            left = x - wide / 2 if text.get("text-anchor") == "middle" else x
            yield Box(left, y - 0.8 * size, left + wide, y + 0.2 * size, said)
    for mark in svg.iterfind(".//path[@class='shape']"):
        place = mark.get("transform").partition("(")[2].partition(")")[0]
        x, y = map(float, place.split())
        yield Box(x - ICON, y - ICON, x + ICON, y + ICON, "mark")


@st.composite
def queries(draw: st.DrawFn, names: list[str]) -> str:
    one, other, third = (draw(st.sampled_from(names)) for _ in range(3))
    most = draw(st.sampled_from([25, 100, 500]))
    return draw(
        st.sampled_from(
            [
                f"chain={one}",
                f"around={one}&most={most}",
                f"around={one}&around={other}",
                f"from={one}&to={other}",
                f"from={one}&to={other}&hubs=1",
                f"from={one}&to={other}&around={third}",
                f"most={most}",
            ]
        )
    )


def test_no_text_of_a_drawing_is_on_another_or_on_a_node(
    client: FlaskClient, release: Release
) -> None:
    with explorer_of(release.folder).opened() as reader:
        names = [name for name in reader.names(100_000) if not name.startswith("actor/aiaaic")]

    @settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
    @given(queries(names))
    def draws_apart(query: str) -> None:
        found = html.document_fromstring(client.get(f"/explore?{query}").text)
        for svg in found.iterfind(".//svg[@class='sheet']"):
            drawn = [*boxes(svg)]
            assert "mark" in {one.what for one in drawn}
            meeting = [(a, b) for a, b in combinations(drawn, 2) if a.meets(b)]
            assert meeting == []
            _, top, wide, high = map(float, svg.get("viewbox", svg.get("viewBox")).split())
            cut = [one for one in drawn if one.top < top or one.bottom > top + high]
            assert (cut, [one for one in drawn if one.right > wide + 2]) == ([], [])
            assert [one.what for one in drawn if one.what.endswith("…")] == []

    draws_apart()


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 8)), max_size=30))
def test_words_keep_the_order_of_their_lines_and_are_apart(rows: list[tuple[int, int]]) -> None:
    middles, highs = [y for y, _ in sorted(rows)], [HIGH * lines for _, lines in sorted(rows)]
    tops = spread(middles, highs)
    ends = [top + high for top, high in zip(tops, highs, strict=True)]
    assert all(end < top for end, top in zip(ends, tops[1:], strict=False))
