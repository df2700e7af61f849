"""The labels of our own concepts, by which a source that uses the same ones is understood."""

from functools import cache
from typing import Final

from graph.rdf.quads import from_engine, iri, plain
from ontology import CONCEPT, PREFIXES, vocabulary

__all__ = ["concept", "labels"]

LABEL: Final = iri(PREFIXES["skos"] + "prefLabel")


def concept(scheme: str, label: str) -> str:
    """Return the concept of a scheme that has a label, whatever its capitals, or nothing.

    >>> concept("impact", "Bias and discrimination"), concept("impact", "Bias")
    ('bias-and-discrimination', '')
    """
    return labels(scheme).get(label.casefold(), "")


@cache
def labels(scheme: str) -> dict[str, str]:
    """Return the concepts of a scheme by their labels in small letters."""
    prefix = f"{CONCEPT}{scheme}/"
    return {
        plain(object_).casefold(): plain(subject).removeprefix(prefix)
        for _, subject, predicate, object_ in from_engine(vocabulary())
        if predicate == LABEL and object_.endswith("@en") and plain(subject).startswith(prefix)
    }
