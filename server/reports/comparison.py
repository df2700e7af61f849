"""Comparison of facet values, counted by year, area, impact, region and country."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from string import Template
from typing import Final
from urllib.parse import urlencode

from babel.lists import format_list

from graph.reports.charts import Cell, Counts
from graph.search import Comparison, Value
from server.drawing.chart_grid import Grid, grid
from server.drawing.charts import Panels, Scale, panels
from server.languages.current import current, gettext, translated
from server.languages.current import gettext_noop as _
from server.reports.compared_names import Unknown, read_names
from server.reports.finding import finding_of
from server.reports.side_by_side import Row, side_by_side
from server.reports.wording import counts_in_language, named_cell
from server.search.formats import path_of
from server.web.site import Site, query_text

__all__ = ["COLUMNS", "DIMENSIONS", "NOUNS", "ComparisonRequest"]

COLUMNS: Final = ("compared", "comparedId", "by", "value", "valueId", "issues")
NOUNS: Final = {
    "actor": (_("actor"), _("actors")),
    "system": (_("AI system"), _("AI systems")),
    "place": (_("place"), _("places")),
    "area": (_("justice area"), _("justice areas")),
    "impact": (_("impact"), _("impacts")),
    "sector": (_("sector"), _("sectors")),
    "task": (_("task"), _("tasks")),
}
"""What the values of each facet are called, one and several."""


@dataclass(frozen=True)
class Dimension:
    """A dimension of a comparison: its facet, and the values that count.

    `among` says in SPARQL what a `?value` is, where not every one counts.
    """

    facet: str
    most: int | None = None
    among: str = ""


DIMENSIONS: Final = {
    "year": Dimension("year"),
    "area": Dimension("area"),
    "impact": Dimension("impact", 12),
    # The regions that the world is parted in, apart from countries, which are parts of these.
    "region": Dimension(
        "place", among="?value jg:within ?world . FILTER NOT EXISTS { ?world jg:within ?wider }"
    ),
    "country": Dimension("place", 12, "?value a jg:Country ."),
}
"""Dimensions of a comparison."""
TITLES: Final = {
    "year": _("Issues by year"),
    "area": _("Issues by justice area"),
    "impact": _("Issues by impact"),
    "region": _("Issues by region of the world"),
    "country": _("Issues by country"),
}
"""Titles of the pictures of the dimensions."""
DRAWN: Final = "year"
"""The dimension whose picture stands for a comparison."""


@dataclass(frozen=True)
class ComparisonRequest:
    """A comparison: a facet, the names of its values as they were given, and what they mean.

    `only` is the one dimension that is shown, if any is chosen.
    """

    site: Site
    facet: str
    names: tuple[str, ...]
    only: str = ""

    @cached_property
    def read(self) -> tuple[tuple[Value, ...], tuple[Unknown, ...]]:
        """Return the values that the names mean, and the names that mean none."""
        return read_names(self.site, self.facet, self.names)

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """Return the names that mean no value, each with the nearest."""
        return self.read[1]

    @cached_property
    def found(self) -> Comparison:
        """Return the counts of the values."""
        return Comparison(self.site.search, self.facet, self.read[0])

    @property
    def title(self) -> str:
        """Return the labels of the values, or else what is asked for."""
        labels = [one.label for one in self.totals]
        asked = gettext("Compare %(names)s", names=translated(NOUNS[self.facet][1]))
        return ", ".join(labels) or asked

    @property
    def heading(self) -> str:
        """Return the title in words: that several are compared, with "and" before the last."""
        labels = [one.label for one in self.totals]
        if len(labels) < 2:
            return self.title
        return gettext("%(title)s compared", title=format_list(labels, locale=current().code))

    @cached_property
    def totals(self) -> dict[Cell, int]:
        """Return how many issues each value has, by its name in the language of the request."""
        return {named_cell(one): number for one, number in self.found.totals().items()}

    @cached_property
    def sides(self) -> tuple[Row, ...]:
        """Return what is known of each value, side by side."""
        return side_by_side(self.site, self.facet, [one.value for one in self.found.chosen])

    @cached_property
    def parts(self) -> dict[str, Counts]:
        """Return the counts by each dimension with another facet."""
        parts = {by: part for by, part in DIMENSIONS.items() if part.facet != self.facet}
        parts = {by: part for by, part in parts.items() if self.only in ("", by)}
        return {by: self._counts(by, part) for by, part in parts.items()}

    def _counts(self, by: str, part: Dimension) -> Counts:
        among = None
        if part.among:
            text = Template(query_text("among")).substitute(among=part.among)
            among = {row["value"].text for row in self.site.engine.rows(text)}
        counts = self.found.by(part.facet, part.most, among)
        return counts_in_language(replace(counts, names=(self.facet, by, counts.names[2])))

    def rows(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield all numbers above zero, as rows of `COLUMNS`."""
        for by, counts in self.parts.items():
            for (row, column), number in counts.numbers.items():
                if number:
                    yield row.label, row.id, by, column.label, column.id, number

    def picture(self, by: str) -> Panels | Grid:
        """Return the picture of one dimension."""
        counts = self.parts[by]
        return panels(counts, Scale.ONE) if by == "year" else grid(counts)

    def query(self, by: str) -> str:
        """Return the equivalent SPARQL query."""
        things = " ".join(f"<{one.value}>" for one in self.found.chosen)
        text = Template(query_text("compare"))
        part = DIMENSIONS[by]
        return text.substitute(
            things=things, facet=path_of(self.facet), by=path_of(part.facet), among=part.among
        )

    @property
    def drawn(self) -> str:
        """Return the dimension of the picture whose files the page offers."""
        return self.only or DRAWN

    @property
    def finding(self) -> str:
        """Return the title of that picture: what is most, or what is compared."""
        return finding_of(translated(TITLES[self.drawn]), self.title, self.parts[self.drawn])

    def address(self, suffix: str = "", only: str = "") -> str:
        """Return the address of this comparison, or of one dimension of it."""
        pairs = [("of", self.facet), *(("is", one.word) for one in self.found.chosen)]
        pairs += [("only", only or self.only)] if only or self.only else []
        return f"/compare{suffix}?{urlencode(pairs)}"

    def instead(self, mistaken: Unknown, name: str) -> str:
        """Return the address with another name in place of one that means no value."""
        names = [name if " ".join(one.split()) == mistaken.name else one for one in self.names]
        return f"/compare?{urlencode([('of', self.facet), *(('is', one) for one in names)])}"

    def list_of(self, cell: Cell) -> str:
        """Return the address of the list that one number counts."""
        word = next(one.word for one in self.found.chosen if one.value == cell.id)
        return f"/search?{urlencode({self.facet: word})}"
