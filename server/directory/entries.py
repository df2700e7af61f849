"""Entries of the directory: what an organisation is, works on, and how the public reaches it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from graph.directory_index import ContactRow, OrganisationRow, contact_of, homepage_of
from graph.engine.base import Engine
from graph.rdf.grouped import Nodes, joined
from graph.search import SIDES, Search, word_of
from ontology import JG
from ontology.namespaces import DCTERMS
from server.records.description import Description, around
from server.records.reader import Reader
from server.records.view import Link
from server.search.issue_lists import issues_with
from server.search.search import address_of

__all__ = ["Contact", "Entry", "contacts", "entries", "homepage"]

BATCH: Final = 500
"""Organisations of one look-up, which gives 10,000 statements of each level at most."""


class Contact(NamedTuple):
    """A public contact point: page or mailbox, languages, the day it was checked, its sources."""

    url: str
    email: str
    languages: Sequence[str]
    checked: str
    sources: tuple[Link, ...]


class Entry(NamedTuple):
    """An organisation; `issues` holds, for each side, how many name it."""

    actor: Link
    texts: tuple[Link, ...]
    kinds: tuple[Link, ...]
    places: tuple[Link, ...]
    works_on: tuple[Link, ...]
    homepage: str
    contacts: tuple[Contact, ...]
    issues: tuple[tuple[str, int], ...]

    def listed(self, side: str) -> str:
        """Return the address of the issues that name it on a side."""
        return address_of(issues_with(part=f"{word_of(self.actor.iri)}.{side}"))

    def row(self) -> OrganisationRow:
        """Return it as lists hold it as data."""
        implicated, responding = (count for _, count in self.issues)
        return OrganisationRow(
            self.actor.iri,
            self.actor.text,
            _texts(self.kinds),
            _texts(self.places),
            _texts(self.works_on),
            self.homepage,
            [ContactRow(*one[:4]) for one in self.contacts],
            implicated,
            responding,
        )


def _texts(links: Iterable[Link]) -> list[str]:
    return [one.text for one in links]


def entries(engine: Engine, search: Search, actors: Sequence[str]) -> list[Entry]:
    """Return the entries of some organisations in their order.

    Complexity: one look-up for each 500, and one count of the search index for each side.
    """
    reader = Reader(Description("", _around(engine, actors), {}))
    counts = {side: _counts(search, actors, side) for side in SIDES}
    return [
        Entry(
            reader.name(actor),
            tuple(reader.links(actor, DCTERMS + "description")),
            tuple(reader.links(actor, JG + "kind")),
            tuple(reader.links(actor, JG + "place")),
            tuple(sorted(reader.links(actor, JG + "worksOn"), key=lambda one: one.text)),
            homepage(reader, actor),
            tuple(contacts(reader, actor)),
            tuple([(side, counts[side].get(actor, 0)) for side in SIDES]),
        )
        for actor in actors
    ]


def _around(engine: Engine, actors: Sequence[str]) -> Nodes:
    """Return the statements about actors, with labels; what several batches name is joined."""
    found = Nodes()
    for first in range(0, len(actors), BATCH):
        new = around(engine, actors[first : first + BATCH])
        both = {node: new.pop(node) for node in found.keys() & new.keys()}
        found |= joined({node: found[node] for node in both}, both) | new
    return found


def _counts(search: Search, actors: Iterable[str], side: str) -> dict[str, int]:
    """Return how many issues name each of some actors on a side."""
    choices = search.counts(side, issues_with(), words=[*map(word_of, actors)])
    return {choice.value: choice.documents for choice in choices}


def homepage(reader: Reader, actor: str) -> str:
    """Return the homepage of an actor; only an address of the web is one."""
    return homepage_of(reader.nodes.get(actor, {}))


def contacts(reader: Reader, actor: str) -> Iterator[Contact]:
    """Yield the contact points of an actor."""
    for node in reader.ends(actor, JG + "contact"):
        sources = tuple(reader.links(node, DCTERMS + "source"))
        yield Contact(*contact_of(reader.nodes.get(node, {})), sources)
