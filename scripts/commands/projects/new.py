"""The command `new`: makes a project, and in one a record, a concept or an importer to fill in."""

from typing import Final

import click

from scripts.commands.projects.new_concept import concept_command
from scripts.commands.projects.new_importer import importer_command
from scripts.commands.projects.new_issue import issue_command
from scripts.commands.projects.new_project import project_command
from scripts.commands.projects.new_record import record_command

__all__ = ["new_command"]

PROJECT: Final = "project"
"""The command of a group that takes all arguments which begin with none of its names."""


class _New(click.Group):
    """Group of commands, one of which is meant where none is named: `new DIR` makes a project."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first argument names, else that which makes a project."""
        named = args if args[0] in self.commands else [PROJECT, *args]
        return super().resolve_command(ctx, named)


@click.group(
    "new",
    cls=_New,
    epilog="Example: justicegraph new water",
    subcommand_metavar="DIR | COMMAND [ARGS]...",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
def new_command() -> None:
    """Make a project, or an issue, a record, a concept or an importer of one: files that work.

    'justicegraph new DIR' makes a project; in its folder, the other commands add to
    it. See docs/own-graph.md.
    """


for command in (project_command, concept_command, issue_command, record_command, importer_command):
    new_command.add_command(command)
