"""What somebody may have meant who asks for what is not there."""

from typing import Final

from rapidfuzz import process

from graph.engine.base import Engine
from server.web.site import query_text

__all__ = ["nearest"]

MOST: Final = 2_000
"""Where more things are known than so many, none are compared; one less than `known.rq` finds."""

LEAST: Final = 70
"""How like the name must be, of 100."""


def nearest(engine: Engine, path: str) -> list[str]:
    """Return the paths below `id/` or `concept/` that are most like one, three at most.

    Complexity: linear in what is known, and nothing where that is very much.
    """
    root, _, name = path.partition("/")
    found = [row["thing"].text for row in engine.rows(query_text("known"))]
    if len(found) > MOST:
        return []
    names = sorted({iri.partition(f"/{root}/")[2] for iri in found} - {""})
    return [match[0] for match in process.extract(name, names, limit=3, score_cutoff=LEAST)]
