"""The `justicegraph` command: a thin shell over the library; each command parses, calls, prints.

Exit codes: 0 good, 1 the data or the query is wrong, 2 used wrongly or the machine refuses, 130
interrupted, 143 ended by SIGTERM.
Results go to stdout, messages to stderr.
"""

import errno
import signal
from importlib import import_module
from typing import Any, Final, cast

import click

from ontology import JusticeGraphError
from scripts.commands.projects.entering import enter_project
from scripts.endings import ENDINGS, REFUSED, Terminated

__all__ = ["main"]

ARGUMENTS: Final = "justicegraph.arguments"
"""The key of the context under which the arguments are kept."""

COMMANDS: Final = {
    "ask": "ask",
    "backup": "operating.backup",
    "build": "build",
    "derive": "reviewing.derive",
    "desk": "reviewing.desk",
    "diff": "diff",
    "doctor": "operating.doctor",
    "export": "export",
    "follow": "follow",
    "get": "get",
    "identity": "identity",
    "import": "import_",
    "interlocks": "interlocks",
    "mcp": "mcp_",
    "mirror": "operating.mirror",
    "network": "network",
    "new": "projects.new",
    "patch": "patch",
    "query": "query",
    "redirects": "operating.redirects",
    "refresh": "operating.refresh",
    "related": "related",
    "release": "release",
    "restore": "operating.restore",
    "serve": "serve",
    "similar": "similar",
    "stats": "stats",
    "validate": "validate",
}
"""Command → module, imported when the command runs, so that each starts fast."""


class Commands(click.Group):
    """The group of commands; turns our errors into a message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name, its module loaded, or none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"scripts.commands.{COMMANDS[cmd_name]}")
        return cast(click.Command, getattr(module, f"{cmd_name}_command"))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the arguments as they are, of which the data folder is read before the command."""
        ctx.meta[ARGUMENTS] = tuple(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; our exceptions are printed in one line, without a traceback.

        So are refusals of the machine: a full disk, no descriptors, no memory, no permission, and a
        library that cannot be loaded. The end of a pipe is left to click.
        """
        try:
            enter_project(ctx.meta[ARGUMENTS])
            return super().invoke(ctx)
        except JusticeGraphError as error:
            click.echo(f"justicegraph: {error}", err=True)
            ctx.exit(error.exit_code)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            click.echo(f"justicegraph: {_refusal(error)}", err=True)
            ctx.exit(REFUSED)
        except ImportError as error:
            again = "install it again, or give it more memory"
            click.echo(f"justicegraph: cannot be loaded: {error}: {again}", err=True)
            ctx.exit(REFUSED)
        except MemoryError:
            click.echo("justicegraph: this machine gives no more memory", err=True)
            ctx.exit(REFUSED)
        except KeyboardInterrupt as error:
            number = signal.SIGTERM if isinstance(error, Terminated) else signal.SIGINT
            click.echo(f"\njusticegraph: {ENDINGS[number]}", err=True)
            ctx.exit(128 + number)


def _refusal(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename is not None else ""
    return f"{where}the machine refuses: {error.strerror or error}"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="justicegraph")
def main() -> None:
    """Build, check, ask and serve a knowledge graph of AI and justice."""
