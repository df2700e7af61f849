"""The command `network`: communities, bridges, actors by issues, ego networks and supply chains."""

import sys
from pathlib import Path

import click
import pyoxigraph as ox

from graph.network.analysis import bridges, communities, neighbourhood
from graph.network.export import export, exports
from graph.network.network import current_network
from graph.network.supply_chains import traces
from graph.rdf.quads import from_engine
from graph.release.downloads import DOWNLOADS
from graph.release.release import current_release
from graph.search import FACETS, ISSUES, SEARCH, SIDES, Search, SearchQuery
from scripts.commands.options import data_option

__all__ = ["network_command"]

limit_option = click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 10_000)
)


@click.group("network", epilog="Example: justicegraph network chains")
def network_command() -> None:
    """Analyse the network: communities, bridges, central actors, supply chains, neighbourhoods."""


@network_command.command("communities", epilog="Example: justicegraph network communities")
@data_option
@limit_option
def communities_command(data: Path, limit: int) -> None:
    """List groups of nodes that hang together, each named by what tells it apart."""
    for one in communities(current_network(current_release(data)))[:limit]:
        click.echo(f"{one.number:3}  {one.issues} issues, {len(one.nodes)} nodes: {one.name}")


@network_command.command("bridges", epilog="Example: justicegraph network bridges --limit 5")
@data_option
@limit_option
def bridges_command(data: Path, limit: int) -> None:
    """List what joins communities, by the shortest paths that pass through it."""
    for one in bridges(current_network(current_release(data)), limit):
        click.echo(f"{one.betweenness:.4f}  {one.label}, joins {len(one.communities)} communities")


@network_command.command("central", epilog="Example: justicegraph network central --limit 5")
@data_option
@limit_option
def central_command(data: Path, limit: int) -> None:
    """List the actors that most issues name: most reported, not worst.

    Those who are implicated, as alleged, and those who respond are listed apart.
    """
    click.echo("Most reported, not worst: in how many issues each actor is named.", err=True)
    search = Search(current_release(data).folder / SEARCH)
    issues = SearchQuery(chosen={"kind": ISSUES})
    total = max(search.count(issues), 1)
    for side in SIDES:
        click.echo(FACETS[side])
        for one in search.counts(side, issues)[:limit]:
            click.echo(f"{one.documents:4}  {one.documents / total:6.1%}  {one.label}")


@network_command.command("around", epilog="Example: justicegraph network around actor/amazon")
@click.argument("node")
@data_option
@click.option("--radius", default=2, show_default=True, type=click.IntRange(1, 5))
@click.option("--format", "format_", default="edges.csv", type=click.Choice([*exports()]))
def around_command(node: str, data: Path, radius: int, format_: str) -> None:
    """Write the network around a node, in a format of `export`."""
    around = neighbourhood(current_network(current_release(data)), node, radius)
    sys.stdout.buffer.write(export(around, format_))


@network_command.command("chains", epilog="Example: justicegraph network chains")
@data_option
def chains_command(data: Path) -> None:
    """Trace each product from its buyer of work to the workers, their task and their places."""
    path = current_release(data).folder / DOWNLOADS[0].filename
    quads = from_engine(ox.parse(path=path, format=DOWNLOADS[0].format))
    for one in traces(quads):
        steps = " -> ".join(_short(step) for step in (one.system, *one.steps))
        ends = ", ".join(_short(end) for end in (*one.tasks, *one.places))
        click.echo(f"{steps}{f' ({ends})' if ends else ''}")


def _short(address: str) -> str:
    return address.rpartition("/")[2]
