"""An AI system's page: who makes it, what it is sold as, and the way from client to workers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph import word_of
from ontology import CONCEPT, JG
from server.columns import Item, Picture, draw
from server.description import Description, around
from server.issues import issues_with, map_of
from server.kinds.labour import Chain, System, systems
from server.kinds.listing import newest
from server.kinds.regions import regions
from server.kinds.sources import SOURCE, Notes
from server.kinds.tallies import tallies, years
from server.marks import mark
from server.page import Link, Page, Reader
from server.site import site

__all__ = ["Trace", "more"]

ABOUT: Final = {"Justice areas": "area", "Impacts": "impact", "Places": "place"}
SHOWN: Final = 8
NODES: Final = 60
"""So many of those along a chain are looked at more closely."""
FACTS: Final = {
    "Task": JG + "task",
    "Engaged by": JG + "arrangement",
    "Conditions": JG + "condition",
    "Where": JG + "place",
}
ELSEWHERE: Final = frozenset({JG + "developedBy", JG + "system", SOURCE})


@dataclass(frozen=True)
class Trace:
    """The supply chain of labour behind a system, as a picture, as links, and with its workers."""

    picture: Picture
    links: tuple[Chain, ...]
    workers: tuple[tuple[Link, tuple[tuple[str, tuple[Link, ...]], ...]], ...]


def more(found: Description, this: Page) -> Mapping[str, object]:
    """Return what the page of a system shows beyond its statements.

    Complexity: counts of the search index, and two queries of bounded size.
    """
    near, search = Reader(found), site().search
    ends = [*_ends(near)][:NODES]
    said = Description(found.iri, found.quads | around(site().engine, ends), {})
    reader = Reader(said)
    notes = Notes(near.links(found.iri, SOURCE), _cited(near))
    (system,) = systems(reader, [reader.name(found.iri)], notes)
    named = issues_with(SHOWN, system=word_of(found.iri))
    return {
        "facts": [one for one in this.statements if one.property.iri not in ELSEWHERE],
        "system": system,
        "trace": _trace(reader, system) if system.chain or system.claims else None,
        "listing": newest(search, named),
        "years": years(search, {("issues", "issue"): named}),
        "tallies": tallies(search, ABOUT, named, regions(site().engine)),
        "on_map": map_of(named),
        "others": [one for one in this.named_by if one.property.iri not in ELSEWHERE],
        "sources": [*notes.sources(reader)],
    }


def _nested(reader: Reader) -> Iterator[str]:
    for name in ("automationClaim", "labourLink"):
        yield from (link.iri for link in reader.links(reader.iri, JG + name))


def _cited(reader: Reader) -> list[Link]:
    return [source for node in _nested(reader) for source in reader.links(node, SOURCE)]


def _ends(reader: Reader) -> Iterator[str]:
    """Yield those along the chain, the workers of claims, and the sources, each once."""
    names = (JG + "from", JG + "to", JG + "workerGroup", SOURCE)
    ends = [
        link.iri for node in _nested(reader) for name in names for link in reader.links(node, name)
    ]
    ends += [link.iri for link in reader.links(reader.iri, SOURCE)]
    yield from dict.fromkeys(ends)


def _trace(reader: Reader, system: System) -> Trace:
    """Return the chain from the product by its buyers to the workers, in columns by distance."""
    pairs = {(link.start.iri, link.end.iri) for link in system.chain}
    claimed = [group for claim in system.claims for group in claim.workers]
    places = _distances(pairs)
    starts = [iri for iri, place in places.items() if place == 1]
    pairs |= {(system.system.iri, start) for start in starts}
    last = max(places.values(), default=1) if places else 1
    groups = {iri for iri in places if mark(iri) == "workers"} | {one.iri for one in claimed}
    for group in groups:
        places[group] = max(last, places.get(group, 0))
        if not any(end == group for _, end in pairs):
            pairs.add((system.system.iri, group))
    drawn = draw([*_columns(reader, system, places)], pairs, _heads(places))
    told = tuple((reader.name(iri), tuple(_facts(reader, iri))) for iri in sorted(groups))
    return Trace(drawn, system.chain, told)


def _distances(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return how far each stands from the first buyer, 1 being first; a circle is walked once.

    Complexity: linear in the links.

    >>> _distances([("client", "vendor"), ("vendor", "workers")])
    {'client': 1, 'vendor': 2, 'workers': 3}
    """
    sold: dict[str, list[str]] = {}
    for start, end in sorted(pairs):
        sold.setdefault(start, []).append(end)
    ends = {end for following in sold.values() for end in following}
    ahead = sorted(set(sold) - ends) or sorted(sold)[:1]
    found = dict.fromkeys(ahead, 1)
    while ahead:
        at = ahead.pop(0)
        for following in sold.get(at, ()):
            if following not in found:
                found[following] = found[at] + 1
                ahead.append(following)
    return found


def _columns(reader: Reader, system: System, places: Mapping[str, int]) -> Iterator[list[Item]]:
    maker = ", ".join(link.text for link in system.makers)
    yield [Item(system.system.iri, system.system.text, "system", f"made by {maker}" * bool(maker))]
    for place in range(1, max(places.values(), default=0) + 1):
        yield [
            Item(iri, reader.name(iri).text, mark(iri), _caption(reader, iri))
            for iri in sorted(places)
            if places[iri] == place
        ]


def _caption(reader: Reader, iri: str) -> str:
    """Return what workers do and where, or nothing of an actor."""
    found = [*reader.links(iri, JG + "task"), *reader.links(iri, JG + "place")]
    return ", ".join(link.text.lower() if CONCEPT in link.iri else link.text for link in found[:2])


def _heads(places: Mapping[str, int]) -> list[str]:
    last = max(places.values(), default=1)
    between = ["Vendor or platform"] * (last - 2)
    return ["Product", "Client", *between, "Workers"] if last > 1 else ["Product", "Workers"]


def _facts(reader: Reader, group: str) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for word, name in FACTS.items():
        if links := reader.links(group, name):
            yield word, tuple(links)
