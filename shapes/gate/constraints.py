"""Constraint components of shapes, one by one: candidate condition and dependencies."""

from collections.abc import Iterator
from dataclasses import dataclass

import rdflib
from rdflib.namespace import SH

from shapes.gate.dependencies import Dependencies, Nodes
from shapes.gate.deriver import Deriver
from shapes.gate.parameters import Shape, components
from shapes.gate.verdict import UNKNOWN, Verdict, all_of

__all__ = ["ConstraintCheck", "constraint_checks"]


@dataclass(frozen=True)
class ConstraintCheck:
    """One constraint component of a shape, or one of the property shapes that it refers to."""

    shape: Shape
    parameters: tuple[rdflib.URIRef, ...]
    inner: rdflib.term.Node | None = None

    def verdict(self, deriver: Deriver) -> Verdict:
        """Return the verdict on a focus node that a query can give."""
        if self.inner is not None and not self.shape.is_property_shape:
            return deriver.shape(self.shape.get_other_shape(self.inner), "?this", (self.shape,))
        return all_of([deriver.parameter(self.shape, name, "?this") for name in self.parameters])

    def add_dependencies(self, dependencies: Dependencies, nodes: Nodes) -> None:
        """Add the triples that the constraint reads at focus nodes."""
        for name in self.parameters:
            values = [self.inner] if self.inner is not None else self.shape.objects(name)
            for value in values:
                dependencies.constraint(self.shape, name, value, nodes)


@dataclass(frozen=True)
class CustomConstraintCheck(ConstraintCheck):
    """A constraint of a component that the shapes graph defines itself: known to pySHACL alone."""

    def verdict(self, deriver: Deriver) -> Verdict:  # noqa: ARG002 - as in the base class
        """Return the unknown verdict."""
        return UNKNOWN

    def add_dependencies(self, dependencies: Dependencies, nodes: Nodes) -> None:  # noqa: ARG002 - as in the base class
        """Add the whole graph, since only pySHACL knows what the constraint reads."""
        dependencies.whole = True


def constraint_checks(shape: Shape) -> Iterator[ConstraintCheck]:
    """Yield the constraint checks of a shape, sorted by their parameters."""
    if shape.deactivated:
        return
    for names in components(shape):
        if SH.property in names:
            for inner in sorted(shape.objects(SH.property)):
                yield ConstraintCheck(shape, names, inner)
        else:
            yield ConstraintCheck(shape, names)
    if shape.find_custom_constraints():
        yield CustomConstraintCheck(shape, ())
