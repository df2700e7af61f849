"""The types of what issues share: how each counts, where it is in the graph, how it is told.

The weight of a type says how much one shared node of it counts beside one of another. Those of
terms, actors and times were learnt from pairs that editors tied together (`docs/related.md`); the
others, for which no pairs exist, are set by analogy to these and are marked so.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["TYPES", "Type", "type_named"]


@dataclass(frozen=True)
class Type:
    """A type of shared node: its weight, the SPARQL path to it, and a sentence in plain words.

    `property` is the property that a reason names; `view` groups types for readers who want to see
    one side only; `is_learnt` tells weights that data taught from those set by analogy.
    """

    name: str
    weight: float
    path: str
    sentence: str
    property: str
    view: str = ""
    is_learnt: bool = False


TYPES: Final = (
    Type("term", 1.0, "^jg:mentionedIn", "Both speak of {node}", "mentionedIn", "term", True),
    Type("actor", 0.2, "jg:involvement/jg:actor", "Both name {node}", "actor", "actor", True),
    Type("time", 0.2, "jg:year", "Both date to {node}", "year", "time", True),
    Type("system", 0.2, "jg:system", "Both are about {node}", "system", "actor"),
    Type(
        "developer",
        0.1,
        "jg:system/jg:developedBy",
        "Both are about systems of {node}",
        "developedBy",
        "actor",
    ),
    Type(
        "chain",
        0.1,
        "jg:system/jg:labourLink/(jg:from|jg:to)",
        "Labour supply chains of both lead to {node}",
        "labourLink",
        "labour",
    ),
    Type(
        "workerGroup",
        0.2,
        "jg:workerGroup",
        "Both concern the work of {node}",
        "workerGroup",
        "labour",
    ),
    Type(
        "task",
        0.05,
        "jg:workerGroup/jg:task",
        "Workers of both do this task: {node}",
        "task",
        "labour",
    ),
    Type(
        "arrangement",
        0.05,
        "jg:workerGroup/jg:arrangement",
        "Workers of both are engaged alike: {node}",
        "arrangement",
        "labour",
    ),
    Type(
        "condition",
        0.05,
        "jg:workerGroup/jg:condition",
        "Workers of both meet this condition: {node}",
        "condition",
        "labour",
    ),
    Type(
        "demand",
        0.05,
        "jg:response/jg:demands",
        "The same is demanded in both: {node}",
        "demands",
        "labour",
    ),
    Type(
        "response",
        0.1,
        "jg:response/(jg:by|jg:addressee)",
        "Responses to both involve {node}",
        "by",
        "actor",
    ),
    Type(
        "affectedGroup", 0.02, "jg:affectedGroup", "Both harm {node}", "affectedGroup", "area", True
    ),
    Type("place", 0.05, "jg:place", "Both take place in {node}", "place", "place"),
    Type("region", 0.02, "jg:place/jg:within+", "Both take place within {node}", "within", "place"),
    Type("justiceArea", 0.05, "jg:justiceArea", "Both touch {node}", "justiceArea", "area"),
    Type("impact", 0.05, "jg:impact", "Both have this impact: {node}", "impact", "area"),
    Type(
        "broadImpact",
        0.02,
        "jg:impact/skos:broader+",
        "Both have a kind of this impact: {node}",
        "impact",
        "area",
    ),
    Type(
        "classification",
        0.02,
        "dcterms:subject",
        "Both are classed as {node}",
        "subject",
        "area",
        True,
    ),
    Type(
        "publisher",
        0.02,
        "dcterms:source/dcterms:publisher",
        "Both are known from {node}",
        "publisher",
        "source",
    ),
)
"""In the order in which reasons of equal weight are told."""

NUMBERS: Final = {one.name: number for number, one in enumerate(TYPES)}


def type_named(name: str) -> int:
    """Return the number of a type.

    >>> TYPES[type_named("actor")].sentence
    'Both name {node}'
    """
    return NUMBERS[name]
