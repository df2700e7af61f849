"""Report of `bench related`: one line a method, and the gain from each part of ours."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.related import Features
from scripts.bench.related.baselines import BASELINES
from scripts.bench.related.incidents import Incident
from scripts.bench.related.measures import Lists, Measured, interval, measured
from scripts.bench.related.method import OURS, ours, tried
from scripts.bench.related.pairs import Pairs

__all__ = ["ablation", "comparison", "head", "line"]

HEAD: Final = ("recall@10", "hit@10", "MRR@10")


def head(title: str) -> str:
    """Return the line above those of the methods."""
    return f"{title:34}" + "".join(f"{name:>22}" for name in HEAD)


def line(name: str, found: Measured) -> str:
    """Return one method's figures with their 95 % intervals.

    >>> import numpy as np
    >>> line("all of them", Measured(*(np.ones(3),) * 3)).split("  ")[-1].strip()
    '1.000 [1.000, 1.000]'
    """
    values = (found.recall, found.hit, found.first)
    return f"{name:34}" + "".join(f"{_with_interval(one):>22}" for one in values)


def _with_interval(values: NDArray[np.float64]) -> str:
    low, high = interval(values)
    return f"{values.mean():.3f} [{low:.3f}, {high:.3f}]"


def comparison(incidents: Sequence[Incident], known: Features, pairs: Pairs) -> Iterator[str]:
    """Yield one line a method: ours, then the baselines, all on the same pairs."""
    yield line(OURS, measured(ours(known), pairs.related))
    for name, method in BASELINES.items():
        yield line(name, measured(method(incidents), pairs.related))


def ablation(known: Features, pairs: Pairs) -> Iterator[str]:
    """Yield what the method reaches with each type alone, and without each."""
    for name, lists in _variants(known).items():
        yield line(name, measured(lists, pairs.related))


def _variants(known: Features) -> Mapping[str, Lists]:
    types = tried(known)
    alone = {f"{name} alone": {one: 0.0 for one in types if one != name} for name in types}
    without = {f"without {name}": {name: 0.0} for name in types}
    variants: dict[str, dict[str, float]] = {"all types": {}, **alone, **without}
    found = {name: ours(known, weights) for name, weights in variants.items()}
    return found | {f"hubs from {hub} issues": ours(known, hub=hub) for hub in (16, 64, 256)}
