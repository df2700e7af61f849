"""The command `similar`: finds the issues that a text may report, each with its reasons."""

from pathlib import Path

import click

from graph.related import read_features
from graph.related.rows import text_match_as_json
from graph.related.similar import LONGEST, SimilarIssues
from graph.release.release import current_release
from ontology import Misuse, Unavailable
from scripts.commands.options import data_option
from scripts.commands.output import json_text

__all__ = ["similar_command"]


@click.command(
    "similar", epilog='Example: justicegraph similar "Face match led to a wrongful arrest"'
)
@click.argument("text", metavar="FILE|TEXT")
@data_option
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 100))
@click.option("--json", "is_json", is_flag=True, help="Write JSON.")
def similar_command(text: str, data: Path, limit: int, is_json: bool) -> None:
    """Say whether a text is of a known issue: the nearest, and why. `-` reads from stdin."""
    release = current_release(data)
    issues = SimilarIssues(read_features(release.folder))
    found = issues.of(_read(text), limit, release.base)
    if is_json:
        click.echo(json_text([text_match_as_json(one) for one in found]))
    elif not found:
        click.echo("nothing in the text leads to an issue", err=True)
    for one in [] if is_json else found:
        click.echo(f"{one.rank:2}. {one.label} ({one.score:f})")
        click.echo(f"    {one.related}")
        click.echo(f"    {one.summary}")


def _read(text: str) -> str:
    """Return the text of a file, a pipe or stdin, or the text itself where there is none."""
    if text != "-" and not _is_readable(Path(text)):
        return text
    try:
        with click.open_file(text, encoding="utf-8") as file:
            return str(file.read(LONGEST + 1))
    except UnicodeDecodeError:
        raise Misuse(f"{text}: is no text in UTF-8") from None
    except OSError as error:
        raise Unavailable(f"{text}: cannot be read: {error}") from error


def _is_readable(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):  # longer than a name may be
        return False
