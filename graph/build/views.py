"""Views of a release: the files made of its quads for search, explorer, charts and analysis."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.build.subset import store_for
from graph.build.write import WAITING
from graph.directory_index import DIRECTORY_INDEX, write_directory
from graph.engine.oxigraph import Store
from graph.explorer import EXPLORER, Explorer, whole_network, write_explorer
from graph.network.analysis import annotated
from graph.network.export import write_exports
from graph.parallel import run_in_fork
from graph.rdf.quads import Quad
from graph.reconcile import NAMES, write_names
from graph.related_index import RELATED_INDEX, write_related
from graph.release.release import STORE
from graph.reports.answers import write_answers
from graph.reports.charts import charts, write_counts
from graph.reports.coverage import dqv_measurements, measures
from graph.search import SEARCH, Search, write_search
from graph.tables import write_metadata, write_tables

__all__ = ["write_asked", "write_counted", "write_network", "write_views"]


def write_counted(stated: Sequence[Quad], folder: Path, base: str) -> list[Quad]:
    """Write the chart counts and return the coverage figures, from one store."""
    queries = [one.text for one in charts()] + [one.text for one in measures()]
    engine = store_for(queries, stated, base)
    write_counts(folder, engine)
    return [*dqv_measurements(engine, base)]


def write_views(stated: Sequence[Quad], folder: Path, base: str) -> None:
    """Write what needs no inferred quads: the indexes of words, organisations and names."""
    write_search(folder / SEARCH, stated, base)
    write_directory(folder / DIRECTORY_INDEX, stated, Search(folder / SEARCH))
    write_names(folder / NAMES, stated, base)


def write_network(folder: Path, quads: Sequence[Quad], base: str) -> None:
    """Write the indexes of links: related issues, the explorer, and exports of its network."""
    write_related(folder / RELATED_INDEX, quads, base)
    write_explorer(folder / EXPLORER, quads)
    write_exports(annotated(whole_network(Explorer(folder / EXPLORER))), folder / "exports")


def write_asked(folder: Path, manifest: dict[str, Any], base: str) -> None:
    """Write what the store of a release is asked: answers to questions, and the analysis pack."""
    counts = manifest["counts"]

    def write() -> None:
        write_answers(folder, Store.open(folder / STORE, base), base, counts["triples"])

    with run_in_fork(write, range(counts["quads"]), nice=WAITING) as answers:
        write_metadata(write_tables(Store.open(folder / STORE), folder), manifest)
        answers()
