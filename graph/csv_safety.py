"""Tables that people open in a spreadsheet: what it would run as a formula is quoted as text."""

from typing import Final

__all__ = ["escape_formula"]

FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
"""How cells begin that a spreadsheet computes. Source: OWASP, CSV Injection."""


def escape_formula(cell: str) -> str:
    """Return a cell of a table, quoted as text where a spreadsheet would run it as a formula.

    >>> escape_formula("=1+1"), escape_formula("Ghost work")
    ("'=1+1", 'Ghost work')
    """
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
