"""The `justicegraph` command: a thin shell over the library; each command parses, calls, prints.

Exit codes: 0 good, 1 the data or the query is wrong, 2 used wrongly or the machine refuses.
Results go to stdout, talk to stderr.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from graph import (
    EXPORTS,
    GRAPH_FORMATS,
    RESULT_FORMATS,
    Closed,
    Plan,
    Relation,
    Release,
    Store,
    build,
    check,
    curated_records,
    current_network,
    current_release,
    export,
    is_current,
    read_records,
    relations_of,
    words,
    write_exports,
)
from ontology import BASE, JusticeGraphError, Misuse, NotFound, question, questions
from scripts.serving import serve_forever
from server import Settings, create_app
from shapes import REPORT_FORMATS, Severity, write_report

__all__ = ["main"]

STEPS = 18


class Commands(click.Group):
    """The group of commands; turns our errors into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error of ours is told in one line, without a traceback."""
        try:
            return super().invoke(ctx)
        except JusticeGraphError as error:
            click.echo(f"justicegraph: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="justicegraph")
def main() -> None:
    """Build, check, ask and serve a knowledge graph of AI and justice."""


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="The folder of releases; made when absent.",
)
records_option = click.option(
    "--records",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Records in place of the curated ones; may be given several times.",
)
base_option = click.option("--base", default=BASE, show_default=True, help="Where the data live.")


@main.command("build")
@data_option
@records_option
@base_option
@click.option("--force", is_flag=True, help="Build even where nothing changed.")
def build_command(data: Path, records: tuple[Path, ...], base: str, force: bool) -> None:
    r"""Build a release from records, and make it the current one.

    \b
    Example:
      justicegraph build --data build
    """
    release = _built(_plan(data, records, base), force=force)
    click.echo(f"{release.folder}")


def _plan(data: Path, records: tuple[Path, ...], base: str) -> Plan:
    if not base.startswith(("http://", "https://")) or not base.endswith("/"):
        raise Misuse(f"--base {base}: give an address that begins with https:// and ends with /")
    return Plan(data, records or (curated_records(),), base)


def _built(plan: Plan, *, force: bool = False) -> Release:
    if not force and is_current(plan):
        return current_release(plan.data)
    with _progress("build", STEPS) as bar:

        def note(step: str) -> None:
            bar.set_postfix_str(step)
            bar.update()

        try:
            return build(plan, note)
        except Closed as closed:
            for problem in closed.problems:
                if problem.severity is Severity.VIOLATION:
                    click.echo(problem, err=True)
            raise


@contextmanager
def _progress(what: str, total: int) -> Iterator["tqdm[Any]"]:
    """Show progress on a terminal, and nothing in a pipe."""
    with tqdm(total=total, desc=what, unit="step", disable=None, file=sys.stderr) as bar:
        yield bar


@main.command("validate")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice([*REPORT_FORMATS]),
    default="text",
    show_default=True,
    help="Turtle is the SHACL report itself; SARIF annotates a pull request.",
)
def validate_command(paths: tuple[Path, ...], format_: str) -> None:
    r"""Check records, among the curated ones that they may refer to.

    Tells record, line, field, what is wrong and how to mend it. Exits with 1 where there is a
    violation; warnings and infos do not stop a release.

    \b
    Example:
      justicegraph validate graph/records/issue/ghost-work.yaml
    """
    checked = check(read_records(paths), read_records([curated_records()]))
    click.echo(write_report(format_, checked.problems, checked.report), nl=False)
    if any(problem.severity is Severity.VIOLATION for problem in checked.problems):
        raise click.exceptions.Exit(1)


@main.command("serve")
@data_option
@records_option
@base_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def serve_command(data: Path, records: tuple[Path, ...], base: str, host: str, port: int) -> None:
    r"""Serve the graph; builds it first where records or code have changed.

    \b
    Example:
      justicegraph serve --host 127.0.0.1 --port 8000
    """
    release = _built(_plan(data, records, base))
    serve_forever(Settings(data, base), host, port, release)


@main.command("query")
@click.argument("query")
@data_option
@click.option(
    "--format", "format_", default="", help="json, xml, csv, tsv; or ttl, nt, jsonld, rdf."
)
def query_command(query: str, data: Path, format_: str) -> None:
    r"""Run a SPARQL query, given as text or as the name of a file.

    \b
    Example:
      justicegraph query "SELECT ?title { ?issue a jg:Incident ; dcterms:title ?title }"
    """
    _answer(data, _text(query), format_)


def _text(query: str) -> str:
    path = Path(query)
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else query
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"{query}: cannot be read as UTF-8 text: {error}") from error


def _answer(data: Path, text: str, format_: str) -> None:
    offers = GRAPH_FORMATS if words(text) & {"CONSTRUCT", "DESCRIBE"} else RESULT_FORMATS
    default = "ttl" if offers is GRAPH_FORMATS else "csv"
    found = [offer for offer in offers if offer.name == (format_ or default)]
    if not found:
        raise Misuse(f"--format {format_}: choose one of {', '.join(o.name for o in offers)}")
    with Store.open(current_release(data).store).query(text, found[0]).body as body:
        while chunk := body.read(1 << 16):
            sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


@main.command("ask")
@click.argument("slug", metavar="QUESTION", default="")
@data_option
@click.option("--format", "format_", default="", help="json, xml, csv or tsv.")
def ask_command(slug: str, data: Path, format_: str) -> None:
    r"""Answer one of the questions that come with the graph; without one, list them.

    \b
    Example:
      justicegraph ask sold-as-automatic
    """
    if slug:
        _answer(data, question(slug).text, format_)
    else:
        for known in questions():
            click.echo(f"{known.slug:28} {known.title}")


@main.command("related")
@click.argument("issue")
@data_option
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def related_command(issue: str, data: Path, limit: int, as_json: bool) -> None:
    r"""List the issues related to an issue, each with its reasons.

    \b
    Example:
      justicegraph related ghost-work
    """
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


@main.command("export")
@click.argument("format_", metavar="FORMAT", type=click.Choice([*EXPORTS]), required=False)
@data_option
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="A folder for all.")
def export_command(format_: str | None, data: Path, to: Path | None) -> None:
    r"""Write the network of issues and what they share, to stdout or all formats to a folder.

    \b
    Example:
      justicegraph export gexf
    """
    network = current_network(current_release(data))
    if to:
        for path in write_exports(network, to):
            click.echo(path)
    elif format_:
        sys.stdout.buffer.write(export(network, format_))
    else:
        raise Misuse(f"name a format ({', '.join(EXPORTS)}), or a folder with --to")


@main.command("get")
@click.argument("path")
@data_option
@base_option
@click.option(
    "--accept", default="text/turtle, application/json;q=0.9, */*;q=0.8", show_default=True
)
def get_command(path: str, data: Path, base: str, accept: str) -> None:
    r"""Answer one request without a server, as the server would.

    \b
    Example:
      justicegraph get /id/issue/ghost-work.jsonld
    """
    if not path.startswith("/"):
        raise Misuse(f"'{path}' is not a path: begin it with /")
    client = create_app(Settings(data, base)).test_client()
    with client.get(path, headers={"Accept": accept}) as response:
        for chunk in response.iter_encoded():
            sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
    if response.status_code >= 400:
        raise NotFound(f"{path}: {response.status}")
