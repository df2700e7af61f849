"""Ranking: the nearest issues of each, with what each shared node adds to the score.

Two steps: nodes that are no hubs find candidates; the whole scores of these, hubs included, rank
them. A score is the sum of its reasons, counted in millionths so that the sum is exact. What adds
less than a hundredth is no reason.

Where two issues share a harm and a way that it came about (a technique, a use), both tell more:
with H and W for what the topics of harm and those of the way add, the two sides together gain
`TOGETHER` times the geometric mean of H and W, half each, every topic in proportion. So do a party
and the nearness in time, which together are a sign of one story, by `ONE_STORY`.

Of the parties that two issues share, and of what their work has in common, the heaviest counts in
full and each further one `FURTHER` times the one before it: the same firm with its owner, its
system and its contractor is one thing that both share.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from graph.related.features import Matrix
from graph.related.index import Index

__all__ = ["DIGITS", "LIMIT", "SHARE", "Ranked", "between", "nearest"]

LIMIT: Final = 10
SHARE: Final = 100
"""A reason adds at least one part in this many of all that two issues share."""

TOGETHER: Final = 0.6
"""Gain where a harm and its way are both shared, as a part of the geometric mean of the two."""

ONE_STORY: Final = 0.2
"""Gain where a party and the time are both shared, as a part of the geometric mean of the two."""

FURTHER: Final = 0.6
"""What the next reason of a group in `ONCE` counts, as a part of what the one before it does."""

ONCE: Final = ("party", "work")
"""Groups of types whose nodes come together, so that two are not twice as much as one."""

CANDIDATES: Final = 4
"""Candidates that are scored in full, as a multiple of the limit."""

DIGITS: Final = 6
"""Scores are counted in millionths."""

ROWS: Final = 2_000
"""Issues that are scored at a time, which bounds the memory."""


@dataclass(frozen=True)
class Ranked:
    """Pairs of issues by rows, with scores in millionths and the reasons of each.

    `reasons[p, n]` is what node n adds to the score of pair p. Pairs are in the order of their
    issue and, within it, of their rank.
    """

    issues: NDArray[np.int64]
    related: NDArray[np.int64]
    scores: NDArray[np.int64]
    reasons: Matrix

    def pairs(self) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
        """Yield each pair with its nodes and what they add, the strongest first.

        Complexity: sorting the reasons.
        """
        reasons = self.reasons
        rows = np.repeat(np.arange(reasons.shape[0]), np.diff(reasons.indptr))
        order = np.lexsort((reasons.indices, -reasons.data, rows))
        nodes, added = reasons.indices[order].tolist(), reasons.data[order].tolist()
        ends = reasons.indptr.tolist()
        pairs = zip(self.issues.tolist(), self.related.tolist(), pairwise(ends), strict=True)
        for one, other, (start, end) in pairs:
            yield one, other, list(zip(nodes[start:end], added[start:end], strict=True))


def nearest(
    index: Index,
    rows: NDArray[np.int64] | None = None,
    limit: int = LIMIT,
    threads: int = 1,
) -> Iterator[Ranked]:
    """Yield the nearest issues of those in `rows` (of all, if none are given), some at a time.

    Issues of equal score are in the order of their names; one below `index.least` is no relation.
    Complexity: for an issue, the issues of its nodes that are no hubs, plus the nodes of its
    candidates; so for all the sum of the squared degrees below the bound.
    """
    wanted = np.arange(len(index.features.issues)) if rows is None else rows
    if not index.searched.nnz:
        return
    for start in range(0, len(wanted), ROWS):
        batch = wanted[start : start + ROWS]
        issues, candidates = _candidates(index, batch, limit, threads)
        yield _best(_scored(index, issues, candidates), limit, index.least)


def between(index: Index, one: int, others: NDArray[np.int64]) -> Ranked:
    """Return what an issue shares with others, however little, in the order of the scores."""
    return _best(_scored(index, np.full(len(others), one), others), len(others), least=1)


def _candidates(
    index: Index, rows: NDArray[np.int64], limit: int, threads: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    found = sp_matmul_topn(
        index.searched[rows],
        index.columns,
        top_n=min(CANDIDATES * limit + 1, len(index.features.issues)),
        threshold=1e-9,
        n_threads=threads,
    )
    issues = np.repeat(rows, np.diff(found.indptr))
    candidates = found.indices.astype(np.int64)
    others = issues != candidates
    return issues[others], candidates[others]


def _scored(index: Index, issues: NDArray[np.int64], related: NDArray[np.int64]) -> Ranked:
    shared = index.values[issues].multiply(index.values[related]).tocsr()
    shared.indices = index.shown_as[shared.indices]
    shared.has_canonical_format = False
    shared.sum_duplicates()
    shared.data *= _once(index, shared)
    shared.data = np.rint(shared.data * _together(index, shared) * 10**DIGITS).astype(np.int64)
    reasons = _telling(shared)
    scores = np.asarray(reasons.sum(axis=1)).ravel().astype(np.int64)
    return Ranked(issues, related, scores, reasons)


def _together(index: Index, shared: Matrix) -> NDArray[np.float64]:
    """Return the factor of each entry: above 1 where a row has both sides of a pair that gains."""
    rows = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
    factors = np.ones(len(shared.data))
    for one, other, part in (
        (index.harms, index.ways, TOGETHER),
        (index.parties, index.windows, ONE_STORY),
    ):
        sides = [side[shared.indices] for side in (one, other)]
        sums = [np.bincount(rows[side], shared.data[side], shared.shape[0]) for side in sides]
        gain = part / 2 * np.sqrt(sums[0] * sums[1])
        for side, added in zip(sides, sums, strict=True):
            factors[side] += (gain / np.maximum(added, 1e-12))[rows[side]]
    return factors


def _once(index: Index, shared: Matrix) -> NDArray[np.float64]:
    """Return the factor of each entry: below 1 for all but the heaviest of a row and a group.

    Complexity: sorting the entries of rows that have several of a group.
    """
    factors = np.ones(len(shared.data))
    rows = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
    for group in ONCE:
        inside = np.flatnonzero(index.groups[shared.indices] == group)
        several = np.bincount(rows[inside], minlength=shared.shape[0]) > 1
        inside = inside[several[rows[inside]]]
        order = inside[np.lexsort((shared.indices[inside], -shared.data[inside], rows[inside]))]
        first = np.searchsorted(rows[order], rows[order])
        factors[order] = FURTHER ** (np.arange(len(order)) - first)
    return factors


def _telling(shared: Matrix) -> Matrix:
    """Keep the entries of each row that are a hundredth of its sum or more."""
    rows = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
    sums = np.asarray(shared.sum(axis=1)).ravel()
    kept = np.flatnonzero((shared.data * SHARE >= sums[rows]) & (shared.data > 0))
    ends = np.concatenate([[0], np.cumsum(np.bincount(rows[kept], minlength=shared.shape[0]))])
    return sparse.csr_matrix((shared.data[kept], shared.indices[kept], ends), shape=shared.shape)


def _best(scored: Ranked, limit: int, least: int) -> Ranked:
    order = np.lexsort((scored.related, -scored.scores, scored.issues))
    first = np.searchsorted(scored.issues[order], scored.issues[order])
    kept = order[(np.arange(len(order)) - first < limit) & (scored.scores[order] >= least)]
    return Ranked(
        scored.issues[kept], scored.related[kept], scored.scores[kept], scored.reasons[kept]
    )
