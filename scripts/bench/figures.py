"""A measured figure and its goal."""

from dataclasses import dataclass

__all__ = ["Figure"]


@dataclass(frozen=True)
class Figure:
    """A value with its unit and its goal, which is an upper or a lower bound.

    >>> str(Figure("first byte", 12.345, "ms", 20)).split(maxsplit=2)[2]
    '12.35 ms    at most 20: met'
    """

    name: str
    value: float
    unit: str
    goal: float
    is_at_most: bool = True

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.goal if self.is_at_most else self.value >= self.goal

    def __str__(self) -> str:
        bound = "at most" if self.is_at_most else "at least"
        verdict = "met" if self.is_met else "missed"
        figure = f"{self.value:,.2f} {self.unit:2}"
        return f"{self.name:58} {figure:>13}    {bound} {self.goal:g}: {verdict}"
