"""Picture of the front page: systems sold as automatic, and the workers behind them."""

from itertools import pairwise
from typing import Final

from graph.engine.base import Engine
from server.drawing.flow import Item, Picture, draw
from server.drawing.marks import mark
from server.web.site import query_text

__all__ = ["HEADS", "claims_picture"]

HEADS: Final = ("Who makes it", "Sold as automatic", "Run by people", "Who work under")
CHAIN: Final = ("maker", "system", "workers", "condition")


def claims_picture(engine: Engine) -> Picture | None:
    """Return the picture of a few claims, from maker to working condition; None without claims.

    Complexity: one query for the first claims of the graph.
    """
    columns: dict[str, dict[str, Item]] = {name: {} for name in CHAIN}
    links: set[tuple[str, str]] = set()
    for row in engine.rows(query_text("behind")):
        iris = {name: row[name].text for name in CHAIN if name in row}
        for name, iri in iris.items():
            columns[name][iri] = Item(iri, row[f"{name}Name"].text, mark(iri))
        links |= {
            (iris[start], iris[end])
            for start, end in pairwise(CHAIN)
            if start in iris and end in iris
        }
    drawn = [[*items.values()] for items in columns.values()]
    return draw(drawn, links, HEADS) if columns["system"] else None
