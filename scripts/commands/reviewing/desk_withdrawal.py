"""Commands that take records, statements and names out of the graph without a request."""

from pathlib import Path
from typing import Final

import click

from graph.desk.database import new_token
from graph.desk.decided_files import write_decided
from graph.desk.decisions import withhold
from graph.desk.mentions import mentions
from graph.desk.part_choices import (
    SOMEBODY,
    PartChoice,
    name_order,
    part_choices,
    statement_order,
)
from graph.desk.states import Act
from graph.desk.suggestions import Desk, New, Suggestion
from ontology import NotFound
from scripts.commands.options import data_option
from scripts.commands.output import progress
from scripts.commands.reviewing.deciding import act_on, opened, who_option, why_option

__all__ = [
    "redact_command",
    "statements_command",
    "withdraw_command",
    "withhold_command",
    "withhold_name_command",
]

STEPS: Final = 16
"""Progress steps of a redaction with all downloads."""


@click.command(
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
    one = _sent(data, record, record)
    act_on(data, one.id, Act.HIDE, who, why)
    click.echo(f"{one.id}: {record} is hidden")
    engine, base = opened(data)
    for mention in mentions(engine, record, base):
        click.echo(f"{mention.record} names it: {mention.text}", err=True)


def _sent(data: Path, title: str, record: str) -> Suggestion:
    """Return a new request for removal, by which what a command orders can be taken back."""
    desk = Desk(data)
    new = New("remove", title, {"reason": "other"}, f"command {new_token()}", record)
    return desk.by_receipt(desk.send(new))


@click.command("statements", epilog="Example: justicegraph desk statements issue/ghost-work")
@click.argument("record")
@data_option
def statements_command(record: str, data: Path) -> None:
    """List what RECORD, such as actor/x, states: key, entry, field and value of each statement."""
    for one in _choices(data, record):
        click.echo(f"{one.key}\t{one.entry}\t{one.field}\t{one.value}")


@click.command(
    "withhold",
    epilog='Example: justicegraph desk withhold issue/x 0d3f11ab42c9 --who Ann --why "Unsafe."',
)
@click.argument("record")
@click.argument("keys", nargs=-1, required=True)
@who_option
@why_option
@data_option
def withhold_command(record: str, keys: tuple[str, ...], who: str, why: str, data: Path) -> None:
    """Withhold single statements of RECORD, by their KEYS as 'statements' lists them.

    A server takes them out within a minute, of former releases too, and builds leave them out. An
    entry or a record that breaks a rule without them goes with them.
    """
    known = {one.key: one for one in _choices(data, record)}
    if lacking := [key for key in keys if key not in known]:
        raise NotFound(f"{record} has no statement '{lacking[0]}': see 'desk statements {record}'")
    engine, base = opened(data)
    parts = statement_order(engine, [known[key] for key in keys], record, base)
    one = withhold(Desk(data), _sent(data, record, record), parts, who, why)
    click.echo(f"{one.id}: {len(keys)} withheld of {record}; 'desk restore {one.id}' takes it back")


@click.command(
    "withhold-name",
    epilog='Example: justicegraph desk withhold-name "Zed Qwrtz" --who Ann --why "Unsafe."',
)
@click.argument("name")
@click.option("--words", default=SOMEBODY, show_default=True, help="What texts say in its place.")
@who_option
@why_option
@data_option
def withhold_name_command(name: str, words: str, who: str, why: str, data: Path) -> None:
    """Withhold NAME wherever a text has it, however it is spelt.

    Where an address or a title is the name, the statement or the record goes as a whole.
    """
    parts = name_order(name, words)
    one = withhold(Desk(data), _sent(data, "a name", ""), parts, who, why)
    click.echo(f"{one.id}: the name is withheld; 'desk restore {one.id}' takes it back")


def _choices(data: Path, record: str) -> list[PartChoice]:
    engine, base = opened(data)
    if not (found := part_choices(engine, record, base)):
        raise NotFound(f"there is no record '{record}', or it states nothing")
    return found


@click.command("redact", epilog="Example: justicegraph desk redact")
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
