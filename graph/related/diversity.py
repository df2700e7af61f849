"""Diversity: maximal marginal relevance, a list in which no issue repeats one before it."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.related.index import Index
from graph.related.ranking import DIGITS, LIMIT, between, nearest
from graph.related.reasons import Relation, explain
from ontology import BASE

__all__ = ["BALANCE", "diverse"]

BALANCE: Final = 0.8
WIDER: Final = 3
"""Number of candidates, as a multiple of the limit."""


def diverse(
    index: Index, row: int, limit: int = LIMIT, balance: float = BALANCE, base: str = BASE
) -> list[Relation]:
    """Return related issues that are near to one and not near to those listed before.

    The next is the one of the greatest `balance` · score - (1 - balance) · nearness to the nearest
    before it. At balance 1 this is the plain list.
    Complexity: the square of the limit, in products of two rows.
    Source: Carbonell and Goldstein, The Use of MMR (1998).
    """
    found = list(nearest(index, np.array([row]), WIDER * limit))
    if not found:
        return []
    (ranked,) = found
    others, scores = ranked.related, ranked.scores / 10**DIGITS
    near = np.array([_scores(index, one, others) for one in others]).reshape(
        len(others), len(others)
    )
    chosen: list[int] = []
    while len(chosen) < min(limit, len(others)):
        repeated = near[:, chosen].max(axis=1, initial=0.0)
        worth = balance * scores - (1 - balance) * repeated
        worth[chosen] = -np.inf
        chosen.append(int(np.argmax(worth)))
    relations = list(explain(index, ranked, base))
    return [replace(relations[one], rank=rank) for rank, one in enumerate(chosen, start=1)]


def _scores(index: Index, one: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
    found = between(index, int(one), others)
    by_row = dict(zip(found.related.tolist(), found.scores.tolist(), strict=True))
    return np.array([by_row.get(other, 0) / 10**DIGITS for other in others.tolist()])
