"""Rule-based recognition of workers: which groups of workers a row names, and their conditions.

The rules are data. `labour.tsv` has lists of words, patterns that use them (`{list}`), the phrases
that name no workers (`not`) and the contexts in which a row is about others (`unless`).
`occupations.tsv` has names of occupations by code of ISCO-08, each with its forms. What a row does
not say in these words is not stated. A group belongs to its issue alone, so that no condition of
one issue is stated about other workers.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
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
}
"""What follows from a group's name about its work: its task and arrangement, and no more."""
GENERAL: Final = "Employees"
"""The group that is stated where a row names no narrower one."""

Patterns = tuple[tuple[str, re.Pattern[str]], ...]


class _Rules(NamedTuple):
    stems: re.Pattern[str]
    workers: Patterns
    labour: Patterns
    occupations: Patterns
    forms: re.Pattern[str]
    conditions: Patterns
    others: re.Pattern[str]
    unless: re.Pattern[str]


def worker_groups(
    issue: str, who: str, text: str, place: list[str], source: str, *, is_labour: bool = False
) -> list[dict[str, Any]]:
    """Return the worker groups that the words of a row name, as entries of their own.

    `who` are the words that say whom the issue is about, `text` all words, for the conditions.
    `is_labour` says that the row's own category is employment; then fewer words are enough.

    >>> text = "Deliveroo riders protest poor pay"
    >>> (group,) = worker_groups("x-1", text, text, ["italy"], "x-1")
    >>> group["id"], group["name"], group["condition"]
    ('x-1-delivery-workers', 'Delivery workers', ['low-wages'])

    The workers of an issue do the work behind a system, or their work is given out, watched, rated,
    paid or ended by it; those whom a robot hurts, who are replaced or who apply are not among them.
    Complexity: linear in the words, for each pattern.
    """
    names = _names(who, is_labour=is_labour)
    conditions = _matched(_rules().conditions, text) if names else []
    stated = {"condition": conditions, "place": place, "source": source}
    given = {field: value for field, value in stated.items() if value}
    return [
        {"id": f"{issue}-{slug(name)}", "type": "WorkerGroup", "name": name}
        | WORK.get(name, {})
        | given
        for name in names
    ]


def _names(who: str, *, is_labour: bool) -> list[str]:
    """Return the names of the groups in a text, without the general one where another is named."""
    rules = _rules()
    # One cheap pattern each decides whether the many have anything to find.
    is_worker, is_occupation = bool(rules.stems.search(who)), bool(rules.forms.search(who))
    if not (is_worker or is_occupation) or rules.unless.search(who):
        return []
    text = rules.others.sub("others", who)
    patterns = (
        *(rules.workers * is_worker),
        *(rules.occupations * is_occupation),
        *(rules.labour * is_labour),
    )
    names = list(dict.fromkeys(_matched(patterns, text)))
    return [name for name in names if name != GENERAL or len(names) == 1]


def _matched(patterns: Patterns, text: str) -> list[str]:
    return [name for name, pattern in patterns if pattern.search(text)]


@cache
def _rules() -> _Rules:
    rows = list(_rows("labour.tsv"))
    lists = {row["value"]: row["pattern"] for row in rows if row["what"] == "list"}

    def patterns(what: str) -> Patterns:
        chosen = ((row["value"], row["pattern"]) for row in rows if row["what"] == what)
        return tuple((value, _compiled(text, lists)) for value, text in chosen)

    relations = {row["value"]: row["pattern"] for row in rows if row["what"] == "occupation"}
    only = {what: patterns(what)[0][1] for what in ("not", "unless")}
    jobs = list(_rows("occupations.tsv"))
    stems = next(row["pattern"] for row in rows if row["what"] == "stem")
    return _Rules(
        re.compile(stems, re.IGNORECASE),
        patterns("workers"),
        patterns("labour"),
        tuple(_occupations(jobs, relations, lists)),
        _compiled("|".join(row["forms"] for row in jobs), {}),
        patterns("condition"),
        only["not"],
        only["unless"],
    )


def _occupations(
    rows: Iterable[dict[str, str]], relations: dict[str, str], lists: dict[str, str]
) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield each occupation with the pattern in which the occupation is managed by somebody."""
    for row in rows:
        named = lists | {"occupation": row["forms"]}
        yield row["name"], _compiled(relations[row["relation"]], named)


def _compiled(pattern: str, lists: dict[str, str]) -> re.Pattern[str]:
    """Compile a pattern after each `{name}` is replaced by the list of that name.

    >>> bool(_compiled("(?:{work}) pay", {"work": "riders|drivers"}).search("cuts riders pay"))
    True
    """
    whole = re.sub(r"\{([a-z-]+)\}", lambda match: lists[match[1]], pattern)
    return re.compile(rf"\b(?:{whole})\b", re.IGNORECASE)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (files("graph.importing") / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
