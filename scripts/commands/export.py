"""The command `export`: writes the network of issues for graph analysis programs."""

import sys
from pathlib import Path

import click

from graph.explorer import EXPLORER, Explorer, whole_network
from graph.network.analysis import annotated
from graph.network.export import export, exports, write_exports
from graph.release.release import current_release
from ontology import Misuse
from scripts.commands.options import data_option

__all__ = [
    "export_command",
]


@click.command("export", epilog="Example: justicegraph export gexf")
@click.argument("format_", metavar="FORMAT", type=click.Choice([*exports()]), required=False)
@data_option
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="A folder for all.")
def export_command(format_: str | None, data: Path, to: Path | None) -> None:
    """Write the network of records and concepts, to stdout or all formats to a folder."""
    network = annotated(whole_network(Explorer(current_release(data).folder / EXPLORER)))
    if to:
        for path in write_exports(network, to):
            click.echo(path)
    elif format_:
        sys.stdout.buffer.write(export(network, format_))
    else:
        raise Misuse(f"name a format ({', '.join(exports())}), or a folder with --to")
