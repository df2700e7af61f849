"""Growth of issue matching: CPU time and memory on generated incidents, with the slope."""

import random
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import log
from typing import Final

from graph.identity import Incident, find_same_incidents
from ontology import record_iri
from scripts.bench.costs import HEAD, Cost, measured, row

__all__ = ["generated_incidents", "growth_table", "slope"]

WORDS: Final = 200_000
TITLE, TEXT = 8, 30  # words of a title and of a whole text
BOTH: Final = 4  # one incident in so many is in both databases
KEPT: Final = 0.6  # share of the words that the second report has from the first


def generated_incidents(rows: int, seed: int = 1) -> Iterator[Incident]:
    """Yield incidents of two sources, with words by Zipf's law; one in four is in both sources.

    >>> [incident.origin for incident in generated_incidents(3)]
    ['aiid', 'aiaaic', 'aiid']
    """
    random_ = random.Random(seed)  # noqa: S311 - generated data
    vocabulary = [f"word{number}" for number in range(WORDS)]
    weights = [*accumulate(1 / rank for rank in range(1, WORDS + 1))]
    before: list[str] = []
    for number in range(rows):
        words = random_.choices(vocabulary, cum_weights=weights, k=TEXT)
        is_second = number % 2 == 1
        if is_second and number // 2 % (BOTH // 2) == 0:
            words = [
                old if random_.random() < KEPT else new
                for old, new in zip(before, words, strict=False)
            ]
        yield _incident("aiaaic" if is_second else "aiid", number // 2, words, random_)
        before = words


def _incident(origin: str, number: int, words: Sequence[str], random_: random.Random) -> Incident:
    year = 2010 + number % 15
    return Incident(
        iri=record_iri("issue", f"{origin}-{number}"),
        origin=origin,
        title=tuple(dict.fromkeys(words[:TITLE])),
        text={word: word for word in words},
        actors=frozenset({record_iri("actor", f"actor-{random_.randrange(1 + number // 3)}")}),
        years=(year, year),
    )


def growth_table(counts: Sequence[int]) -> str:
    """Return a table of the cost of matching each number of rows, with the slope to the former."""
    costs = [(count, measured(_match, count)) for count in counts]
    lines = [
        HEAD.replace("triples", "   rows"),
        *(row(count, "issues matched", cost) for count, cost in costs),
    ]
    slopes = [f"{slope(*before, *after):.2f}" for before, after in pairwise(costs)]
    return "\n".join([*lines, *(f"slope {value}" for value in slopes)])


def slope(rows: int, cost: Cost, more_rows: int, more_cost: Cost) -> float:
    """Return the power of the rows by which the CPU time grows between two measurements.

    >>> round(slope(10, Cost(1, 1, 0), 100, Cost(20, 20, 0)), 2)
    1.3
    """
    return log(more_cost.cpu / cost.cpu) / log(more_rows / rows)


def _match(rows: int) -> float:
    incidents = [*generated_incidents(rows)]
    started = time.perf_counter()
    find_same_incidents(incidents, {})
    return time.perf_counter() - started
