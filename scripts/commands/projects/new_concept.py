"""The command `new concept`: writes a concept of a project into a file of its vocabulary."""

import click

from graph.files import replace_text
from graph.new_records.new_concept import new_concept
from ontology import Misuse, ProjectFolder, Unavailable
from scripts.commands.projects.this_project import this_project

__all__ = ["concept_command", "write_concept"]


@click.command(
    "concept",
    epilog='Example: justicegraph new concept impact "Well dried" "A well has no more water."',
)
@click.argument("scheme")
@click.argument("label")
@click.argument("definition")
@click.option("--broader", default="", help="The concept of the scheme that it narrows.")
def concept_command(scheme: str, label: str, definition: str, broader: str) -> None:
    """Add a concept to a SCHEME: an impact, a role, an actor-kind, or to a scheme of your own.

    LABEL and DEFINITION are in English. Records name it by the words of its label: well-dried.
    """
    project = this_project()
    word = write_concept(project, scheme, label, definition, broader)
    click.echo(f"Records name it {word}.", err=True)


def write_concept(
    project: ProjectFolder, scheme: str, label: str, definition: str, broader: str = ""
) -> str:
    """Write a concept into a file of its own, print the path, and return its word."""
    concept = new_concept(scheme, label, definition, project.project.base, broader)
    path = project.folder / "ontology" / concept.scheme / f"{concept.word}.ttl"
    if path.exists():
        raise Misuse(f"{path}: is there already")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, concept.text)
    except OSError as error:
        raise Unavailable(f"{path}: cannot be written: {error.strerror or error}") from error
    click.echo(str(path))
    return concept.word
