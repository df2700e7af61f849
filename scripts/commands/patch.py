"""The command `patch`: applies an RDF Patch to a release."""

from pathlib import Path

import click

from graph.release.diff import find_release_data
from graph.release.rdf_patch import apply_patch, read_patch
from scripts.commands.options import data_option
from scripts.commands.output import write_lines

__all__ = [
    "patch_command",
]


@click.command("patch", epilog="Example: justicegraph patch current changes.rdfp --output new.nq")
@click.argument("old")
@click.argument("patch", type=click.Path(path_type=Path))
@data_option
@click.option("--output", type=click.Path(path_type=Path), help="A file; else to stdout.")
def patch_command(old: str, patch: Path, data: Path, output: Path | None) -> None:
    """Apply an RDF Patch to the release OLD, and write the N-Quads of the one that it makes.

    They are the same to the byte as those that the patch was made from; a patch for another
    release is refused.
    """
    write_lines(apply_patch(find_release_data(old, data), read_patch(patch)), output)
