"""Stops of a wage line: a tree from a product to what workers get, each stop with notes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from server.languages.current import gettext_noop as _
from server.languages.current import translated

__all__ = ["HEADS", "Note", "Stop", "gaps", "in_order", "stops"]

HEADS: Final = {
    "product": _("Product"),
    "client": _("Client"),
    "contractor": _("Contractor"),
    "workers": _("Workers"),
    "pay": _("They get"),
}
"""Position in a wage line → its heading, from first to last."""


@dataclass(frozen=True)
class Note:
    """A sentence at a stop, with the IRI that it links to; `is_known` is false for a gap."""

    text: str
    iri: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class Stop:
    """A stop: position, name, icon, notes, and the stops that follow it.

    A stop that no source names is a gap (`is_known` is false): it is dashed, and asks the reader
    about the record `asks`. One that is placed before, with all that follows it, `is_repeated`.
    """

    position: str
    name: str
    iri: str
    mark: str
    notes: tuple[Note, ...] = ()
    following: tuple["Stop", ...] = ()
    is_known: bool = True
    asks: str = ""
    is_repeated: bool = False

    @property
    def head(self) -> str:
        """Return the heading of its position."""
        return translated(HEADS[self.position])


def stops(stop: Stop) -> Iterator[Stop]:
    """Yield a stop and all that follow it, depth first.

    Complexity: linear in the stops.
    """
    yield stop
    for following in stop.following:
        yield from stops(following)


def in_order(some: Iterable[Stop]) -> tuple[Stop, ...]:
    """Return stops with the fewest gaps first; those that repeat others follow as they were made.

    So what is said to be above is above.
    """
    made = [*some]
    repeating = [one for one in made if any(stop.is_repeated for stop in stops(one))]
    return (*sorted((one for one in made if one not in repeating), key=gaps), *repeating)


def gaps(stop: Stop) -> float:
    """Return the share of a stop and of all that follow it that no source names.

    >>> gaps(Stop("workers", "a", "", "workers", (), (Stop("pay", "b", "", "", is_known=False),)))
    0.5
    """
    known = [one.is_known for one in stops(stop)]
    return known.count(False) / len(known)
