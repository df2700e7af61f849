"""Protocol between constraint rules and the deriver: the methods of the deriver that rules call."""

from typing import Protocol

from shapes.gate.parameters import Shape
from shapes.gate.verdict import Verdict

__all__ = ["Derivation"]


class Derivation(Protocol):
    """The part of the deriver that the rule of a single constraint calls.

    A rule needs fresh variables, the guard for divergent literals, and the verdict of another
    shape. It knows nothing else of the deriver, so that the modules of rules do not import it.
    """

    def fresh(self) -> str:
        """Return a variable that no other part of a query has."""

    def is_divergent(self, value: str) -> str:
        """Return the condition that a value is a divergent literal."""

    def sure(self, verdict: Verdict, condition: str) -> Verdict:
        """Return a verdict that holds under a condition alone."""

    def shape(self, shape: Shape, node: str, outer: tuple[Shape, ...] = ()) -> Verdict:
        """Return the verdict of a whole shape on a node."""
