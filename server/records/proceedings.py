"""Docket of a page: proceedings with forum, parties, steps and sums, and what workers organised."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.engine.base import Engine
from graph.rdf.quads import iri
from ontology import JG
from ontology.namespaces import DCTERMS
from server.records.description import Description, around
from server.records.reader import Reader
from server.records.view import Link
from server.records.wage_lines.money import Amount, amounts
from server.web.site import query_text

__all__ = ["Event", "Party", "Proceeding", "Step", "events", "proceedings", "read_proceeding"]

SOURCE: Final = DCTERMS + "source"
MOST: Final = 60
"""The most proceedings whose descriptions are loaded."""


@dataclass(frozen=True)
class Party:
    """A party of a proceeding with its side and sources."""

    who: tuple[Link, ...]
    role: Link
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Step:
    """A step of a proceeding: kind, day, forum, by whom, words, sums and sources."""

    fragment: str
    kind: Link
    when: str
    forum: tuple[Link, ...]
    by: tuple[Link, ...]
    texts: tuple[Link, ...]
    sums: tuple[Amount, ...]
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Proceeding:
    """A proceeding with its parties, and its steps in order of time."""

    link: Link
    kind: Link
    status: Link
    filed: str
    decided: str
    forum: tuple[Link, ...]
    asked: tuple[Link, ...]
    demands: tuple[Link, ...]
    outcomes: tuple[Link, ...]
    parties: tuple[Party, ...]
    steps: tuple[Step, ...]
    sums: tuple[Amount, ...]
    concerns: tuple[Link, ...]
    sources: tuple[Link, ...]

    def side(self, role: str) -> tuple[Link, ...]:
        """Return who is on a side, such as `claimant`."""
        return tuple(
            who for party in self.parties if _last(party.role) == role for who in party.who
        )


@dataclass(frozen=True)
class Event:
    """Something that workers organised: kind, day, by whom, addressees, outcome, sources."""

    link: Link
    kind: Link
    when: str
    by: tuple[Link, ...]
    groups: tuple[Link, ...]
    addressees: tuple[Link, ...]
    demands: tuple[Link, ...]
    texts: tuple[Link, ...]
    outcomes: tuple[Link, ...]
    sources: tuple[Link, ...]


def proceedings(engine: Engine, nodes: Iterable[str]) -> list[Proceeding]:
    """Return the proceedings that concern some issues, or have some actors or workers as a party.

    The newest are first. Complexity: one query, and one look-up; neither without nodes.
    """
    named = _named(engine, "proceedings-of", nodes)
    reader = Reader(Description("", around(engine, named), {}))
    found = [read_proceeding(reader, node) for node in named]
    return sorted(found, key=lambda one: (one.filed, one.link.iri), reverse=True)


def events(engine: Engine, nodes: Iterable[str]) -> list[Event]:
    """Return what was organised about some issues, by, for or towards some actors or workers.

    The newest are first. Complexity: one query, and one look-up; neither without nodes.
    """
    named = _named(engine, "organising-of", nodes)
    reader = Reader(Description("", around(engine, named), {}))
    found = [_event(reader, node) for node in named]
    return sorted(found, key=lambda one: (one.when, one.link.iri), reverse=True)


def _named(engine: Engine, query: str, nodes: Iterable[str]) -> list[str]:
    named = " ".join(iri(node) for node in sorted(set(nodes)))
    text = query_text(query).replace("?nodes", named)
    return [row["record"].text for row in engine.rows(text)][:MOST] if named else []


def read_proceeding(reader: Reader, node: str) -> Proceeding:
    """Return a proceeding from its description."""
    links = _linker(reader, node)
    return Proceeding(
        reader.name(node),
        _one(links("proceedingKind")),
        _one(links("proceedingStatus")),
        _text(links("filed")),
        _text(links("decided")),
        links("forum"),
        links("asked"),
        links("demands"),
        links("outcome"),
        tuple(_parties(reader, node)),
        tuple(sorted(_steps(reader, node), key=_time)),
        tuple(amounts(reader, node, "amount")),
        links("concerns"),
        tuple(reader.links(node, SOURCE)),
    )


def _parties(reader: Reader, node: str) -> Iterator[Party]:
    for party in reader.links(node, JG + "party"):
        links = _linker(reader, party.iri)
        who = (*links("actor"), *links("workerGroup"))
        yield Party(who, _one(links("partyRole")), tuple(reader.links(party.iri, SOURCE)))


def _steps(reader: Reader, node: str) -> Iterator[Step]:
    for step in reader.links(node, JG + "step"):
        links = _linker(reader, step.iri)
        yield Step(
            step.iri.partition("#")[2],
            _one(links("stepKind")),
            _text(links("date")) or _text(links("year")),
            links("forum"),
            links("by"),
            (*reader.links(step.iri, DCTERMS + "description"), *links("outcome")),
            tuple(amounts(reader, step.iri, "amount")),
            tuple(reader.links(step.iri, SOURCE)),
        )


def _time(step: Step) -> tuple[str, str]:
    """Return the place of a step: what has a year or a month alone follows what has the day."""
    return step.when.ljust(len("2026-11-30"), "~"), step.fragment


def _event(reader: Reader, node: str) -> Event:
    links = _linker(reader, node)
    return Event(
        reader.name(node),
        _one(links("organisingKind")),
        _text(links("date")) or _text(links("year")),
        links("by"),
        links("workerGroup"),
        links("addressee"),
        links("demands"),
        tuple(reader.links(node, DCTERMS + "description")),
        links("outcome"),
        tuple(reader.links(node, SOURCE)),
    )


def _linker(reader: Reader, node: str) -> Callable[[str], tuple[Link, ...]]:
    """Return a function that gives the links of a node by the local name of a property."""
    return lambda name: tuple(reader.links(node, JG + name))


def _one(links: tuple[Link, ...]) -> Link:
    return next(iter(links), Link(""))


def _text(links: tuple[Link, ...]) -> str:
    return _one(links).text


def _last(link: Link) -> str:
    return link.iri.rpartition("/")[2]
