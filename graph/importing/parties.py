"""Classification of the names of parties, each judged once, and the actors made of them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from graph.importing.records import Entry, Records
from graph.privacy.known_names import is_clear_group, is_product, may_be_person
from graph.privacy.party_classifier import Party, Verdict, judge
from graph.reading.places import place
from graph.slugs import slug

__all__ = ["Parties"]

ACTING_GROUP: Final = "acting-group"
"""The kind of actor of a group that acts, such as scammers, of whom nobody is named."""

AFTER_HEAD: Final = re.compile(r"\s(?:of|in|from|who|with|at|on|for|by|behind|using)\b|\s*[(,]")
PLURALS: Final = frozenset({"children", "men", "people", "staff", "women"})


class Parties:
    """Memo of judged names, their distinct slugs by column and verdict, and their actors.

    `own` are the organisations that records of the project name, by slug: they are no persons.
    Complexity: each name is judged once; a repeated name costs a look-up.

    >>> parties = Parties(Records("toy"))
    >>> parties.actor("Example Toys Inc", "developer"), sorted(parties.names)
    ('toy-example-toys-inc', ['developer'])
    """

    def __init__(self, records: Records, own: Mapping[str, Party] | None = None) -> None:
        self.records = records
        self._own = own or {}
        self.names: dict[str, dict[Verdict, set[str]]] = {}
        self._judged: dict[str, Party] = {}
        self._actors: dict[tuple[str, str], str] = {}

    def party(self, name: str, column: str) -> Party:
        """Judge a name in a column, and count it there once."""
        found = self.judged(name)
        column_names = self.names.setdefault(column, {})
        column_names.setdefault(found.verdict, set()).add(slug(name))
        return found

    def hidden(self, names: Iterable[str]) -> list[str]:
        """Return those of the names in a row that may be private persons, to be withheld."""
        return [
            name
            for name in names
            if self.judged(name).verdict is Verdict.WITHHELD and may_be_person(name)
        ]

    def actor(self, name: str, column: str, stated: Party | None = None) -> str:
        """Return the id of the actor of a name, or nothing where the name is withheld.

        `stated` is the party that the source itself gives for the name.
        """
        known = self._actors.get((name, column))
        if known is None:
            known = self._actors[name, column] = self._actor(name, column, stated)
        return known

    def judged(self, name: str) -> Party:
        """Judge a name, once however often it is asked, without counting it in a column."""
        found = self._judged.get(name)
        if found is None:
            found = self._judged[name] = self._own.get(slug(name)) or judge(name)
        return found

    def _actor(self, name: str, column: str, stated: Party | None) -> str:
        if stated and is_product(name):
            self._judged[name] = stated
        return self._added(self.party(name, column))

    def actor_of(self, party: Party, column: str) -> str:
        """Return the id of the actor of a party that was judged already, counted in a column."""
        verdicts = self.names.setdefault(column, {})
        verdicts.setdefault(party.verdict, set()).add(slug(party.name))
        return self._added(party)

    def _added(self, party: Party) -> str:
        name = party.name
        if party.verdict is Verdict.GROUP and is_group_that_acts(name):
            party = Party(name[:1].upper() + name[1:], party.verdict, ACTING_GROUP)
        elif party.verdict not in (Verdict.ORGANIZATION, Verdict.PERSON):
            return ""
        id_ = f"{self.records.source}-{slug(name)}"
        if f"actor/{id_}" in self.records.entries:
            return id_
        return self.records.add(_entry(id_, party) | {"source": self.records.dataset})


def _entry(id_: str, party: Party) -> Entry:
    entry: Entry = {"id": id_, "type": "Organization", "name": party.name}
    if party.verdict is Verdict.PERSON:
        return entry | {"type": "Person", "publicRole": party.detail}
    return entry | {"kind": party.detail or "unspecified"}


def is_group_that_acts(name: str) -> bool:
    """Whether a name of a group is that of people in the plural, and names nobody.

    The rules for groups look at any word of a name, so that the head noun is looked at here.

    >>> [is_group_that_acts(one) for one in ("Scammers", "Tesla drivers", "students of a school")]
    [True, True, True]
    >>> is_group_that_acts("People Power Party"), is_group_that_acts("Abu Dhabi")
    (False, False)
    """
    words = AFTER_HEAD.split(name)[0].split()
    head = words[-1] if words else ""
    is_plural = head.casefold() in PLURALS or (head.endswith("s") and not head.endswith("ss"))
    is_common = head[1:].islower() and (head.islower() or len(words) == 1)
    return is_plural and is_common and not place(name) and is_clear_group(name)
