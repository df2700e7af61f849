"""The command `desk`: reviewers, suggestions, decisions and their export."""

import difflib
import json
from pathlib import Path
from typing import Final

import click

from graph.desk.database import new_token
from graph.desk.decided_files import OVERRIDES, RECORDS, write_decided
from graph.desk.decisions import decide
from graph.desk.mentions import mentions
from graph.desk.reviewers import Reviewers
from graph.desk.states import CLOSED, Act, State
from graph.desk.suggestions import Desk, New, Suggestion
from graph.engine.oxigraph import Store
from graph.reading.files import own_records, record_text
from graph.release.release import current_release
from scripts.commands.options import data_option
from scripts.commands.output import progress

__all__ = ["desk_command"]

who_option = click.option("--who", required=True, help="Who decides.")
why_option = click.option("--why", required=True, help="Why, in a sentence that the sender reads.")
STEPS: Final = 16
"""Progress steps of a redaction with all downloads."""
ACTS: Final = ("take", "ask", "accept", "decline", "hide", "show")
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
    def command(number: int, who: str, why: str, data: Path) -> None:
        one = _do(data, number, Act(act), who, why)
        click.echo(f"{one.id}: {one.state}{', hidden' if one.is_hidden else ''}")


HELP: Final = {
    "take": "Take suggestion NUMBER, so that others see who reads it.",
    "ask": "Ask the sender of suggestion NUMBER something.",
    "accept": "Accept suggestion NUMBER: its records are written, and the next build has them.",
    "decline": "Decline suggestion NUMBER.",
    "hide": "Hide the record of suggestion NUMBER at once.",
    "show": "Show the record of suggestion NUMBER again.",
}


def _do(data: Path, number: int, act: Act, who: str, why: str) -> Suggestion:
    """Act on a suggestion as its page does; a running server then builds."""
    desk, engine = Desk(data), Store.open(current_release(data).store)
    return decide(desk, engine, desk.get(number), act, who, why)


for name in ACTS:
    _add(name)


@desk_command.command(
    "withdraw", epilog='Example: justicegraph desk withdraw actor/x --who Ann --why "It is unsafe."'
)
@click.argument("record")
@who_option
@why_option
@data_option
def withdraw_command(record: str, who: str, why: str, data: Path) -> None:
    """Hide RECORD, such as actor/x, at once, without a request; the next build leaves it out.

    Texts of other records that name it are listed: correct them, or withdraw these too.
    """
    desk = Desk(data)
    new = New("remove", record, {"reason": "other"}, f"command {new_token()}", record)
    one = desk.by_receipt(desk.send(new))
    _do(data, one.id, Act.HIDE, who, why)
    click.echo(f"{one.id}: {record} is hidden")
    for mention in mentions(Store.open(current_release(data).store), record):
        click.echo(f"{mention.record} names it: {mention.text}", err=True)


@desk_command.command("redact", epilog="Example: justicegraph desk redact")
@data_option
def redact_command(data: Path) -> None:
    """Publish the current release without the records that are withdrawn; a server does so itself.

    It takes a part of the time of a build, which follows. Releases that hold them answer 410.
    """
    from graph.redaction.redact import redact

    write_decided(data)
    with progress("redact", STEPS) as bar:

        def note(step: str) -> None:
            bar.set_postfix_str(step)
            bar.update()

        release = redact(data, note)
    click.echo(release.folder)


@desk_command.command("export", epilog="Example: justicegraph desk export > accepted.patch")
@click.option("--done", is_flag=True, help="Note that it was published: the desk then drops it.")
@click.option("--who", default="export", help="Who exports.")
@data_option
def export_command(done: bool, who: str, data: Path) -> None:
    """Write the accepted records as a patch of graph/records, for those who publish by git.

    Overrides of imported records are not in it, since these records are in no repository.
    """
    write_decided(data)
    for path in sorted((data / RECORDS).glob("*/*.yaml")):
        click.echo(_patch(path, f"{path.parent.name}/{path.name}"), nl=False)
    others = len([*(data / OVERRIDES).glob("*/*.yaml")])
    if others:
        click.echo(f"{others} overrides of imported records stay in {data / OVERRIDES}", err=True)
    if done:
        _drop(data, who)


def _patch(path: Path, name: str) -> str:
    """Return the change of one record as a unified diff, as `git apply` reads it."""
    before = own_records() / name
    old = record_text(before) if before.is_file() else ""
    new = "".join(
        line for line in record_text(path).splitlines(keepends=True) if not _is_note(line)
    )
    from_ = f"a/graph/records/{name}" if old else "/dev/null"
    lines = difflib.unified_diff(
        old.splitlines(keepends=True),
        new.splitlines(keepends=True),
        from_,
        f"b/graph/records/{name}",
    )
    return "".join(lines)


def _is_note(line: str) -> bool:
    return line.startswith(("# Accepted by ", "# Correction of "))


def _drop(data: Path, who: str) -> None:
    """Note for each exported suggestion that the desk no longer holds its records."""
    desk = Desk(data)
    for one in desk.all(frozenset({State.ACCEPTED})):
        is_new = not any(event.act is Act.EXPORT for event in one.events)
        is_override = bool(one.record) and (data / OVERRIDES / f"{one.record}.yaml").is_file()
        if is_new and one.purpose != "remove" and not is_override:
            desk.act(one.id, one.seen, Act.EXPORT, who, "")
    write_decided(data)
