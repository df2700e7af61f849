"""Options that several commands share."""

from pathlib import Path

import click

from ontology import current_project

__all__ = ["base_option", "data_option", "records_option"]


def _data() -> Path:
    """Return the data folder of the project, else `build`."""
    project = current_project()
    return project.data if project else Path("build")


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=_data,
    envvar="JUSTICEGRAPH_DATA",  # as the setting of that name, for commands in a container
    show_default="build",
    help="The folder of releases; made when absent.",
)
records_option = click.option(
    "--records",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Records in place of the curated ones; may be given several times.",
)
base_option = click.option(
    "--base", help="Where the IRIs of the records begin, in place of what the project says."
)
