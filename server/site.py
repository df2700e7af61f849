"""What every page needs: the release that is served, its engine and its addresses."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from flask import current_app

from graph import Engine, Release
from ontology import CONCEPT, ONTOLOGY, PREFIXES

__all__ = ["Site", "query_text", "site"]

EXTENSION = "justicegraph"


@dataclass(frozen=True)
class Site:
    """One release, opened for reading."""

    release: Release
    engine: Engine
    base: str

    def address(self, iri: str) -> str:
        """Return where an IRI is read on this server: our own by path, others as they are.

        >>> Site(..., ..., "https://w3id.org/justicegraph/").address(
        ...     "https://w3id.org/justicegraph/id/issue/ghost-work")
        '/id/issue/ghost-work'
        """
        if iri.startswith(PREFIXES["jg"]):
            return f"/ontology#{iri.removeprefix(PREFIXES['jg'])}"
        for ours in (
            self.base,
            ONTOLOGY.removesuffix("ontology"),
            CONCEPT.removesuffix("concept/"),
        ):
            if iri.startswith(ours):
                return "/" + iri.removeprefix(ours)
        return iri


def site() -> Site:
    """Return the site of the application that answers now."""
    found: Site = current_app.extensions[EXTENSION]
    return found


@cache
def query_text(name: str) -> str:
    """Return one of the server's own queries by its name."""
    return (files("server") / "queries" / f"{name}.rq").read_text(encoding="utf-8")
