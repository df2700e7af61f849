"""Merge rules: blocking keys that identify an actor with certainty, each with a confidence.

A rule is a set of keys for each actor; actors that share a key are one by that rule. So merging
needs no comparison of pairs, and stays linear.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from graph.identity.actors import Actor
from graph.identity.names import CAPITALS, acronym_of, form

__all__ = ["MERGES", "RULES", "Rule", "aliases", "keys"]

MERGES: Final = 0.98
"""Threshold: rules of at least this confidence merge without review."""
SEVERAL: Final = re.compile(r"[/()]")
"""Separators between alternative names in one text."""

Keys = Callable[[Actor], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A merge rule: name, confidence, description and key function."""

    name: str
    score: float
    says: str
    keys: Keys
    is_sure: Callable[[list[Actor]], bool] = lambda _: True
    """Whether a group of actors that share a key may be merged."""


@cache
def aliases() -> dict[str, str]:
    """Return the normalised form of each known alias, and of the name it stands for.

    >>> aliases()[form("ShotSpotter").bare]
    'soundthinking'
    """
    names: dict[str, str] = {}
    text = (files("graph") / "identity" / "aliases.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        name, alias = form(row["name"]).bare, form(row["alias"]).bare
        names[alias] = names.setdefault(name, name)
    return names


def _names(actor: Actor) -> Iterator[str]:
    """Yield the names of an organisation; names do not identify a person."""
    return iter(() if actor.is_person else actor.names)


def _same_name(actor: Actor) -> Iterator[str]:
    """Yield the form of each name; of a state body without a place, only with its acronym."""
    for normalized in map(form, _names(actor)):
        if not normalized.is_placeless:
            yield normalized.key
        elif normalized.bracketed:
            yield f"{normalized.key}|{'|'.join(normalized.bracketed)}"


def _legal_form(actor: Actor) -> Iterator[str]:
    return (
        normalized.bare for normalized in map(form, _names(actor)) if not normalized.is_placeless
    )


def _alias(actor: Actor) -> Iterator[str]:
    """Yield the name that each alias stands for; of several in one text, only if they agree."""
    for name in _names(actor):
        if form(name).is_placeless and form(name).bare not in aliases():
            continue
        parts = {_known(part) for part in SEVERAL.split(name) if part.strip()}
        yield from parts if len(parts) == 1 else {_known(name)}


def _known(name: str) -> str:
    bare = form(name).bare
    return aliases().get(bare, bare)


def _acronym(actor: Actor) -> Iterator[str]:
    """Yield the acronym that a name has in brackets, or that the name is."""
    for name in _names(actor):
        yield from (short for short in form(name).bracketed if acronym_of(short, name))
        if CAPITALS.fullmatch(name):
            yield name


def _is_of_one_name(actors: Iterable[Actor]) -> bool:
    """Whether an acronym stands for one name only; DHS stands for several."""
    return len({_known(name) for one in actors for name in one.names if form(name).bracketed}) == 1


def _wikidata(actor: Actor) -> Iterable[str]:
    return actor.wikidata


RULES: Final = (
    Rule("wikidata", 1.0, "the same Wikidata id", _wikidata),
    Rule("name", 0.995, "the same name but for its writing", _same_name),
    Rule("legal-form", 0.99, "the same name but for its legal form", _legal_form),
    Rule("alias", 0.985, "a known other name", _alias),
    Rule(
        "acronym", 0.98, "an acronym that a source gives with the name", _acronym, _is_of_one_name
    ),
)


def keys(rule: Rule, actors: Iterable[Actor]) -> dict[str, list[Actor]]:
    """Return the groups of actors that share a key of a rule, the canonical one first."""
    groups: dict[str, list[Actor]] = {}
    for actor in actors:
        for key in {*rule.keys(actor)}:
            groups.setdefault(key, []).append(actor)
    return {
        key: sorted(some, key=lambda one: one.rank)
        for key, some in groups.items()
        if len(some) > 1 and rule.is_sure(some)
    }
