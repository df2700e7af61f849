"""The command `related`: lists related issues, and explains why two issues are related."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryFile

import click

from graph.related import (
    VIEWS,
    Index,
    Relation,
    chains,
    diverse,
    explain,
    nearest,
    read_features,
    relation_between,
)
from graph.related.rows import as_json, chain_as_json
from graph.related.service import View, relations_of, row_of, viewed
from graph.related.spark import MASTER, nearest_by_spark
from graph.release.release import current_release
from graph.search import SEARCH, Search
from ontology import Misuse, record_iri
from scripts.commands.options import data_option
from scripts.commands.output import json_text

__all__ = [
    "related_command",
]


@click.command("related", epilog="Example: justicegraph related ghost-work --why --only labour")
@click.argument("issue", default="")
@click.argument("other", default="")
@data_option
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option("--why", is_flag=True, help="Say each reason in words, with the query that finds it.")
@click.option("--only", type=click.Choice(VIEWS), help="One side alone.")
@click.option("--without", multiple=True, help="Leave out what a node adds, such as actor/amazon.")
@click.option("--diverse", "is_diverse", is_flag=True, help="Repeat little within the list.")
@click.option("--json", "is_json", is_flag=True, help="Write JSON.")
@click.option("--all", "is_all", is_flag=True, help="Write the lists of all issues as CSV.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", help="For --all.")
@click.option("--master", default=MASTER, show_default=True, help="Where Spark is.")
def related_command(
    issue: str,
    other: str,
    data: Path,
    limit: int,
    why: bool,
    only: str | None,
    without: tuple[str, ...],
    is_diverse: bool,
    is_json: bool,
    is_all: bool,
    engine: str,
    master: str,
) -> None:
    """List the issues related to an issue, each with its reasons; or say why two are related."""
    release = current_release(data)
    folder, base = release.folder, release.base
    known = read_features(folder)
    issue, other = (_canonical(folder, slug, base) for slug in (issue, other))
    made = viewed(known, View(only or "", without), base)
    if is_all:
        _write_all(made, limit, master if engine == "spark" else "", base)
        return
    if not issue:
        raise Misuse("name an issue, or ask for --all")
    if other:
        _between(made, issue, other, is_json, base)
        return
    row = row_of(known, issue, base)
    found = (
        diverse(made, row, limit, base=base)
        if is_diverse
        else relations_of(made, issue, limit, base)
    )
    if is_json:
        click.echo(json_text([as_json(relation) for relation in found]))
    elif not found:
        click.echo(f"no other issue shares enough with {issue}", err=True)
    for relation in [] if is_json else found:
        _print(relation, why)


def _canonical(folder: Path, slug: str, base: str) -> str:
    """Return the slug of the issue that a record reports, mostly its own."""
    issue = Search(folder / SEARCH).issue_of(record_iri("issue", slug, base))
    return issue.rpartition("/")[2] if slug else ""


def _write_all(made: Index, limit: int, master: str, base: str) -> None:
    """Write the lists of all issues as CSV, complete or not at all."""
    parts = nearest_by_spark(made, master, limit) if master else nearest(made, limit=limit)
    with TemporaryFile("w+", encoding="utf-8") as kept:
        kept.write("issue,rank,related,score\n")
        for one in (relation for part in parts for relation in explain(made, part, base)):
            kept.write(f"{one.issue},{one.rank},{one.related},{one.score:f}\n")
        kept.seek(0)
        shutil.copyfileobj(kept, sys.stdout)


def _print(relation: Relation, why: bool) -> None:
    same = ", perhaps the same issue" if relation.is_near_duplicate else ""
    click.echo(f"{relation.rank:2}. {relation.label} ({relation.score:f}{same})")
    click.echo(f"    {relation.summary}")
    for group in relation.groups if why else ():
        click.echo(f"    {group.title}:")
        for reason in group.reasons:
            click.echo(f"      {reason.weight:f}  {reason.sentence}")
    if why:
        click.echo("".join(f"      {line}\n" for line in relation.query.splitlines()))


def _between(made: Index, issue: str, other: str, is_json: bool, base: str) -> None:
    one, two = (row_of(made.features, slug, base) for slug in (issue, other))
    direct = relation_between(made, one, two, base)
    paths = list(chains(made, one, two, base=base))
    if is_json:
        answer = {
            "direct": as_json(direct) if direct else None,
            "chains": [chain_as_json(chain) for chain in paths],
        }
        click.echo(json_text(answer))
        return
    if direct:
        _print(direct, why=True)
    elif not paths:
        click.echo(f"nothing leads from {issue} to {other}", err=True)
    for chain in paths:
        if len(chain.links) > 1:
            steps = " -> ".join(
                f"[{link.reasons[0].sentence}] {link.label}" for link in chain.links
            )
            click.echo(f"{chain.strength:.6f}  {issue} -> {steps}")
