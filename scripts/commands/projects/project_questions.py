"""Questions of `new project` on a terminal: one for each word of the project file that shows."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from graph.slugs import slug
from ontology import OURS, Misuse, check_contact
from scripts.commands.asking import ask

__all__ = ["base_of", "project_answers"]


BASE_CHANGES: Final = (
    "The base can change until you publish: replace it in justicegraph.toml and in the files of "
    "ontology/, shapes/, questions/ and tables/, then run `justicegraph build --new-base`."
)
"""What a change of the base takes; the guide and the project file say the same."""


def base_of(title: str) -> str:
    """Return the base of a project that has no address yet."""
    return f"https://example.org/{slug(title)}/"


def project_answers(folder: Path) -> dict[str, Any]:
    """Ask what a new project is called, is about and looks like; return it as options have it."""
    click.echo(
        "Enter takes what is in brackets, or leaves it out. All can be changed later in\n"
        f"{folder}/justicegraph.toml. {BASE_CHANGES}",
        err=True,
    )
    title = ask("Title", folder.resolve().name.replace("-", " ").capitalize())
    return {
        "title": title,
        "headline": "",
        "licence": "",
        "description": ask("What it is about, in a sentence"),
        "publisher": ask("Who publishes it", title),
        "contact": ask("Contact (a mail address, or that of a page)", check=check_contact),
        "base": ask(
            "Base, where its addresses begin (no domain yet? Enter)", base_of(title), _check_base
        ),
        "colour": ask(
            "Colour, such as #0b5d3b (green), #9a2617 (red), #1d4e89 (blue)", check=_check_colour
        ),
        "logo": Path(logo).expanduser()
        if (logo := ask(f"Logo (a picture; its path, from {Path.cwd()})", check=_file))
        else None,
        "footer": ask("A line at the foot of each page"),
        "no_example": not click.confirm("Add an invented example?", err=True),
    }


def _check_base(base: str) -> None:
    replace(OURS, base=base)


def _check_colour(colour: str) -> None:
    replace(OURS, colours={"issue": colour})


def _file(name: str) -> None:
    path = Path(name).expanduser()
    if not path.is_file():
        raise Misuse(f"{name}: there is no file {path.absolute()}")
    replace(OURS, logo=path.name)
