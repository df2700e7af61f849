"""The command `desk export`: accepted records as a patch for a repository."""

import difflib
from pathlib import Path

import click

from graph.desk.decided_files import OVERRIDES, RECORDS, write_decided
from graph.desk.states import Act, State
from graph.desk.suggestions import Desk
from graph.reading.files import own_records, record_text
from scripts.commands.options import data_option

__all__ = ["export_command"]


@click.command("export", epilog="Example: justicegraph desk export > accepted.patch")
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
