"""The command `new importer`: writes a package that imports a table, with names made of one."""

import re
import shutil
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeVar

import click

from graph.files import replace_text, sync_folder, sync_tree
from graph.importing import RESERVED, SOURCES
from graph.importing.sheets.local_dates import ORDERS
from ontology import (
    PROJECT_FILE,
    Misuse,
    ProjectFolder,
    Unavailable,
)
from ontology.namespaces import SLUG
from scripts.commands.asking import ask, on_terminal
from scripts.commands.projects.column_choices import IMPACT, LEAVE, MENTIONED, PERSONS, choice
from scripts.commands.projects.importer_columns import Columns, header_of, read_columns
from scripts.commands.projects.importer_text import module_texts
from scripts.commands.projects.importer_told import WORDS, notes, table_lines
from scripts.commands.projects.row_ids import write_with_ids
from scripts.commands.projects.skeletons import constants_of, fill, quoted
from scripts.commands.projects.table_terms import (
    meaning_of,
    new_impacts,
    own_fields,
)
from scripts.commands.projects.this_project import this_project

__all__ = ["importer_command", "importer_options", "make_importer"]

SKELETON: Final = "importer_skeleton"
TABLE: Final = "table.csv"
HELP, IDS = "?", "ids"
"""Answers that are no column: for all meanings, and for a number for each row."""
BEFORE: Final = ".before"
"""The end of the name under which a module is kept that is made again."""


Command = TypeVar("Command", bound=Callable[..., None])
OPTIONS: Final = (
    click.option("--again", is_flag=True, help="Make it anew; the importer before is kept."),
    click.option("--title", default="", help="The title of the table; else NAME."),
    click.option(
        "--column",
        "choices",
        multiple=True,
        metavar="'HEADER = MEANING'",
        help="What a column is, in place of what it is taken for; may be repeated.",
    ),
    click.option("--title-from", default="", help="The columns that make a title, with commas."),
    click.option("--dates", type=click.Choice(ORDERS), help="What comes first in 03/09/2025."),
    click.option("--ids", "with_ids", is_flag=True, help="Number the rows in a column id."),
    click.option("--publisher", default="", help="Who publishes the table; else the project does."),
    click.option("--homepage", default="", help="The page of the table; else that of the project."),
    click.option("--licence", default="", help="The address of its licence; else the project's."),
)
"""What somebody can say of a table of which an importer is made."""


def importer_options(command: Command) -> Command:
    """Give a command the options of an importer that it makes."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@click.command("importer", epilog="Example: justicegraph new importer wells wells.csv")
@click.argument("name")
@click.argument(
    "table", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@importer_options
def importer_command(name: str, table: Path | None, **options: Any) -> None:
    """Write a package that imports a table as issues: importers/NAME, with a test of its own.

    Its columns are read from the header of TABLE, a CSV file that is copied to snapshots/NAME.csv;
    without it, a table of two invented rows is written. What each column is taken for is printed;
    on a terminal, each can be changed at once, elsewhere by --again and --column. The project file
    then names the importer.
    """
    folder = make_importer(name, table, **options)
    click.echo(str(folder))
    click.echo(f"Next: justicegraph import {name}", err=True)


def make_importer(
    name: str,
    table: Path | None,
    *,
    again: bool = False,
    with_ids: bool = False,
    choices: Sequence[str] = (),
    title_from: str = "",
    dates: str | None = None,
    **about: str,
) -> Path:
    """Write an importer of a table, print how it reads the columns, and return its folder."""
    project = this_project()
    if not re.fullmatch(SLUG, name) or name in (*SOURCES, *RESERVED):
        raise Misuse(f"the importer '{name}': give a free name of lower-case words, such as wells")
    folder = project.folder / "importers" / name
    if folder.exists() and not again:
        raise Misuse(
            f"{folder}: is there already: add --again to make it anew (the one before is kept), "
            "or give another name"
        )
    module = folder / f"{name.replace('-', '_')}_importer.py"
    kept = constants_of(module)
    table = table or _snapshot(project, name, again=again)
    words = _names(project, name, module.stem, kept, about)
    project_file = _with_source(project, name)
    with _sample() as sample, TemporaryDirectory() as work:
        copy = Path(work, TABLE)
        number = partial(_numbered, table or sample, copy, title_from)
        source = number() if table and with_ids else table or sample
        read = partial(read_columns, title_from=title_from, dates=dates or kept.get("DATES", ""))
        header = header_of(source)
        said = [*_said_before(kept, header), *choices]
        columns, answers, source = _agreed(read, source, number, name, said)
        table = table and source
        words["answers"] = quoted("\n".join(map(" = ".join, answers.items())))
        try:
            _write(project.folder, folder, table, words | module_texts(columns))
            _write_terms(project, columns, name, words["title"])
            replace_text(project.folder / PROJECT_FILE, project_file)
        except OSError as error:
            raise Unavailable(f"{folder}: cannot be written: {error.strerror or error}") from error
    if kept:
        click.echo(f"the importer before is kept as {module.name}{BEFORE}", err=True)
    click.echo(f"from now on, edit the copy snapshots/{name}.csv", err=True)
    return folder


def _names(
    project: ProjectFolder,
    name: str,
    module: str,
    kept: Mapping[str, str],
    about: Mapping[str, str],
) -> dict[str, str]:
    """Return the names that an importer has, those of the one before where none are given."""
    ours = project.project
    usual = {
        "title": name.replace("-", " ").capitalize(),
        "publisher": ours.publisher,
        "homepage": ours.base,
        "licence": ours.licence,
    }
    said = {
        word: quoted(about.get(word) or kept.get(word.upper()) or default)
        for word, default in usual.items()
    }
    return {"name": name, "module": module, "package": f"{name}-importer", **said}


def _said_before(kept: Mapping[str, str], header: Sequence[str]) -> list[str]:
    """Return what the importer before was told of the columns that the table still has."""
    before = kept.get("ANSWERS", "").splitlines()
    return [one for one in before if one.rpartition(" = ")[0] in header]


def _agreed(
    read: Callable[..., Columns],
    table: Path,
    number: Callable[[], Path],
    name: str,
    choices: Sequence[str],
) -> tuple[Columns, dict[str, str], Path]:
    """Print what each column is read as, and change it until nobody wants to, on a terminal.

    After a change, the lines that it changed are printed. Returns the columns, what somebody said
    of them by header, and the table, whose rows somebody may let `number`.
    """
    header, shown = header_of(table), list[str]()
    asked = dict(choice(one, header) for one in choices)
    columns = read(table, asked=asked)
    click.echo("The columns are read as:", err=True)
    if not on_terminal():
        _show(columns, name, shown)
        how = f'justicegraph new importer {name} --again --column "HEADER = MEANING"'
        click.echo(f"To change one: {how}\nA column can be {WORDS}.", err=True)
        return columns, asked, table
    while True:
        shown = _show(columns, name, shown)
        try:
            said = ask(f'Change one (such as "{_doubtful(columns)}"; ? lists all)? Enter goes on')
            if said == HELP:
                click.echo(f"A column can be {WORDS}.", err=True)
            elif said == IDS:
                table = number()
                columns = read(table, asked=asked)
            elif said:
                more = asked | dict([choice(said, header)])
                columns, asked = read(table, asked=more), more
            else:
                return columns, asked, table
        except Misuse as error:
            click.echo(error, err=True)


def _show(columns: Columns, name: str, shown: Sequence[str]) -> list[str]:
    """Print the lines of columns that are not shown as they are now, and return all."""
    lines = [*table_lines(columns), *notes(columns, name)]
    for line in lines:
        if line not in shown:
            click.echo(line, err=True)
    return lines


def _doubtful(columns: Columns) -> str:
    """Return an example of an answer: of organisations whose role is not known, else any."""
    parties = columns.parties.items()
    header = next((columns.names[word] for word, (role, _) in parties if role == MENTIONED), "")
    if header:
        return f"{header} = deployer"
    open_ = [word for word in columns.further if not meaning_of(columns, word)]
    open_ = [word for word in open_ if not columns.left[word].startswith(PERSONS)]
    return f"{columns.names[open_[0]]} = field" if open_ else f"{columns.header[-1]} = {LEAVE}"


def _write_terms(project: ProjectFolder, columns: Columns, name: str, title: str) -> None:
    """Write the fields and impacts that the columns need and the project lacks."""
    base, ontology = project.project.base, project.folder / "ontology"
    if text := own_fields(columns, title, base):
        path = ontology / f"{name}.ttl"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        replace_text(path, f"{before}{text}")
    for word, text in new_impacts(columns, title, base):
        (ontology / IMPACT).mkdir(exist_ok=True)
        replace_text(ontology / IMPACT / f"{word}.ttl", text)


def _snapshot(project: ProjectFolder, name: str, *, again: bool) -> Path | None:
    """Return the copy of the table, from which an importer is made again."""
    copy = project.folder / "snapshots" / f"{name}.csv"
    return copy if again and copy.exists() else None


def _with_source(project: ProjectFolder, name: str) -> str:
    """Return the project file with one source more; raises `Misuse` where it cannot be added."""
    path = project.folder / PROJECT_FILE
    before = path.read_text(encoding="utf-8")
    if any(one.get("importer") == name for one in tomllib.loads(before).get("sources", ())):
        return before
    text = f'{before}\n[[sources]]\nimporter = "{name}"\npath = "snapshots/{name}.csv"\n'
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise Misuse(
            f"{path}: write 'sources' as tables [[sources]], so that one is added"
        ) from None
    return text


def _sample() -> AbstractContextManager[Path]:
    """Open the invented table that comes with the skeleton."""
    return as_file(files("scripts.commands.projects") / SKELETON / TABLE)


def _numbered(table: Path, copy: Path, title_from: str) -> Path:
    """Write a copy of a table whose rows have numbers; return it, or a table that has ids."""
    names = read_columns(table, title_from).names
    if names["id"]:
        return table
    write_with_ids(table, copy, next(filter(None, names.values())))
    return copy


def _write(project: Path, folder: Path, table: Path | None, words: dict[str, str]) -> None:
    """Write the package and its table, each once it is whole."""
    snapshot = project / "snapshots" / f"{words['name']}.csv"
    folder.parent.mkdir(exist_ok=True)
    snapshot.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as work:
        whole = Path(work, "package")
        with as_file(files("scripts.commands.projects") / SKELETON) as skeleton:
            fill(skeleton, whole, words, words["module"])
        sample = whole / TABLE
        if not snapshot.exists() or (table and not table.samefile(snapshot)):
            shutil.copyfile(table or sample, snapshot)
        sample.unlink()
        if (before := folder / f"{words['module']}.py").exists():
            shutil.copyfile(before, whole / f"{before.name}{BEFORE}")
        sync_tree(whole)
        if folder.exists():
            folder.replace(Path(work, "before"))
        whole.replace(folder)
    sync_folder(folder.parent)
    sync_folder(snapshot.parent)
