"""Limits of related issues: how many a request may ask for."""

from typing import Final

__all__ = ["MOST_RELATED", "MOST_SIMILAR"]

MOST_RELATED: Final = 100
"""The most related issues of a list, and the most nodes or actors in a request."""
MOST_SIMILAR: Final = 20
"""The most issues that are found for a text."""
