"""Cardinality bounds: how many statements the engine reads at most for a basic graph pattern.

The build counts, for each property, its statements and the most of one subject and of one object.
From these follows a bound for any join. The engine joins by its own order, which its optimiser
takes from the positions that are bound, and reads each next pattern by index. Rows in that order
have to be few. As that order is the engine's own matter, the rows of every other order are bounded
too, by a number that ends within a second or two.
"""

from collections.abc import Mapping, Sequence
from math import inf, prod
from typing import Final

from graph.engine.simple_query import Pattern, SimpleQuery

__all__ = ["ALL", "Bounds"]

ALL: Final = ""
"""The name under which all properties together are counted."""
ROWS: Final = 500
"""Most rows of a small query; a row takes some microseconds."""
ROWS_IN_ANY_ORDER: Final = 1_000_000
PATTERNS: Final = 6
RANKS: Final[Mapping[tuple[bool, bool, bool], int]] = {
    (True, True, True): 1,
    (True, False, True): 2,
    (True, True, False): 3,
    (True, False, False): 4,
    (False, True, True): 5,
    (False, False, True): 6,
    (False, True, False): 7,
    (False, False, False): 8,
}
"""The engine's order of patterns by the positions that are bound: subject, property, object.

Source: sparopt, the optimiser of Oxigraph: `estimate_triple_pattern_size` and `reorder_joins`.
"""

NONE: Final = (0, 0, 0)
Degrees = Mapping[str, Sequence[int]]
"""For each property: its statements, the most of one subject, and the most of one object."""


class Bounds:
    """Bounds for one graph.

    >>> bounds = Bounds({"<a:name>": (9_000, 2, 7), ALL: (90_000, 40, 9_000)})
    >>> bounds.rows([("<a:kenya>", "<a:name>", "?name")])
    2
    """

    def __init__(self, degrees: Degrees) -> None:
        self.degrees = degrees

    def is_small(self, query: SimpleQuery) -> bool:
        """Whether the engine provably reads few rows.

        Complexity: quadratic in the patterns, of which there are six at most.
        """
        patterns = query.patterns
        if len(patterns) == 1:
            rows = self._matches(patterns[0], frozenset())
            return rows <= ROWS or (_matches_all(patterns[0]) and (query.most or rows) <= ROWS)
        if len(patterns) > PATTERNS or not all(map(_variables, patterns)):
            return False
        return self.rows(patterns) <= ROWS and self._in_any_order(patterns) <= ROWS_IN_ANY_ORDER

    def rows(self, patterns: Sequence[Pattern]) -> float:
        """Return the most rows of all steps of a join in the engine's order.

        Infinite where a part shares no variable with the rest.
        """
        left, known, rows, total = [*patterns], frozenset[str](), 1, 0
        while left:
            joined = [one for one in left if not known or known & _variables(one)]
            if not joined:
                return inf
            next_ = min(joined, key=lambda one: _rank(one, known))
            rows *= self._matches(next_, known)
            total += rows
            known |= _variables(next_)
            left.remove(next_)
        return total

    def _in_any_order(self, patterns: Sequence[Pattern]) -> float:
        """Return the most rows where any pattern may come first, and be read whole."""
        alone = [self._matches(one, frozenset()) for one in patterns]
        fans = [self._fan(one, patterns) for one in patterns]
        joined = (
            first * prod(max(1, fan) for other, fan in enumerate(fans) if other != place)
            for place, first in enumerate(alone)
        )
        return sum(alone) + sum(joined)

    def _fan(self, pattern: Pattern, patterns: Sequence[Pattern]) -> int:
        """Return the most statements for one value of a variable that other patterns bind."""
        others = frozenset[str]().union(*(_variables(one) for one in patterns if one != pattern))
        shared = _variables(pattern) & others
        return max((self._matches(pattern, frozenset((one,))) for one in shared), default=0)

    def _matches(self, pattern: Pattern, known: frozenset[str]) -> int:
        """Return the most statements of a pattern, once some variables are bound."""
        subject, verb, object_ = pattern
        triples, of_subject, of_object = self.degrees.get(ALL if verb[0] in "?$" else verb, NONE)
        most = triples
        if _is_bound(subject, known):
            most = min(most, of_subject)
        return min(most, of_object) if _is_bound(object_, known) else most


def _rank(pattern: Pattern, known: frozenset[str]) -> int:
    subject, verb, object_ = (_is_bound(term, known) for term in pattern)
    return RANKS[subject, verb, object_]


def _is_bound(term: str, known: frozenset[str]) -> bool:
    return term[0] not in "?$" or term[1:] in known


def _matches_all(pattern: Pattern) -> bool:
    """Whether each statement that is read is a row, as none is where a variable is repeated."""
    terms = [term[1:] for term in pattern if term[0] in "?$"]
    return len(terms) == len({*terms})


def _variables(pattern: Pattern) -> frozenset[str]:
    return frozenset(term[1:] for term in pattern if term[0] in "?$")
