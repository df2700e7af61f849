"""Dummy nodes of a layered drawing: a long line bends through a free row of each column between.

Source: Sugiyama, Tagawa and Toda, IEEE SMC 11 (1981), proper hierarchies.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from server.drawing.flow import Item

__all__ = ["with_bends"]

Pair = tuple[str, str]


def with_bends(
    columns: Sequence[Sequence[Item]], pairs: Iterable[Pair], words: Mapping[Pair, list[str]]
) -> tuple[list[list[Item]], set[Pair], dict[Pair, list[str]]]:
    """Return columns, pairs and words on lines in which each line leads to the next column.

    A dummy node has no name, and the mark of the end of its line. The words of a long line are on
    its first part; the other parts have none.
    Complexity: linear in items, lines and the columns that lines cross.
    """
    bent = [[*column] for column in columns]
    at = {one.iri: (number, one) for number, column in enumerate(columns) for one in column}
    parts: set[Pair] = set()
    said: dict[Pair, list[str]] = {}
    for start, end in sorted(pairs):
        (first, _), (last, item) = at[start], at[end]
        between = [f"{start} {end} {number}" for number in range(first + 1, last)]
        for number, name in enumerate(between, first + 1):
            bent[number].append(Item(name, "", item.mark))
        steps = [*pairwise((start, *between, end))]
        parts.update(steps)
        said |= {key: [] for key in steps[1:]} | {steps[0]: words.get((start, end), [])}
    return bent, parts, said
