"""The `justicegraph` command: a thin shell over the library; each command parses, calls, prints.

Exit codes: 0 good, 1 the data or the query is wrong, 2 used wrongly or the machine refuses.
Results go to stdout, talk to stderr.
"""

from importlib import import_module
from typing import Any, Final

import click

from ontology import JusticeGraphError
from scripts.analysing import network_command
from scripts.asking import (
    ask_command,
    export_command,
    get_command,
    query_command,
)
from scripts.counting import stats_command
from scripts.differing import diff_command, patch_command
from scripts.identity import identity_command
from scripts.importing import import_command
from scripts.making import build_command, serve_command, validate_command
from scripts.releasing import release_command

__all__ = ["main"]


LATER: Final = {"related": "related_command", "interlocks": "interlocks_command"}
"""Commands that need numpy, which is loaded when they are asked for."""


class Commands(click.Group):
    """The group of commands; turns our errors into a message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        return sorted({*super().list_commands(ctx), *LATER})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, loaded if it is not yet."""
        if cmd_name in LATER and cmd_name not in self.commands:
            self.add_command(getattr(import_module("scripts.relating"), LATER[cmd_name]))
        return super().get_command(ctx, cmd_name)

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


for command in (
    import_command,
    identity_command,
    diff_command,
    patch_command,
    build_command,
    validate_command,
    serve_command,
    query_command,
    ask_command,
    network_command,
    stats_command,
    export_command,
    get_command,
    release_command,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
