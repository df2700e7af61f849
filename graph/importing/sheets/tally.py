"""Tally of what an import counts, with a few examples of the cells that gave no value."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from graph.privacy.known_names import is_clear

__all__ = ["NO_LINKS", "NO_PLACES", "NO_YEARS", "Tally", "leave_out"]

NO_LINKS: Final = "links that are no address"
NO_PLACES: Final = "places that no record has"
NO_YEARS: Final = "years that cannot be read"
MOST: Final = 3
LONGEST: Final = 40


class Tally(Counter[str]):
    """Counts by what is counted; `examples` are short cells that name nobody, by the same words."""

    def __init__(self) -> None:
        super().__init__()
        self.examples: dict[str, list[str]] = {}

    def show(self, what: str, values: Sequence[str]) -> None:
        """Keep the first values that name nobody as examples.

        >>> tally = Tally()
        >>> leave_out(tally, NO_PLACES, ["Narnia"])
        >>> tally[NO_PLACES], tally.examples
        (1, {'places that no record has': ['Narnia']})
        """
        for value in values:
            kept = self.examples.get(what, [])
            is_short = len(kept) < MOST and value not in kept and len(value) <= LONGEST
            if is_short and is_clear(value) and is_clear(value.title()):
                self.examples[what] = [*kept, value]


def leave_out(counts: Counter[str], what: str, values: Sequence[str]) -> None:
    """Count values that are not taken, with examples where the counts keep any."""
    counts[what] += len(values)
    if isinstance(counts, Tally):
        counts.show(what, values)
