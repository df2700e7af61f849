"""SPARQL conditions of set constraints: cardinality, hasValue, equals, order, qualified shapes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

import rdflib
from rdflib.namespace import SH

from shapes.gate.context import Derivation
from shapes.gate.literals import to_sparql
from shapes.gate.parameters import Shape
from shapes.gate.value_constraints import is_day, is_number, the_one
from shapes.gate.verdict import PASSES, Underivable, Verdict, all_of, both, either, no

__all__ = ["SET_RULES", "Values"]

MOST: Final = 4
"""The most distinct values that a query counts; above, the constraint is left to pySHACL."""


@dataclass(frozen=True)
class Values:
    """The value nodes of a focus node along a path, or the node itself for an empty path."""

    node: str
    path: str
    fresh: Callable[[], str]
    is_divergent: Callable[[str], str]

    @cached_property
    def one(self) -> str:
        """The variable of any one value."""
        return self.fresh()

    def some(self, condition: str) -> str:
        """Return the condition that some value, named `one`, fulfils a condition."""
        if condition == "false":
            return "false"
        filter_ = "" if condition == "true" else f" FILTER({condition})"
        return f"EXISTS {{ {self.node} {self.path} {self.one}{filter_} }}"

    def all(self, condition: str) -> str:
        """Return the condition that all values, named `one`, fulfil a condition."""
        return no(self.some(no(condition)))

    def at_least(self, count: int, condition: Callable[[str], str] = lambda _: "true") -> str:
        """Return the condition that at least `count` distinct values fulfil a condition."""
        if count > MOST or not self.path:
            raise Underivable
        if count <= 0:
            return "true"
        names = [self.fresh() for _ in range(count)]
        lines = [f"{self.node} {self.path} {name} ." for name in names]
        different = [f"!sameTerm({one}, {two})" for one, two in combinations(names, 2)]
        filter_ = both(*(condition(name) for name in names), *different)
        if filter_ == "false":
            return "false"
        return f"EXISTS {{ {' '.join(lines)} FILTER({filter_}) }}"

    @property
    def are_plain(self) -> str:
        """The condition that no value is a divergent literal."""
        if not self.path:
            return no(self.is_divergent(self.node))
        return self.all(no(self.is_divergent(self.one)))


Rule = Callable[[Derivation, Shape, Values, tuple[Shape, ...]], Verdict]


def _plainly(rule: Callable[[Shape, Values], str]) -> Rule:
    """Return the rule of a condition that is exact where no value is a divergent literal."""

    def whole(deriver: Derivation, shape: Shape, values: Values, _: tuple[Shape, ...]) -> Verdict:
        condition = rule(shape, values)
        return deriver.sure(Verdict(condition, no(condition)), values.are_plain)

    return whole


def _min_count(shape: Shape, values: Values) -> str:
    return values.at_least(_number(shape, SH.minCount))


def _max_count(shape: Shape, values: Values) -> str:
    return no(values.at_least(_number(shape, SH.maxCount) + 1))


def _number(shape: Shape, parameter: rdflib.URIRef) -> int:
    return int(str(the_one(shape, parameter)))


def _unique_lang(shape: Shape, values: Values) -> str:
    if not values.path:
        raise Underivable
    if not getattr(the_one(shape, SH.uniqueLang), "value", True):
        return "true"
    one, two = values.fresh(), values.fresh()
    same = f'!sameTerm({one}, {two}) && LANG({one}) != "" && LANG({one}) = LANG({two})'
    at = f"{values.node} {values.path}"
    return f"!EXISTS {{ {at} {one} . {at} {two} FILTER({same}) }}"


def _has_value(shape: Shape, values: Values) -> str:
    wanted = [to_sparql(one) for one in shape.objects(SH.hasValue)]
    if not values.path:
        return both(*(f"sameTerm({values.node}, {one})" for one in wanted))
    return both(*(values.some(f"sameTerm({values.one}, {one})") for one in wanted))


def _equals(shape: Shape, values: Values) -> str:
    return both(*(_equal(values, other.n3()) for other in shape.objects(SH.equals)))


def _equal(values: Values, other: str) -> str:
    node, two = values.node, values.fresh()
    if not values.path:
        only = f"!EXISTS {{ {node} {other} {two} FILTER(!sameTerm({two}, {node})) }}"
        return both(f"EXISTS {{ {node} {other} {node} }}", only)
    there = values.all(f"EXISTS {{ {node} {other} {values.one} }}")
    here = f"EXISTS {{ {node} {values.path} {two} }}"
    return both(there, f"!EXISTS {{ {node} {other} {two} FILTER(!{here}) }}")


def _disjoint(shape: Shape, values: Values) -> str:
    others = [other.n3() for other in shape.objects(SH.disjoint)]
    if not values.path:
        return both(*(f"!EXISTS {{ {values.node} {other} {values.node} }}" for other in others))
    shared = [values.some(f"EXISTS {{ {values.node} {other} {values.one} }}") for other in others]
    return no(either(*shared))


def _ordered(parameter: rdflib.URIRef, sign: str) -> Rule:
    """Compare whole and decimal numbers, and days; the rest is compared by pySHACL."""

    def rule(deriver: Derivation, shape: Shape, values: Values, _: tuple[Shape, ...]) -> Verdict:
        if not values.path:
            raise Underivable
        orders = [_in_order(values, other.n3(), sign) for other in shape.objects(parameter)]
        return deriver.sure(Verdict(both(*orders), "false"), values.are_plain)

    return rule


def _in_order(values: Values, other: str, sign: str) -> str:
    """Return the condition that all is in order; a blank node has none, says pySHACL."""
    one, two = values.one, values.fresh()
    numbers = f"{is_number(one)} && {is_number(two)} && {one} {sign} {two}"
    days = f"{is_day(one)} && {is_day(two)} && STR({one}) {sign} STR({two})"
    holds = f"(COALESCE({numbers}, false) || COALESCE({days}, false))"
    known = both(holds, no(values.is_divergent(two)))
    wrong = f"EXISTS {{ {values.node} {other} {two} FILTER(!{known}) }}"
    return no(values.some(either(f"isBlank({one})", wrong)))


def _qualified(
    deriver: Derivation, shape: Shape, values: Values, outer: tuple[Shape, ...]
) -> Verdict:
    """Count what surely conforms, and what may.

    Source: SHACL, section 4.7.3; siblings are left to pySHACL.
    """
    inner = shape.get_other_shape(the_one(shape, SH.qualifiedValueShape))
    if not values.path or any(map(bool, shape.objects(SH.qualifiedValueShapesDisjoint))):
        raise Underivable

    def surely(value: str) -> str:
        return deriver.shape(inner, value, outer).passes

    def perhaps(value: str) -> str:
        return no(deriver.shape(inner, value, outer).fails)

    bounds = [PASSES]
    for least in shape.objects(SH.qualifiedMinCount):
        enough = values.at_least(int(str(least)), surely)
        bounds.append(Verdict(enough, no(values.at_least(int(str(least)), perhaps))))
    for most in shape.objects(SH.qualifiedMaxCount):
        too_many = values.at_least(int(str(most)) + 1, surely)
        bounds.append(Verdict(no(values.at_least(int(str(most)) + 1, perhaps)), too_many))
    return deriver.sure(all_of(bounds), values.are_plain)


SET_RULES: Final[dict[rdflib.URIRef, Rule]] = {
    SH.minCount: _plainly(_min_count),
    SH.maxCount: _plainly(_max_count),
    SH.uniqueLang: _plainly(_unique_lang),
    SH.hasValue: _plainly(_has_value),
    SH.equals: _plainly(_equals),
    SH.disjoint: _plainly(_disjoint),
    SH.lessThan: _ordered(SH.lessThan, "<"),
    SH.lessThanOrEquals: _ordered(SH.lessThanOrEquals, "<="),
    SH.qualifiedValueShape: _qualified,
}
"""The rules by their SHACL parameter."""
