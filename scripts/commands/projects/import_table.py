"""The command `import FILE`: makes an importer of a new table, and imports the table."""

import shutil
from pathlib import Path
from typing import Any

import click

from graph.files import replace_file
from graph.slugs import slug
from ontology import Misuse, Unavailable
from scripts.commands.asking import run_again
from scripts.commands.projects.new_importer import importer_options, make_importer
from scripts.commands.projects.this_project import this_project

__all__ = ["table_command"]


@click.command("table", epilog="Example: justicegraph import wells.csv")
@click.argument("table", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@importer_options
def table_command(table: Path, **options: Any) -> None:
    """Import a TABLE of your own: 'import wells.csv' is 'new importer wells' and 'import wells'.

    Its importer is made at the first time, and named after the file. Later, the copy of the table
    in snapshots/ is replaced, and imported by the importer that is there.
    """
    project, name = this_project(), slug(table.stem)
    if (project.folder / "importers" / name).exists() and not options["again"]:
        if {key for key, value in options.items() if value}:
            raise Misuse(f"importers/{name} is there already: add --again to make it anew")
        _replace(table, project.folder / "snapshots" / f"{name}.csv")
    else:
        make_importer(name, table, **options)
    run_again("import", name)


def _replace(table: Path, snapshot: Path) -> None:
    """Let a table be the snapshot that is imported."""
    if snapshot.exists() and table.samefile(snapshot):
        return
    part = snapshot.with_suffix(".part")
    try:
        shutil.copyfile(table, part)
        replace_file(part, snapshot)
    except OSError as error:
        raise Unavailable(f"{snapshot}: cannot be written: {error.strerror or error}") from error
