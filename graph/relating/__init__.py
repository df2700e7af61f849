"""Related issues: features of issues, their weights, the nearest issues, and the reasons why."""

from graph.relating.features import Features, Link, features
from graph.relating.index import HUB, WEIGHTS, Index, index
from graph.relating.ranking import LIMIT, REASONS, Ranked, between, nearest
from graph.relating.terms import terms
from graph.relating.times import month_links, year_links
from graph.relating.types import TYPES, Type

__all__ = [
    "HUB",
    "LIMIT",
    "REASONS",
    "TYPES",
    "WEIGHTS",
    "Features",
    "Index",
    "Link",
    "Ranked",
    "Type",
    "between",
    "features",
    "index",
    "month_links",
    "nearest",
    "terms",
    "year_links",
]
