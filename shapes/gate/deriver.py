"""Derives SPARQL conditions from SHACL shapes: when a node surely passes and surely fails.

Constraints on single values are in `values`, on all values of a node in `sets`; what refers to
other shapes is here, and so is the way along a path.
"""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Final

import rdflib
from rdflib.namespace import RDF, SH

from shapes.gate.parameters import QUALIFIERS, Shape, parameters
from shapes.gate.property_paths import read_path
from shapes.gate.set_constraints import SET_RULES, Values
from shapes.gate.sparql_constraints import derive_query
from shapes.gate.value_constraints import VALUE_RULES
from shapes.gate.verdict import (
    PASSES,
    UNKNOWN,
    Underivable,
    Verdict,
    all_of,
    any_of,
    both,
    exactly_one_of,
    no,
)

__all__ = ["DIVERGENT", "Deriver"]

DIVERGENT: Final = "<urn:divergent>"
"""The graph of a store that lists its divergent literals."""
ShapeRule = Callable[["Deriver", Shape, str, tuple[Shape, ...]], Verdict]


class Deriver:
    """Derives verdicts from the shapes for a store.

    `classes` names a class and what is below it in the data; `has_divergent` says whether the store
    has divergent literals.
    """

    def __init__(self, classes: Callable[[str], Sequence[str]], has_divergent: bool) -> None:
        self.classes = classes
        self.has_divergent = has_divergent
        self.numbers = count()

    def fresh(self) -> str:
        """Return a variable that no other part of a query has."""
        return f"?v{next(self.numbers)}"

    def is_divergent(self, value: str) -> str:
        """Return the condition that a value is a divergent literal."""
        return (
            f"EXISTS {{ GRAPH {DIVERGENT} {{ ?s ?p {value} }} }}" if self.has_divergent else "false"
        )

    def sure(self, verdict: Verdict, condition: str) -> Verdict:
        """Return a verdict that holds under a condition alone."""
        return Verdict(both(condition, verdict.passes), both(condition, verdict.fails))

    def shape(self, shape: Shape, node: str, outer: tuple[Shape, ...] = ()) -> Verdict:
        """Return the verdict of a whole shape on a node; nothing is known of recursive shapes."""
        if shape.deactivated:
            return PASSES
        if shape in outer or shape.find_custom_constraints():
            return UNKNOWN
        return all_of([self.parameter(shape, name, node, outer) for name in parameters(shape)])

    def parameter(
        self, shape: Shape, name: rdflib.URIRef, node: str, outer: tuple[Shape, ...] = ()
    ) -> Verdict:
        """Return the verdict of one constraint of a shape on a node, by its parameter."""
        try:
            return self._parameter(shape, name, node, (*outer, shape))
        except (Underivable, ValueError):
            return UNKNOWN

    def _parameter(
        self, shape: Shape, name: rdflib.URIRef, node: str, outer: tuple[Shape, ...]
    ) -> Verdict:
        if name in QUALIFIERS:
            return PASSES if list(shape.objects(QUALIFIERS[name])) else UNKNOWN
        if name == SH.sparql:
            return all_of([derive_query(self, shape, one, node) for one in shape.objects(name)])
        if name in SET_RULES:
            return SET_RULES[name](self, shape, self.values(shape, node), outer)
        if not shape.is_property_shape:
            return self._value(shape, name, node, outer)
        values = self.values(shape, node)
        verdict = self._value(shape, name, values.one, outer)
        return Verdict(values.all(verdict.passes), values.some(verdict.fails))

    def values(self, shape: Shape, node: str) -> Values:
        """Return the values of a node that a shape judges."""
        if not shape.is_property_shape:
            return Values(node, "", self.fresh, self.is_divergent)
        path = read_path(shape.sg.graph, shape.path()).n3()
        return Values(node, path, self.fresh, self.is_divergent)

    def _value(
        self, shape: Shape, name: rdflib.URIRef, value: str, outer: tuple[Shape, ...]
    ) -> Verdict:
        if name in VALUE_RULES:
            return self.sure(VALUE_RULES[name](shape, value), no(self.is_divergent(value)))
        if name in SHAPE_RULES:
            return SHAPE_RULES[name](self, shape, value, outer)
        raise Underivable


def _class(deriver: Deriver, shape: Shape, value: str, _: tuple[Shape, ...]) -> Verdict:
    type_ = RDF.type.n3()
    verdicts = []
    for class_ in shape.objects(SH["class"]):
        if not isinstance(class_, rdflib.URIRef):
            raise Underivable
        names = " ".join(deriver.classes(class_.n3()))
        held = deriver.fresh()
        is_one = f"EXISTS {{ VALUES {held} {{ {names} }} {value} {type_} {held} }}"
        if " " not in names:
            is_one = f"EXISTS {{ {value} {type_} {names} }}"
        verdicts.append(Verdict(is_one, no(is_one)))
    return all_of(verdicts)


def _referring(parameter: rdflib.URIRef) -> ShapeRule:
    def rule(deriver: Deriver, shape: Shape, value: str, outer: tuple[Shape, ...]) -> Verdict:
        inner = [shape.get_other_shape(one) for one in shape.objects(parameter)]
        found = [deriver.shape(one, value, outer) for one in inner]
        return all_of([~one for one in found] if parameter == SH["not"] else found)

    return rule


def _listing(
    parameter: rdflib.URIRef, combine: Callable[[Sequence[Verdict]], Verdict]
) -> ShapeRule:
    def rule(deriver: Deriver, shape: Shape, value: str, outer: tuple[Shape, ...]) -> Verdict:
        lists = [list(shape.sg.graph.items(one)) for one in shape.objects(parameter)]
        return all_of(
            [
                combine([deriver.shape(shape.get_other_shape(one), value, outer) for one in items])
                for items in lists
            ]
        )

    return rule


SHAPE_RULES: Final[dict[rdflib.URIRef, ShapeRule]] = {
    SH["class"]: _class,
    SH.node: _referring(SH.node),
    SH.property: _referring(SH.property),
    SH["not"]: _referring(SH["not"]),
    SH["and"]: _listing(SH["and"], all_of),
    SH["or"]: _listing(SH["or"], any_of),
    SH.xone: _listing(SH.xone, exactly_one_of),
}
