"""The command `python -m scripts.bench related`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from ontology import JusticeGraphError, NotFound
from scripts.bench.related.agreement import agreement
from scripts.bench.related.editors import editors
from scripts.bench.related.graded import GRADED, graded
from scripts.bench.related.incidents import read_incidents
from scripts.bench.related.method import table
from scripts.bench.related.pairs import Pairs, read_pairs
from scripts.bench.related.report import ablation, comparison, head
from scripts.bench.related.speed import on_spark, speed
from scripts.bench.related.twins import recall_of_twins

__all__ = ["related_command"]

SHARED: Final = Path("../shared/data")
PATH = click.Path(path_type=Path, dir_okay=False)


@click.command("related")
@click.option("--pairs", type=PATH, default=SHARED / "related/aiid_related_pairs.csv")
@click.option("--incidents", type=PATH, default=SHARED / "aiid/incidents.csv")
@click.option("--ablation", "with_ablation", is_flag=True, help="What each part adds.")
@click.option("--speed", "sizes", type=int, multiple=True, help="Generated issues to time.")
@click.option("--spark", "on", type=int, multiple=True, help="Number of issues to time with Spark.")
@click.option("--editors", "is_editors", is_flag=True, help="Judge on the judgements of editors.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), default=Path("build"))
@click.option("--graded", "grades", type=PATH, default=GRADED, help="Graded judgements of pairs.")
def related_command(
    pairs: Path,
    incidents: Path,
    with_ablation: bool,
    sizes: tuple[int, ...],
    on: tuple[int, ...],
    is_editors: bool,
    data: Path,
    grades: Path,
) -> None:
    """Judge related issues as a release serves them, and on pairs of incidents before merging.

    `--data` is the folder of releases. With `--speed` or `--spark` the time is taken instead, on
    generated graphs; with `--editors` the curated graph is judged by its editors.
    """
    for text in (text for issues in sizes for text in speed(issues)):
        click.echo(text)
    for text in (text for issues in on for text in on_spark(issues)):
        click.echo(text)
    for text in editors() if is_editors else ():
        click.echo(text)
    if sizes or on or is_editors:
        return
    try:
        for text in _graded(data, grades):
            click.echo(text)
        for text in _report(pairs, incidents, with_ablation):
            click.echo(text)
    except JusticeGraphError as error:
        click.echo(f"bench related: {error}", err=True)
        raise click.exceptions.Exit(error.exit_code) from error


def _graded(data: Path, grades: Path) -> Iterator[str]:
    try:
        yield from graded(data, grades)
        yield from agreement()
        yield from recall_of_twins(data)
    except NotFound as error:
        yield f"no graded judgements: {error}"


def _report(path: Path, source: Path, with_ablation: bool) -> Iterator[str]:
    incidents = read_incidents(source)
    known = table(incidents)
    found = read_pairs(path, known.issues)
    for strength in sorted(found):
        pairs = found[strength]
        if not pairs.count:
            yield f"no {strength} pair of incidents that are in {source}"
            continue
        yield head(_title(strength, pairs))
        yield from comparison(incidents, known, pairs)
        if with_ablation:
            yield head(f"{strength}: what each part adds")
            yield from ablation(known, pairs)


def _title(strength: str, pairs: Pairs) -> str:
    unknown = f", {pairs.unknown} left out" if pairs.unknown else ""
    return f"{pairs.count} {strength} pairs{unknown}"
