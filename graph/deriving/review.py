"""Proposals for reviewers: derivations that are not sure enough to be asserted, as a table."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from graph.csv_safety import escape_formulas
from graph.deriving.derivation import Derivation

__all__ = ["REVIEW_FORMATS", "write_review"]

COLUMNS: Final = ("issue", "field", "value", "rule", "confidence", "evidence", "source")


def _csv(derivations: Iterable[Derivation]) -> str:
    """Return a CSV table; cells that a spreadsheet would run are escaped."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(escape_formulas(map(str, one)) for one in derivations)
    return text.getvalue()


def _json(derivations: Iterable[Derivation]) -> str:
    return json.dumps([one._asdict() for one in derivations], ensure_ascii=False, indent=1) + "\n"


REVIEW_FORMATS: Final[Mapping[str, Callable[[Iterable[Derivation]], str]]] = {
    "csv": _csv,
    "json": _json,
}


def write_review(
    derivations: Iterable[Derivation], format_: str = "csv", limit: int | None = None
) -> str:
    """Return the proposals in a format of `REVIEW_FORMATS`, the surest first, at most `limit`.

    Equal ones are in the order of their texts, so the same proposals give the same bytes.
    """
    ordered = sorted(derivations, key=lambda one: (-one.confidence, one))
    return REVIEW_FORMATS[format_](ordered[:limit])
