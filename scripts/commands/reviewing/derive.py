"""The command `derive`: lists what rules propose to reviewers about issues."""

from itertools import chain
from pathlib import Path

import click

from graph.build.build import records_of
from graph.deriving import REVIEW_FORMATS, derive, write_review
from graph.identity import identify, judgement_files, read_judgements
from graph.privacy.name_digests import hidden_names
from graph.reading.check import statements
from scripts.commands.options import data_option
from scripts.commands.projects.plan import plan

__all__ = ["derive_command"]


@click.group("derive", epilog="Example: justicegraph derive review")
def derive_command() -> None:
    """See what rules derive of issues: justice areas, impacts, affected groups and places."""


@derive_command.command("review", epilog="Example: justicegraph derive review --format csv")
@data_option
@click.option(
    "--format",
    "format_",
    type=click.Choice([*REVIEW_FORMATS]),
    default="csv",
    show_default=True,
    help="How the proposals are written.",
)
@click.option("--limit", type=click.IntRange(min=0), help="List at most this many proposals.")
def review_command(data: Path, format_: str, limit: int | None) -> None:
    """List the statements that rules propose at a confidence below 0.7, the surest first.

    They are in no release. To accept one, state it in a record, or raise the confidence of its
    row in the table of the rule.
    """
    asked = plan(data, ())
    judgements = read_judgements(judgement_files(data))
    known = identify(records_of(asked), judgements, asked.base, hidden_names(data))
    found = derive(chain(statements(known.records), known.quads), asked.base)
    click.echo(write_review(found.proposed, format_, limit), nl=False)
