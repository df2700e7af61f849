"""Interlocks: what several actors have in common, through the issues that name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.related.features import Features
from graph.related.index import rarity
from graph.related.types import TYPES, Type
from ontology import BASE, Misuse, NotFound

__all__ = ["Interlock", "interlocks"]

NAMED: Final = ("actor", "response", "developer", "chain")
"""Types by which an issue names an actor."""

WORDS: Final = ("term", "time")
"""Types too common among the issues of an actor to say anything."""


@dataclass(frozen=True)
class Interlock:
    """A node to which an issue of every actor leads, with the issues of each that do."""

    type: Type
    shared: str
    label: str
    rarity: float
    issues: tuple[tuple[str, ...], ...]


def interlocks(
    known: Features, actors: Sequence[str], limit: int = 20, base: str = BASE
) -> tuple[list[str], list[Interlock]]:
    """Return the issues that name all the actors, and what the issues of each have in common.

    The rarest comes first. Actors are slugs; raises `Misuse` for fewer than two, `NotFound` for one
    that no issue names.
    Complexity: linear in the links.
    """
    if len(set(actors)) < 2:
        raise Misuse("name two actors or more, each once")
    naming = [_naming(known, f"{base}id/actor/{actor}", actor) for actor in actors]
    counts = known.counts.tocsc()
    rare = rarity(known.counts)
    reached = np.array([np.asarray(counts[rows].sum(axis=0)).ravel() > 0 for rows in naming])
    own = {f"{base}id/actor/{actor}" for actor in actors}
    common: list[int] = [
        int(column)
        for column in np.flatnonzero(reached.all(axis=0) & (rare > 0))
        if known.nodes[column] not in own and TYPES[known.types[column]].name not in WORDS
    ]
    common.sort(key=lambda column: (-rare[column], column))
    together = set.intersection(*(set(rows.tolist()) for rows in naming))
    shared = [known.issues[row] for row in sorted(together)]
    return shared, [_interlock(known, one, naming, float(rare[one])) for one in common[:limit]]


def _naming(known: Features, actor: str, slug: str) -> NDArray[np.int64]:
    columns = [
        column
        for column, node in enumerate(known.nodes)
        if node == actor and TYPES[known.types[column]].name in NAMED
    ]
    if not columns:
        raise NotFound(f"no issue names the actor '{slug}'")
    return np.unique(known.counts[:, columns].nonzero()[0]).astype(np.int64)


def _interlock(
    known: Features, column: int, naming: Sequence[NDArray[np.int64]], rare: float
) -> Interlock:
    leading = set(known.counts[:, [column]].nonzero()[0].tolist())
    issues = tuple(
        tuple(known.issues[row] for row in rows.tolist() if row in leading) for rows in naming
    )
    node = known.nodes[column]
    return Interlock(TYPES[known.types[column]], node, known.label(node), round(rare, 6), issues)
