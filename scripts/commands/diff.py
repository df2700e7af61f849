"""The command `diff`: shows the differences between two releases."""

from pathlib import Path

import click

from graph.release.changes import DIFFERENCE_FORMATS, difference
from graph.release.diff import find_release_data
from graph.release.rdf_patch import write_patch
from scripts.commands.options import data_option
from scripts.commands.output import write_lines

__all__ = [
    "diff_command",
]


PATCH = "patch"


@click.command("diff", epilog="Example: justicegraph diff 0123456789abcdef current --format json")
@click.argument("old")
@click.argument("new")
@data_option
@click.option(
    "--format",
    "format_",
    type=click.Choice([*DIFFERENCE_FORMATS, PATCH]),
    default="text",
    show_default=True,
    help="A patch is RDF Patch; 'justicegraph patch' applies it.",
)
def diff_command(old: str, new: str, data: Path, format_: str) -> None:
    """Tell what differs between two releases: which records, which statements.

    OLD and NEW are names of releases of the data folder, 'current', folders of releases, or files
    of sorted N-Quads.
    """
    editions = find_release_data(old, data), find_release_data(new, data)
    if format_ == PATCH:
        write_lines(write_patch(*editions), None)
    else:
        click.echo(DIFFERENCE_FORMATS[format_](difference(*editions)), nl=False)
