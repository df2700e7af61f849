"""The types of what issues share: how each counts, where it is in the graph, how it is told.

The weight of a type says how much one shared node of it counts beside one of another. Those of
terms, actors and times were learnt from pairs that editors tied together (`docs/related.md`); the
others, for which no pairs exist, are set by analogy to these and are marked so.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

__all__ = ["JUDGED", "TYPES", "VIEWS", "Type", "type_named"]


@dataclass(frozen=True)
class Type:
    """A type of shared node: its weight, the SPARQL path to it, and a sentence in plain words.

    `view` groups types for readers who want to see one side only; `is_learnt` tells weights that
    data taught from those set by analogy.
    """

    name: str
    weight: float
    path: str
    sentence: str
    view: str
    is_learnt: bool = False

    @cached_property
    def via(self) -> str:
        """Return the property at the end of the path, the first where there are several.

        A step that may be left out is not the end.

        >>> TYPES[type_named("response")].via
        'jg:by'
        >>> TYPES[type_named("actor")].via
        'jg:actor'
        """
        steps = [step for step in self.path.split("/") if not step.endswith("*")]
        return steps[-1].strip("^()+").partition("|")[0].rstrip("+")


TYPES: Final = (
    Type("term", 1.0, "^jg:mentionedIn", "Both speak of {node}", "term", True),
    Type("actor", 0.2, "jg:involvement/jg:actor/jg:ownedBy*", "Both name {node}", "actor", True),
    Type("time", 0.2, "jg:year", "Both date to {node}", "time", True),
    Type("system", 0.2, "jg:system", "Both are about {node}", "actor"),
    Type(
        "developer",
        0.1,
        "jg:system/jg:developedBy",
        "Both are about systems of {node}",
        "actor",
    ),
    Type(
        "chain",
        0.1,
        "jg:system/jg:labourLink/(jg:from|jg:to)",
        "Labour supply chains of both lead to {node}",
        "labour",
    ),
    Type(
        "workerGroup",
        0.2,
        "jg:workerGroup",
        "Both concern the work of {node}",
        "labour",
    ),
    Type(
        "task",
        0.05,
        "jg:workerGroup/jg:task",
        "Workers of both do this task: {node}",
        "labour",
    ),
    Type(
        "arrangement",
        0.05,
        "jg:workerGroup/jg:arrangement",
        "Workers of both are engaged alike: {node}",
        "labour",
    ),
    Type(
        "condition",
        0.05,
        "jg:workerGroup/jg:condition",
        "Workers of both meet this condition: {node}",
        "labour",
    ),
    Type(
        "demand",
        0.05,
        "jg:response/jg:demands",
        "The same is demanded in both: {node}",
        "labour",
    ),
    Type(
        "response",
        0.1,
        "jg:response/(jg:by|jg:addressee)",
        "Responses to both involve {node}",
        "actor",
    ),
    Type("affectedGroup", 0.02, "jg:affectedGroup", "Both harm {node}", "area", True),
    Type("place", 0.05, "jg:place", "Both take place in {node}", "place"),
    Type("region", 0.02, "jg:place/jg:within+", "Both take place within {node}", "place"),
    Type("justiceArea", 0.05, "jg:justiceArea", "Both touch {node}", "area"),
    Type("impact", 0.05, "jg:impact", "Both have this impact: {node}", "area"),
    Type(
        "broadImpact",
        0.02,
        "jg:impact/skos:broader+",
        "Both have a kind of this impact: {node}",
        "area",
    ),
    Type(
        "classification",
        0.02,
        "dcterms:subject",
        "Both are classed as {node}",
        "area",
        True,
    ),
    Type(
        "publisher",
        0.02,
        "dcterms:source/dcterms:publisher",
        "Both are known from {node}",
        "source",
    ),
)
"""In the order in which reasons of equal weight are told."""

JUDGED: Final = Type("judgement", 1.0, "^jg:judges", "{node}", "judgement")
"""What editors say goes before what is inferred: it adds more than most scores reach."""

VIEWS: Final = tuple(dict.fromkeys(one.view for one in TYPES))
"""What a reader may look at alone: types of one kind."""

NUMBERS: Final = {one.name: number for number, one in enumerate(TYPES)}


def type_named(name: str) -> int:
    """Return the number of a type.

    >>> TYPES[type_named("actor")].sentence
    'Both name {node}'
    """
    return NUMBERS[name]
