"""Waiting times of suggestions: the median time from sending to decision, of the last ones."""

from math import ceil
from statistics import median_high
from typing import Final, NamedTuple

from graph.desk.suggestions import Desk

__all__ = ["Wait", "usual_wait"]

LAST: Final = 50
"""The most decisions that are looked at."""
LEAST: Final = 5
"""Of fewer decisions nothing is said: they would tell of single suggestions."""
DECIDED: Final = """
SELECT julianday(done.moment) - julianday(sent.moment) AS days
FROM event AS done
JOIN event AS sent ON sent.suggestion = done.suggestion AND sent.number = 1
JOIN suggestion ON suggestion.id = done.suggestion
WHERE done.act IN ('accept', 'decline') AND suggestion.purpose <> 'remove'
ORDER BY done.rowid DESC LIMIT ?
"""


class Wait(NamedTuple):
    """Within how many days half of the last decisions came, and how many these were."""

    days: int
    decisions: int


def usual_wait(desk: Desk) -> Wait | None:
    """Return the median waiting time in whole days, at least one; nothing for few decisions.

    Withdrawn suggestions and requests for removal do not count. Complexity: one query over the
    events.
    """
    with desk.reading() as connection:
        days = [float(row["days"]) for row in connection.execute(DECIDED, (LAST,)).fetchall()]
    return Wait(max(1, ceil(median_high(days))), len(days)) if len(days) >= LEAST else None
