"""Labour supply chain of an AI system: picture, links, and details of the workers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.engine.base import Engine
from ontology import CONCEPT, JG
from server.drawing.flow import Item, Picture, draw
from server.drawing.marks import mark
from server.records.description import Description, around
from server.records.kinds.labour import LABOUR, System, systems
from server.records.kinds.money import Amount, newest, prices
from server.records.kinds.sources import SOURCE, Notes
from server.records.view_model import Link, Reader

__all__ = ["Trace", "traced"]

NODES: Final = 60
"""The most nodes of a chain whose descriptions are loaded."""
FACTS: Final = {
    "Task": JG + "task",
    "Engaged by": JG + "arrangement",
    "Conditions": JG + "condition",
    "Where": JG + "place",
}


@dataclass(frozen=True)
class Trace:
    """The labour supply chain of a system, with makers and claims.

    The chain is there as a picture, where there is any, and link by link; `workers` are with what
    they do.
    """

    system: System
    picture: Picture | None
    workers: tuple[tuple[Link, tuple[tuple[str, tuple[Link, ...]], ...]], ...]
    notes: Notes
    reader: Reader


def traced(engine: Engine, description: Description) -> Trace:
    """Return the labour supply chain of a system.

    Complexity: one query of bounded size; linear in the links.
    """
    near = Reader(description)
    ends = around(engine, [*_ends(near)][:NODES])
    reader = Reader(Description(description.iri, description.quads | ends, {}))
    notes = Notes(near.links(description.iri, SOURCE), _cited(near))
    (system,) = systems(reader, [reader.name(description.iri)], notes)
    pairs = {(link.start.iri, link.end.iri) for link in system.chain}
    places = _places(pairs, [group.iri for claim in system.claims for group in claim.workers])
    groups = [iri for iri in sorted(places) if mark(iri) == "workers"]
    details = tuple((reader.name(iri), tuple(_facts(reader, iri))) for iri in groups)
    return Trace(system, _picture(reader, system, pairs, places), details, notes, reader)


def _places(pairs: Iterable[tuple[str, str]], claimed: Iterable[str]) -> dict[str, int]:
    """Return the column of each node; workers are in the last."""
    places = _distances(pairs)
    last = max(places.values(), default=1)
    groups = {iri for iri in places if mark(iri) == "workers"} | {*claimed}
    return places | dict.fromkeys(groups, last)


def _picture(
    reader: Reader, system: System, pairs: set[tuple[str, str]], places: Mapping[str, int]
) -> Picture | None:
    if not places:
        return None
    product, ends = system.system.iri, {end for _, end in pairs}
    leads = {(product, iri) for iri in places if iri not in ends}
    groups = [iri for iri in sorted(places) if mark(iri) == "workers"]
    pay = {group: _pay(reader, group) for group in groups}
    earned = {(group, one.iri) for group, items in pay.items() for one in items}
    columns = [*_columns(reader, system, places), [one for items in pay.values() for one in items]]
    heads = [*_heads(places), "What they get"]
    if not groups:
        columns, heads = columns[:-1], heads[:-1]
    return draw(columns, pairs | leads | earned, heads)


def _pay(reader: Reader, group: str) -> list[Item]:
    """Return the newest pay of workers as items, or one item that says that it is not known."""
    found = [
        Item(one.iri, one.text, "workers", f"in {one.year}" * bool(one.year))
        for one in newest(reader, group)
    ]
    return found or [Item(f"{group}#pay", "Not known", "workers", "what they get", is_known=False)]


def _nested(reader: Reader) -> Iterator[str]:
    for name in ("automationClaim", "labourLink"):
        yield from (link.iri for link in reader.links(reader.iri, JG + name))


def _cited(reader: Reader) -> list[Link]:
    return [source for node in _nested(reader) for source in reader.links(node, SOURCE)]


def _ends(reader: Reader) -> Iterator[str]:
    """Yield the nodes of the chain, the workers of claims, and the sources, each once."""
    names = (JG + "from", JG + "to", JG + "workerGroup", SOURCE)
    ends = [
        link.iri for node in _nested(reader) for name in names for link in reader.links(node, name)
    ]
    ends += [link.iri for link in reader.links(reader.iri, SOURCE)]
    yield from dict.fromkeys(ends)


def _distances(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return the distance of each node from the first buyer (1); cycles are cut.

    Complexity: linear in the links.

    >>> _distances([("client", "vendor"), ("vendor", "workers")])
    {'client': 1, 'vendor': 2, 'workers': 3}
    """
    sold: dict[str, list[str]] = {}
    for start, end in sorted(pairs):
        sold.setdefault(start, []).append(end)
    ends = {end for following in sold.values() for end in following}
    ahead = sorted(set(sold) - ends) or sorted(sold)[:1]
    distances = dict.fromkeys(ahead, 1)
    while ahead:
        at = ahead.pop(0)
        for following in sold.get(at, ()):
            if following not in distances:
                distances[following] = distances[at] + 1
                ahead.append(following)
    return distances


def _columns(reader: Reader, system: System, places: Mapping[str, int]) -> Iterator[list[Item]]:
    maker = ", ".join(link.text for link in system.makers)
    paid = prices(reader, (link.iri for link in reader.links(system.system.iri, LABOUR)))
    yield [Item(system.system.iri, system.system.text, "system", f"made by {maker}" * bool(maker))]
    for place in range(1, max(places.values(), default=0) + 1):
        yield [
            Item(iri, reader.name(iri).text, mark(iri), _caption(reader, iri, paid))
            for iri in sorted(places)
            if places[iri] == place
        ]


def _caption(reader: Reader, iri: str, paid: Mapping[str, Amount]) -> str:
    """Return task and place of workers; of an actor what its client pays, or an empty string."""
    if iri in paid:
        return f"for {paid[iri].text}"
    links = [*reader.links(iri, JG + "task"), *reader.links(iri, JG + "place")]
    return ", ".join(link.text.lower() if CONCEPT in link.iri else link.text for link in links[:2])


def _heads(places: Mapping[str, int]) -> list[str]:
    last = max(places.values(), default=1)
    between = ["Vendor or platform"] * (last - 2)
    return ["Product", "Client", *between, "Workers"] if last > 1 else ["Product", "Workers"]


def _facts(reader: Reader, group: str) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for word, name in FACTS.items():
        if links := reader.links(group, name):
            yield word, tuple(links)
