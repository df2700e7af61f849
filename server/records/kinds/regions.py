"""Regions (UN M49), which counts by country leave out."""

from graph.engine.base import Engine
from server.web.site import query_text

__all__ = ["regions"]


def regions(engine: Engine) -> frozenset[str]:
    """Return the IRIs of the UN M49 regions; a few dozen."""
    return frozenset(row["region"].text for row in engine.rows(query_text("regions")))
