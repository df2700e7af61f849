"""What we know: records, the build of a release, the store, related issues and exports."""

from graph.build import BUILD_STEPS, Closed, Plan, build, is_current
from graph.check import Checked, check
from graph.compact import compact_document
from graph.downloads import DOWNLOADS
from graph.engine import (
    EVERYTHING,
    GRAPH_FORMATS,
    RESULT_FORMATS,
    Answer,
    Dataset,
    Engine,
    Format,
    Query,
    Value,
)
from graph.export import EXPORTS, export, write_exports
from graph.network import Network, current_network, network
from graph.reading import curated_records, read_records
from graph.related import Reason, Relation, relations, relations_of
from graph.release import MANIFEST, Release, current_release
from graph.store import Store

__all__ = [
    "BUILD_STEPS",
    "DOWNLOADS",
    "EVERYTHING",
    "EXPORTS",
    "GRAPH_FORMATS",
    "MANIFEST",
    "RESULT_FORMATS",
    "Answer",
    "Checked",
    "Closed",
    "Dataset",
    "Engine",
    "Format",
    "Network",
    "Plan",
    "Query",
    "Reason",
    "Relation",
    "Release",
    "Store",
    "Value",
    "build",
    "check",
    "compact_document",
    "curated_records",
    "current_network",
    "current_release",
    "export",
    "is_current",
    "network",
    "read_records",
    "relations",
    "relations_of",
    "write_exports",
]
