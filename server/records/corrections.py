"""Corrections of a record that its pages show: when, in which fields, and why."""

from functools import lru_cache
from typing import Final, NamedTuple

from ontology.namespaces import DCTERMS, PROV, RDFS
from server.web.site import site

__all__ = ["Correction", "corrections"]

QUERY: Final = f"""
SELECT ?record ?day ?fields ?why WHERE {{
  ?act <{PROV}generated> ?record ; <{DCTERMS}modified> ?day ; <{RDFS}comment> ?fields .
  OPTIONAL {{ ?act <{DCTERMS}description> ?why }}
}} ORDER BY DESC(?day) ?act
"""
KEPT: Final = 4
"""Releases whose corrections are kept in memory."""


class Correction(NamedTuple):
    """A correction: its day, the names of the fields, and the reason, or an empty text."""

    day: str
    fields: tuple[str, ...]
    why: str


def corrections(thing: str) -> tuple[Correction, ...]:
    """Return the corrections of a record, the newest first; nobody is named.

    Complexity: one look-up; a release is asked once for all of its corrections.
    """
    return _corrections(site().release.name).get(thing, ())


@lru_cache(maxsize=KEPT)
def _corrections(_release: str) -> dict[str, tuple[Correction, ...]]:
    found: dict[str, tuple[Correction, ...]] = {}
    for row in site().engine.rows(QUERY):
        fields = row["fields"].text.removeprefix("Fields: ").split(", ")
        why = row["why"].text if "why" in row else ""
        one = Correction(row["day"].text, tuple(fields), why)
        found[row["record"].text] = (*found.get(row["record"].text, ()), one)
    return found
