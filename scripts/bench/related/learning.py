"""Learning the weights of types from pairs, and judging them on pairs they were not learnt from.

The weights are the middle of the best region of a grid: what each point reaches, as recall within
the first 5, 10, 15 and 20 on strong and on topical pairs alike, is smoothed over its neighbours
first, so that no single pair decides. Incidents that strong pairs tie together, directly or through
others, stay in one fold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from tqdm import tqdm

from graph.related import Features, index, nearest
from scripts.bench.related.measures import Measured, measured
from scripts.bench.related.pairs import Pairs

__all__ = ["GRID", "Learnt", "folds", "learn"]

GRID: Final = {
    "actor": (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3),
    "time": (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3),
    "classification": (0.0, 0.05, 0.1),
}
FOLDS: Final = 5
DEPTHS: Final = (5, 10, 15, 20)
Related = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Learnt:
    """Weights from all pairs, those of each fold, and what the latter reach outside of it."""

    weights: Mapping[str, float]
    by_fold: tuple[Mapping[str, float], ...]
    held_out: Measured


def learn(known: Features, strong: Pairs, topical: Pairs) -> Learnt:
    """Learn the weights of `GRID`, with 1 for terms, once from all pairs and once for each fold.

    Complexity: as many runs of the method as the grid has points.
    """
    points = [dict(zip(GRID, point, strict=True)) for point in product(*GRID.values())]
    asked = {*strong.related, *topical.related}
    rows = np.array([row for row, issue in enumerate(known.issues) if issue in asked])
    runs = [_lists(known, point, rows) for point in tqdm(points, "weights", disable=None)]
    shape = [len(values) for values in GRID.values()]
    reached = np.array([_reached(run, strong.related) for run in runs])
    beside = np.array([_reached(run, topical.related).mean() for run in runs])
    fold = folds(strong.related)
    best = [
        _best(reached[:, fold != number].mean(axis=1) + beside, shape) for number in range(FOLDS)
    ]
    held_out = _held_out([runs[best[number]] for number in fold], strong.related)
    everything = points[_best(reached.mean(axis=1) + beside, shape)]
    return Learnt(everything, tuple(points[one] for one in best), held_out)


def _held_out(runs: Sequence[Mapping[str, list[str]]], related: Related) -> Measured:
    """Return what each incident reaches with the weights of the fold that did not see it."""
    found = {one: run[one] for run, one in zip(runs, related, strict=True)}
    return measured(found.__getitem__, related)


def folds(related: Related) -> NDArray[np.int64]:
    """Return the fold of each incident, in their order; what pairs tie together is in one.

    >>> pairs = {"a": frozenset("b"), "b": frozenset("a"), "c": frozenset("d"), "d": frozenset("c")}
    >>> folds(pairs).tolist()
    [0, 0, 1, 1]
    """
    graph: nx.Graph[str] = nx.Graph(
        (one, other) for one, others in related.items() for other in others
    )
    groups = sorted(nx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    load = [0] * FOLDS
    fold_of: dict[str, int] = {}
    for group in groups:
        number = load.index(min(load))
        load[number] += len(group)
        fold_of |= dict.fromkeys(group, number)
    return np.array([fold_of[one] for one in related])


def _lists(
    known: Features, weights: Mapping[str, float], rows: NDArray[np.int64]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {known.issues[row]: [] for row in rows}
    for ranked in nearest(index(known, weights), rows, limit=max(DEPTHS)):
        for one, other in zip(ranked.issues, ranked.related, strict=True):
            found[known.issues[one]].append(known.issues[other])
    return found


def _reached(lists: Mapping[str, Sequence[str]], related: Related) -> NDArray[np.float64]:
    """Return the recall of each incident, as the mean over several depths."""
    return np.array(
        [
            np.mean([len(partners & {*lists[one][:depth]}) / len(partners) for depth in DEPTHS])
            for one, partners in related.items()
        ]
    )


def _best(reached: NDArray[np.float64], shape: list[int]) -> int:
    smooth = gaussian_filter(reached.reshape(shape), sigma=1.0, mode="nearest")
    return int(np.argmax(smooth))
