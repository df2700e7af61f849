"""Cost of a project folder: CPU of the same records, built and served as the core and as one."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from typing import Final

from graph.build.build import build
from graph.reading.files import curated_records
from ontology import PROJECT_VARIABLE
from scripts.bench.costs import measured, processor_seconds
from scripts.bench.figures import Figure
from scripts.commands.projects.plan import plan, project_settings
from server import Settings, create_app

__all__ = ["bench_own"]

PAGES: Final = 60
SLOWER: Final = 1.05
CORE, FOLDER, TERMS = "the core", "a project", "a project with own terms"
LOOK: Final = (
    '{% extends "ours/base.html" %}{% block footer %}<p>Ours</p>{{ super() }}{% endblock %}'
)
SEARCHES: Final = (
    *("/search", "/search?q=workers", "/search?q=data+workers", "/search?q=screen&year=2020"),
    *("/search?kind=Incident&order=newest", "/search?place=kenya", "/search?q=benfit"),
)
QUERIES: Final = tuple(
    f"/sparql?query=SELECT+*+%7B+?issue+a+jg:Incident+;+jg:actor+?who+%7D+LIMIT+{count}"
    for count in range(10, 40)
)


def bench_own(turns: int) -> Iterator[Figure]:
    """Measure the CPU of a project folder as a ratio to that of the core, with the same records.

    Each is measured some times, in turn; the least counts, since other work only adds to it. A
    project is measured twice: with a look and a plug-in of its own, and with terms, rules and
    questions of its own as well.
    """
    with tempfile.TemporaryDirectory() as name:
        steps = _steps()
        taken = _taken(Path(name), steps, turns)
        for step, side in product(steps, (FOLDER, TERMS)):
            ratio = taken[step, side] / taken[step, CORE]
            yield Figure(f"{step}: {side}, to the core", ratio, "", SLOWER)


def _steps() -> dict[str, Callable[[Path], float]]:
    issues = sorted(path.stem for path in (curated_records() / "issue").glob("*.yaml"))[:PAGES]
    return {
        "a build": _build,
        "an issue's page": partial(_answered, [f"/id/issue/{slug}" for slug in issues]),
        "a search": partial(_answered, SEARCHES),
        "a small query": partial(_answered, QUERIES),
    }


def _taken(
    folder: Path, steps: dict[str, Callable[[Path], float]], turns: int
) -> dict[tuple[str, str], float]:
    """Return the least CPU seconds of each step on each side."""
    sides = {CORE: None, FOLDER: folder / "plain", TERMS: folder / "terms"}
    for side, project in sides.items():
        if project:
            _write_project(project, has_terms=side == TERMS)
    taken: dict[tuple[str, str], float] = {}
    for _, (name, step), (side, project) in product(range(turns), steps.items(), sides.items()):
        with _entered(project):
            seconds = measured(step, project / "build" if project else folder / "core").seconds
        taken[name, side] = min(seconds, taken.get((name, side), seconds))
    return taken


@contextmanager
def _entered(project: Path | None) -> Iterator[None]:
    """Context manager: new processes are of a project, or of none."""
    os.environ.pop(PROJECT_VARIABLE, None)
    if project:
        os.environ[PROJECT_VARIABLE] = str(project)
    try:
        yield
    finally:
        os.environ.pop(PROJECT_VARIABLE, None)


def _write_project(project: Path, *, has_terms: bool) -> None:
    """Write a project with our records, a look and a plug-in of its own, if asked with terms."""
    terms = [] if has_terms else ["--no-example"]
    _run("new", str(project), "--title", "Own", "--colour", "#0b5d3b", *terms)
    file = project / "justicegraph.toml"
    file.write_text(file.read_text("utf-8").replace("base-layer = true", "base-layer = false"))
    shutil.rmtree(project / "records")
    shutil.copytree(curated_records(), project / "records", ignore=_tables)
    (project / "templates" / "base.html").write_text(LOOK, encoding="utf-8")
    with _entered(project):
        _run("new", "importer", "wells")


def _tables(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name.endswith(".csv")}


def _run(*arguments: str) -> None:
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "scripts.start", *arguments], check=True, capture_output=True
    )


def _build(data: Path) -> float:
    """Build a release, and return the CPU seconds of all processes."""
    shutil.rmtree(data, ignore_errors=True)
    began = processor_seconds()
    build(plan(data, ()))
    return processor_seconds() - began


def _answered(paths: Sequence[str], data: Path) -> float:
    """Answer some addresses without a cache, and return the CPU seconds of the second round."""
    given = {"data": data, "cache_megabytes": 0}
    client = create_app(Settings.read(given, {}, defaults=project_settings())).test_client()
    for path in paths:
        if (status := client.get(path, headers={"Accept": "text/html"}).status_code) != 200:
            raise AssertionError(f"{path}: {status}")
    began = processor_seconds()
    for path in paths:
        client.get(path, headers={"Accept": "text/html"})
    return processor_seconds() - began
