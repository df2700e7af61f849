"""Deduplicated store of the records that rows share, and of the keys that were met."""

from typing import Any, TypeAlias

from ontology import TOMBSTONE, record_types

__all__ = ["Entry", "Records", "address"]

Entry: TypeAlias = dict[str, Any]
"""A record in the words of `context.jsonld`, as plain texts, lists and mappings."""


def address(entry: Entry) -> str:
    """Return kind and slug of an entry, by which entries are sorted and told apart.

    >>> address({"id": "aiid-23", "type": "Incident"})
    'issue/aiid-23'
    """
    type_ = entry["formerType"] if entry["type"] == TOMBSTONE else entry["type"]
    return f"{record_types()[type_]}/{entry['id']}"


class Records:
    """Store of shared records by address, of which the first is kept.

    Addresses follow from names alone, so the order of the rows does not matter.
    Complexity: constant for each record; memory for all that are shared.

    >>> records = Records("toy")
    >>> records.add({"id": "toy-watch", "type": "Organization", "name": "Toy Watch"})
    'toy-watch'
    >>> list(records.entries), records.dataset
    (['actor/toy-watch'], 'toy-database')
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.entries: dict[str, Entry] = {}
        self._met: set[str] = set()

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
        if name in self._met:
            return False
        self._met.add(name)
        return True
