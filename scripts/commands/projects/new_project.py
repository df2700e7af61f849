"""The command `new project`: makes a project folder that builds, validates and serves at once."""

import shutil
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click

from graph.files import sync_folder, sync_tree
from ontology import OURS, Misuse, Project, Unavailable, check_contact
from scripts.commands.asking import on_terminal
from scripts.commands.projects.project_questions import base_of, project_answers
from scripts.commands.projects.skeletons import fill, quoted

__all__ = ["project_command"]

SKELETON: Final = "skeleton"
EXAMPLE: Final = "*example*"
"""The names of files of the example."""
LINES: Final = ("headline", "description", "footer")
"""Texts that a project may be without."""


@click.command("project", epilog='Example: justicegraph new water --title "Water and AI"')
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="", help="The title of the graph; else the name of DIR.")
@click.option("--headline", default="", help="What the front page says first; else the title.")
@click.option("--description", default="", help="What it is about, in a sentence or two.")
@click.option("--publisher", default="", help="Who publishes it; else the title.")
@click.option("--licence", default="", help="The address of a licence; else CC BY 4.0.")
@click.option("--contact", default="", help="A mail address, or that of a page.")
@click.option("--base", default="", help="Where the addresses of its records begin.")
@click.option("--colour", default="", help="The colour of headings and issues, such as #0b5d3b.")
@click.option("--footer", default="", help="A line at the foot of each page.")
@click.option("--no-example", is_flag=True, help="Leave out the invented issue and its terms.")
@click.option(
    "--logo", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A picture."
)
def project_command(folder: Path, **options: Any) -> None:
    """Make a project: a graph with your own title, records, terms, rules, questions and look.

    'justicegraph new DIR' is the same. On a terminal, it asks for what the options say where none
    is given. All can be changed later in DIR/justicegraph.toml.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Misuse(f"{folder}: is not empty: give the name of a new folder")
    if on_terminal() and not any(options.values()):
        options = project_answers(folder)
    check_contact(options["contact"])
    project = _project(folder, options)
    _write(folder, project, options["logo"], has_example=not options["no_example"])
    click.echo(str(folder))
    then = "new issue" if options["no_example"] else "serve"
    click.echo(f"Next: cd {folder} && justicegraph {then}", err=True)


def _project(folder: Path, options: Mapping[str, Any]) -> Project:
    """Return the project that options or answers describe."""
    title = options["title"] or folder.resolve().name
    colour, logo = options["colour"], options["logo"]
    return Project(
        title,
        options["headline"],
        options["description"],
        options["publisher"] or title,
        licence=options["licence"] or OURS.licence,
        contact=options["contact"],
        base=options["base"] or base_of(title),
        logo=logo.name if logo else "",
        footer=options["footer"],
        colours={"issue": colour, "accent": colour} if colour else {},
    )


def _write(folder: Path, project: Project, logo: Path | None, *, has_example: bool) -> None:
    """Write a project; its folder gets its name once all files are in it."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as name:
            whole = Path(name, "project")
            with as_file(files("scripts.commands.projects") / SKELETON) as skeleton:
                fill(skeleton, whole, _words(project))
            for example in () if has_example else sorted(whole.rglob(EXAMPLE)):
                example.unlink()
            if logo:
                shutil.copyfile(logo, whole / "static" / project.logo)
            sync_tree(whole)
            whole.replace(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise Unavailable(f"{folder}: cannot be written: {error.strerror or error}") from error


def _words(project: Project) -> dict[str, str]:
    """Return what the files of a new project say of it, as TOML writes it."""
    texts = ("title", "publisher", "licence", "contact")
    colour = project.colours.get("issue", "")
    look = [f'issue = "{colour}"', f'accent = "{colour}"'] if colour else []
    return {
        **{name: quoted(getattr(project, name)) for name in texts},
        **{name: _line(name, getattr(project, name)) for name in LINES},
        "base": project.base,
        "logo": f'logo = "{project.logo}"' if project.logo else '# logo = "logo.svg"',
        "colours": "\n".join(["[colours]", *look] if look else COLOURS),
        "heading": f"h1 {{ color: {colour}; }}\n" if colour else "",
    }


def _line(name: str, text: str) -> str:
    """Return a line of the project file; one without a value is a comment."""
    return f'{"" if text else "# "}{name} = "{quoted(text)}"'


COLOURS: Final = ("# [colours]", '# issue = "#0b5d3b"', '# accent = "#0b5d3b"')
