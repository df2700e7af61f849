"""Output of commands: results to stdout, problems and progress to stderr, files atomically."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.files import writing
from graph.rdf.formats import GRAPH_FORMATS
from graph.release.release import current_release
from ontology import Misuse, Unavailable
from shapes import Problem

__all__ = [
    "json_text",
    "print_answer",
    "print_problems",
    "progress",
    "write_lines",
]


def print_answer(data: Path, text: str, format_: str) -> None:
    """Evaluate a query over the current release and print its result in a format."""
    query = Query(text)
    default = "ttl" if query.formats is GRAPH_FORMATS else "json" if query.form == "ASK" else "csv"
    formats = [offer for offer in query.formats if offer.name == (format_ or default)]
    if not formats:
        raise Misuse(
            f"--format {format_}: choose one of {', '.join(o.name for o in query.formats)}"
        )
    for chunk in Store.open(current_release(data).store).evaluate(query, formats[0]).chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems to stderr, one a line."""
    for problem in problems:
        click.echo(problem, err=True)


@contextmanager
def progress(what: str, total: int) -> Iterator["tqdm[Any]"]:
    """Context manager: a progress bar on a terminal, nothing in a pipe."""
    with tqdm(total=total, desc=what, unit="step", disable=None, file=sys.stderr) as bar:
        yield bar


def write_lines(lines: Iterable[bytes], output: Path | None) -> None:
    """Write lines to stdout as they come, or to a file atomically."""
    if output is None:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
        return
    try:
        with writing(output) as file:
            file.writelines(lines)
    except OSError as error:
        raise Unavailable(f"{output}: cannot be written: {error.strerror}") from error


def json_text(value: object) -> str:
    """Return a value as indented JSON."""
    return json.dumps(value, indent=2, ensure_ascii=False)
