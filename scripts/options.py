"""Options that several commands share."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Final, TypeVar

import click

from ontology import BASE
from server import Settings

__all__ = ["base_option", "data_option", "records_option", "settings_options"]

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

Command = TypeVar("Command", bound=Callable[..., None])
NOT_FOR_PEOPLE: Final = ("folder",)


def settings_options(command: Command) -> Command:
    """Give a command one option for each setting of the server, in their order."""
    for one in reversed(fields(Settings)):
        if one.name not in NOT_FOR_PEOPLE:
            command = _setting_option(one.name, one.default, one.metadata["help"])(command)
    return command


def _setting_option(name: str, default: object, meaning: str) -> Callable[[Command], Command]:
    shown = f"  [{default}]" if default != "" else ""
    flag = f"--{name.replace('_', '-')}"
    if isinstance(default, bool):
        return click.option(flag, is_flag=True, default=None, help=meaning)
    return click.option(flag, name, default=None, help=f"{meaning}{shown}")
