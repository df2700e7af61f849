"""The commands `identity review` and `identity judge`: duplicate records."""

from datetime import date, datetime
from pathlib import Path
from typing import Final

import click
from rapidfuzz import process

from graph.build.build import records_of
from graph.identity import (
    REVIEW_FORMATS,
    Judgement,
    Verdict,
    joined_pairs,
    judge,
    judgement_files,
    read_judgements,
    review_pairs,
    write_review,
)
from graph.privacy.name_digests import hidden_names
from ontology import Misuse, NotFound, current_project
from scripts.commands.options import data_option
from scripts.commands.projects.plan import plan

__all__ = ["identity_command"]

TABLE: Final = "judgements.csv"
JUDGED: Final = ("actor", "system", "issue", "worker-group", "source")
"""Kinds of records that can be judged."""
PRODUCT: Final = {"actor", "system"}
"""An organisation may be a product."""
EXAMPLE: Final = (
    "Example: justicegraph identity judge actor/aiid-cass actor/aiaaic-cass same "
    '--who Ann --why "One firm."'
)


@click.group("identity", epilog="Example: justicegraph identity review")
def identity_command() -> None:
    """See which records may describe the same thing, and say which do."""


@identity_command.command("review", epilog="Example: justicegraph identity review --format csv")
@data_option
@click.option(
    "--format",
    "format_",
    type=click.Choice([*REVIEW_FORMATS]),
    default="table",
    show_default=True,
    help="How the pairs are written.",
)
@click.option("--limit", type=click.IntRange(min=0), help="List at most this many pairs.")
@click.option("--joined", is_flag=True, help="List the issues that a rule counts as one.")
def review_command(data: Path, format_: str, limit: int | None, *, joined: bool) -> None:
    """List the pairs of records that may be the same and that nobody judged.

    They are actors, systems, issues, worker groups or sources, each pair with its score and the
    reasons, the likeliest first. What is sure is not listed: the build
    merges it, and the graph says why. With --joined, the pairs of issues that it counts as one are
    listed: 'identity judge LEFT RIGHT different' parts them.
    """
    records, judgements = records_of(plan(data, ())), read_judgements(judgement_files(data))
    if joined:
        pairs, end = joined_pairs(records, judgements, hidden_names(data)), "counted as one"
    else:
        pairs, end = review_pairs(records, judgements), "to be judged"
    click.echo(write_review(format_, pairs[:limit], end), nl=False)


@identity_command.command("judge", epilog=EXAMPLE)
@click.argument("left")
@click.argument("right")
@click.argument("verdict", type=click.Choice([one.value for one in Verdict]))
@click.option("--who", required=True, help="Who judges.")
@click.option("--why", required=True, help="Why, in a sentence that all may read.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="When it was judged.  [today]")
@click.option(
    "--table", type=click.Path(path_type=Path), help="Where to.  [judgements/ of the project]"
)
@data_option
def judge_command(
    left: str,
    right: str,
    verdict: str,
    who: str,
    why: str,
    day: datetime | None,
    table: Path | None,
    data: Path,
) -> None:
    """Say whether LEFT and RIGHT, each such as actor/meta or issue/aiid-23, are the same.

    They are two records of one kind, or an organisation and the system that it may be.

    The next build goes by it. 'different' and 'unsure' keep them apart, whatever a rule says;
    'open' takes back what was said before. Nothing is overwritten, so that all of it can be undone.
    """
    _known(data, left, right)
    judgement = Judgement(
        left, right, Verdict(verdict), who, (day or date.today()).isoformat()[:10], why
    )
    path = table or _table(data)
    judge(path, judgement)
    click.echo(f"{path}: {left} and {right} are judged {verdict}")


def _table(data: Path) -> Path:
    """Return the table of the project that a data folder belongs to, else that of the folder."""
    project = current_project()
    if project is None or data.resolve() != project.data.resolve():
        return data / TABLE
    folder = project.folder / "judgements"
    folder.mkdir(exist_ok=True)
    return folder / TABLE


def _known(data: Path, left: str, right: str) -> None:
    """Refuse records that are not there, or of which one cannot be the other."""
    known = {f"{record.kind}/{record.slug}" for record in records_of(plan(data, ()))}
    for name in (left, right):
        if name not in known:
            near = ", ".join(match[0] for match in process.extract(name, known, limit=3))
            raise NotFound(f"there is no record '{name}'; the nearest are: {near}")
    kinds = {name.partition("/")[0] for name in (left, right)}
    is_alike = len(kinds) == 1 or kinds == PRODUCT
    if not is_alike or not kinds <= {*JUDGED} or left == right:
        raise Misuse(
            f"{left} and {right}: judge two records of one kind ({', '.join(JUDGED)}), "
            "or an actor and a system"
        )
