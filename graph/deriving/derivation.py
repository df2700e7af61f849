"""A derivation: one statement about an issue, with its rule, evidence and confidence."""

from typing import Final, NamedTuple

from ontology.crosswalk import ASSERTED

__all__ = ["ASSERTED", "PROPERTIES", "Derivation", "concept", "strongest"]

PROPERTIES: Final = ("justiceArea", "impact", "affectedGroup", "place")
"""Properties of an issue that are derived, in the order of a page."""

SCHEMES: Final = {
    "justiceArea": "justice-area",
    "impact": "impact",
    "affectedGroup": "affected-group",
}


FIRST: Final = "by-category"
"""The rule that goes before others: a person has judged the issue."""


class Derivation(NamedTuple):
    """A derived statement: issue and value are IRIs, field and rule are local names.

    `source` is the category or the record from which it follows, if any. A confidence below
    `ASSERTED` makes it a proposal for reviewers.
    """

    issue: str
    field: str
    value: str
    rule: str
    confidence: float
    evidence: str
    source: str = ""

    @property
    def is_asserted(self) -> bool:
        """Whether the confidence suffices to state it."""
        return self.confidence >= ASSERTED


def concept(property_: str, slug: str, concepts: str) -> str:
    """Return the IRI of a concept that is a value of a property.

    >>> concept("impact", "manipulation", "https://example.org/concept/")
    'https://example.org/concept/impact/manipulation'
    """
    return f"{concepts}{SCHEMES[property_]}/{slug}"


def strongest(derivations: list[Derivation]) -> Derivation:
    """Return the derivation to keep of one statement, by precedence.

    What may be asserted goes before what may not, what annotators say before what words suggest,
    then the highest confidence.

    >>> word = Derivation("i", "impact", "v", "by-words", 0.9, "title: “bias”")
    >>> strongest([word, word._replace(rule="by-category", confidence=0.8)]).rule
    'by-category'
    """
    return min(
        derivations,
        key=lambda one: (not one.is_asserted, one.rule != FIRST, -one.confidence, *one[3:]),
    )
