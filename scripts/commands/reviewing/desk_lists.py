"""Commands for the lists of the desk: pairs that may be the same, and withheld names."""

from copy import copy
from pathlib import Path

import click

from graph.build.build import records_of
from graph.desk.pairs import judge_pair, listed_release, open_pairs, write_pairs
from graph.identity import Verdict, judgement_files, read_judgements, review_pairs, write_review
from graph.release.release import current_name
from scripts.commands.options import data_option
from scripts.commands.projects.plan import plan
from scripts.commands.reviewing.deciding import who_option, why_option
from scripts.commands.reviewing.names_review import review_command

__all__ = ["judge_command", "names_command", "pairs_command"]

names_command = copy(review_command)
names_command.name = "names"
names_command.epilog = (review_command.epilog or "").replace("import review", "desk names")


@click.command("pairs", epilog="Example: justicegraph desk pairs --limit 20")
@click.option("--limit", type=click.IntRange(min=0), help="List at most this many pairs.")
@data_option
def pairs_command(limit: int | None, data: Path) -> None:
    """List the pairs of records that may be the same and wait for a decision, the likeliest first.

    The list of a release is made once; a server does so itself.
    """
    release = current_name(data)
    if listed_release(data) != release:
        judged = read_judgements(judgement_files(data))
        pairs = review_pairs(records_of(plan(data, ())), judged)
        write_pairs(data, write_review("json", pairs), release)
    for one in open_pairs(data)[:limit]:
        names = f"{one.left}\t{one.right}\t{one.left_name}\t{one.right_name}"
        click.echo(f"{one.score:.2f}\t{names}\t{one.reasons}")


@click.command(
    "judge",
    epilog='Example: justicegraph desk judge actor/a actor/b same --who Ann --why "One firm."',
)
@click.argument("left")
@click.argument("right")
@click.argument("verdict", type=click.Choice([one.value for one in Verdict if one != "open"]))
@who_option
@why_option
@data_option
def judge_command(left: str, right: str, verdict: str, who: str, why: str, data: Path) -> None:
    """Say of a listed pair, LEFT and RIGHT, whether they are the same; a running server builds."""
    judge_pair(data, (left, right), Verdict(verdict), who, why)
    click.echo(f"{left} and {right} are judged {verdict}")
