"""What says that two actors are one: rules that are sure enough to merge, each with its score.

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
"""From which score on two actors are merged without being asked."""
SEVERAL: Final = re.compile(r"[/()]")
"""What parts the names that one text gives, of one actor or of several."""

Keys = Callable[[Actor], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, how sure it is, what it says in words, and the keys that it gives an actor."""

    name: str
    score: float
    says: str
    keys: Keys
    is_sure: Callable[[list[Actor]], bool] = lambda _: True
    """Whether all that share a key are meant by it."""


@cache
def aliases() -> dict[str, str]:
    """Return the form of each known alias, and the form of the name that it stands for.

    >>> aliases()[form("ShotSpotter").bare]
    'soundthinking'
    """
    found: dict[str, str] = {}
    text = (files("graph") / "identity" / "aliases.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        name, alias = form(row["name"]).bare, form(row["alias"]).bare
        found[alias] = found.setdefault(name, name)
    return found


def _names(actor: Actor) -> Iterator[str]:
    """Yield the names that may speak for an actor by themselves; a person's may not."""
    return iter(() if actor.is_person else actor.names)


def _same_name(actor: Actor) -> Iterator[str]:
    """Give each name's form; that of a body which every state has only with its acronym."""
    for found in map(form, _names(actor)):
        if not found.is_placeless:
            yield found.key
        elif found.bracketed:
            yield f"{found.key}|{'|'.join(found.bracketed)}"


def _legal_form(actor: Actor) -> Iterator[str]:
    return (found.bare for found in map(form, _names(actor)) if not found.is_placeless)


def _alias(actor: Actor) -> Iterator[str]:
    """Give what each name stands for; of several in one, only where all stand for the same."""
    for name in _names(actor):
        if form(name).is_placeless and form(name).bare not in aliases():
            continue
        parts = {_known(part) for part in SEVERAL.split(name) if part.strip()}
        yield from parts if len(parts) == 1 else {_known(name)}


def _known(name: str) -> str:
    bare = form(name).bare
    return aliases().get(bare, bare)


def _acronym(actor: Actor) -> Iterator[str]:
    """Give the acronym that a name has in brackets, or that it is itself."""
    for name in _names(actor):
        yield from (short for short in form(name).bracketed if acronym_of(short, name))
        if CAPITALS.fullmatch(name):
            yield name


def _is_of_one_name(actors: Iterable[Actor]) -> bool:
    """Whether an acronym stands for one name alone; DHS, which stands for several, says nothing."""
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
    """Return the actors that share a key of a rule, by that key, each best one first."""
    found: dict[str, list[Actor]] = {}
    for actor in actors:
        for key in {*rule.keys(actor)}:
            found.setdefault(key, []).append(actor)
    return {
        key: sorted(some, key=lambda one: one.rank)
        for key, some in found.items()
        if len(some) > 1 and rule.is_sure(some)
    }
