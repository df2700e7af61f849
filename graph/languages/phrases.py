"""Cross-language query translation: phrases of other languages, each with what it is in English.

A dictionary of labels, not of words: names of places, and the preferred and alternative labels of
concepts and topics. A search for one of them finds what its English label finds.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from graph.languages.names import language_tags, languages, topic_names
from graph.rdf.quads import Quad, iri, plain
from ontology import CONCEPT
from ontology.namespaces import JG, SKOS

__all__ = ["phrases"]

OTHER: Final = iri(SKOS + "altLabel")
HIDDEN: Final = iri(SKOS + "hiddenLabel")
"""Labels that are searched and not shown: words of which a concept has no other, such as causes."""
LABELS: Final = (iri(SKOS + "prefLabel"), OTHER, HIDDEN)


def phrases(quads: Iterable[Quad], english: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return phrases in other languages, in small letters, each with the English it may stand for.

    `english` has the English label of each IRI. The name of a topic comes before the label of a
    concept or a place, and that before an alternative label.
    Complexity: linear in the quads.
    """
    others: list[tuple[int, str, str]] = []
    for _, subject, predicate, object_ in quads:
        if predicate in LABELS and object_.endswith(language_tags()) and _is_searched(subject):
            others.append((LABELS.index(predicate), plain(object_), subject[1:-1]))
    found: dict[str, dict[str, None]] = {}
    for text, label in _topics():
        found.setdefault(text.casefold(), {})[label] = None
    for _, text, subject in sorted(others):
        if subject in english:
            found.setdefault(text.casefold(), {})[english[subject]] = None
    return {text: tuple(labels) for text, labels in sorted(found.items())}


def _topics() -> Iterator[tuple[str, str]]:
    for language in languages():
        yield from ((name, label) for label, name in topic_names(language).items())


def _is_searched(subject: str) -> bool:
    """Whether a subject is a concept, a place, or a class, whose name has a capital letter."""
    name = subject[1:-1]
    is_class = name.startswith(JG) and name[len(JG) :][:1].isupper()
    return name.startswith(CONCEPT) or "/id/place/" in name or is_class
