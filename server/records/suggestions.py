"""Suggestions ("did you mean"): known IRIs that are similar to an unknown one."""

from typing import Final

from rapidfuzz import process

from graph.engine.base import Engine
from server.web.site import query_text

__all__ = ["nearest"]

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
    names = sorted({iri.partition(f"/{root}/")[2] for iri in known} - {""})
    return [match[0] for match in process.extract(name, names, limit=3, score_cutoff=LEAST)]
