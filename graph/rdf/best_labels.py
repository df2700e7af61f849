"""Labels of terms by language preference: in English, else without a language, else any."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from graph.rdf.quads import Quad, iri, parsed, strangeness
from ontology.namespaces import DCTERMS, RDFS_LABEL, SKOS

__all__ = ["best_labels"]

NAMING = tuple(map(iri, (RDFS_LABEL, DCTERMS + "title", SKOS + "prefLabel")))
"""The properties that name a thing to readers, the first first."""


def best_labels(quads: Iterable[Quad], terms: AbstractSet[str]) -> dict[str, tuple[str, str]]:
    """Return the label of each term and its language; what has no label is left out.

    Of labels of one rank, that of the first property, then the first in order.
    Complexity: linear in the quads, and sorting the labels of each term.

    >>> name = "<http://www.w3.org/2000/01/rdf-schema#label>"
    >>> quads = [("", "<a:b>", name, label) for label in ('"Kenia"@es', '"Kenya"@en')]
    >>> best_labels(quads, {"<a:b>"})
    {'<a:b>': ('Kenya', 'en')}
    """
    found: dict[str, set[tuple[int, str]]] = {}
    for _, subject, predicate, object_ in quads:
        if predicate in NAMING and subject in terms:
            found.setdefault(subject, set()).add((NAMING.index(predicate), object_))
    in_order = {term: [parsed(label) for _, label in sorted(some)] for term, some in found.items()}
    best = {term: min(labels, key=strangeness) for term, labels in in_order.items()}
    return {term: (text, language) for term, (text, _, language) in best.items()}
