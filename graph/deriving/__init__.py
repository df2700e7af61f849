"""Derivation of justice areas, impacts, groups and places by rules, each with evidence."""

from graph.deriving.derivation import ASSERTED, PROPERTIES, Derivation
from graph.deriving.derive import Derived, derive
from graph.deriving.publishing import DERIVED, for_related, write_derivations
from graph.deriving.review import REVIEW_FORMATS, write_review

__all__ = [
    "ASSERTED",
    "DERIVED",
    "PROPERTIES",
    "REVIEW_FORMATS",
    "Derivation",
    "Derived",
    "derive",
    "for_related",
    "write_derivations",
    "write_review",
]
