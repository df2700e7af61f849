"""The command `desk`: reviewers, suggestions and decisions; other modules add what else it does."""

import json
from pathlib import Path
from typing import Final

import click

from graph.desk.reviewers import Reviewers
from graph.desk.states import CLOSED, Act, State
from graph.desk.suggestions import Desk
from scripts.commands.options import data_option
from scripts.commands.reviewing.deciding import act_on, who_option, why_option
from scripts.commands.reviewing.desk_export import export_command
from scripts.commands.reviewing.desk_lists import judge_command, names_command, pairs_command
from scripts.commands.reviewing.desk_withdrawal import (
    redact_command,
    statements_command,
    withdraw_command,
    withhold_command,
    withhold_name_command,
)

__all__ = ["desk_command"]

ACTS: Final = ("take", "ask", "accept", "decline", "hide", "show", "restore")
CONFIG: Final = "The server's TOML file of settings, for letters to senders who gave an address."
ADDED: Final = (
    *(withdraw_command, statements_command, withhold_command, withhold_name_command),
    *(redact_command, export_command, pairs_command, judge_command, names_command),
)
EXAMPLE: Final = 'Example: justicegraph desk accept 3 --who Ann --why "The report says so."'


@click.group("desk", epilog="Example: justicegraph desk invite Ann")
def desk_command() -> None:
    """Review what people suggest: the same as the pages at /desk."""


@desk_command.command("invite", epilog="Example: justicegraph desk invite Ann --days 30")
@click.argument("name")
@click.option("--days", default=90.0, show_default=True, help="How long the token holds.")
@data_option
def invite_command(name: str, days: float, data: Path) -> None:
    """Make a token with which NAME signs in at /desk; it is shown once, and kept as a hash."""
    click.echo(Reviewers(data).invite(name, days))


@desk_command.command("revoke", epilog="Example: justicegraph desk revoke Ann")
@click.argument("name")
@data_option
def revoke_command(name: str, data: Path) -> None:
    """End the token and all sessions of NAME."""
    Reviewers(data).revoke(name)


@desk_command.command("list", epilog="Example: justicegraph desk list --state open")
@click.option("--state", type=click.Choice([*State]), help="Only those in this state.")
@data_option
def list_command(state: str | None, data: Path) -> None:
    """List the suggestions that wait, or those of a state, and the reviewers."""
    states = frozenset({State(state)}) if state else frozenset(State) - CLOSED
    for one in Desk(data).all(states):
        click.echo(f"{one.id}\t{one.state}\t{one.purpose}\t{one.reviewer}\t{one.title}")
    for reviewer in Reviewers(data).all():
        click.echo(f"reviewer {reviewer.name}, until {reviewer.expires}", err=True)


@desk_command.command("read", epilog="Example: justicegraph desk read 3")
@click.argument("number", type=int)
@data_option
def read_command(number: int, data: Path) -> None:
    """Show suggestion NUMBER with all of its events, as JSON."""
    one = Desk(data).get(number)
    events = [event.__dict__ for event in one.events]
    shown = {"id": one.id, "purpose": one.purpose, "record": one.record, "title": one.title}
    click.echo(json.dumps({**shown, **one.content, "events": events}, indent=1, ensure_ascii=False))


def _add(act: str) -> None:
    """Add the command of one act."""

    @desk_command.command(act, help=f"{HELP[act]}", epilog=EXAMPLE.replace("accept", act))
    @click.argument("number", type=int)
    @who_option
    @why_option
    @data_option
    @click.option("--config", type=click.Path(path_type=Path), help=CONFIG)
    def command(number: int, who: str, why: str, data: Path, config: Path | None) -> None:
        one = act_on(data, number, Act(act), who, why, config)
        click.echo(f"{one.id}: {one.state}{', hidden' if one.is_hidden else ''}")


HELP: Final = {
    "take": "Take suggestion NUMBER, so that others see who reads it.",
    "ask": "Ask the sender of suggestion NUMBER something.",
    "accept": "Accept suggestion NUMBER: its records are written, and the next build has them.",
    "decline": "Decline suggestion NUMBER.",
    "hide": "Hide the record of suggestion NUMBER at once.",
    "show": "Show the record of suggestion NUMBER again.",
    "restore": "Take back what suggestion NUMBER withholds of records: statements and names.",
}


for name in ACTS:
    _add(name)
for added in ADDED:
    desk_command.add_command(added)
