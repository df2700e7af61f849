"""The command `new importer`: writes a package that imports a table, with names made of one."""

import re
import shutil
import tomllib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from graph.files import replace_text, sync_folder, sync_tree
from graph.importing import RESERVED, SOURCES
from graph.importing.sheets.local_dates import ORDERS
from ontology import (
    PROJECT_FILE,
    Misuse,
    ProjectFolder,
    Unavailable,
    concepts,
    near_names,
    terms,
)
from ontology.namespaces import SLUG
from scripts.commands.projects.importer_columns import Columns, read_columns
from scripts.commands.projects.importer_told import (
    category_of_impacts,
    field_of,
    impacts_of,
    plain_fields,
    told,
)
from scripts.commands.projects.row_ids import write_with_ids
from scripts.commands.projects.skeletons import constants_of, fill, quoted
from scripts.commands.projects.this_project import this_project

__all__ = ["importer_command"]

SKELETON: Final = "importer_skeleton"
TABLE: Final = "table.csv"
BEFORE: Final = ".before"
"""The end of the name under which a module is kept that is made again."""


@click.command("importer", epilog="Example: justicegraph new importer wells wells.csv")
@click.argument("name")
@click.argument(
    "table", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--again", is_flag=True, help="Make it anew; the importer before is kept.")
@click.option("--title", default="", help="The title of the table; else NAME.")
@click.option("--title-from", default="", help="The columns that make a title, with commas.")
@click.option("--dates", type=click.Choice(ORDERS), help="What comes first in 03/09/2025.")
@click.option("--ids", "with_ids", is_flag=True, help="Number the rows in a column id.")
@click.option("--publisher", default="", help="Who publishes the table; else the project does.")
@click.option("--homepage", default="", help="The page of the table; else that of the project.")
@click.option("--licence", default="", help="The address of its licence; else the project's.")
def importer_command(
    name: str,
    table: Path | None,
    again: bool,
    title: str,
    title_from: str,
    dates: str | None,
    with_ids: bool,
    publisher: str,
    homepage: str,
    licence: str,
) -> None:
    """Write a package that imports a table as issues: importers/NAME, with a test of its own.

    Its columns are read from the header of TABLE, a CSV file that is copied to snapshots/NAME.csv;
    without it, a table of two invented rows is written. The project file then names the importer.
    """
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
    words = {
        "name": name,
        "module": module.stem,
        "package": f"{name}-importer",
        "title": quoted(title or kept.get("TITLE") or name.replace("-", " ").capitalize()),
        "publisher": quoted(publisher or kept.get("PUBLISHER") or project.project.publisher),
        "homepage": quoted(homepage or kept.get("HOMEPAGE") or project.project.base),
        "licence": quoted(licence or kept.get("LICENCE") or project.project.licence),
    }
    project_file = _with_source(project, name)
    with _sample() as sample, TemporaryDirectory() as work:
        if table and with_ids:
            table = _numbered(table, Path(work, TABLE), title_from)
        columns = read_columns(table or sample, title_from, dates or kept.get("DATES", ""))
        try:
            _write(project.folder, folder, table, words | _texts(columns))
            replace_text(project.folder / PROJECT_FILE, project_file)
        except OSError as error:
            raise Unavailable(f"{folder}: cannot be written: {error.strerror or error}") from error
    click.echo(str(folder))
    if kept:
        click.echo(f"the importer before is kept as {module.name}{BEFORE}", err=True)
    click.echo(f"from now on, edit the copy snapshots/{name}.csv", err=True)
    for line in told(columns, folder.relative_to(project.folder)):
        click.echo(line, err=True)


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


def _texts(columns: Columns) -> dict[str, str]:
    """Return what the columns of a table put into the skeleton."""
    parties = columns.parties.items()
    return {
        "columns": "\n".join(_column(word, name) for word, name in columns.names.items()),
        "title_from": ", ".join(f'"{quoted(word)}"' for word in columns.title_from),
        "parties": "\n".join(
            [
                *(f'    "{word}": ("{role}", "{kind}"),' for word, (role, kind) in parties),
                *(
                    f'    # "{word}": ("vendor", "company"),'
                    for word in columns.further
                    if word not in columns.numbers
                ),
            ]
        ),
        "dates": columns.dates,
        "language": columns.language,
        "mapping": _mapping(columns),
    }


def _column(word: str, name: str) -> str:
    """Return a line of COLUMNS; one that the table lacks is a comment."""
    return f'    {"" if name else "# "}"{word}": ("{quoted(name or word)}",),'


def _mapping(columns: Columns) -> str:
    """Return lines for further columns, those without a field of a near name as comments.

    A category has a line by its values alone.
    """
    fields, categories = plain_fields(), dict(columns.values)
    lines = [f'        # "impact": "{_own_impact()}",']
    for word in [one for one in columns.further if one not in categories]:
        near = near_names(word, fields, 1)
        field = field_of(word) if word in columns.numbers else "FIELD"
        line = f'"{near[0] if near else field}": cells["{word}"],'
        lines.append(f"        {'' if near else '# '}{line}")
    taken = category_of_impacts(columns)
    others = [one for one in columns.values if one[0] != taken]
    if others:
        lines.append('        # One "impact" line at most is without "#":')
    lines += [_impact_by(word, values, is_taken=False) for word, values in others]
    lines += [_impact_by(taken, categories[taken], is_taken=True)] if taken else []
    return "\n".join(lines)


def _impact_by(word: str, values: Sequence[str], *, is_taken: bool) -> str:
    """Return the line by which each value of a category becomes an impact, or it as a comment."""
    meant = impacts_of(values)
    blank = "" if is_taken else "IMPACT"
    pairs = ", ".join(f'"{quoted(one)}": "{meant[one] or blank}"' for one in values)
    return f'        {"" if is_taken else "# "}"impact": {{{pairs}}}.get(cells["{word}"], ""),'


def _own_impact() -> str:
    """Return an impact that the project defines, else one of ours."""
    return next((word for word, _ in terms().fields["impact"].concepts), min(concepts("impact")))
