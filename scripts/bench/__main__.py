"""Run a benchmark: `python -m scripts.bench build`."""

import click

from scripts.bench.build import bench_build

SIZES = (10_000, 100_000, 1_000_000)


@click.group()
def main() -> None:
    """Measure this project beside what a user would take instead; ratios are what counts."""


@main.command("build")
@click.option("--triples", type=int, multiple=True, default=SIZES, show_default=True)
@click.option("--peer-up-to", default=1_000_000, show_default=True, help="No rdflib beyond this.")
@click.option("--shacl-up-to", default=10_000, show_default=True, help="No pySHACL beyond this.")
def build_command(triples: tuple[int, ...], peer_up_to: int, shacl_up_to: int) -> None:
    """Build releases of generated graphs, beside rdflib and pySHACL on the same graph."""
    bench_build(triples, peer_up_to, shacl_up_to)


if __name__ == "__main__":
    main()
