"""The command `new`: makes a project folder that builds, validates and serves at once."""

from importlib.resources import as_file, files
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import Final

import click

from graph.files import sync_folder, sync_tree, write_text
from graph.slugs import slug
from ontology import Misuse, Project, Unavailable

__all__ = ["new_command"]

SKELETON: Final = "skeleton"
RENAMED: Final = {"gitignore": ".gitignore"}
"""Files that tools would take for their own under the name that they get."""


@click.command("new", epilog="Example: justicegraph new water")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="", help="The title of the graph; else the name of DIR.")
@click.option("--base", default="", help="Where the addresses of its records begin.")
def new_command(folder: Path, title: str, base: str) -> None:
    """Make a project: a graph with your own title, records, terms, rules, questions and look.

    Then, in DIR: 'justicegraph validate', 'justicegraph build', 'justicegraph serve'. See
    docs/own-graph.md.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Misuse(f"{folder}: is not empty: give the name of a new folder")
    title = title or folder.resolve().name
    project = Project(title, base=base or f"https://example.org/{slug(title)}/")
    _write(folder, project)
    click.echo(str(folder))
    click.echo(f"Next: cd {folder} && justicegraph serve", err=True)


def _write(folder: Path, project: Project) -> None:
    """Write a project; its folder gets its name once all files are in it."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as name:
            whole = Path(name, "project")
            _fill(whole, project)
            sync_tree(whole)
            whole.replace(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise Unavailable(f"{folder}: cannot be written: {error.strerror or error}") from error


def _fill(folder: Path, project: Project) -> None:
    title = project.title.replace("\\", "\\\\").replace('"', '\\"')
    with as_file(files("scripts.commands.projects") / SKELETON) as skeleton:
        for path in sorted(skeleton.rglob("*")):
            if path.is_file():
                inside = path.relative_to(skeleton)
                target = folder / inside.parent / RENAMED.get(path.name, path.name)
                text = Template(path.read_text(encoding="utf-8"))
                target.parent.mkdir(parents=True, exist_ok=True)
                write_text(target, text.safe_substitute(title=title, base=project.base))
