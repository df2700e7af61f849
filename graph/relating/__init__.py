"""Related issues: features of issues, their weights, the nearest issues, and the reasons why."""

from graph.relating.diversity import diverse
from graph.relating.features import Features, Link, features
from graph.relating.gathering import gather
from graph.relating.index import HUB, WEIGHTS, Index, index
from graph.relating.interlocks import Interlock, interlocks
from graph.relating.keeping import FEATURES, read_features, write_features
from graph.relating.publishing import PUBLISHED, RELATED, fingerprint, write_relations, write_terms
from graph.relating.ranking import LIMIT, REASONS, Ranked, between, nearest
from graph.relating.reasons import Reason, Relation, told
from graph.relating.times import time_links
from graph.relating.types import TYPES, VIEWS, Type
from graph.relating.why import Chain, chains, relation_between

__all__ = [
    "FEATURES",
    "HUB",
    "LIMIT",
    "PUBLISHED",
    "REASONS",
    "RELATED",
    "TYPES",
    "VIEWS",
    "WEIGHTS",
    "Chain",
    "Features",
    "Index",
    "Interlock",
    "Link",
    "Ranked",
    "Reason",
    "Relation",
    "Type",
    "between",
    "chains",
    "diverse",
    "features",
    "fingerprint",
    "gather",
    "index",
    "interlocks",
    "nearest",
    "read_features",
    "relation_between",
    "time_links",
    "told",
    "write_features",
    "write_relations",
    "write_terms",
]
