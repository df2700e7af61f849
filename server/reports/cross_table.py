"""Cross table of a selection of issues: any facet by any other, as a page, CSV and JSON."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from flask import render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from graph.csv_safety import escape_formula
from graph.search import FACETS, CrossTable, Margin, SearchQuery, cross_table
from ontology import BadQuery
from server.languages.current import gettext_noop as _
from server.languages.current import translated
from server.search.filters import check_names, facet_names, resolved
from server.search.formats import PATHS, conditions, path_of
from server.search.search import wish_of
from server.web.formats import CSV, JSON, respond
from server.web.negotiation import choose, prefers_html
from server.web.site import Site, site

__all__ = ["CROSSED", "CrossTableRequest", "answer"]

CROSSED: Final = tuple(name for name in FACETS if name in PATHS)
"""The facets that can be rows and columns."""
SHARES: Final = {
    "": _("Numbers"),
    "row": _("Share of the row"),
    "column": _("Share of the column"),
}
AMOUNTS: Final = (10, 20, 50)
"""How many rows and columns are shown at most; the first is the default."""
NAMES: Final = ("of", "by", "share", "most", "q", *FACETS)
OFFERS: Final = (CSV, JSON)
COLUMNS: Final = ("row", "rowId", "column", "columnId", "issues", "shareOfRow", "shareOfColumn")


@dataclass(frozen=True)
class CrossTableRequest:
    """A cross table that was asked for: rows, columns, the selection, and how it is shown."""

    site: Site
    of: str
    by: str
    wish: SearchQuery
    share: str = ""
    most: int = AMOUNTS[0]

    @cached_property
    def table(self) -> CrossTable:
        """Return the counts."""
        table = cross_table(self.site.search, (self.of, self.by), self.wish, self.most)
        rows, columns = (tuple(map(self._named, some)) for some in (table.rows, table.columns))
        return replace(table, rows=rows, columns=columns)

    def _named(self, margin: Margin) -> Margin:
        """Return a row or a column with its label in the language of the request."""
        return margin._replace(label=self.site.called(margin.value, margin.label))

    def cell(self, row: Margin, column: Margin) -> str:
        """Return the text of a cell: a number, a share in percent, or nothing."""
        number = self.table.issues.get((row.value, column.value), 0)
        whole = {"row": row.issues, "column": column.issues}.get(self.share, 0)
        if not number:
            return ""
        return f"{number / whole:.0%}" if whole else f"{number:,}"

    def rows(self) -> Iterator[tuple[str, str, str, str, int, float, float]]:
        """Yield each cell above zero, as a row of `COLUMNS`."""
        for row in self.table.rows:
            for column in self.table.columns:
                if number := self.table.issues.get((row.value, column.value)):
                    shares = round(number / row.issues, 4), round(number / column.issues, 4)
                    yield row.label, row.value, column.label, column.value, number, *shares

    @property
    def query(self) -> str:
        """Return the equivalent SPARQL query; it counts all rows and columns."""
        meant = self.site.search.meant(self.wish)
        lines = [
            "?record a jg:Issue .",
            *conditions(self.wish.words, meant, self.site.base),
            f"?record {path_of(self.of)} ?row .",
            f"?record {path_of(self.by)} ?column .",
        ]
        inner = "".join(f"  {line}\n" for line in lines)
        return (
            f"SELECT ?row ?column (COUNT(DISTINCT ?record) AS ?issues) WHERE {{\n{inner}}}\n"
            "GROUP BY ?row ?column\nORDER BY DESC(?issues) ?row ?column"
        )

    def address(self, suffix: str = "", **changed: str) -> str:
        """Return the address of this table, or of one with some parameters changed."""
        shown = {"of": self.of, "by": self.by, "share": self.share, "most": str(self.most)}
        given = {name: value for name, value in (shown | changed).items() if value}
        if given.get("most") == str(AMOUNTS[0]):
            del given["most"]
        return f"/compare{suffix}?{urlencode([*given.items(), *self._selection()])}"

    @property
    def listed(self) -> str:
        """Return the address of the list from which all cells are counted."""
        return f"/search?{urlencode(self._selection())}"

    def list_of(self, row: Margin, column: Margin | None = None) -> str:
        """Return the address of the list that a cell, or a row, counts."""
        chosen = [(self.of, row.word), *([(self.by, column.word)] if column else [])]
        return f"/search?{urlencode([*self._selection(), *chosen])}"

    def _selection(self) -> list[tuple[str, str]]:
        words = [("q", self.wish.words)] if self.wish.words else []
        return words + [(name, one) for name, some in self.wish.chosen.items() for one in some]


def answer(suffix: str) -> Answer | str:
    """Show the cross table of a request, or send its numbers.

    Raises `BadQuery` for facets, shares, amounts and filters that are not known.
    """
    asked = _asked(request.args)
    accept = request.headers.get("Accept", "")
    if not suffix and prefers_html(accept, OFFERS):
        return render_template(
            "cross-table.html",
            asked=asked,
            facets=facet_names(),
            crossed=CROSSED,
            shares={name: translated(words) for name, words in SHARES.items()},
            amounts=AMOUNTS,
        )
    chosen = choose(accept, OFFERS, suffix)
    return respond(_csv(asked) if chosen.name == "csv" else _json(asked), chosen)


def _asked(arguments: "MultiDict[str, str]") -> CrossTableRequest:
    check_names(arguments, NAMES)
    of, by = (_choice(arguments, name, CROSSED, CROSSED[1]) for name in ("of", "by"))
    if of == by:
        raise BadQuery(f"of={of} and by={by}: choose two facets that differ")
    share = _choice(arguments, "share", tuple(SHARES), "")
    most = int(_choice(arguments, "most", tuple(map(str, AMOUNTS)), str(AMOUNTS[0])))
    wish = wish_of(MultiDict((name, value) for name, value in arguments.items(multi=True)))
    chosen = resolved(site().search, site().base, wish.chosen)
    return CrossTableRequest(site(), of, by, SearchQuery(wish.words, chosen), share, most)


def _choice(
    arguments: "MultiDict[str, str]", name: str, known: tuple[str, ...], default: str
) -> str:
    given = arguments.get(name, default)
    if given not in known:
        message = f"{name}={given[:40]}: choose one of {', '.join(filter(None, known))}"
        raise BadQuery(message).among(given, [*filter(None, known)])
    return given


def _csv(asked: CrossTableRequest) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row, row_id, column, column_id, *numbers in asked.rows():
        writer.writerow((escape_formula(row), row_id, escape_formula(column), column_id, *numbers))
    return text.getvalue()


def _json(asked: CrossTableRequest) -> str:
    table = asked.table
    document: dict[str, Any] = {
        "of": asked.of,
        "by": asked.by,
        "issues": table.total,
        "hiddenRows": table.hidden[0],
        "hiddenColumns": table.hidden[1],
        "rows": [row._asdict() for row in table.rows],
        "columns": [column._asdict() for column in table.columns],
        "cells": [dict(zip(COLUMNS, row, strict=True)) for row in asked.rows()],
        "query": asked.query,
    }
    return json.dumps(document, ensure_ascii=False) + "\n"
