"""What we know: records, the build of a release, the store, related issues and exports."""

from graph.asking import MOST_VALUES, NUMBER, SLUG, YEAR, Asking
from graph.build import BUILD_STEPS, Closed, Plan, build, is_current, records_of
from graph.calling import credentials
from graph.changes import DIFFERENCE_FORMATS, Change, Difference, difference
from graph.charts import (
    CHARTS,
    Cell,
    Chart,
    Counts,
    Drawn,
    chart,
    charts,
    read_counts,
    write_counts,
)
from graph.check import Checked, check
from graph.compact import compacted, framed
from graph.coverage import Coverage, Share, coverage_query, measures, read_coverage
from graph.downloads import DOWNLOADS
from graph.editions import Edition, edition
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
from graph.exploring import EXPLORER, Explorer, Link, Look, Node, Seen, as_network, name_of, see
from graph.exploring import KINDS as EXPLORED
from graph.export import EXPORTS, export, write_exports
from graph.identity import (
    WORK_FORMATS,
    Judgement,
    Verdict,
    Work,
    judge,
    judgement_files,
    read_judgements,
    work,
    write_work,
)
from graph.isolated import Isolated
from graph.keep import Keeping
from graph.licensing import LICENCES
from graph.network import Network, current_network, network
from graph.patch import Patch, patched, read_patch, write_patch
from graph.pool import Size, slots_path
from graph.pushing import differences, push
from graph.reading import curated_records, read_records, read_text, record_text
from graph.release import MANIFEST, Release, current_name, current_release, read_release
from graph.remote import Remote
from graph.search import (
    FACETS,
    ORDERS,
    SEARCH,
    WORD,
    Choice,
    Comparison,
    Found,
    Hit,
    Search,
    Wish,
    word_of,
)
from graph.service import service_description
from graph.slots import Slots
from graph.store import Store
from graph.turtle import rewrite
from graph.wire import Request
from graph.worker import Limits

__all__ = [
    "BUILD_STEPS",
    "CHARTS",
    "DIFFERENCE_FORMATS",
    "DOWNLOADS",
    "EVERYTHING",
    "EXPLORED",
    "EXPLORER",
    "EXPORTS",
    "FACETS",
    "GRAPH_FORMATS",
    "LICENCES",
    "MANIFEST",
    "MOST_VALUES",
    "NUMBER",
    "ORDERS",
    "RESULT_FORMATS",
    "SEARCH",
    "SLUG",
    "WORD",
    "WORK_FORMATS",
    "YEAR",
    "Answer",
    "Asking",
    "Cell",
    "Change",
    "Chart",
    "Checked",
    "Choice",
    "Closed",
    "Comparison",
    "Counts",
    "Coverage",
    "Dataset",
    "Difference",
    "Drawn",
    "Edition",
    "Engine",
    "Explorer",
    "Format",
    "Found",
    "Hit",
    "Isolated",
    "Judgement",
    "Keeping",
    "Limits",
    "Link",
    "Look",
    "Network",
    "Node",
    "Patch",
    "Plan",
    "Query",
    "Release",
    "Remote",
    "Request",
    "Search",
    "Seen",
    "Share",
    "Size",
    "Slots",
    "Store",
    "Value",
    "Verdict",
    "Wish",
    "Work",
    "as_network",
    "build",
    "chart",
    "charts",
    "check",
    "compacted",
    "coverage_query",
    "credentials",
    "curated_records",
    "current_name",
    "current_network",
    "current_release",
    "difference",
    "differences",
    "edition",
    "expanded",
    "export",
    "framed",
    "is_current",
    "judge",
    "judgement_files",
    "measures",
    "name_of",
    "network",
    "patched",
    "push",
    "read_counts",
    "read_coverage",
    "read_judgements",
    "read_patch",
    "read_records",
    "read_release",
    "read_text",
    "record_text",
    "records_of",
    "rewrite",
    "see",
    "service_description",
    "slots_path",
    "word_of",
    "work",
    "write_counts",
    "write_exports",
    "write_patch",
    "write_work",
]
