"""Lists that the numbers of a table count: a search by what its row and its column are."""

from typing import Final
from urllib.parse import urlencode

from graph.reports.charts import Cell
from graph.reports.coverage import Row
from server.search.filters import RECORDS, SCHEMES

__all__ = ["counted_list"]

FACETS: Final = {scheme: facet for facet, scheme in SCHEMES.items()} | {
    kind: facet for facet, kind in RECORDS.items() if facet == kind
}
"""The facet of concepts by their scheme, and of records by their kind."""
PAIRED: Final = ("actor", "role")
"""Facets that are one for a pair: an actor in a role."""
GROUPS: Final = "groups"


def counted_list(unit: str, *cells: Cell | Row) -> str:
    """Return the address of the list that a number of a unit counts; nothing if no list can be.

    >>> area = Cell("", "https://w3id.org/justicegraph/concept/justice-area/human-rights")
    >>> counted_list("issues", area, Cell("2019"))
    '/search?area=human-rights&year=2019'
    >>> actor = Cell("", "https://w3id.org/justicegraph/id/actor/openai")
    >>> role = Cell("", "https://w3id.org/justicegraph/concept/role/developer")
    >>> counted_list("issues", actor, role)
    '/search?part=openai.developer'
    >>> counted_list("records", area), counted_list("issues", Cell("With an answer"))
    ('', '')
    """
    chosen = dict(map(_facet, cells))
    if "" in chosen or unit not in ("issues", GROUPS):
        return ""
    if chosen.keys() == {*PAIRED}:
        chosen = {"part": ".".join(chosen[name] for name in PAIRED)}
    kind = {"kind": "WorkerGroup"} if unit == GROUPS else {}
    return f"/search?{urlencode({**kind, **chosen})}"


def _facet(cell: Cell | Row) -> tuple[str, str]:
    """Return the facet and the word of a row or a column; an empty facet if it has none."""
    if not cell.id and cell.label.isdecimal():
        return "year", cell.label
    root = "/concept/" if "/concept/" in cell.id else "/id/"
    kind, _, word = cell.id.partition(root)[2].partition("/")
    return FACETS.get(kind, ""), word
