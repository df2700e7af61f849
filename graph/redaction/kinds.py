"""Kinds of nodes and graphs: which are computed, and which nodes only tell of others."""

from typing import Final

from graph.deriving import DERIVED
from graph.identity.publishing import IDENTITY
from graph.metadata.dataset import DESCRIPTION
from graph.rdf.quads import iri
from graph.related import RELATED
from graph.related.judgements import JUDGEMENTS
from ontology import JG, kind_of

__all__ = ["COMPUTED", "INFERRED", "MENTIONED", "REASON", "TELLING", "is_dependent"]

COMPUTED: Final = frozenset({RELATED, DERIVED, IDENTITY, JUDGEMENTS})
"""Named graphs that hold no statements of records, by their path below the base."""
INFERRED: Final = frozenset({RELATED, JUDGEMENTS, DESCRIPTION})
"""Named graphs that a build adds after the stated quads."""
TELLING: Final = frozenset({"relation", "match", "judgement"})
"""Kinds of nodes that say something of two records."""
REASON: Final = iri(JG + "reason")
MENTIONED: Final = (iri(JG + "mentionedIn"), iri(JG + "topicOf"))
"""Properties of words that several issues share."""


def is_dependent(node: str, base: str) -> bool:
    """Whether a node says something of others and nothing without them.

    >>> nodes = ("match/a--b", "actor/a#pay", "actor/a")
    >>> [is_dependent(f"<urn:/id/{node}>", "urn:/") for node in nodes]
    [True, True, False]
    """
    return node.startswith(f"<{base}id/") and ("#" in node or kind_of(node[1:-1]) in TELLING)
