"""Labour: which workers a row says are at the heart of an issue, and under which conditions.

The rules are data (`labour.tsv`): what a row does not say in one of these words is not stated. A
group belongs to its issue alone, so that no condition of one issue is stated about other
workers.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final, NamedTuple

from graph.slugs import slug

__all__ = ["worker_groups"]

WORK: Final[dict[str, dict[str, Any]]] = {
    "Content moderators": {"task": "content-moderation"},
    "Data labellers": {"task": "data-labelling"},
    "Transcribers": {"task": "transcription"},
    "Ride-hail drivers": {"task": "ride-hailing", "arrangement": ["gig-work", "platform-work"]},
    "Delivery workers": {"task": "delivery"},
    "Gig workers": {"arrangement": ["gig-work", "platform-work"]},
    "Crowd workers": {"task": "microtasks", "arrangement": "platform-work"},
    "Warehouse workers": {},
    "Teachers": {},
    "Human reviewers": {},
    "Human operators": {},
    "Test drivers": {},
    "Employees": {},
}
"""What follows from a group's name about its work; its task and arrangement, and no more."""
GENERAL: Final = "Employees"
"""The group that is stated where a row names no narrower one."""


class _Rules(NamedTuple):
    stems: tuple[str, ...]
    workers: tuple[tuple[str, re.Pattern[str]], ...]
    conditions: tuple[tuple[str, re.Pattern[str]], ...]
    unless: re.Pattern[str]


def worker_groups(
    issue: str, who: str, text: str, place: list[str], source: str
) -> list[dict[str, Any]]:
    """Return the worker groups that the words of a row name, as entries of their own.

    `who` are the words that say whom the issue is about, `text` all words, for the conditions.

    >>> text = "Deliveroo riders protest poor pay"
    >>> (group,) = worker_groups("x-1", text, text, ["italy"], "x-1")
    >>> group["id"], group["name"], group["condition"]
    ('x-1-delivery-workers', 'Delivery workers', ['low-wages'])

    The workers of an issue do the work behind a system, or their work is given out, watched, rated,
    paid or ended by it; those whom a robot hurts, who are replaced or who apply are not among them.
    """
    rules, small = _rules(), who.casefold()
    if not any(stem in small for stem in rules.stems) or rules.unless.search(who):
        return []
    names = [name for name, pattern in rules.workers if pattern.search(who)]
    conditions = [name for name, pattern in rules.conditions if pattern.search(text)]
    stated = {"condition": conditions, "place": place, "source": source}
    given = {field: value for field, value in stated.items() if value}
    return [
        {"id": f"{issue}-{slug(name)}", "type": "WorkerGroup", "name": name} | WORK[name] | given
        for name in names
        if name != GENERAL or len(names) == 1
    ]


@cache
def _rules() -> _Rules:
    rows = list(_rows())
    stems = next(text for what, _, text in rows if what == "stem")
    return _Rules(
        tuple(stems.split("|")),
        tuple((value, _compiled(text)) for what, value, text in rows if what == "workers"),
        tuple((value, _compiled(text)) for what, value, text in rows if what == "condition"),
        next(_compiled(text) for what, _, text in rows if what == "unless"),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


def _rows() -> Iterator[tuple[str, str, str]]:
    with (
        as_file(files("graph.importing") / "labour.tsv") as path,
        path.open(encoding="utf-8") as file,
    ):
        for row in csv.DictReader(file, delimiter="\t"):
            yield row["what"], row["value"], row["pattern"]
