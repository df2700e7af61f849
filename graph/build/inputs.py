"""Hash of the inputs of a build: records, judgements, imports, code and versions of engines."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from graph.build.project_files import project_files
from graph.desk.decided_files import desk_files
from graph.identity import canonical_files, judgement_files
from graph.importing.reader import imported_files
from graph.reading.files import curated_records, record_files
from graph.release.release import (
    current_release,
)
from ontology import OURS, NotFound, Project, Unavailable, plugin_versions

__all__ = [
    "ALL",
    "NONE",
    "Plan",
    "inputs",
    "is_current",
]


ENGINES: Final = (
    *("duckdb", "isal", "networkx", "numpy", "pyoxigraph", "pyshacl", "pystemmer", "rdflib"),
    *("scipy", "sparse-dot-topn"),
)


SUFFIXES: Final = (".py", ".ttl", ".rq", ".jsonld", ".csv", ".tsv", ".txt")


TABLES: Final = (
    *("groups.yaml", "judgements.yaml", "place_words.yaml", "topics.yaml", "words.yaml"),
)
"""Tables among the code that are YAML, as records are."""


ALL, NONE = "all", "none"


@dataclass(frozen=True)
class Plan:
    """Inputs of a build: data folder, records and the project that they belong to."""

    data: Path
    records: tuple[Path, ...] = field(default_factory=lambda: (curated_records(),))
    project: Project = OURS
    licence: str = ""
    """Name of a licence that the release is restricted to, or empty for all parts."""
    derived: str = ALL
    """Which derived statements the release holds: `ALL` or `NONE`."""
    formats: tuple[str, ...] = ()
    """Suffixes of the downloads that are written besides N-Quads; all where none is named."""
    base_layer: bool = False
    """Base layer: whether places, actors and sources come from the curated records where used."""

    @property
    def base(self) -> str:
        """Return the base IRI of the records."""
        return self.project.base


def inputs(plan: Plan) -> str:
    """Return a hash of everything a build depends on: records, code, vocabulary, engines."""
    derived = "" if plan.derived == ALL else f"derived {plan.derived}"
    formats = f"formats {' '.join(plan.formats)}" if plan.formats else ""
    about = json.dumps(plan.project.to_json(), ensure_ascii=False)
    digest = hashlib.sha256(f"{about} {plan.licence} {derived} {formats}".strip().encode())
    for label, path in _inputs(plan):
        digest.update(f"\0{label}\0".encode())
        digest.update(path.read_bytes())
    for text in (*(f"{name} {version(name)}" for name in ENGINES), *plugin_versions()):
        digest.update(f"\0{text}".encode())
    return digest.hexdigest()


def _inputs(plan: Plan) -> Iterator[tuple[str, Path]]:
    for path in record_files(plan.records):
        yield path.name, path
    yield from _of_project(plan)
    for path in (*judgement_files(plan.data), *canonical_files(plan.data)):
        yield path.name, path
    for path in desk_files(plan.data):
        yield "/".join(path.parts[-3:]), path
    for path in imported_files(plan.data):
        yield f"{path.parent.name}/{path.name}", path
    yield from _code()


def _of_project(plan: Plan) -> Iterator[tuple[str, Path]]:
    if plan.base_layer:
        yield from ((f"base-layer/{path.name}", path) for path in record_files([curated_records()]))
    yield from project_files()


def _code() -> Iterator[tuple[str, Path]]:
    for package in ("ontology", "shapes", "graph"):
        with as_file(files(package)) as folder:
            for path in sorted(folder.rglob("*")):
                if path.suffix in SUFFIXES or path.name in TABLES:
                    yield f"{package}/{path.relative_to(folder)}", path


def is_current(plan: Plan) -> bool:
    """Whether a build of the plan would give the current release again."""
    try:
        return bool(current_release(plan.data).manifest["inputs"] == inputs(plan))
    except (NotFound, Unavailable, KeyError):
        return False
