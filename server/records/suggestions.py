"""Suggestions ("did you mean"): known IRIs that are similar to an unknown one."""

from collections.abc import Iterable
from typing import Final

from rapidfuzz import process

from graph.engine.base import Engine
from server.web.site import query_text

__all__ = ["nearest", "nearest_names"]

MOST: Final = 2_000
"""Above this number of known IRIs, none are compared; one less than `known.rq` returns."""

LEAST: Final = 70
"""The lowest similarity of a suggestion, of 100."""


def nearest(engine: Engine, path: str) -> list[str]:
    """Return up to three paths below `id/` or `concept/` that are similar to one.

    Complexity: linear in what is known, and nothing where that is very much.
    """
    root, _, name = path.partition("/")
    known = [row["thing"].text for row in engine.rows(query_text("known"))]
    if len(known) > MOST:
        return []
    return nearest_names(name, {iri.partition(f"/{root}/")[2] for iri in known} - {""})


def nearest_names(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three known names that are most similar to one.

    Complexity: linear in the names.
    """
    names = sorted(known)
    return [match[0] for match in process.extract(name, names, limit=3, score_cutoff=LEAST)]
