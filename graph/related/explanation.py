"""Explanation: the reasons of a relation grouped as people give them, and one sentence of them.

The sentence names the topics first, then the party, the work and the place, each with its heaviest
reason, and leaves out what adds little; words are used only if there is nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from graph.related.types import Type
from graph.stemming import stems

__all__ = ["GROUPS", "Group", "Reason", "grouped", "in_place", "summary"]

GROUPS: Final = {
    "judgement": "What editors say",
    "party": "The same system or party",
    "harm": "The same kind of harm",
    "work": "The same kind of work",
    "place": "The same place and time",
    "words": "Words of both",
    "source": "The same source",
}
"""Kinds of reasons, in the order in which they are given."""

Parts: TypeAlias = Mapping[str, tuple[tuple[str, ...], int]]

PARTS: Final[Parts] = {
    "are about": (("topic",), 2),
    "share the impact": (("impact",), 1),
    "name": (("system", "actor"), 1),
    "concern the work of": (("workerGroup",), 1),
    "take place in": (("place",), 1),
}
"""What a sentence says of both: the types, and how many there are at most."""

LAST: Final[Parts] = {
    "speak of": (("term",), 3),
    "are classed as": (("classification",), 1),
    "date to": (("time",), 1),
}
"""The parts of a sentence that has no other."""

SAID: Final = Decimal("0.04")
"""A sentence leaves out what adds less than this part of a score."""

ARTICLES: Final = {
    **{
        name: f"the {name}"
        for name in (
            "Americas",
            "Bahamas",
            "Caribbean",
            "European Union",
            "Global North",
            "Global South",
            "Netherlands",
            "Philippines",
            "United Arab Emirates",
            "United Kingdom",
            "United States",
        )
    },
    "World": "the whole world",
}
"""How a sentence names places that need an article."""


@dataclass(frozen=True)
class Reason:
    """A node that two issues share, its type, why in words, and what it adds to their score."""

    type: Type
    shared: str
    label: str
    sentence: str
    weight: Decimal


@dataclass(frozen=True)
class Group:
    """Reasons of one kind under a title, the heaviest first."""

    title: str
    reasons: tuple[Reason, ...]


def grouped(reasons: Iterable[Reason]) -> list[Group]:
    """Return reasons by group; a word that is part of another reason's name is left to that reason.

    Complexity: sorting the reasons.
    """
    found = sorted(reasons, key=lambda reason: -reason.weight)
    shown = _without_repeats(found)
    groups = {name: tuple(one for one in shown if one.type.group == name) for name in GROUPS}
    return [Group(GROUPS[name], inside) for name, inside in groups.items() if inside]


def _without_repeats(reasons: Sequence[Reason]) -> list[Reason]:
    named = {stem for one in reasons if one.type.name != "term" for stem in stems(one.label)}
    return [
        one for one in reasons if one.type.name != "term" or not named.issuperset(stems(one.label))
    ]


def summary(reasons: Iterable[Reason]) -> str:
    """Return one sentence of why two issues are related.

    Complexity: sorting the reasons.
    """
    shown = _without_repeats(sorted(reasons, key=lambda reason: -reason.weight))
    least = SAID * sum(one.weight for one in shown)
    shown = [one for one in shown if one.weight >= least]
    parts = list(_parts(shown, PARTS)) or list(_parts(shown, LAST))
    if not parts:
        return _ended(shown[0].sentence) if shown else ""
    return _ended(f"Both {_joined(parts)}")


def _ended(sentence: str) -> str:
    """Return a sentence with one full stop, also where its last words have one.

    >>> _ended("Both name Example Inc."), _ended("Both name Kenya")
    ('Both name Example Inc.', 'Both name Kenya.')
    """
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def _parts(reasons: Sequence[Reason], wanted: Parts) -> Iterable[str]:
    for verb, (types, most) in wanted.items():
        labels = dict.fromkeys(
            in_place(one.label) if one.type.name == "place" else one.label
            for one in reasons
            if one.type.name in types
        )
        if labels:
            yield f"{verb} {_joined(_apart(labels)[:most])}"


def _apart(labels: Iterable[str]) -> list[str]:
    """Return labels without those whose words an earlier one has.

    >>> _apart(["racial discrimination", "discrimination", "hiring"])
    ['racial discrimination', 'hiring']
    """
    kept: list[str] = []
    for label in labels:
        words = set(stems(label))
        if not words or not any(words <= set(stems(one)) for one in kept):
            kept.append(label)
    return kept


def in_place(name: str) -> str:
    """Return the name of a place as it stands after "in".

    >>> in_place("United States"), in_place("Kenya")
    ('the United States', 'Kenya')
    """
    return ARTICLES.get(name, name)


def _joined(parts: Sequence[str]) -> str:
    """Return a list as a sentence has it.

    >>> _joined(["a", "b", "c"]), _joined(["a"])
    ('a, b and c', 'a')
    """
    *front, last = parts
    return f"{', '.join(front)} and {last}" if front else last
