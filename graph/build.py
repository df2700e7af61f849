"""The build: records in, a release out; a pure function of its inputs."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

from graph.analysis import annotated
from graph.charts import write_counts
from graph.check import Checked, check, statements
from graph.crosswalk import write_crosswalk
from graph.description import describe, self_description
from graph.downloads import DOWNLOADS, compress, write_downloads
from graph.entail import entail
from graph.exploring import EXPLORER, write_explorer
from graph.export import write_exports
from graph.history import history_kept
from graph.identity import identify, judgement_files, read_judgements
from graph.importing.taking import imported_files, read_imported
from graph.licensing import allows, license_text, whole_licence
from graph.network import network
from graph.partitions import Statistics, statistics
from graph.provenance import provenance
from graph.quads import Quad, from_engine, line
from graph.reading import curated_records, read_records, record_files
from graph.record import Record
from graph.release import Release, checksum, current_release, publish, release_folder, write_text
from graph.search import SEARCH, write_search
from graph.service import SERVICE, describe_service
from graph.store import Store
from ontology import BASE, GateClosed, NotFound, Unavailable, vocabulary
from shapes import REPORT_FORMATS, Problem, Severity

__all__ = [
    "BUILD_STEPS",
    "Closed",
    "Plan",
    "assemble",
    "build",
    "collector_paused",
    "is_current",
    "records_of",
    "write_release",
]

ENGINES: Final = (
    *("igraph", "isal", "networkx", "numpy", "pyoxigraph", "pyshacl", "rdflib"),
    *("scipy", "snowballstemmer", "sparse-dot-topn"),
)
REPORTS: Final = {"text": "validation.txt", "json": "validation.json", "turtle": "validation.ttl"}
LICENSE_FILE: Final = "LICENSE.txt"
NAME_LENGTH: Final = 16
OF_THE_ENGINES: Final = ("store", SEARCH, EXPLORER)
"""What is in a form of its engine's own, whose bytes differ between versions of the engine."""
SUFFIXES: Final = (".py", ".ttl", ".rq", ".jsonld", ".csv", ".tsv", ".txt")
BUILD_STEPS: Final = 7 + 2 * len(DOWNLOADS)
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
    files the engine names anew.
    """
    records = records_of(plan)
    note(f"read {len(records):,} records")
    known = identify(records, read_judgements(judgement_files(plan.data)), plan.base)
    checked = check(known.records)
    _gate(checked)
    note("validated")
    with collector_paused(), release_folder(plan.data) as folder, history_kept(plan.data):
        _write_reports(folder, checked)
        quads = assemble(known.records, plan.base, note, known.quads)
        manifest = write_release(folder, quads, plan.base, note)
        keep_features(quads, folder)
        write_counts(folder, Store.open(folder / "store", plan.base))
        note("counted for the charts")
        write_exports(annotated(network(quads)), folder / "exports")
        note("exported")
        write_explorer(folder / EXPLORER, quads)
        write_search(folder / SEARCH, quads, plan.base)
        note("indexed for the search and the explorer")
        return publish(plan.data, folder, _with_files(folder, manifest | {"inputs": inputs(plan)}))


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


def _gate(checked: Checked) -> None:
    violations = [one for one in checked.problems if one.severity is Severity.VIOLATION]
    if violations:
        raise Closed(checked.problems, len(violations))


class Closed(GateClosed):
    """A closed gate with all the problems that were found."""

    def __init__(self, problems: Sequence[Problem], violations: int) -> None:
        super().__init__(f"{violations} violations: mend them, then build again")
        self.problems = tuple(problems)


# What needs numpy is imported where it is used, since whoever only serves needs none of it.


def infer(stated: Sequence[Quad], base: str) -> list[Quad]:
    """Return what is inferred, and what editors judged of it."""
    from graph.inference import inferred

    return inferred(stated, base)


def keep_features(quads: Sequence[Quad], folder: Path) -> None:
    """Keep what each issue leads to, for whoever asks why issues are related."""
    from graph.inference import gather, write_features

    write_features(gather(quads), folder)


def assemble(
    records: Sequence[Record],
    base: str = BASE,
    note: Note = lambda _: None,
    matches: Sequence[Quad] = (),
) -> list[Quad]:
    """Return every quad of a release, sorted: what is stated, what is inferred, what is counted."""
    from graph.columns import ordered

    stated = [*statements(records), *_vocabulary(), *provenance(records, base)]
    stated += write_crosswalk(stated, base)
    inferred = infer(stated, base)
    quads = ordered([*stated, *inferred, *matches])
    quads = sorted([*quads, *self_description(quads, base)])
    note(f"assembled {len(quads):,} quads")
    return quads


def _vocabulary() -> list[Quad]:
    stated = list(from_engine(vocabulary()))
    return [*stated, *entail(stated)]


def _hash(lines: Sequence[str]) -> str:
    """Return the RDFC-1.0 hash of a graph without blank nodes: that of its sorted lines."""
    digest = hashlib.sha256()
    for text in lines:
        digest.update(f"{text}\n".encode())
    return digest.hexdigest()


def write_release(
    folder: Path, quads: Sequence[Quad], base: str = BASE, note: Note = lambda _: None
) -> dict[str, Any]:
    """Write store, downloads and description of sorted quads, and return the manifest's beginning.

    The engine loads the store while the downloads are written, each on a core of its own.
    Complexity: sorting the quads; all else is linear.
    """
    lines = sorted(line(quad) for quad in quads)
    digest = _hash(lines)
    steps = write_downloads(folder, lines, quads, base)
    note(f"wrote {next(steps)}")
    with ThreadPoolExecutor(1) as pool:
        loading = pool.submit(Store.write, folder / DOWNLOADS[0].filename, folder / "store")
        for step in steps:
            note(f"wrote {step}")
        for download in DOWNLOADS:
            compress(folder / download.filename, note)
        counts = statistics(quads, base)
        _write_descriptions(folder, digest[:NAME_LENGTH], counts, base)
        loading.result()
    note("loaded the store")
    return _manifest(digest, counts, len(lines))


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
    listed = {
        path.relative_to(folder).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": checksum(path),
        }
        for path in made
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
