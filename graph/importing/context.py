"""Shared state of one import: the records that rows share, and the counts for its summary.

Actors, systems and categories that many rows name are kept here once, under addresses that follow
from their names alone; so the order of the rows does not matter.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from graph.importing.cell_parsers import plain_text, split
from graph.importing.sheet import Refused
from graph.privacy.addresses import is_clear_address
from graph.privacy.decisions import Decisions
from graph.privacy.known_names import is_clear, is_product, may_be_person
from graph.privacy.party_classifier import Party, Verdict, judge
from graph.privacy.withholding import ADDRESS, Published, Withholder
from graph.slugs import slug
from ontology import KINDS, TOMBSTONE
from ontology.crosswalk import crosswalk

__all__ = ["Context", "address"]

Entry = dict[str, Any]


def address(entry: Entry) -> str:
    """Return kind and slug of an entry, by which entries are sorted and told apart.

    >>> address({"id": "aiid-23", "type": "Incident"})
    'issue/aiid-23'
    """
    type_ = entry["formerType"] if entry["type"] == TOMBSTONE else entry["type"]
    return f"{KINDS[type_]}/{entry['id']}"


class Context:
    """Shared state of one import: records by address, judged names, counts."""

    def __init__(self, source: str, decisions: Decisions | None = None) -> None:
        self.source = source
        self.withholder = Withholder(decisions or Decisions.read())
        self.entries: dict[str, Entry] = {}
        self.parties: dict[str, Party] = {}
        self.names: dict[str, dict[Verdict, set[str]]] = {}
        self.refused: list[tuple[str, Refused]] = []
        self.counts: Counter[str] = Counter()
        self.uses: Counter[str] = Counter()
        self.sheets: dict[str, dict[str, int]] = {}
        self.is_partial = False
        self._seen: set[str] = set()
        self._used: Counter[tuple[str, str]] = Counter()
        self._actors: dict[tuple[str, str], str] = {}
        self._cells: dict[tuple[str, str], tuple[str, ...]] = {}

    @property
    def dataset(self) -> str:
        """Return the id of the source record of the whole database."""
        return f"{self.source}-database"

    def add(self, entry: Entry) -> str:
        """Keep an entry that rows share, the first of its address, and return its id."""
        self.entries.setdefault(address(entry), entry)
        return str(entry["id"])

    def first(self, name: str) -> bool:
        """Whether something is met for the first time, such as a report that issues share."""
        if name in self._seen:
            return False
        self._seen.add(name)
        return True

    def party(self, name: str, column: str) -> Party:
        """Judge a name in a column, count it, and keep what is withheld out of all texts."""
        found = self._judged(name)
        column_names = self.names.setdefault(column, {})
        column_names.setdefault(found.verdict, set()).add(slug(name))
        return found

    def _judged(self, name: str) -> Party:
        found = self.parties.get(name)
        if found is None:
            found = self.parties[name] = judge(name)
        return found

    def actor(self, name: str, column: str, stated: Party | None = None) -> str:
        """Return the id of the actor that a name stands for, or nothing where it is withheld.

        `stated` is what the source itself says that the name stands for.
        """
        known = self._actors.get((name, column))
        if known is None:
            known = self._actors[name, column] = self._actor(name, column, stated)
        return known

    def _actor(self, name: str, column: str, stated: Party | None) -> str:
        if stated and is_product(name):
            self.parties[name] = stated
        party = self.party(name, column)
        if party.verdict not in (Verdict.ORGANIZATION, Verdict.PERSON):
            return ""
        id_ = f"{self.source}-{slug(name)}"
        if f"actor/{id_}" in self.entries:
            return id_
        entry: Entry = {"id": id_, "type": "Organization", "name": name}
        if party.verdict is Verdict.PERSON:
            entry |= {"type": "Person", "publicRole": party.detail}
        else:
            entry["kind"] = party.detail or "unspecified"
        return self.add(entry | {"source": self.dataset})

    def texts(self, id_: str, texts: Mapping[str, str], names: Iterable[str] = ()) -> Published:
        """Return the texts of a row without private names; `names` are those in its cells."""
        hidden = [
            name
            for name in names
            if self._judged(name).verdict is Verdict.WITHHELD and may_be_person(name)
        ]
        published = self.withholder.row(id_, texts, hidden)
        changed = sum(published.texts[field] != text for field, text in texts.items())
        self.counts["texts with a name withheld"] += changed
        return published

    def address(self, id_: str, address: str, published: Published) -> str:
        """Return the address of a source, or nothing where it names a withheld person."""
        if self.withholder.is_decided_clear(id_, address):
            return address
        if is_clear_address(address, published.texts.values(), published.withheld):
            return address
        self.counts["addresses with a name withheld"] += 1
        if not published.withheld:
            self.withholder.wait(id_, ADDRESS, address)
        return ""

    def system(self, name: str) -> str:
        """Return the id of the AI system of a name, or nothing where it may name a person."""
        id_ = f"{self.source}-{slug(name)}"
        if f"system/{id_}" in self.entries:
            return id_
        if not is_product(name):
            self.counts["systems that may name a person"] += 1
            return ""
        return self.add({"id": id_, "type": "AISystem", "name": name, "source": self.dataset})

    def category(self, taxonomy: str, label: str) -> str:
        """Return the id of a category of a foreign taxonomy, and count that it is used.

        It is nothing where the label may name a person.
        """
        id_ = self._category(taxonomy, label)
        self.uses[id_] += bool(id_)
        return id_

    def _category(self, taxonomy: str, label: str) -> str:
        id_ = f"{taxonomy}-{slug(label)}"
        if f"category/{id_}" not in self.entries:
            if not is_clear(label):
                self.counts["categories that may name a person"] += 1
                return ""
            title = self.entries[f"taxonomy/{taxonomy}"]["title"]
            entry: Entry = {
                "id": id_,
                "type": "Category",
                "label": label,
                "definition": f"The category “{label}” of the taxonomy: {title}.",
                "taxonomy": taxonomy,
            }
            self.add(entry)
        return id_

    def categories(self, taxonomy: str, cell: str) -> tuple[str, ...]:
        """Return the ids of the categories that a cell lists, and count that they are used."""
        key = taxonomy, cell
        found = self._cells.get(key)
        if found is None:
            labels = [text for value in split(cell) if (text := plain_text(value, taxonomy))]
            ids = (self._category(taxonomy, label) for label in labels)
            found = self._cells[key] = tuple(id_ for id_ in ids if id_)
        self._used[key] += 1
        return found

    def derived(self, categories: Iterable[str]) -> dict[str, list[str]]:
        """Return the fields of our own that the crosswalk derives from foreign categories."""
        known = crosswalk().derived
        return _derived(tuple(category for category in categories if category in known))

    def mapped(self) -> Iterator[tuple[str, str, int, bool]]:
        """Yield taxonomy, category, number of uses and whether a rule maps it, by name."""
        total = +self.uses
        for cell, uses in self._used.items():
            for id_ in self._cells[cell]:
                total[id_] += uses
        for id_, uses in sorted(total.items()):
            taxonomy = self.entries[f"category/{id_}"]["taxonomy"]
            yield taxonomy, id_, uses, id_ in crosswalk().mapped


@lru_cache(maxsize=65_536)
def _derived(categories: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for category in categories:
        for field, concept in crosswalk().derived[category]:
            found.setdefault(field, set()).add(concept)
    return {field: sorted(concepts) for field, concepts in sorted(found.items())}
