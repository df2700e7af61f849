"""The build: records in, a release out; a pure function of its inputs."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.build.assemble import assemble, stated_quads
from graph.build.subset import store_for
from graph.engine.oxigraph import Store
from graph.explorer import EXPLORER, write_explorer
from graph.identity import identify, judgement_files, read_judgements
from graph.importing.taking import imported_files, read_imported
from graph.metadata.dataset import describe
from graph.metadata.licences import allows, license_text, whole_licence
from graph.metadata.sparql_service import SERVICE, describe_service
from graph.metadata.statistics import Statistics, statistics
from graph.network.analysis import annotated
from graph.network.export import write_exports
from graph.network.network import network
from graph.parallel import run_in_fork
from graph.rdf.quads import Quad
from graph.reading.check import Checked, check, statements
from graph.reading.files import curated_records, read_records, record_files
from graph.reading.record import Record
from graph.release.downloads import DOWNLOADS, compress, write_downloads
from graph.release.history import history_kept
from graph.release.release import (
    Release,
    checksum,
    current_release,
    publish,
    release_folder,
    write_text,
)
from graph.reports.charts import charts, write_counts
from graph.reports.coverage import measured, measures
from graph.search import SEARCH, write_search
from ontology import BASE, GateClosed, NotFound, Unavailable
from shapes import REPORT_FORMATS, Problem, Severity

if TYPE_CHECKING:
    from graph.related import Features

__all__ = [
    "BUILD_STEPS",
    "Closed",
    "Plan",
    "build",
    "collector_paused",
    "is_current",
    "records_of",
    "write_release",
]

ENGINES: Final = (
    *("igraph", "isal", "networkx", "numpy", "pyoxigraph", "pyshacl", "pystemmer", "rdflib"),
    *("scipy", "sparse-dot-topn"),
)
REPORTS: Final = {"text": "validation.txt", "json": "validation.json", "turtle": "validation.ttl"}
LICENSE_FILE: Final = "LICENSE.txt"
NAME_LENGTH: Final = 16
OF_THE_ENGINES: Final = ("store", SEARCH, EXPLORER)
"""What is in a form of its engine's own, whose bytes differ between versions of the engine."""
SUFFIXES: Final = (".py", ".ttl", ".rq", ".jsonld", ".csv", ".tsv", ".txt")
WAITING: Final = 5
"""How far work gives way that nothing waits for but the end."""
BUILD_STEPS: Final = 4 + 2 * len(DOWNLOADS)
"""How many steps a build tells of."""


@dataclass(frozen=True)
class Plan:
    """What to build from, where to, and under which base the data live."""

    data: Path
    records: tuple[Path, ...] = field(default_factory=lambda: (curated_records(),))
    base: str = BASE
    licence: str = ""
    """The name of a licence to keep to: parts under one that asks for more are left out."""


Note = Callable[[str], None]


def build(plan: Plan, note: Note = lambda _: None) -> Release:
    """Build a release and make it the current one; `note` hears of each step that is done.

    Raises `GateClosed`, with every problem in `problems`, where a record breaks a rule; the current
    release then stays as it is. The same records give the same bytes, but for the store, whose
    files the engine names anew. The gate judges, and what rests on nothing inferred is made, beside
    the inference.
    """
    with collector_paused():
        records = records_of(plan)
        note(f"read {len(records):,} records")
        judgements = read_judgements(judgement_files(plan.data))
        known = identify(records, judgements, plan.base)
        said = statements(known.records)
        stated = stated_quads(known.records, plan.base, known.quads, said)
        with (
            release_folder(plan.data) as folder,
            history_kept(plan.data),
            run_in_fork(lambda: check(known.records, own=said), stated) as checked,
            run_in_fork(lambda: _counted(stated, folder, plan.base), stated) as figures,
            run_in_fork(
                lambda: _write_views(stated, folder, plan.base), stated, nice=WAITING
            ) as views,
        ):
            with _told_first(lambda: _passed(checked())):
                whole = assemble(stated, plan.base, figures)
            _write_reports(folder, checked())
            note(f"validated and assembled {len(whole.quads):,} quads")
            links_of = partial(write_explorer, folder / EXPLORER, whole.quads)
            with run_in_fork(links_of, whole.quads, nice=WAITING) as links:
                manifest = write_release(folder, whole.quads, plan.base, note)
                links()
            keep_features(whole.features, folder)
            views()
            note("exported, counted, and indexed for the search and the explorer")
            manifest = _with_files(folder, manifest | {"inputs": inputs(plan)})
            return publish(plan.data, folder, manifest)


def _counted(stated: Sequence[Quad], folder: Path, base: str) -> list[Quad]:
    """Write the counts of the charts and return the figures of coverage, of one store."""
    queries = [one.text for one in charts()] + [one.text for one in measures()]
    engine = store_for(queries, stated, base)
    write_counts(folder, engine)
    return [*measured(engine, base)]


def _write_views(stated: Sequence[Quad], folder: Path, base: str) -> None:
    """Write what shows the graph in other forms: its network, the search index."""
    write_exports(annotated(network(stated)), folder / "exports")
    write_search(folder / SEARCH, stated, base)


def records_of(plan: Plan) -> list[Record]:
    """Return every record that a plan names, and what was imported into its data folder."""
    return read_records(plan.records, plan.base, _imported(plan))


def _imported(plan: Plan) -> Iterator[Record]:
    """Yield what was imported and may stand under the plan's licence."""
    for record in read_imported(plan.data, plan.base):
        if not record.origin or allows(plan.licence, record.origin.licence):
            yield record


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let no search for cycles pass again and again over millions of quads, which have none."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


@contextmanager
def _told_first(gate: Callable[[], None]) -> Iterator[None]:
    """Ask the gate at the end, and after an error first: what breaks a rule may have caused it."""
    try:
        yield
    except Exception:
        gate()
        raise
    gate()


def _passed(checked: Checked) -> None:
    """Let pass what keeps the rules; raises `Closed` for what does not."""
    violations = [one for one in checked.problems if one.severity is Severity.VIOLATION]
    if violations:
        raise Closed(checked.problems, len(violations))


class Closed(GateClosed):
    """A closed gate with all the problems that were found."""

    def __init__(self, problems: Sequence[Problem], violations: int) -> None:
        super().__init__(f"{violations} violations: mend them, then build again")
        self.problems = tuple(problems)


def keep_features(features: "Features", folder: Path) -> None:
    """Keep what each issue leads to, for whoever asks why issues are related."""
    from graph.related import write_features

    write_features(features, folder)


def write_release(
    folder: Path, quads: Sequence[Quad], base: str = BASE, note: Note = lambda _: None
) -> dict[str, Any]:
    """Write store, downloads and description of sorted quads, and return the manifest's beginning.

    The engine loads the store while the downloads are written, each on a core of its own. The name
    is the RDFC-1.0 hash: without blank nodes, that of the sorted N-Quads.
    Complexity: sorting the quads; all else is linear.
    """
    with (
        run_in_fork(lambda: statistics(quads, base), quads, nice=WAITING) as counted,
        ThreadPoolExecutor(1) as pool,
    ):
        steps = write_downloads(folder, quads, base)
        note(f"wrote {next(steps)}")
        loading = pool.submit(Store.write, folder / DOWNLOADS[0].filename, folder / "store")
        digest = checksum(folder / DOWNLOADS[0].filename)
        for step in steps:
            note(f"wrote {step}")
        for download in DOWNLOADS:
            compress(folder / download.filename, note)
        counts = counted()
        _write_descriptions(folder, digest[:NAME_LENGTH], counts, base)
        loading.result()
    note("loaded the store")
    return _manifest(digest, counts, len(quads))


def _write_descriptions(folder: Path, name: str, counts: Statistics, base: str) -> None:
    (folder / "void.ttl").write_bytes(describe(folder, name, counts, base))
    (folder / SERVICE).write_bytes(describe_service(name, counts, base))
    write_text(folder / LICENSE_FILE, license_text(counts.parts))


def _manifest(digest: str, counts: Statistics, quads: int) -> dict[str, Any]:
    return {
        "name": digest[:NAME_LENGTH],
        "rdfc10": f"sha256:{digest}",
        "version": version("justicegraph"),
        "modified": counts.modified,
        "licence": whole_licence(counts.parts),
        "parts": [part.as_json() for part in counts.parts],
        "counts": {
            "quads": quads,
            "triples": counts.triples,
            "graphs": len(counts.graphs),
            "classes": {name[1:-1]: count for name, count in counts.classes.items()},
        },
    }


def _with_files(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """Add size and checksum of each file that is the same in every build of the same inputs."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    made = [path for path in paths if path.relative_to(folder).parts[0] not in OF_THE_ENGINES]
    with ThreadPoolExecutor() as pool:
        sums = pool.map(checksum, made)
    listed = {
        path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": sum_}
        for path, sum_ in zip(made, sums, strict=True)
    }
    return manifest | {"files": listed}


def _write_reports(folder: Path, checked: Checked) -> None:
    for format_, filename in REPORTS.items():
        problems = tuple(_without_folder(problem) for problem in checked.problems)
        write_text(folder / filename, REPORT_FORMATS[format_](problems, checked.report))


def _without_folder(problem: Problem) -> Problem:
    """Name a file alone: where the records lay on one machine says nothing on another."""
    return Problem(**{**problem.__dict__, "path": Path(problem.path).name})


def inputs(plan: Plan) -> str:
    """Return the hash of all that a build depends on: records, code, vocabulary and engines."""
    digest = hashlib.sha256(f"{plan.base} {plan.licence}".strip().encode())
    for label, path in _inputs(plan):
        digest.update(f"\0{label}\0".encode())
        digest.update(path.read_bytes())
    for name in ENGINES:
        digest.update(f"\0{name} {version(name)}".encode())
    return digest.hexdigest()


def _inputs(plan: Plan) -> Iterator[tuple[str, Path]]:
    for path in record_files(plan.records):
        yield path.name, path
    for path in judgement_files(plan.data):
        yield path.name, path
    for path in imported_files(plan.data):
        yield f"{path.parent.name}/{path.name}", path
    for package in ("ontology", "shapes", "graph"):
        with as_file(files(package)) as folder:
            for path in sorted(folder.rglob("*")):
                if path.suffix in SUFFIXES or path.name == "judgements.yaml":
                    yield f"{package}/{path.relative_to(folder)}", path


def is_current(plan: Plan) -> bool:
    """Whether the current release is what a build would make now."""
    try:
        return bool(current_release(plan.data).manifest["inputs"] == inputs(plan))
    except (NotFound, Unavailable, KeyError):
        return False
