"""The speed of related issues on generated graphs, and of networkx on a sample."""

import resource
import time
from collections.abc import Iterator
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.related import Features, Index, explain, index, nearest
from graph.related.spark import nearest_by_spark
from graph.related.topics import TOPIC, vocabulary
from graph.related.types import TYPES, type_named
from graph.related.updating import Lists, changed, lists_of, updated

__all__ = ["generated", "on_spark", "speed"]

PER_ISSUE: Final = {
    "topic": (3.0, 0.0077, 0.7),
    "term": (9.8, 0.9, 0.7),
    "actor": (1.5, 0.3, 0.8),
    "system": (0.6, 0.2, 0.7),
    "time": (3.7, 0.0095, 0.5),
    "affectedGroup": (0.5, 0.003, 0.9),
    "sector": (0.8, 0.0007, 1.0),
    "place": (0.8, 0.005, 1.0),
    "region": (2.2, 0.001, 1.0),
    "justiceArea": (0.8, 0.00024, 1.0),
    "impact": (1.0, 0.0007, 1.0),
    "classification": (6.4, 0.1, 0.8),
}
"""For each type: links of an issue, nodes for each issue, and how steeply some are named more."""

SAMPLE: Final = 5


def generated(issues: int, seed: int = 1) -> Features:
    """Return a graph of `issues` issues, with the links of the full graph: hubs, and rare nodes.

    Its topics have the names of real ones, so that they have facets.
    """
    chance, topic = np.random.default_rng(seed), type_named("topic")
    rows, columns, types, first = [], [], [], 0
    for name, (links, share, steepness) in sorted(PER_ISSUE.items(), key=_by_type):
        nodes = max(7, round(share * issues))
        likely = 1 / np.arange(1, nodes + 1) ** steepness
        drawn = round(links * issues * 1.05)
        rows.append(chance.integers(0, issues, drawn))
        columns.append(first + chance.choice(nodes, drawn, p=likely / likely.sum()))
        types.append(np.full(nodes, type_named(name), dtype=np.int8))
        first += nodes
    at = (np.concatenate(rows), np.concatenate(columns))
    counts = sparse.csr_matrix((np.ones(len(at[0])), at), shape=(issues, first))
    counts.data[:] = 1.0
    names = tuple(f"issue/{number:07}" for number in range(issues))
    kinds = np.concatenate(types)
    slugs = iter(sorted(vocabulary().labels))
    nodes_ = tuple(
        f"{TOPIC}{slug}" if kind == topic and (slug := next(slugs, "")) else f"node/{number:07}"
        for number, kind in enumerate(kinds)
    )
    began = {(name, "time"): str(2000 + number % 25) for number, name in enumerate(names)}
    return Features(names, nodes_, kinds, counts, {}, began)


def _by_type(item: tuple[str, object]) -> int:
    return type_named(item[0])


def speed(issues: int, limit: int = 10, threads: int = 2) -> Iterator[str]:
    """Yield what all lists, one list and the same of networkx take."""
    known = generated(issues)
    yield f"{issues:,} issues, {known.counts.nnz:,} links, {len(TYPES)} types"
    start, used = time.perf_counter(), time.process_time()
    made = index(known)
    parts = list(nearest(made, limit=limit, threads=threads))
    ours, work = time.perf_counter() - start, time.process_time() - used
    pairs = sum(len(part.issues) for part in parts)
    reasons = sum(part.reasons.nnz for part in parts)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = f"{pairs:,} relations, {reasons:,} reasons, {megabytes:.0f} MB"
    yield f"all lists: {ours:.2f} s ({work:.2f} s of processors), {size}"
    start, used = time.perf_counter(), time.process_time()
    count = sum(1 for part in parts for _ in explain(made, part))
    more, work = time.perf_counter() - start, time.process_time() - used
    yield f"reasons in words: {more:.2f} s more ({work:.2f} s of processors) for {count:,}"
    yield _online(made, limit)
    yield _one_more(made, lists_of(parts, known), limit)
    theirs = _adamic_adar(known, issues)
    yield f"networkx Adamic-Adar, from {SAMPLE} issues: {theirs:.0f} s, {theirs / ours:.0f} times"


def on_spark(issues: int, limit: int = 10) -> Iterator[str]:
    """Yield what all lists take on this machine and on Spark, its start included, as `local[2]`."""
    made = index(generated(issues))
    start = time.perf_counter()
    here = sum(len(part.issues) for part in nearest(made, limit=limit, threads=2))
    between = time.perf_counter()
    there = sum(len(part.issues) for part in nearest_by_spark(made, limit=limit))
    end = time.perf_counter()
    yield (
        f"{issues:,} issues, {made.values.nnz:,} links: here {between - start:.1f} s, "
        f"Spark {end - between:.1f} s, as many relations: {here == there}"
    )


def _online(made: Index, limit: int) -> str:
    rows = np.random.default_rng(2).integers(0, len(made.features.issues), 200)
    times = np.array([_timed(made, np.array([row]), limit) for row in rows]) * 1_000
    middle, high = np.percentile(times, (50, 99))
    return f"one list with reasons in words: {middle:.2f} ms, 99 of 100 within {high:.2f} ms"


def _timed(made: Index, row: NDArray[np.int64], limit: int) -> float:
    start = time.perf_counter()
    for part in nearest(made, row, limit):
        list(explain(made, part))
    return time.perf_counter() - start


def _one_more(made: Index, lists: Lists, limit: int) -> str:
    """Add an issue that leads to what one that is there leads to, and tell what changes."""
    known = made.features
    counts = sparse.vstack([known.counts, known.counts[7]]).tocsr()
    began = {**known.roles, ("issue/new", "time"): "2020"}
    more = Features((*known.issues, "issue/new"), known.nodes, known.types, counts, {}, began)
    start = time.perf_counter()
    after = index(more)
    found = updated(made, after, lists, limit)
    took = time.perf_counter() - start
    whole = lists_of(nearest(after, limit=limit), more)
    rows = len(changed(made, after))
    return f"one issue more: {rows:,} lists in {took:.2f} s, same as all anew: {found == whole}"


def _adamic_adar(known: Features, issues: int) -> float:
    """Return the seconds that networkx would take for all issues, from a few of them."""
    rows, columns = known.counts.nonzero()
    graph: nx.Graph[int] = nx.Graph(zip(rows.tolist(), (columns + issues).tolist(), strict=True))
    chosen = np.random.default_rng(3).choice(issues, SAMPLE, replace=False).tolist()
    start = time.perf_counter()
    for row in chosen:
        others = {other for node in graph[row] for other in graph[node]} - {row}
        found = nx.adamic_adar_index(graph, [(row, other) for other in sorted(others)])
        sorted(found, key=lambda pair: -pair[2])[:10]
    return (time.perf_counter() - start) / SAMPLE * issues
