"""Where the statements about a thing are from, by which activity, and since when."""

from dataclasses import dataclass

from graph import Engine
from server.page import Link
from server.site import query_text

__all__ = ["Stated", "stated"]


@dataclass(frozen=True)
class Stated:
    """A graph that states a thing: its day, its activity, its licence, and what it is from."""

    graph: Link
    modified: str
    activity: Link
    licence: str
    sources: tuple[Link, ...]


def stated(engine: Engine, thing: str) -> list[Stated]:
    """Return the graphs that state a thing, by name.

    Complexity: one query for the graphs of one thing.
    Source: PROV-O, sections 3.1 and 3.3.
    """
    found: dict[str, Stated] = {}
    for row in engine.rows(query_text("stated"), this=thing):
        text = {name: value.text for name, value in row.items()}
        graph = text["graph"]
        source = Link(text.get("title", ""), text["source"]) if "source" in text else None
        before = found[graph].sources if graph in found else ()
        found[graph] = Stated(
            Link(text.get("name", "its own graph"), graph),
            text.get("modified", ""),
            Link(text.get("label", ""), text.get("activity", "")),
            text.get("licence", ""),
            (*before, source) if source and source not in before else before,
        )
    return [*found.values()]
