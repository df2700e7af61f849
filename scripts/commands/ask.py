"""The command `ask`: answers a competency question."""

from pathlib import Path

import click

from graph.engine.oxigraph import Store
from graph.questions import ParameterBinder
from graph.release.release import current_release
from graph.search import SEARCH, Search
from ontology import Misuse, question, questions
from scripts.commands.options import data_option
from scripts.commands.output import print_answer

__all__ = [
    "ask_command",
]


@click.command("ask", epilog="Example: justicegraph ask workers-by-place place=africa")
@click.argument("slug", metavar="QUESTION", default="")
@click.argument("values", metavar="[PARAMETER=VALUE]...", nargs=-1)
@data_option
@click.option("--format", "format_", default="", help="json, xml, csv or tsv.")
def ask_command(slug: str, values: tuple[str, ...], data: Path, format_: str) -> None:
    """Answer one of the questions that come with the graph; without one, list them.

    Its parameters narrow it; the list names them.
    """
    if slug:
        release = current_release(data)
        asking = ParameterBinder(Store.open(release.store), Search(release.folder / SEARCH))
        print_answer(data, asking.query(question(slug), _given(values)).text, format_)
    else:
        for known in questions():
            names = ", ".join(one.name for one in known.parameters)
            click.echo(f"{known.slug:28} {known.title}" + (f" ({names})" if names else ""))


def _given(values: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the values of each parameter, as they were given: name=value."""
    given: dict[str, list[str]] = {}
    for pair in values:
        name, is_pair, value = pair.partition("=")
        if not is_pair:
            raise Misuse(f"'{pair}': give a parameter and its value, such as place=africa")
        given.setdefault(name, []).append(value)
    return given
