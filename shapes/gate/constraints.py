"""Constraint components of shapes, one by one: candidate condition, dependencies, validation.

What pySHACL does for a shape as a whole is done here for one of its constraints at some of its
focus nodes, by pySHACL's own parts and with the same results.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import rdflib
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.errors import ConstraintLoadWarning
from rdflib.namespace import RDF, SH

from shapes.gate.dependencies import Dependencies, Nodes
from shapes.gate.deriver import Deriver, parameters
from shapes.gate.literals import to_sparql
from shapes.gate.value_constraints import Shape
from shapes.gate.verdict import UNKNOWN, Verdict, all_of

__all__ = ["ConstraintCheck", "Targets", "constraint_checks", "targets"]

Results = list[Any]
"""Results as pySHACL returns them: text, node and statements."""


@dataclass(frozen=True)
class Targets:
    """Targets of a shape: graph patterns that bind `?this`, and nodes given by IRI."""

    patterns: tuple[str, ...]
    nodes: tuple[rdflib.term.Node, ...]


@dataclass(frozen=True)
class ConstraintCheck:
    """One constraint component of a shape, or one of the property shapes that it refers to."""

    shape: Shape
    component: Any
    inner: rdflib.term.Node | None = None

    def verdict(self, deriver: Deriver) -> Verdict:
        """Return the verdict on a focus node that a query can give."""
        if self.inner is not None and not self.shape.is_property_shape:
            return deriver.shape(self.shape.get_other_shape(self.inner), "?this", (self.shape,))
        names = self._parameters()
        return all_of([deriver.parameter(self.shape, name, "?this") for name in names])

    def add_dependencies(self, dependencies: Dependencies, nodes: Nodes) -> None:
        """Add the triples that the constraint reads at focus nodes."""
        for name in self._parameters():
            values = [self.inner] if self.inner is not None else self.shape.objects(name)
            for value in values:
                dependencies.constraint(self.shape, name, value, nodes)

    def results(self, executor: Any, data: rdflib.Graph, nodes: Collection[Any]) -> Results:
        """Return the results of the constraint at focus nodes.

        Source: pySHACL's `Shape.validate` and `PropertyConstraintComponent.evaluate`.
        """
        try:
            constraint = self.component(self.shape)
        except ConstraintLoadWarning:  # it has no meaning there, and no effect
            return []
        if self.inner is not None:
            constraint.property_shapes = [self.inner]
        values = self.shape.value_nodes(data, list(nodes))
        return list(constraint.evaluate(executor, data, values, [self.shape, constraint])[1])

    def _parameters(self) -> list[rdflib.URIRef]:
        own = self.component.constraint_parameters()
        return [name for name in parameters(self.shape) if name in own]


@dataclass(frozen=True)
class CustomConstraintCheck(ConstraintCheck):
    """A constraint of a component that the shapes graph defines itself: known to pySHACL alone."""

    def verdict(self, deriver: Deriver) -> Verdict:  # noqa: ARG002 - as in the base class
        """Return the unknown verdict."""
        return UNKNOWN

    def add_dependencies(self, dependencies: Dependencies, nodes: Nodes) -> None:  # noqa: ARG002 - as in the base class
        """Add the whole graph, since only pySHACL knows what the constraint reads."""
        dependencies.whole = True

    def results(self, executor: Any, data: rdflib.Graph, nodes: Collection[Any]) -> Results:
        """Return the results of the component's validator at focus nodes."""
        validator = self.component.make_validator_for_shape(self.shape)
        values = self.shape.value_nodes(data, list(nodes))
        return list(validator.evaluate(executor, data, values, [self.shape, validator])[1])


def constraint_checks(shape: Shape) -> Iterator[ConstraintCheck]:
    """Yield the constraint checks of a shape, sorted by their parameters."""
    if shape.deactivated:
        return
    components = dict.fromkeys(CONSTRAINT_PARAMETERS_MAP[name] for name in parameters(shape))
    for component in components:
        if SH.property in component.constraint_parameters():
            for inner in sorted(shape.objects(SH.property)):
                yield ConstraintCheck(shape, component, inner)
        else:
            yield ConstraintCheck(shape, component)
    for component in shape.find_custom_constraints():
        yield CustomConstraintCheck(shape, component)


def targets(shape: Shape, deriver: Deriver) -> Targets:
    """Return the targets of a shape.

    Source: SHACL, section 2.1.3.
    """
    nodes, classes, implicit, objects_of, subjects_of = shape.target()
    patterns = []
    for class_ in sorted({*classes, *implicit}):
        names = " ".join(deriver.classes(to_sparql(class_)))
        patterns.append(f"VALUES ?class {{ {names} }} ?this {RDF.type.n3()} ?class .")
    patterns += [f"?this {to_sparql(name)} ?object ." for name in sorted(subjects_of)]
    patterns += [f"?subject {to_sparql(name)} ?this ." for name in sorted(objects_of)]
    return Targets(tuple(patterns), tuple(nodes))
