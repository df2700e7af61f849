"""Rule: a category of another taxonomy implies our concept, by the SSSOM crosswalk."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from graph.deriving.derivation import PROPERTIES, Derivation, concept
from graph.deriving.issues import Issue
from ontology import CONCEPT
from ontology.crosswalk import ASSERTED, DERIVING, FIELDS, crosswalk

__all__ = ["RULE", "by_category"]

RULE: Final = "by-category"
MARK: Final = "/id/category/"
UNSURE: Final = 0.69
"""The most that a mapping counts which SKOS calls related only: it is proposed, never asserted."""


def by_category(issue: Issue, labels: dict[str, str]) -> Iterator[Derivation]:
    """Yield what the categories of an issue imply, with the confidence of each mapping.

    Complexity: linear in the categories and their mappings.
    """
    for category in issue.categories:
        for property_, slug, confidence in _mapped().get(category.partition(MARK)[2], ()):
            evidence = f"category “{labels.get(category, category.rpartition('/')[2])}”"
            value = concept(property_, slug, CONCEPT)
            yield Derivation(issue.iri, property_, value, RULE, confidence, evidence, category)


@cache
def _mapped() -> dict[str, list[tuple[str, str, float]]]:
    found: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for mapping in crosswalk().mappings:
        scheme, _, slug = mapping.object.partition(":")
        if (property_ := FIELDS[scheme]) in PROPERTIES:
            confidence = float(mapping.confidence)
            if mapping.predicate not in DERIVING and confidence >= ASSERTED:
                confidence = UNSURE
            found[mapping.category].append((property_, slug, confidence))
    return dict(found)
