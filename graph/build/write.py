"""Writes the files of a release: downloads, store, descriptions, reports and manifest."""

from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.directory_index import DIRECTORY_INDEX
from graph.engine.oxigraph import Store
from graph.explorer import EXPLORER
from graph.files import checksum, write_text
from graph.metadata.dataset import describe
from graph.metadata.licences import license_text, whole_licence
from graph.metadata.sparql_service import SERVICE, describe_service
from graph.metadata.statistics import Statistics, statistics
from graph.parallel import run_in_fork
from graph.rdf.quads import Quad
from graph.rdf.turtle import Statement
from graph.reading.check import Checked
from graph.reconcile import NAMES
from graph.related_index import RELATED_INDEX
from graph.release.downloads import DOWNLOADS, chosen_downloads, compress, write_downloads
from graph.release.release import STORE
from graph.search import SEARCH
from ontology import OURS, Project
from shapes import REPORT_FORMATS, Problem

if TYPE_CHECKING:
    from graph.related import Features

__all__ = [
    "NAME_LENGTH",
    "REPORTS",
    "WAITING",
    "Note",
    "keep_features",
    "with_files",
    "write_release",
    "write_reports",
]


REPORTS: Final = {"text": "validation.txt", "json": "validation.json", "turtle": "validation.ttl"}


LICENSE_FILE: Final = "LICENSE.txt"


NAME_LENGTH: Final = 16


OF_THE_ENGINES: Final = (STORE, SEARCH, NAMES, EXPLORER, RELATED_INDEX, DIRECTORY_INDEX)
"""Files in an engine's own format, whose bytes differ between versions of the engine.

They are listed apart when the release is published (see `graph.release.verification`)."""


WAITING: Final = 5
"""Niceness of background tasks whose results are needed only at the end of the build."""


Note = Callable[[str], None]


def keep_features(features: "Features", folder: Path) -> None:
    """Store the features of all issues, from which related issues are explained."""
    from graph.related import write_features

    write_features(features, folder)


def write_release(
    folder: Path,
    quads: Sequence[Quad],
    project: Project = OURS,
    note: Note = lambda _: None,
    formats: Collection[str] = (),
    about: Callable[[str], Iterable[Statement]] = lambda _: (),
) -> dict[str, Any]:
    """Write store, downloads and descriptions; return the first part of the manifest.

    `formats` are suffixes of downloads; all are written where none is named. `about` gives more
    statements about the release of a name, for its VoID description. The engine loads the
    store while the downloads are written, each on a core of its own. The name is the RDFC-1.0 hash:
    without blank nodes, that of the sorted N-Quads.
    Complexity: sorting the quads; all else is linear.
    """
    with (
        run_in_fork(lambda: statistics(quads, project), quads, nice=WAITING) as counted,
        ThreadPoolExecutor(1) as pool,
    ):
        steps = write_downloads(folder, quads, project.base, formats)
        note(f"wrote {next(steps)}")
        loading = pool.submit(Store.write, folder / DOWNLOADS[0].filename, folder / STORE)
        digest = checksum(folder / DOWNLOADS[0].filename)
        for step in steps:
            note(f"wrote {step}")
        for download in chosen_downloads(formats):
            compress(folder / download.filename, note)
        counts = counted()
        name = digest[:NAME_LENGTH]
        _write_descriptions(folder, name, counts, project, about(name))
        loading.result()
    note("loaded the store")
    return _manifest(digest, counts, len(quads), project)


def _write_descriptions(
    folder: Path, name: str, counts: Statistics, project: Project, further: Iterable[Statement]
) -> None:
    (folder / "void.ttl").write_bytes(describe(folder, name, counts, project, further))
    (folder / SERVICE).write_bytes(describe_service(name, counts, project.base))
    write_text(folder / LICENSE_FILE, license_text(counts.parts))


def _manifest(digest: str, counts: Statistics, quads: int, project: Project) -> dict[str, Any]:
    return {
        "name": digest[:NAME_LENGTH],
        "rdfc10": f"sha256:{digest}",
        "version": version("justicegraph"),
        "project": project.to_json(),
        "modified": counts.modified,
        "licence": whole_licence(counts.parts),
        "parts": [part.as_json() for part in counts.parts],
        "counts": {
            "quads": quads,
            "triples": counts.triples,
            "graphs": len(counts.graphs),
            "classes": {name[1:-1]: count for name, count in counts.classes.items()},
        },
        "degrees": {name: list(numbers) for name, numbers in counts.degrees.items()},
    }


def with_files(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """Return the manifest with size and checksum of each reproducible file."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    made = [path for path in paths if path.relative_to(folder).parts[0] not in OF_THE_ENGINES]
    with ThreadPoolExecutor() as pool:
        sums = pool.map(checksum, made)
    listed = {
        path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": sum_}
        for path, sum_ in zip(made, sums, strict=True)
    }
    return manifest | {"files": listed}


def write_reports(folder: Path, checked: Checked) -> None:
    """Write the SHACL report of a build as text, JSON and Turtle."""
    for format_, filename in REPORTS.items():
        problems = tuple(_without_folder(problem) for problem in checked.problems)
        write_text(folder / filename, REPORT_FORMATS[format_](problems, checked.report))


def _without_folder(problem: Problem) -> Problem:
    """Return a problem with the file name alone: folders differ between machines."""
    return Problem(**{**problem.__dict__, "path": Path(problem.path).name})
