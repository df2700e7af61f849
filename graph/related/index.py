"""The index: the table of features, weighted, so that a score is a product of two of its rows.

score(i, j) = sum over shared nodes n of  w(n) · r(n) · u(i, n) · u(j, n)

w(n) is the weight of the type of n; of a topic, times that of its facet.

r(n) = 1 - ceil(log2 d) / ceil(log2 N)       rarity: d issues of N lead to n, in classes of two
u(i, n) = s(c) / (sum of s(c) over the nodes of this type of issue i) ^ 0.3
s(c) = (1 + k)c / (c + k)                  c times named: the second time says less than the first;
                                           k is 1 for topics and 0.5 for all else
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil, log2
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.related.features import Features, Matrix
from graph.related.topics import HARM, facet_of
from graph.related.types import TYPES, type_named

__all__ = [
    "HUB",
    "LEAST",
    "LENGTH",
    "WEIGHTS",
    "Index",
    "index",
    "rarity",
    "rarity_with",
    "saturated",
]

SATURATION: Final = np.array([1.0 if one.name == "topic" else 0.5 for one in TYPES])
LENGTH: Final = 0.3
SMALL: Final = 16
"""In a graph of fewer issues, a node that half of them share may still tell something."""
WINDOWS: Final = "time"
FACETS: Final = {HARM: 1.2, "people": 0.7}
"""Weights of topics by facet: the same harm tells more than the same people."""
WAYS: Final = ("technique", "use")
"""Facets of how a harm came about."""
SHARPNESS: Final = 1.5
"""The power of the rarity of what a text names."""
HUB: Final = 2_048
"""Nodes that more issues lead to find no candidates; they count in the scores of those found."""
LEAST: Final = 5_000
"""Millionths from which a score is a relation: what two digits print as 0.00 is none."""

WEIGHTS: Final = {one.name: one.weight for one in TYPES}


@dataclass(frozen=True)
class Index:
    """Issues by what they lead to: `values` of an issue and a node, whose products are reasons.

    A value is what a node counts in its issue, times the `strength` of the node; `length` is the
    exponent by which it counts less the more nodes of its type its issue has. `facets` are what
    each topic is: a harm, a technique, a use; nothing for other nodes. `least` is the score, in
    millionths, from which two issues are listed as related.
    """

    features: Features
    values: Matrix
    strength: NDArray[np.float64]
    facets: NDArray[np.str_]
    hub: int = HUB
    length: float = LENGTH
    least: int = LEAST

    @cached_property
    def searched(self) -> Matrix:
        """Return the values of the nodes that are no hubs, by which candidates are found."""
        degrees = np.bincount(self.values.indices, minlength=self.values.shape[1])
        return (self.values @ sparse.diags((degrees <= self.hub).astype(float))).tocsr()

    @cached_property
    def shown_as(self) -> NDArray[np.int32]:
        """Return the node that each is shown as: windows of time as one, others as themselves."""
        numbers = np.arange(len(self.features.nodes), dtype=np.int32)
        first = numbers[self.windows].min(initial=len(numbers))
        return np.where(self.windows, first, numbers)

    @cached_property
    def harms(self) -> NDArray[np.bool_]:
        """Return which nodes are topics of a harm."""
        return np.asarray(self.facets == HARM)

    @cached_property
    def ways(self) -> NDArray[np.bool_]:
        """Return which nodes are topics of how a harm came about: a technique or a use."""
        return np.isin(self.facets, WAYS)

    @cached_property
    def windows(self) -> NDArray[np.bool_]:
        """Return which nodes are windows of time."""
        return np.asarray(self.features.types == type_named(WINDOWS))

    @cached_property
    def parties(self) -> NDArray[np.bool_]:
        """Return which nodes are parties: actors, systems, developers."""
        return np.asarray(self.groups == "party")

    @cached_property
    def groups(self) -> NDArray[np.str_]:
        """Return the group of reasons that each node is of."""
        return np.array([one.group for one in TYPES], dtype=str)[self.features.types]

    @cached_property
    def columns(self) -> Matrix:
        """Return the searched values by node."""
        searched = self.searched.T.tocsr()
        searched.eliminate_zeros()
        return searched

    def likeness(self, issues: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the cosine of the texts of pairs: 1 for the same words."""
        shared = np.asarray(self._texts[issues].multiply(self._texts[others]).sum(axis=1)).ravel()
        lengths = self._lengths[issues] * self._lengths[others]
        alike: NDArray[np.float64] = shared / np.maximum(lengths, 1e-12)
        return alike

    @cached_property
    def _texts(self) -> Matrix:
        return self.values[:, self.features.types == type_named("term")]

    @cached_property
    def _lengths(self) -> NDArray[np.float64]:
        squares: NDArray[np.float64] = np.asarray(self._texts.multiply(self._texts).sum(axis=1))
        return np.sqrt(squares.ravel())

    @cached_property
    def began(self) -> NDArray[np.int64]:
        """Return the month in which each issue began, counted from the year 0; 0 is unknown."""
        known = self.features.roles
        return np.array([_month(known.get((one, "time"), "")) for one in self.features.issues])

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Return the row of each issue."""
        return {issue: row for row, issue in enumerate(self.features.issues)}


def _month(when: str) -> int:
    """Return the number of a month, or of the month before the first of a year.

    >>> _month("2020-03") - _month("2020"), _month("")
    (3, 0)
    """
    year, _, month = when.partition("-")
    return 12 * int(year or 0) + int(month or 0)


def index(
    features: Features,
    weights: Mapping[str, float] | None = None,
    hub: int = HUB,
    kept: NDArray[np.float64] | None = None,
    length: float = LENGTH,
    rare: Callable[[Matrix], NDArray[np.float64]] | None = None,
) -> Index:
    """Return the index of a table; `weights` by type take the place of those learnt.

    Nodes of which `kept` says 0 do not count; `rare` gives their rarity, by default `rarity`.
    Complexity: linear in the links.
    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009),
    for saturation and length; Adamic and Adar, Friends and Neighbors on the Web (2003), for rarity.
    """
    counts = features.counts
    by_type = WEIGHTS if weights is None else WEIGHTS | dict(weights)
    chosen = np.array([by_type[one.name] for one in TYPES])[features.types]
    facets = _facets(features)
    chosen = chosen * [FACETS.get(facet, 1.0) for facet in facets]
    strength = np.sqrt(chosen * (rare or rarity)(counts)) * (1.0 if kept is None else kept)
    values = _used(counts, features.types, length) @ sparse.diags(strength)
    values = values.tocsr()
    values.eliminate_zeros()
    values.sort_indices()
    return Index(features, values, strength, np.array(facets, dtype=str), hub, length)


def _facets(features: Features) -> list[str]:
    """Return the facet of each node, nothing for those that are no topics."""
    facets = [""] * len(features.nodes)
    for place in np.flatnonzero(features.types == type_named("topic")).tolist():
        facets[place] = facet_of(features.nodes[place])
    return facets


def rarity(counts: Matrix) -> NDArray[np.float64]:
    """Return the rarity of each node, in classes: 0 for what one issue or half of all lead to.

    Classes let a new issue change the scores of few others: a node changes its class when the
    number of its issues passes a power of two, and all nodes do when that of all issues does.
    """
    issues = counts.shape[0]
    if issues < 2:
        return np.zeros(counts.shape[1])
    degrees = np.bincount(counts.indices, minlength=counts.shape[1])
    classes = np.ceil(np.log2(np.maximum(degrees, 1)))
    rare = np.maximum(1 - classes / ceil(log2(issues)), 0)
    most = issues if issues < SMALL else issues / 2
    return np.where((degrees > 1) & (degrees < most), rare, 0.0)


def rarity_with(counts: Matrix) -> NDArray[np.float64]:
    """Return the rarity of each node with one text more that leads to it, without classes.

    So a name that one issue alone has tells the most, where a text shares it. What half of all
    issues lead to tells nothing. The power makes rare words tell more against frequent ones.

    >>> table = sparse.csr_matrix([[1, 1, 0], [0, 1, 0], [0, 1, 1], [0, 1, 0]])
    >>> rarity_with(table).round(2).tolist()
    [0.43, 0.0, 0.43]
    """
    issues = counts.shape[0]
    degrees = np.bincount(counts.indices, minlength=counts.shape[1])
    most = issues if issues < SMALL else issues / 2
    rare = np.maximum(1 - np.log(degrees + 1) / np.log(issues + 1), 0) ** SHARPNESS
    return np.where((degrees > 0) & (degrees < most), rare, 0.0)


def saturated(times: NDArray[np.float64], types: NDArray[np.int8]) -> NDArray[np.float64]:
    """Return the weight of numbers of mentions of nodes, by their types.

    >>> kinds = np.array([type_named("term"), type_named("topic")])
    >>> saturated(np.array([2.0, 2.0]), kinds).round(2).tolist()
    [1.2, 1.33]
    """
    bound = SATURATION[types]
    found: NDArray[np.float64] = (1 + bound) * times / (times + bound)
    return found


def _used(counts: Matrix, types: NDArray[np.int8], length: float) -> Matrix:
    """Return what an issue's nodes count in it: saturated, and the less the more it has."""
    used = counts.copy()
    kinds = types[used.indices]
    used.data = saturated(used.data, kinds)
    rows = np.repeat(np.arange(used.shape[0]), np.diff(used.indptr))
    lengths = np.zeros((used.shape[0], len(TYPES)))
    np.add.at(lengths, (rows, kinds), used.data)
    used.data = used.data / lengths[rows, kinds] ** length
    return used
