"""Concepts and terms near to an address at which there is none ("did you mean")."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from ontology import CONCEPT, JG, concepts, near_names, vocabulary_texts
from ontology.namespaces import DCTERMS, RDFS
from server.languages.current import current
from server.web.problems import Near
from server.web.site import site

__all__ = ["near_concepts"]

SHOWN: Final = 5


def near_concepts(path: str) -> Iterator[Near]:
    """Yield concepts, schemes or terms of the vocabulary that are near to an address.

    Complexity: linear in the concepts of a scheme.
    """
    root, _, rest = path.strip("/").partition("/")
    if root == "concept":
        scheme, _, slug = rest.partition("/")
        yield from _of_schemes(scheme, slug)
    elif root == "ontology":
        known = _labels(JG, f"{RDFS}label")
        for name in near_names(rest.partition(".")[0], known, SHOWN):
            yield Near(f"/ontology/{name}", site().called(JG + name, known[name]))


def _of_schemes(scheme: str, slug: str) -> Iterator[Near]:
    """Yield the concepts that are near to a slug, in a scheme or in those near to its name."""
    titles = _labels(CONCEPT, f"{DCTERMS}title")
    for one in [scheme] if scheme in titles else near_names(scheme, titles):
        labels = concepts(one, current().code)
        near = near_names(slug, labels, SHOWN)
        for name in near:
            yield Near(f"/concept/{one}/{name}", labels[name])
        if not near:
            yield Near(f"/concept/{one}", site().called(CONCEPT + one, titles[one]))


@cache
def _labels(start: str, label: str) -> dict[str, str]:
    """Return the English labels of what is named below an address, by the rest of its name."""
    return {
        iri.removeprefix(start): text
        for (iri, property_), text in vocabulary_texts().items()
        if iri.startswith(start) and property_ == label
    }
