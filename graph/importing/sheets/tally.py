"""Tally of what an import counts, with a few examples of the cells that gave no value."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from graph.privacy.known_names import is_clear

__all__ = [
    "HIDDEN_LINKS",
    "HIDDEN_SYSTEMS",
    "HIDDEN_WORDS",
    "MADE_TITLES",
    "NO_BODIES",
    "NO_DAYS",
    "NO_LINKS",
    "NO_PLACES",
    "NO_TERMS",
    "NO_YEARS",
    "ROUGH_DATES",
    "Lost",
    "Tally",
    "leave_out",
    "may_be_shown",
]

HIDDEN_LINKS: Final = "links that may name a person"
HIDDEN_SYSTEMS: Final = "systems that may name a person"
HIDDEN_WORDS: Final = "texts that may name a person"
MADE_TITLES: Final = "titles that may name a person"
NO_BODIES: Final = "names of no organisation"
NO_DAYS: Final = "days that may be months"
NO_LINKS: Final = "links that are no address"
NO_PLACES: Final = "places that no record has"
NO_TERMS: Final = "values that have no term"
NO_YEARS: Final = "years that cannot be read"
ROUGH_DATES: Final = "dates of which a part is not taken"
MOST: Final = 3
LONGEST: Final = 40


class Lost(NamedTuple):
    """A cell that gave no value: what it is counted as, and its line in the table.

    The cell may name a person, so that nothing of it is kept: see `may_be_shown`.
    """

    what: str
    line: int
    cell: str


class Tally(Counter[str]):
    """Counts by what is counted; `examples` are short cells that name nobody, by the same words.

    `own_places` are the ids of the project's places by name, `lost` the cells without a value.
    """

    def __init__(self, own_places: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.examples: dict[str, list[str]] = {}
        self.own_places = own_places or {}
        self.line = 0
        self.lost: list[Lost] = []

    def show(self, what: str, values: Sequence[str]) -> None:
        """Keep the first values that name nobody as examples.

        >>> tally = Tally()
        >>> leave_out(tally, NO_PLACES, ["Narnia"])
        >>> tally[NO_PLACES], tally.examples
        (1, {'places that no record has': ['Narnia']})
        """
        self.lost += [Lost(what, self.line, value) for value in values]
        for value in values:
            kept = self.examples.get(what, [])
            is_short = len(kept) < MOST and value not in kept and len(value) <= LONGEST
            if is_short and may_be_shown(value):
                self.examples[what] = [*kept, value]

    def point_to(self, what: str, id_: str, cell: str = "") -> None:
        """Count a cell of a row whose id, which is published, is kept as an example.

        >>> tally = Tally()
        >>> tally.point_to(MADE_TITLES, "wells-1")
        >>> tally.examples
        {'titles that may name a person': ['wells-1']}
        """
        self[what] += 1
        self.lost.append(Lost(what, self.line, cell))
        kept = self.examples.setdefault(what, [])
        if len(kept) < MOST:
            kept.append(id_)


def may_be_shown(value: str) -> bool:
    """Whether a cell names nobody, in whatever letters it is written."""
    return is_clear(value) and is_clear(value.title())


def leave_out(counts: Counter[str], what: str, values: Sequence[str]) -> None:
    """Count values that are not taken, with examples where the counts keep any."""
    counts[what] += len(values)
    if isinstance(counts, Tally):
        counts.show(what, values)
