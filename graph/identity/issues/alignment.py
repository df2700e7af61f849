"""Alignment of two numbered lists by anchors: how far a pair is from the sure matches next to it.

Databases of incidents number their records in the order in which these come up. So records of one
incident are next to each other in both lists, wherever that is: in the same months.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from math import log1p
from typing import Final

from graph.identity.issues.incidents import Incident

__all__ = ["Alignment"]

SERIAL: Final = re.compile(r"-0*([0-9]{1,9})$")
NEXT: Final = 6
"""The number of anchors that are looked at, those with the nearest numbers."""
FEWEST: Final = 20
"""Two lists with fewer anchors are not aligned."""


class Alignment:
    """Sure matches between sources, sorted by the number of one of the two records."""

    def __init__(self, anchors: Iterable[tuple[Incident, Incident]]) -> None:
        lists: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for pair in anchors:
            for one, other in (pair, pair[::-1]):
                if (here := _serial(one)) is not None and (there := _serial(other)) is not None:
                    lists[one.origin, other.origin].append((here, there))
        self._lists = {key: sorted(some) for key, some in lists.items() if len(some) >= FEWEST}

    def distance(self, left: Incident, right: Incident) -> float | None:
        """Return the logarithm of the distance from the anchors next to both records.

        None where the sources are not aligned, or a record has no number. An anchor of the record
        itself does not count. The second nearest of six is taken, since some anchors are wrong.
        Complexity: logarithmic in the anchors.
        Source: Melamed, Bitext Maps and Alignment via Pattern Recognition (1999).
        """
        here, there = _serial(left), _serial(right)
        if here is None or there is None or (left.origin, right.origin) not in self._lists:
            return None
        return self._one_way((left.origin, right.origin), here, there) + self._one_way(
            (right.origin, left.origin), there, here
        )

    def _one_way(self, key: tuple[str, str], here: int, there: int) -> float:
        anchors = self._lists[key]
        place = bisect_left(anchors, (here, 0))
        around = anchors[max(0, place - NEXT) : place + NEXT + 1]
        others = sorted((abs(near - here), far) for near, far in around if near != here)
        return log1p(sorted(abs(far - there) for _, far in others[:NEXT])[1])


def _serial(incident: Incident) -> int | None:
    """Return the number at the end of the slug of an imported record.

    >>> _serial(Incident("a:issue/aiid-23", "aiid", (), {}))
    23
    """
    match = SERIAL.search(incident.iri) if incident.origin else None
    return int(match[1]) if match else None
