"""Run a benchmark: `python -m scripts.bench build`."""

import signal
import sys
from pathlib import Path

import click

from scripts.bench.build import bench_build
from scripts.bench.gate import bench_gate
from scripts.bench.identity import bench_identity
from scripts.bench.importing import bench_import
from scripts.bench.pages import bench_pages
from scripts.bench.related.command import related_command
from scripts.bench.rivals import install
from scripts.bench.serve import bench_serve
from scripts.bench.soak import soak

SIZES = (10_000, 100_000, 1_000_000)


@click.group()
def main() -> None:
    """Measure this project beside what a user would take instead; ratios are what counts."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # ends its servers


@main.command("build")
@click.option("--triples", type=int, multiple=True, default=SIZES, show_default=True)
@click.option("--peer-up-to", default=1_000_000, show_default=True, help="No rdflib beyond this.")
@click.option("--shacl-up-to", default=10_000, show_default=True, help="No pySHACL beyond this.")
def build_command(triples: tuple[int, ...], peer_up_to: int, shacl_up_to: int) -> None:
    """Build releases of generated graphs, beside rdflib and pySHACL on the same graph."""
    bench_build(triples, peer_up_to, shacl_up_to)


@main.command("gate")
@click.option("--triples", type=int, multiple=True, default=SIZES, show_default=True)
@click.option("--plain-up-to", default=150_000, show_default=True, help="No pySHACL beyond this.")
def gate_command(triples: tuple[int, ...], plain_up_to: int) -> None:
    """Hold the shapes against generated graphs, beside pySHACL alone on the same graph."""
    bench_gate(triples, plain_up_to)


@main.command("serve")
@click.option("--triples", type=int, multiple=True, default=SIZES[1:], show_default=True)
@click.option("--seconds", default=3, show_default=True, help="How long each load lasts.")
@click.option("--all", "with_all", is_flag=True, help="All rivals at every size: takes minutes.")
def serve_command(triples: tuple[int, ...], seconds: int, with_all: bool) -> None:
    """Serve generated graphs, beside Oxigraph, rdflib-endpoint and Comunica on the same graphs."""
    bench_serve(triples, seconds, max(triples) if with_all else SIZES[1])


@main.command("import")
@click.option("--rows", type=int, multiple=True, default=SIZES, show_default=True)
def import_command(rows: tuple[int, ...]) -> None:
    """Import generated sheets of so many rows."""
    bench_import(rows)


@main.command("soak")
@click.option("--seconds", default=600.0, show_default=True)
@click.option("--data", type=click.Path(path_type=Path, exists=True), help="Else two are built.")
def soak_command(seconds: float, data: Path | None) -> None:
    """Let honest and hostile clients at a server, kill its workers and switch its releases.

    Exits with 1 where an honest answer was wrong or failed, or where memory grew.
    """
    verdict = soak(seconds, data)
    click.echo("\n".join(verdict.lines()))
    if not verdict.is_good:
        raise click.exceptions.Exit(1)


@main.command("pages")
@click.option("--issues", default=100_000, show_default=True)
def pages_command(issues: int) -> None:
    """Measure pages of a generated graph: answers, and what a browser takes to show them."""
    for figure in bench_pages(issues):
        click.echo(figure)


@main.command("identity")
def identity_command() -> None:
    """Hold what the resolver finds against pairs that a person compared."""
    click.echo("\n".join(map(str, bench_identity())))


@main.command("rivals")
def rivals_command() -> None:
    """Install the servers that ours is measured beside, into a cache of the user."""
    install()


main.add_command(related_command)

if __name__ == "__main__":
    main()
