"""Name look-up: the ids of records and concepts that a label, an alias or a code may mean.

A field takes an id; what somebody writes is often a name. Names of places are also those by which
imports find them.
"""

from collections.abc import Iterable
from typing import Final

from graph.rdf.quads import Quad, iri, plain
from graph.reading.places import place
from graph.slugs import slug
from ontology.namespaces import DCTERMS, RDFS_LABEL, SKOS

__all__ = ["NameLookup"]

NAMES: Final = frozenset(
    map(iri, (RDFS_LABEL, DCTERMS + "title", SKOS + "prefLabel", SKOS + "altLabel"))
)
PLACES: Final = "/id/place/"


class NameLookup:
    """The names of records and concepts, by the part of their IRIs before the id.

    >>> label = (iri(RDFS_LABEL), '"A Café"@en')
    >>> lookup = NameLookup([("", iri("https://a.example/id/actor/one"), *label)])
    >>> lookup.meant(["https://a.example/id/actor/"], "a cafe")
    ['one']
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Index the names; complexity: linear in the quads."""
        self._ids: dict[tuple[str, str], set[str]] = {}
        for _, subject, property_, object_ in quads:
            if property_ in NAMES and "#" not in subject:
                start, _, word = plain(subject).rpartition("/")
                self._ids.setdefault((f"{start}/", slug(plain(object_))), set()).add(word)

    def meant(self, starts: Iterable[str], name: str) -> list[str]:
        """Return the ids that have a name, of those whose IRIs begin with one of `starts`.

        Accents and capitals do not count. Of places the one by which imports find it comes first:
        `uk` is `united-kingdom`.
        """
        ids: dict[str, None] = {}
        for start in starts:
            if start.endswith(PLACES) and (known := place(name)):
                ids[known] = None
            ids |= dict.fromkeys(sorted(self._ids.get((start, slug(name)), ())))
        return [*ids]
