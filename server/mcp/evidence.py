"""Evidence of records: their sources, and the standing of each role in them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from graph.engine.base import Engine, Row
from graph.rdf.quads import iri
from server.web.site import query_text

__all__ = ["Evidence", "evidence"]

Evidence = dict[str, list[dict[str, str]]]

SOURCES: Final = 5
"""The most sources that are listed for a record; the record itself names all."""


def evidence(engine: Engine, records: Iterable[str]) -> dict[str, Evidence]:
    """Return for each record its sources (at most `SOURCES`), and who has which role in it.

    A role has a standing: alleged, reported, confirmed, disputed or retracted.
    Complexity: one query, linear in the sources and involvements of the records.
    """
    names = " ".join(sorted({iri(record) for record in records}))
    found: defaultdict[str, Evidence] = defaultdict(lambda: {"sources": [], "roles": []})
    for row in engine.rows(query_text("evidence").replace("?records", names)) if names else ():
        _add(found[row["record"].text], row)
    return dict(found)


def _add(known: Evidence, row: Row) -> None:
    values: dict[str, Any] = {name: value.text for name, value in row.items() if name != "record"}
    if "actor" in row:
        known["roles"].append(values)
    elif len(known["sources"]) < SOURCES:
        known["sources"].append(values)
