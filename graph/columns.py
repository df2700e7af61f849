"""Quads as columns of numbers, so that many are sorted without comparing texts."""

from collections.abc import Iterable
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from graph.quads import Quad

__all__ = ["ordered"]


def ordered(quads: Iterable[Quad]) -> list[Quad]:
    """Return quads as `sorted(set(quads))` does, several times faster where there are many.

    Equal terms are one text in memory, so that whoever counts or compares them next is faster too.
    Complexity: sorting the terms, of which a graph has a few times fewer than quads, and then rows
    of numbers.

    >>> ordered([("<a:h>", "<a:s>", "<a:p>", '"o"'), ("<a:g>", "<a:s>", "<a:p>", '"o"')] * 2)
    [('<a:g>', '<a:s>', '<a:p>', '"o"'), ('<a:h>', '<a:s>', '<a:p>', '"o"')]
    """
    given = list(chain.from_iterable(quads))
    terms = sorted(set(given))
    places = {term: place for place, term in enumerate(terms)}
    rows = np.array([places[term] for term in given], dtype=np.int64).reshape(-1, 4)
    found = [map(terms.__getitem__, column) for column in _distinct(rows).T.tolist()]
    return list(zip(*found, strict=True))


def _distinct(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return rows in order, each once.

    >>> _distinct(np.array([[2, 1], [1, 9], [2, 1]])).tolist()
    [[1, 9], [2, 1]]
    """
    found: NDArray[np.int64] = rows[np.lexsort(rows.T[::-1])]
    is_new = np.ones(len(found), dtype=bool)
    is_new[1:] = (found[1:] != found[:-1]).any(axis=1)
    return found[is_new]
