"""Reviewed tables of identity, in CSV: names, words, owners, products and Wikidata items."""

import csv
from functools import cache
from importlib.resources import files

__all__ = ["rows"]


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one of the tables of this folder, by column.

    Complexity: linear in the table at the first call.

    >>> rows("aliases")[0].keys() >= {"name", "alias"}
    True
    """
    text = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
