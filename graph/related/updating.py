"""Updating: what changes in the lists of all issues when one is added, and nothing else.

A new issue changes the score of a pair only where it changes the rarity of a node that both lead
to, which is counted in classes; or where it is in a list itself. So few lists are made anew, and
these with the same steps as all of them, so that the result is that of a full run.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from graph.related.features import Features
from graph.related.index import Index, rarity
from graph.related.ranking import LIMIT, Ranked, nearest

__all__ = ["Lists", "changed", "lists_of", "updated"]

Lists = dict[str, tuple[tuple[str, int], ...]]
"""The related issues of each, with their scores in millionths."""


def changed(before: Index, after: Index) -> NDArray[np.int64]:
    """Return the rows whose lists may change from one index to another that has more issues.

    These are the new issues, all that share a node with one of them that finds candidates, and all
    that lead to a node whose rarity is another or that has become a hub.
    Complexity: linear in the nodes, and in the links of those that changed.
    """
    old, new = before.features, after.features
    rare = dict(zip(_keys(old), rarity(old.counts).tolist(), strict=True))
    hubs = dict(zip(_keys(old), _is_hub(before).tolist(), strict=True))
    added = np.array([issue not in before.row_of for issue in new.issues])
    fresh = np.zeros(len(new.nodes), dtype=bool)
    fresh[after.searched[np.flatnonzero(added)].indices] = True
    moved = [
        rare.get(key, 0.0) != value or hubs.get(key, False) != is_hub
        for key, value, is_hub in zip(
            _keys(new), rarity(new.counts).tolist(), _is_hub(after).tolist(), strict=True
        )
    ]
    reached = new.counts @ (fresh | np.array(moved, dtype=bool)).astype(float)
    return np.flatnonzero(added | (reached > 0)).astype(np.int64)


def _keys(known: Features) -> list[tuple[int, str]]:
    return list(zip(known.types.tolist(), known.nodes, strict=True))


def _is_hub(index: Index) -> NDArray[np.bool_]:
    degrees: NDArray[np.int64] = np.bincount(index.values.indices, minlength=index.values.shape[1])
    return degrees > index.hub


def updated(before: Index, after: Index, lists: Lists, limit: int = LIMIT) -> Lists:
    """Return the lists of an index from those of one before it, the same as a full run gives.

    Complexity: that of the lists that may change.
    """
    kept = {issue: lists[issue] for issue in after.features.issues if issue in lists}
    rows = changed(before, after)
    for row in rows.tolist():
        kept.pop(after.features.issues[row], None)
    return kept | lists_of(nearest(after, rows, limit), after.features)


def lists_of(parts: Iterable[Ranked], known: Features) -> Lists:
    """Return a run as lists by issue."""
    found: dict[str, list[tuple[str, int]]] = {}
    for part in parts:
        for one, other, score in zip(part.issues, part.related, part.scores.tolist(), strict=True):
            found.setdefault(known.issues[one], []).append((known.issues[other], score))
    return {issue: tuple(others) for issue, others in found.items()}
