"""The knowledge graph: records, engines, releases and related issues.

These names are the interface for Python; everything else is imported from its package.
"""

from graph.build.build import build
from graph.build.inputs import Plan
from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.network.network import current_network, network
from graph.questions import ParameterBinder
from graph.reading.check import check
from graph.reading.files import curated_records, read_records
from graph.release.release import Release, current_release, read_release

__all__ = [
    "ParameterBinder",
    "Plan",
    "Query",
    "Release",
    "Store",
    "build",
    "check",
    "curated_records",
    "current_network",
    "current_release",
    "network",
    "read_records",
    "read_release",
]
