"""Commands that ask a graph: query, ask, export."""

import sys
from pathlib import Path

import click

from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.network.analysis import annotated
from graph.network.export import EXPORTS, export, write_exports
from graph.network.network import current_network
from graph.questions import Asking
from graph.rdf.formats import GRAPH_FORMATS
from graph.release.release import current_release
from graph.search import SEARCH, Search
from ontology import Misuse, question, questions
from scripts.commands.options import data_option

__all__ = [
    "ask_command",
    "export_command",
    "query_command",
]


@click.command(
    "query",
    epilog='Example: justicegraph query "SELECT ?title { ?x a jg:Hazard ; rdfs:label ?title }"',
)
@click.argument("query")
@data_option
@click.option(
    "--format", "format_", default="", help="json, xml, csv, tsv; or ttl, nt, jsonld, rdf."
)
def query_command(query: str, data: Path, format_: str) -> None:
    """Run a SPARQL query, given as text or as the name of a file."""
    _answer(data, _text(query), format_)


def _text(query: str) -> str:
    path = Path(query)
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else query
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"{query}: cannot be read as UTF-8 text: {error}") from error


def _answer(data: Path, text: str, format_: str) -> None:
    query = Query(text)
    default = "ttl" if query.formats is GRAPH_FORMATS else "json" if query.form == "ASK" else "csv"
    found = [offer for offer in query.formats if offer.name == (format_ or default)]
    if not found:
        raise Misuse(
            f"--format {format_}: choose one of {', '.join(o.name for o in query.formats)}"
        )
    for chunk in Store.open(current_release(data).store).evaluate(query, found[0]).chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


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
        asking = Asking(Store.open(release.store), Search(release.folder / SEARCH))
        _answer(data, asking.query(question(slug), _given(values)).text, format_)
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


@click.command("export", epilog="Example: justicegraph export gexf")
@click.argument("format_", metavar="FORMAT", type=click.Choice([*EXPORTS]), required=False)
@data_option
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="A folder for all.")
def export_command(format_: str | None, data: Path, to: Path | None) -> None:
    """Write the network of issues and what they share, to stdout or all formats to a folder."""
    network = annotated(current_network(current_release(data)))
    if to:
        for path in write_exports(network, to):
            click.echo(path)
    elif format_:
        sys.stdout.buffer.write(export(network, format_))
    else:
        raise Misuse(f"name a format ({', '.join(EXPORTS)}), or a folder with --to")
