"""Merge rules: blocking keys that identify an actor with certainty, each with a confidence.

A rule is a set of keys for each record; records that share a key are one by that rule. So merging
needs no comparison of all pairs, and stays linear.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from graph.identity.naming.entities import Entity
from graph.identity.naming.names import BRACKETS, CAPITALS, acronym_of, form
from graph.identity.tables import rows
from graph.reading.places import place

__all__ = ["MERGES", "RULES", "Rule", "aliases", "keys", "known_name"]

MERGES: Final = 0.98
"""Threshold: rules of at least this confidence merge without review."""
ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9 -]{1,9}")
SEVERAL: Final = re.compile(r"[/()]")
"""Separators between alternative names in one text."""

Keys = Callable[[Entity], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A merge rule: name, confidence, description and key function."""

    name: str
    score: float
    says: str
    keys: Keys
    is_sure: Callable[[list[Entity]], bool] = lambda _: True
    """Whether a group of records that share a key may be merged."""
    agrees: Callable[[Entity, Entity], bool] | None = None
    """Whether two records that share a key may be merged; all may where it is absent."""


@cache
def aliases() -> dict[str, str]:
    """Return the normalised form of each known alias, and of the name it stands for.

    >>> aliases()[form("ShotSpotter").bare]
    'soundthinking'
    """
    names: dict[str, str] = {}
    for row in rows("aliases"):
        name, alias = form(row["name"]).bare, form(row["alias"]).bare
        names[alias] = names.setdefault(name, name)
    return names


def _names(actor: Entity) -> Iterator[str]:
    """Yield the names of an organisation; names do not identify a person."""
    return iter(() if actor.is_person else actor.names)


def _same_name(actor: Entity) -> Iterator[str]:
    """Yield the form of each name; of a state body without a place, only with its acronym."""
    for normalized in map(form, _names(actor)):
        if not normalized.is_placeless:
            yield normalized.key
        elif normalized.bracketed:
            yield f"{normalized.key}|{'|'.join(normalized.bracketed)}"


def _legal_form(actor: Entity) -> Iterator[str]:
    return (
        normalized.bare for normalized in map(form, _names(actor)) if not normalized.is_placeless
    )


def _alias(actor: Entity) -> Iterator[str]:
    """Yield the name that each alias stands for; of several in one text, only if they agree."""
    for name in _names(actor):
        if form(name).is_placeless and form(name).bare not in aliases():
            continue
        parts = {known_name(part) for part in SEVERAL.split(name) if part.strip()}
        yield from parts if len(parts) == 1 else {known_name(name)}


def known_name(name: str) -> str:
    """Return the normalised form of the name that a name stands for."""
    bare = form(name).bare
    return aliases().get(bare, bare)


def _acronym(actor: Entity) -> Iterator[str]:
    """Yield the acronym that a name has in brackets, or that the name is."""
    for name in _names(actor):
        yield from (short for short in form(name).bracketed if acronym_of(short, name))
        if CAPITALS.fullmatch(name):
            yield name


def _is_of_one_name(actors: Iterable[Entity]) -> bool:
    """Whether an acronym stands for one name only; DHS stands for several."""
    return (
        len({known_name(name) for one in actors for name in one.names if form(name).bracketed}) == 1
    )


def _bracket(actor: Entity) -> Iterator[str]:
    """Yield the form of each name without an acronym or what an acronym stands for in brackets.

    The acronym may be in another language or another order; a place in brackets tells apart.
    """
    for name in _names(actor):
        inside = form(name).bracketed
        outside = BRACKETS.sub(" ", name).strip()
        if not form(name).is_placeless and all(_is_short_or_long(one, outside) for one in inside):
            yield form(outside).key


def _is_short_or_long(inside: str, outside: str) -> bool:
    is_acronym = bool(ACRONYM.fullmatch(inside)) and not place(inside)
    return is_acronym or acronym_of(outside.upper(), inside)


def _located(actor: Entity) -> Iterator[str]:
    """Yield the form of each name before a place that follows a comma."""
    for name in _names(actor):
        before, _, after = BRACKETS.sub(" ", name).rpartition(",")
        if before and place(after):
            name = before
        is_alone = len(form(name).words) > 1 and not form(name).is_placeless
        if is_alone and "university of" not in name.casefold():
            yield form(name).key


def _is_of_one_place(actors: Iterable[Entity]) -> bool:
    """Whether the names of a group say only one place."""
    names = (BRACKETS.sub(" ", name) for one in actors for name in one.names)
    return len({name.rpartition(",")[2].strip() for name in names if "," in name}) <= 1


def _role(actor: Entity) -> Iterator[str]:
    """Yield name and public role of a person; a name alone does not identify a person."""
    if actor.is_person and actor.role:
        yield from (f"{form(name).key}|{actor.role}" for name in actor.names)


def _wikidata(actor: Entity) -> Iterable[str]:
    return actor.wikidata


RULES: Final = (
    Rule("wikidata", 1.0, "the same Wikidata id", _wikidata),
    Rule("name", 0.995, "the same name but for its writing", _same_name),
    Rule("legal-form", 0.99, "the same name but for its legal form", _legal_form),
    Rule("alias", 0.985, "a known other name", _alias),
    Rule(
        "acronym", 0.98, "an acronym that a source gives with the name", _acronym, _is_of_one_name
    ),
    Rule("bracket", 0.98, "the same name but for what is in brackets", _bracket),
    Rule("place", 0.98, "the same name but for its place", _located, _is_of_one_place),
    Rule("role", 0.99, "the same name and public role", _role),
)


def keys(rule: Rule, actors: Iterable[Entity]) -> dict[str, list[Entity]]:
    """Return the groups of records that share a key of a rule, the canonical one first."""
    groups: dict[str, list[Entity]] = {}
    for actor in actors:
        for key in {*rule.keys(actor)}:
            groups.setdefault(key, []).append(actor)
    return {
        key: sorted(some, key=lambda one: one.rank)
        for key, some in groups.items()
        if len(some) > 1 and rule.is_sure(some)
    }
