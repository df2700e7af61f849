"""CSV injection: cells that a spreadsheet would run as a formula are escaped as text."""

from collections.abc import Iterable
from typing import Final

__all__ = ["escape_formula", "escape_formulas"]

FORMULAS: Final = frozenset(("=", "+", "-", "@", "\t", "\r"))
"""First characters of cells that spreadsheets evaluate. Source: OWASP, CSV Injection."""


def escape_formula(cell: str) -> str:
    """Return a cell, escaped as text if a spreadsheet would evaluate it as a formula.

    >>> escape_formula("=1+1"), escape_formula("Ghost work")
    ("'=1+1", 'Ghost work')
    """
    return f"'{cell}" if cell[:1] in FORMULAS else cell


def escape_formulas(cells: Iterable[str]) -> list[str]:
    """Return the cells of a row, each escaped as `escape_formula` does; tables have many.

    >>> escape_formulas(["=1+1", "Ghost work"])
    ["'=1+1", 'Ghost work']
    """
    return [f"'{cell}" if cell[:1] in FORMULAS else cell for cell in cells]
