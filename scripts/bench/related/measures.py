"""Measures of a list against the pairs that are known: recall, hit and reciprocal rank, at ten."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["DEPTH", "SAMPLES", "Lists", "Measured", "interval", "measured"]

DEPTH: Final = 10
SAMPLES: Final = 2_000

Lists: TypeAlias = Callable[[str], Sequence[str]]
"""A method: the nearest incidents of one, the first ten of which are looked at."""


@dataclass(frozen=True)
class Measured:
    """Results of a method for each incident that is in a pair, in the order of their names.

    `recall` is the part of its partners among the first ten, `hit` whether there is any, `first`
    one over the rank of the first, or 0.
    """

    recall: NDArray[np.float64]
    hit: NDArray[np.float64]
    first: NDArray[np.float64]


def measured(lists: Lists, related: Mapping[str, frozenset[str]]) -> Measured:
    """Return what a method reaches on pairs.

    >>> found = measured({"a": ["c", "b"], "b": []}.__getitem__, {"a": {"b"}, "b": {"a"}})
    >>> found.recall.tolist(), found.first.tolist()
    ([1.0, 0.0], [0.5, 0.0])
    """
    rows = []
    for incident, partners in related.items():
        ranks = [
            rank for rank, one in enumerate(lists(incident)[:DEPTH], start=1) if one in partners
        ]
        rows.append((len(ranks) / len(partners), bool(ranks), 1 / ranks[0] if ranks else 0.0))
    table = np.array(rows, dtype=float).reshape(len(rows), 3)
    return Measured(table[:, 0], table[:, 1], table[:, 2])


def interval(values: NDArray[np.float64], seed: int = 1) -> tuple[float, float]:
    """Return the 95 % interval of a mean, by drawing incidents again with a fixed seed.

    Source: B. Efron, Bootstrap Methods: Another Look at the Jackknife (1979), percentiles.
    """
    drawn = np.random.default_rng(seed).integers(0, len(values), (SAMPLES, len(values)))
    low, high = np.percentile(values[drawn].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)
