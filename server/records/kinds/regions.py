"""Which places are regions: they hold others, and a count of countries leaves them out."""

from graph.engine.base import Engine
from server.web.site import query_text

__all__ = ["regions"]


def regions(engine: Engine) -> frozenset[str]:
    """Return the regions of UN M49 by their IRIs; a few dozen."""
    return frozenset(row["region"].text for row in engine.rows(query_text("regions")))
