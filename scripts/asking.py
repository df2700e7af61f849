"""Commands that ask a graph: query, ask, related, export, get."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from graph import (
    EXPORTS,
    GRAPH_FORMATS,
    Query,
    Relation,
    Store,
    current_network,
    current_release,
    export,
    relations_of,
    write_exports,
)
from ontology import Misuse, NotFound, question, questions
from scripts.options import base_option, data_option
from server import Settings, create_app

__all__ = [
    "ask_command",
    "export_command",
    "get_command",
    "query_command",
    "related_command",
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


@click.command("ask", epilog="Example: justicegraph ask sold-as-automatic")
@click.argument("slug", metavar="QUESTION", default="")
@data_option
@click.option("--format", "format_", default="", help="json, xml, csv or tsv.")
def ask_command(slug: str, data: Path, format_: str) -> None:
    """Answer one of the questions that come with the graph; without one, list them."""
    if slug:
        _answer(data, question(slug).text, format_)
    else:
        for known in questions():
            click.echo(f"{known.slug:28} {known.title}")


@click.command("related", epilog="Example: justicegraph related ghost-work")
@click.argument("issue")
@data_option
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def related_command(issue: str, data: Path, limit: int, as_json: bool) -> None:
    """List the issues related to an issue, each with its reasons."""
    found = relations_of(current_network(current_release(data)), issue, limit)
    if as_json:
        click.echo(json.dumps([_row(relation) for relation in found], indent=2, ensure_ascii=False))
    elif not found:
        click.echo(f"{issue} shares nothing with another issue", err=True)
    for relation in [] if as_json else found:
        click.echo(f"{relation.rank:2}. {relation.label} ({relation.score})")
        for reason in relation.reasons:
            click.echo(f"      {reason.weight}  {reason.via}: {reason.label}")


def _row(relation: Relation) -> dict[str, Any]:
    return {
        "issue": relation.related,
        "label": relation.label,
        "rank": relation.rank,
        "score": float(relation.score),
        "reasons": [
            {"shared": one.shared, "label": one.label, "via": one.via, "weight": float(one.weight)}
            for one in relation.reasons
        ],
    }


@click.command("export", epilog="Example: justicegraph export gexf")
@click.argument("format_", metavar="FORMAT", type=click.Choice([*EXPORTS]), required=False)
@data_option
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="A folder for all.")
def export_command(format_: str | None, data: Path, to: Path | None) -> None:
    """Write the network of issues and what they share, to stdout or all formats to a folder."""
    network = current_network(current_release(data))
    if to:
        for path in write_exports(network, to):
            click.echo(path)
    elif format_:
        sys.stdout.buffer.write(export(network, format_))
    else:
        raise Misuse(f"name a format ({', '.join(EXPORTS)}), or a folder with --to")


@click.command("get", epilog="Example: justicegraph get /id/issue/ghost-work.jsonld")
@click.argument("path")
@data_option
@base_option
@click.option(
    "--accept", default="text/turtle, application/json;q=0.9, */*;q=0.8", show_default=True
)
def get_command(path: str, data: Path, base: str, accept: str) -> None:
    """Answer one request without a server, as the server would."""
    if not path.startswith("/"):
        raise Misuse(f"'{path}' is not a path: begin it with /")
    client = create_app(Settings(data, base)).test_client()
    with client.get(path, headers={"Accept": accept}) as response:
        for chunk in response.iter_encoded():
            sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
    if response.status_code >= 400:
        raise NotFound(f"{path}: {response.status}")
