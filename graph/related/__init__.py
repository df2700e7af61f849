"""Related issues: features of issues, their weights, the nearest issues, and the reasons why."""

from graph.related.diversity import diverse
from graph.related.features import Features, Link, features, without
from graph.related.gathering import gather
from graph.related.index import HUB, WEIGHTS, Index, index
from graph.related.interlocks import Interlock, interlocks
from graph.related.paths import Chain, chains, relation_between
from graph.related.publishing import PUBLISHED, RELATED, fingerprint, write_relations, write_terms
from graph.related.ranking import LIMIT, Ranked, between, nearest
from graph.related.reasons import Reason, Relation, explain
from graph.related.record_titles import with_record_titles
from graph.related.storage import FEATURES, read_features, write_features
from graph.related.time_windows import time_links
from graph.related.topics import subjects_of
from graph.related.types import TYPES, VIEWS, Type

__all__ = [
    "FEATURES",
    "HUB",
    "LIMIT",
    "PUBLISHED",
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
    "explain",
    "features",
    "fingerprint",
    "gather",
    "index",
    "interlocks",
    "nearest",
    "read_features",
    "relation_between",
    "subjects_of",
    "time_links",
    "with_record_titles",
    "without",
    "write_features",
    "write_relations",
    "write_terms",
]
