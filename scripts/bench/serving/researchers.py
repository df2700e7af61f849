"""Time of competency questions, as the geometric mean of ratios to another SPARQL server."""

import time
from statistics import geometric_mean

from ontology import questions
from scripts.bench.figures import Figure
from scripts.bench.serving.load import answer
from scripts.bench.serving.small_queries import varied

__all__ = ["researchers"]

ROUNDS = 5
BEYOND = 1_000_000
"""More rows than any of these answers has."""


def researchers(ours: str, theirs: str) -> Figure:
    """Ask each competency question of both endpoints by turns; compare the fastest times.

    A limit that changes with each round keeps caches from answering, and cuts nothing off.
    """
    ratios = [_ratio(question.text, ours, theirs) for question in questions()]
    title = f"{len(ratios)} questions, {min(ratios):.2f} to {max(ratios):.2f} times Oxigraph, mean"
    return Figure(title, geometric_mean(ratios), "", 1.25)


def _ratio(text: str, ours: str, theirs: str) -> float:
    rounds = [_limited(text, turn) for turn in range(ROUNDS)]
    taken = [(_seconds(ours, query), _seconds(theirs, query)) for query in rounds]
    return min(our for our, _ in taken) / min(their for _, their in taken)


def _limited(text: str, turn: int) -> str:
    """Return a query whose text differs in each round, with the same answer.

    >>> _limited("ASK { }", 2).splitlines()
    ['ASK { }', 'LIMIT 1000002']
    """
    other = varied(text, turn)
    return other if other != text or turn == 0 else f"{text}\nLIMIT {BEYOND + turn}"


def _seconds(endpoint: str, query: str) -> float:
    started = time.perf_counter()
    answer(endpoint, query)
    return time.perf_counter() - started
