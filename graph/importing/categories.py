"""Categories of foreign taxonomies: use counts, and the fields that the crosswalk implies."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import Final

from graph.importing.records import Records
from graph.importing.sheets.cell_parsers import listed, plain_text, split
from graph.privacy.known_names import is_clear
from graph.reading.places import place
from graph.slugs import slug
from ontology.crosswalk import crosswalk

__all__ = ["Categories", "implied"]

IMPLIED: Final = ("sector", "severity", "responseKind")


def implied(categories: Iterable[str]) -> dict[str, list[str]]:
    """Return the sectors, severities and kinds of response that foreign categories imply.

    Areas, impacts and groups are not stated by an import: a build derives them, with the reason.

    >>> implied(["toy-unknown"])
    {}
    """
    known = crosswalk().derived
    return _implied(tuple(category for category in categories if category in known))


@lru_cache(maxsize=65_536)
def _implied(categories: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for category in categories:
        for field, concept in crosswalk().derived[category]:
            if field in IMPLIED:
                found.setdefault(field, set()).add(concept)
    return {field: sorted(concepts) for field, concepts in sorted(found.items())}


def _is_known(taxonomy: str, label: str) -> bool:
    """Whether a label is one that the crosswalk or the places know, so that a comma may part it."""
    return f"{taxonomy}-{slug(label)}" in crosswalk().mapped or bool(place(label))


class Categories:
    """Categories that rows use, kept among the shared records, with the number of their uses.

    Complexity: each cell is parsed once; a repeated cell costs a look-up.

    >>> records = Records("toy")
    >>> _ = records.add({"id": "toy-harm", "type": "Taxonomy", "title": "Toy harms"})
    >>> categories = Categories(records, Counter())
    >>> categories.category("toy-harm", "Loss"), list(categories.mapped())
    ('toy-harm-loss', [('toy-harm', 'toy-harm-loss', 1, False)])
    """

    def __init__(self, records: Records, counts: Counter[str]) -> None:
        self.records, self.counts = records, counts
        self.definitions: dict[str, str] = {}
        self._uses: Counter[str] = Counter()
        self._cells: dict[tuple[str, str], tuple[str, ...]] = {}
        self._cell_uses: Counter[tuple[str, str]] = Counter()

    def define(self, id_: str, text: str) -> None:
        """Say what the source's own taxonomy says of a category, or of a taxonomy of its parts."""
        self.definitions[id_] = text

    def category(self, taxonomy: str, label: str) -> str:
        """Return the id of a category of a foreign taxonomy, and count that it is used.

        It is nothing where the label may name a person.
        """
        id_ = self._keep(taxonomy, label)
        self._uses[id_] += bool(id_)
        return id_

    def of_cell(self, taxonomy: str, cell: str) -> tuple[str, ...]:
        """Return the ids of the categories that a cell lists, and count that they are used."""
        key = taxonomy, cell
        found = self._cells.get(key)
        if found is None:
            labels = [
                text
                for value in split(cell)
                for part in listed(value, partial(_is_known, taxonomy))
                if (text := plain_text(part, taxonomy))
            ]
            ids = (self._keep(taxonomy, label) for label in labels)
            found = self._cells[key] = tuple(id_ for id_ in ids if id_)
        self._cell_uses[key] += 1
        return found

    def mapped(self) -> Iterator[tuple[str, str, int, bool]]:
        """Yield taxonomy, category, number of uses and whether a rule maps it, by name."""
        total = +self._uses
        for cell, uses in self._cell_uses.items():
            for id_ in self._cells[cell]:
                total[id_] += uses
        for id_, uses in sorted(total.items()):
            taxonomy = self.records.entries[f"category/{id_}"]["taxonomy"]
            yield taxonomy, id_, uses, id_ in crosswalk().mapped

    def _keep(self, taxonomy: str, label: str) -> str:
        id_ = f"{taxonomy}-{slug(label)}"
        if f"category/{id_}" in self.records.entries:
            return id_
        if not is_clear(label):
            self.counts["categories that may name a person"] += 1
            return ""
        title = self.records.entries[f"taxonomy/{taxonomy}"]["title"]
        definition = self.definitions.get(id_) or self._described(taxonomy, label, title)
        entry = {"id": id_, "type": "Category", "label": label, "definition": definition}
        return self.records.add(entry | {"taxonomy": taxonomy})

    def _described(self, taxonomy: str, label: str, title: str) -> str:
        """Return where a category stands, with what its taxonomy is about, as far as that is said.

        A definition of its own is never made up.
        """
        about = self.definitions.get(taxonomy, "")
        where = f"The category “{label}” of the taxonomy: {title}."
        return f"{where} {about}".strip()
