"""What we know: records, the build of a release, the store, related issues and exports."""

from graph.build import BUILD_STEPS, Closed, Plan, build, is_current
from graph.calling import credentials
from graph.check import Checked, check
from graph.compact import compacted, framed
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
from graph.expanded import expanded
from graph.export import EXPORTS, export, write_exports
from graph.isolated import Isolated
from graph.keep import Keeping
from graph.network import Network, current_network, network
from graph.pool import Size, slots_path
from graph.pushing import differences, push
from graph.reading import curated_records, read_records
from graph.release import MANIFEST, Release, current_name, current_release, read_release
from graph.remote import Remote
from graph.service import service_description
from graph.slots import Slots
from graph.store import Store
from graph.turtle import rewrite
from graph.wire import Request
from graph.worker import Limits

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
    "Isolated",
    "Keeping",
    "Limits",
    "Network",
    "Plan",
    "Query",
    "Release",
    "Remote",
    "Request",
    "Size",
    "Slots",
    "Store",
    "Value",
    "build",
    "check",
    "compacted",
    "credentials",
    "curated_records",
    "current_name",
    "current_network",
    "current_release",
    "differences",
    "expanded",
    "export",
    "framed",
    "is_current",
    "network",
    "push",
    "read_records",
    "read_release",
    "rewrite",
    "service_description",
    "slots_path",
    "write_exports",
]
