"""AI systems of an issue with their automation claims, the workers behind them, and their pay."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ontology import JG
from ontology.namespaces import DCTERMS
from server.languages.current import gettext
from server.records.kinds.sources import SOURCE, Notes
from server.records.reader import Reader
from server.records.view import Link
from server.records.wage_lines import CLAIM, LABOUR
from server.records.wage_lines.money import Amount, amounts

__all__ = [
    "Chain",
    "Claim",
    "Payment",
    "System",
    "Workers",
    "cited_by",
    "payments",
    "systems",
    "workers",
]

DESCRIPTION: Final = DCTERMS + "description"


@dataclass(frozen=True)
class Claim:
    """An automation claim of a system, and the workers behind it."""

    texts: tuple[Link, ...]
    workers: tuple[Link, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Chain:
    """One link of a labour supply chain."""

    start: Link
    end: Link
    kind: Link
    notes: tuple[int, ...]


@dataclass(frozen=True)
class System:
    """An AI system: makers, claims, and its labour supply chain."""

    system: Link
    makers: tuple[Link, ...]
    claims: tuple[Claim, ...]
    chain: tuple[Chain, ...]


@dataclass(frozen=True)
class Workers:
    """A group of workers: tasks, arrangement, conditions and demands."""

    group: Link
    texts: tuple[Link, ...]
    facts: tuple[tuple[str, tuple[Link, ...]], ...]
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Payment:
    """An amount of money at the fragment of its figure, with the numbers of its sources."""

    fragment: str
    amount: Amount
    notes: tuple[int, ...]


def systems(reader: Reader, named: Iterable[Link], notes: Notes) -> Iterator[System]:
    """Yield the details of some systems."""
    for system in named:
        yield System(
            system,
            tuple(reader.links(system.iri, JG + "developedBy")),
            tuple(_claims(reader, system.iri, notes)),
            tuple(_chain(reader, system.iri, notes)),
        )


def workers(
    reader: Reader, named: Iterable[Link], demands: dict[str, list[Link]], notes: Notes
) -> Iterator[Workers]:
    """Yield the details of some groups of workers; `demands` by the IRI of a group."""
    for group in named:
        words = {
            gettext("Task"): reader.links(group.iri, JG + "task"),
            gettext("Engaged by"): reader.links(group.iri, JG + "arrangement"),
            gettext("Conditions"): reader.links(group.iri, JG + "condition"),
            gettext("Where"): reader.links(group.iri, JG + "place"),
            gettext("Demands"): demands.get(group.iri, []),
        }
        facts = tuple((word, tuple(links)) for word, links in words.items() if links)
        texts = tuple(reader.links(group.iri, DESCRIPTION))
        yield Workers(group, texts, facts, notes.numbers_of(reader.ends(group.iri, SOURCE)))


def _claims(reader: Reader, system: str, notes: Notes) -> Iterator[Claim]:
    for node in reader.ends(system, CLAIM):
        yield Claim(
            tuple(reader.links(node, JG + "claim")),
            tuple(reader.links(node, JG + "workerGroup")),
            notes.numbers_of(reader.ends(node, SOURCE)),
        )


def _chain(reader: Reader, system: str, notes: Notes) -> Iterator[Chain]:
    for node in reader.ends(system, LABOUR):
        kind = next(iter(reader.links(node, JG + "linkKind")), Link(""))
        cited = notes.numbers_of(reader.ends(node, SOURCE))
        for start in reader.links(node, JG + "from"):
            for end in reader.links(node, JG + "to"):
                yield Chain(start, end, kind, cited)


def payments(reader: Reader, nodes: Iterable[str], name: str, notes: Notes) -> Iterator[Payment]:
    """Yield the amounts of a property of some nodes, those of a node the newest first."""
    for node in nodes:
        for amount in amounts(reader, node, name):
            cited = notes.numbers_of(reader.ends(amount.iri, SOURCE))
            yield Payment(amount.iri.partition("#")[2], amount, cited)


def cited_by(reader: Reader, nodes: Iterable[str], name: str) -> Iterator[Link]:
    """Yield the sources of the amounts of a property of some nodes."""
    for node in nodes:
        for figure in reader.ends(node, JG + name):
            yield from reader.links(figure, SOURCE)
