"""The benchmarks whose figures the documentation quotes: `python -m scripts.bench build`."""

import signal
import sys
from pathlib import Path

import click

from scripts.bench.build import bench_build
from scripts.bench.identity import bench_identity, identity_table
from scripts.bench.identity_growth import growth_table
from scripts.bench.importing import bench_import
from scripts.bench.own import bench_own
from scripts.bench.pages import bench_pages
from scripts.bench.real_data import bench_data
from scripts.bench.related.command import related_command
from scripts.bench.serving.command import bench_serve
from scripts.bench.serving.limits import bench_limits
from scripts.bench.soak.run import soak
from scripts.bench.validators import bench_validators

SIZES = (10_000, 100_000, 1_000_000)


@click.group()
def main() -> None:
    """Measure this project, as ratios to what a user would take instead.

    Ratios of one run carry over to other machines, times do not.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # ends its servers


@main.command("build")
@click.option("--triples", type=int, multiple=True, default=SIZES, show_default=True)
@click.option("--rdflib-up-to", default=1_000_000, show_default=True, help="No rdflib beyond this.")
def build_command(triples: tuple[int, ...], rdflib_up_to: int) -> None:
    """Build releases of generated graphs; rdflib parses the same graphs."""
    bench_build(triples, rdflib_up_to)


@main.command("validators")
@click.option("--triples", type=int, multiple=True, default=SIZES[:2], show_default=True)
@click.option("--pyshacl-up-to", default=100_000, show_default=True, help="No pySHACL beyond this.")
def validators_command(triples: tuple[int, ...], pyshacl_up_to: int) -> None:
    """Compare SHACL validators by time and results: the gate, pySHACL, and what is installed.

    Others are pySHACL Turbo and rudof: pip install pyshacl-turbo pyrudof.
    """
    bench_validators(triples, pyshacl_up_to)


@main.command("serve")
@click.option("--triples", type=int, multiple=True, default=SIZES[1:], show_default=True)
@click.option("--seconds", default=3, show_default=True, help="How long each load lasts.")
def serve_command(triples: tuple[int, ...], seconds: int) -> None:
    """Serve generated graphs; Oxigraph and rdflib-endpoint serve the same graphs. Needs wrk."""
    bench_serve(triples, seconds)


@main.command("limits")
def limits_command() -> None:
    """Send hostile queries to our server and to Oxigraph, and print how they end."""
    bench_limits()


@main.command("import")
@click.option("--rows", type=int, multiple=True, default=SIZES, show_default=True)
def import_command(rows: tuple[int, ...]) -> None:
    """Import generated sheets of this many rows."""
    bench_import(rows)


@main.command("soak")
@click.option("--seconds", default=600.0, show_default=True)
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True),
    help="A data folder with releases. Two releases are built where none is given.",
)
def soak_command(seconds: float, data: Path | None) -> None:
    """Run a soak test: honest and hostile clients, killed workers, switched releases.

    Exits with 1 where an honest answer was wrong or failed, or where memory grew.
    """
    verdict = soak(seconds, data)
    click.echo("\n".join(verdict.lines()))
    if not verdict.is_good:
        raise click.exceptions.Exit(1)


@main.command("pages")
@click.option("--issues", default=100_000, show_default=True)
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Measure the CPU of pages and CSV over this data folder instead.",
)
def pages_command(issues: int, data: Path | None) -> None:
    """Time pages of a generated graph, at the server and in a browser; or of your own data."""
    for figure in bench_data(data) if data else bench_pages(issues):
        click.echo(figure)


@main.command("own")
@click.option("--turns", default=5, show_default=True, help="How often each is measured.")
def own_command(turns: int) -> None:
    """Measure what a project folder adds to the CPU of building, pages, searches and queries."""
    for figure in bench_own(turns):
        click.echo(figure)


@main.command("identity")
@click.option(
    "--rows", type=int, multiple=True, help="Measure the cost on this number of generated rows."
)
def identity_command(rows: tuple[int, ...]) -> None:
    """Measure precision and recall of entity resolution on pairs that a reader compared.

    Prints the table of docs/identity.md, with intervals of 95 per cent, and the goals.
    """
    if rows:
        click.echo(growth_table(rows))
        return
    click.echo(identity_table())
    click.echo("\n".join(map(str, bench_identity())))


main.add_command(related_command)

if __name__ == "__main__":
    main()
