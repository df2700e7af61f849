"""Shapes package: SHACL shapes, lint queries and validation."""

import logging

from shapes.formats import REPORT_FORMATS, SHAPES, canonical_triples, write_report
from shapes.other_base import terms_of_another_base
from shapes.problem import Mark, Problem, Severity
from shapes.undefined_terms import undefined_terms
from shapes.unknown_terms import unknown_terms
from shapes.validation import (
    Finding,
    Report,
    lints,
    shape_files,
    shape_graph,
    validate,
    validate_plainly,
)

__all__ = [
    "REPORT_FORMATS",
    "SHAPES",
    "Finding",
    "Mark",
    "Problem",
    "Report",
    "Severity",
    "canonical_triples",
    "lints",
    "shape_files",
    "shape_graph",
    "terms_of_another_base",
    "undefined_terms",
    "unknown_terms",
    "validate",
    "validate_plainly",
    "write_report",
]

logging.getLogger("rdflib").setLevel(logging.CRITICAL)
"""rdflib logs a traceback for an ill-typed literal, which a finding reports already."""
