"""Commands on two releases: diff says what differs, patch makes one of the other."""

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from graph.release.changes import DIFFERENCE_FORMATS, difference
from graph.release.diff import edition
from graph.release.rdf_patch import patched, read_patch, write_patch
from ontology import Unavailable
from scripts.commands.options import base_option, data_option

__all__ = ["diff_command", "patch_command"]

PATCH = "patch"


@click.command("diff", epilog="Example: justicegraph diff 0123456789abcdef current --format json")
@click.argument("old")
@click.argument("new")
@data_option
@base_option
@click.option(
    "--format",
    "format_",
    type=click.Choice([*DIFFERENCE_FORMATS, PATCH]),
    default="text",
    show_default=True,
    help="A patch is RDF Patch; 'justicegraph patch' applies it.",
)
def diff_command(old: str, new: str, data: Path, base: str, format_: str) -> None:
    """Tell what differs between two releases: which records, which statements.

    OLD and NEW are names of releases of the data folder, 'current', folders of releases, or files
    of sorted N-Quads.
    """
    editions = edition(old, data), edition(new, data)
    if format_ == PATCH:
        _write(write_patch(*editions, base), None)
    else:
        click.echo(DIFFERENCE_FORMATS[format_](difference(*editions)), nl=False)


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
    _write(patched(edition(old, data), read_patch(patch)), output)


def _write(lines: Iterable[bytes], output: Path | None) -> None:
    """Write lines to stdout as they come, or to a file that is there whole or not at all."""
    if output is None:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
        return
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(lines)
            Path(name).replace(output)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable(f"{output}: cannot be written: {error.strerror}") from error
