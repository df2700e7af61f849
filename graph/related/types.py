"""The types of what issues share: weight, path in the graph, sentence.

The weight of a type says how much one shared node of it counts against one of another. Those of
terms, topics, actors, sectors, classifications and impacts were tuned on judged pairs
(`docs/related.md`); the others, of which too few pairs were judged, are set by analogy and are
marked so.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

__all__ = ["JUDGED", "TYPES", "VIEWS", "Type", "type_named"]


@dataclass(frozen=True)
class Type:
    """A type of shared node: its weight, the SPARQL path to it, and a sentence in plain words.

    `view` groups types for readers who want to see one side only, `group` those that are one kind
    of reason in an explanation; `is_learnt` tells weights that data taught from those set by
    analogy.
    """

    name: str
    weight: float
    path: str
    sentence: str
    view: str
    group: str = ""
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
    Type("topic", 0.15, "^jg:topicOf", "Both are about {node}", "topic", "harm", True),
    Type("term", 0.11, "^jg:mentionedIn", "Both speak of {node}", "term", "words", True),
    Type(
        "actor",
        0.12,
        "jg:involvement/jg:actor/jg:ownedBy*",
        "Both name {node}",
        "actor",
        "party",
        True,
    ),
    Type("system", 0.04, "jg:system", "Both are about {node}", "actor", "party"),
    Type("time", 0.035, "jg:year", "Both date to {node}", "time", "place", True),
    Type(
        "developer",
        0.02,
        "jg:system/jg:developedBy",
        "Both are about systems of {node}",
        "actor",
        "party",
    ),
    Type(
        "chain",
        0.02,
        "jg:system/jg:labourLink/(jg:from|jg:to)",
        "Labour supply chains of both lead to {node}",
        "labour",
        "work",
    ),
    Type(
        "workerGroup", 0.08, "jg:workerGroup", "Both concern the work of {node}", "labour", "work"
    ),
    Type(
        "task",
        0.08,
        "jg:workerGroup/jg:task",
        "Workers of both do this task: {node}",
        "labour",
        "work",
    ),
    Type(
        "arrangement",
        0.04,
        "jg:workerGroup/jg:arrangement",
        "Workers of both are engaged alike: {node}",
        "labour",
        "work",
    ),
    Type(
        "condition",
        0.08,
        "jg:workerGroup/jg:condition",
        "Workers of both meet this condition: {node}",
        "labour",
        "work",
    ),
    Type(
        "demand",
        0.02,
        "jg:response/jg:demands",
        "The same is demanded in both: {node}",
        "labour",
        "work",
    ),
    Type(
        "response",
        0.02,
        "jg:response/(jg:by|jg:addressee)",
        "Responses to both involve {node}",
        "actor",
        "party",
    ),
    Type("affectedGroup", 0.04, "jg:affectedGroup", "Both harm {node}", "area", "harm", True),
    Type("sector", 0.06, "jg:sector", "Both are in this sector: {node}", "area", "harm", True),
    Type("place", 0.02, "jg:place", "Both take place in {node}", "place", "place"),
    Type("region", 0.005, "jg:place/jg:within+", "Both take place within {node}", "place", "place"),
    Type("justiceArea", 0.04, "jg:justiceArea", "Both touch {node}", "area", "harm", True),
    Type("impact", 0.04, "jg:impact", "Both have this impact: {node}", "area", "harm", True),
    Type(
        "broadImpact",
        0.005,
        "jg:impact/skos:broader+",
        "Both have a kind of this impact: {node}",
        "area",
        "harm",
    ),
    Type(
        "classification",
        0.02,
        "jg:classification/jg:category",
        "Both are classed as {node}",
        "area",
        "harm",
        True,
    ),
    Type(
        "publisher",
        0.002,
        "dcterms:source/dcterms:publisher",
        "Both are known from {node}",
        "source",
        "source",
    ),
)
"""In the order in which reasons of equal weight are given."""

JUDGED: Final = Type("judgement", 1.0, "^jg:judges", "{node}", "judgement", "judgement")
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
