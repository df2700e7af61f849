"""The command `query`: runs a SPARQL query over the current release."""

from pathlib import Path

import click

from ontology import Misuse
from scripts.commands.options import data_option
from scripts.commands.output import print_answer

__all__ = [
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
    print_answer(data, _text(query), format_)


def _text(query: str) -> str:
    path = Path(query)
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else query
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"{query}: cannot be read as UTF-8 text: {error}") from error
