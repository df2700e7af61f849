"""The list of organisations that an address asks for, with its filters resolved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Self
from urllib.parse import urlencode

from graph.directory_index import DIRECTORY_INDEX, OrganisationRow, read_directory
from graph.questions import ParameterBinder
from ontology import Misuse, Question
from server.directory.entries import Entry, entries
from server.reports.kept_rows import kept_rows
from server.search.filters import check_names
from server.web.site import Site, query_text

__all__ = ["SHOWN", "Listing", "filters", "listing"]

SHOWN: Final = 50
"""The most organisations of a page; data hold the first 10,000."""
FURTHEST: Final = 200
REACH: Final = "reachable"
"""The query for how organisations are reached."""


@cache
def filters() -> Question:
    """Return the parametrised query of the directory; its parameters are the filters."""
    text = query_text("actors")
    return Question("actors", text.partition("\n")[0].lstrip("# "), text)


@dataclass(frozen=True)
class Listing:
    """A list of organisations: its filters as they were given, and the IRIs of all of them."""

    site: Site
    given: Mapping[str, Sequence[str]]
    actors: tuple[str, ...]
    page: int = 1

    @property
    def last(self) -> int:
        """Return the number of its last page."""
        return max(-(-len(self.actors) // SHOWN), 1)

    def reachable_first(self) -> Self:
        """Return the list with those first whose contact point is known, then whose homepage is.

        Complexity: linear in the organisations, and one query for each release.
        """
        known = {row["actor"].text: row["reach"].text for row in kept_rows(query_text(REACH))}
        return replace(self, actors=tuple(sorted(self.actors, key=lambda one: known.get(one, "9"))))

    def entries(self, first: int, most: int) -> list[Entry]:
        """Return some of its entries."""
        some = self.actors[first : first + most]
        return entries(self.site.engine, self.site.search, some)

    def rows(self, most: int) -> list[OrganisationRow]:
        """Return its first entries as data: from the index, unless records are hidden.

        Complexity: one look-up each.
        """
        some = self.actors[:most]
        if not self.site.hidden():
            rows = read_directory(self.site.release.folder / DIRECTORY_INDEX, some)
            if rows is not None:
                return rows
        return [entry.row() for entry in self.entries(0, most)]

    def address(self, page: int = 1, suffix: str = "") -> str:
        """Return the address of the list, of a page or a format of it."""
        pairs = [(name, value) for name, values in self.given.items() for value in values]
        pairs += [("page", str(page))] if page > 1 else []
        return f"/actors{suffix}" + (f"?{urlencode(pairs)}" if pairs else "")


def listing(site: Site, arguments: Mapping[str, Sequence[str]]) -> Listing:
    """Return the list that some query parameters ask for, without records that are hidden.

    Raises `BadQuery` for an unknown parameter and `Misuse` for an unknown value, with the nearest.
    Complexity: linear in the organisations, and one query, whose rows are kept for other pages and
    formats of the list.
    """
    asked = filters()
    names = [one.name for one in asked.parameters]
    check_names(arguments, (*names, "page"))
    given = {name: [one for one in arguments.get(name, ()) if one.strip()] for name in names}
    given = {name: values for name, values in given.items() if values}
    query = ParameterBinder(site.engine, site.search, site.base).query(asked, given)
    hidden = site.hidden()
    actors = (row["actor"].text for row in kept_rows(query.text))
    shown = tuple(actor for actor in actors if actor not in hidden)
    return Listing(site, given, shown, _page(arguments.get("page", ())))


def _page(given: Sequence[str]) -> int:
    page = given[0] if given else "1"
    if not (page.isascii() and page.isdecimal() and 1 <= int(page[:9]) <= FURTHEST):
        raise Misuse(f"page={page[:40]}: give a number from 1 to {FURTHEST}")
    return int(page)
