"""Dictionary encoding: quads as columns of integers, so that sorting compares no strings."""

from collections.abc import Callable, Iterable
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from graph.rdf.quads import Quad

__all__ = ["Numbers", "coded", "distinct", "ordered"]

Numbers = NDArray[np.int64]


def ordered(quads: Iterable[Quad]) -> list[Quad]:
    """Return quads as `sorted(set(quads))` does, several times faster for large graphs.

    Equal terms are one text in memory, so that later comparisons are faster too.
    Complexity: sorting the terms, of which a graph has a few times fewer than quads, and then rows
    of numbers.

    >>> ordered([("<a:h>", "<a:s>", "<a:p>", '"o"'), ("<a:g>", "<a:s>", "<a:p>", '"o"')] * 2)
    [('<a:g>', '<a:s>', '<a:p>', '"o"'), ('<a:h>', '<a:s>', '<a:p>', '"o"')]
    """
    terms, rows = coded(quads, sorted)
    columns = [map(terms.__getitem__, column) for column in distinct(rows).T.tolist()]
    return list(zip(*columns, strict=True))


def coded(
    quads: Iterable[Quad], order: Callable[[Iterable[str]], list[str]] = list
) -> tuple[list[str], Numbers]:
    """Return the distinct terms of quads, and the quads as rows of indices into these terms.

    >>> terms, rows = coded([("<a:g>", "<a:s>", "<a:p>", "<a:s>")])
    >>> terms, rows.tolist()
    (['<a:g>', '<a:s>', '<a:p>'], [[0, 1, 2, 1]])
    """
    given = list(chain.from_iterable(quads))
    terms = order(dict.fromkeys(given))
    places = {term: place for place, term in enumerate(terms)}
    rows = np.fromiter(map(places.__getitem__, given), np.int64, len(given))
    return terms, rows.reshape(-1, 4)


def distinct(rows: Numbers) -> Numbers:
    """Return the distinct rows, sorted.

    >>> distinct(np.array([[2, 1], [1, 9], [2, 1]])).tolist()
    [[1, 9], [2, 1]]
    """
    in_order: Numbers = rows[np.lexsort(rows.T[::-1])]
    is_new = np.ones(len(in_order), dtype=bool)
    is_new[1:] = (in_order[1:] != in_order[:-1]).any(axis=1)
    return in_order[is_new]
