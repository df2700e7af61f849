"""The command `new importer`: writes a package that imports a table, with names made of one."""

import csv
import re
import shutil
import tomllib
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from graph.files import replace_text, sync_folder, sync_tree
from graph.importing import RESERVED, SOURCES
from graph.importing.sheets.encodings import encoding
from graph.reading.class_fields import properties_of
from ontology import (
    CC_BY,
    JG,
    PROJECT_FILE,
    Misuse,
    ProjectFolder,
    Unavailable,
    concepts,
    near_names,
    terms,
)
from ontology.namespaces import SLUG
from scripts.commands.projects.skeletons import fill, quoted
from scripts.commands.projects.this_project import this_project

__all__ = ["importer_command"]

SKELETON: Final = "importer_skeleton"
TABLE: Final = "table.csv"
WORDS: Final = {
    "id": ("id", "identifier", "ref", "reference", "code", "number", "no", "nr", "key"),
    "title": ("title", "name", "headline", "case", "what", "subject", "label", "incident", "event"),
    "summary": ("summary", "description", "abstract", "text", "details", "what_happened", "story"),
    "year": ("year", "date", "when", "published", "publication_date", "day", "period"),
    "company": (
        *("company", "organisation", "organization", "operator", "actor", "who", "employer"),
        *("firm", "deployer", "business", "corporation", "vendor", "provider", "platform"),
    ),
    "country": (
        *("country", "nation", "state", "place", "location", "where", "jurisdiction"),
        *("region", "city", "territory"),
    ),
    "link": ("link", "url", "source", "source_url", "web_page", "website", "address", "uri"),
}
"""The columns that a new importer reads, and what tables call them."""


@click.command("importer", epilog="Example: justicegraph new importer wells wells.csv")
@click.argument("name")
@click.argument(
    "table", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--title", default="", help="The title of the table; else NAME.")
@click.option("--publisher", default="", help="Who publishes the table.")
@click.option("--homepage", default="https://example.org/", help="Its page.")
@click.option("--licence", default=CC_BY, help="The address of its licence.")
def importer_command(
    name: str, table: Path | None, title: str, publisher: str, homepage: str, licence: str
) -> None:
    """Write a package that imports a table as issues: importers/NAME, with a test of its own.

    Its columns are read from the header of TABLE, a CSV file that is copied to snapshots/NAME.csv;
    without it, a table of two invented rows is written. The project file then names the importer.
    """
    project = this_project()
    if not re.fullmatch(SLUG, name) or name in (*SOURCES, *RESERVED):
        raise Misuse(f"the importer '{name}': give a free name of lower-case words, such as wells")
    folder = project.folder / "importers" / name
    if folder.exists():
        raise Misuse(f"{folder}: is there already: give another name, or change what is there")
    title = title or name.replace("-", " ").capitalize()
    words = {
        "name": name,
        "module": f"{name.replace('-', '_')}_importer",
        "package": f"{name}-importer",
        "title": quoted(title),
        "publisher": quoted(publisher or f"Publisher of {title}"),
        "homepage": quoted(homepage),
        "licence": quoted(licence),
    }
    project_file = _with_source(project, name)
    try:
        snapshot, header = _write(project.folder, folder, table, words)
        replace_text(project.folder / PROJECT_FILE, project_file)
    except OSError as error:
        raise Unavailable(f"{folder}: cannot be written: {error.strerror or error}") from error
    click.echo(str(folder))
    if unknown := _not_recognised(header):
        click.echo(f"not recognised: {', '.join(unknown)}: name them in COLUMNS", err=True)
    where = folder.relative_to(project.folder)
    click.echo(f"Next: python -m pip install --no-deps --editable {where}", err=True)
    click.echo(f"      justicegraph import {name} {snapshot.relative_to(project.folder)}", err=True)


def _with_source(project: ProjectFolder, name: str) -> str:
    """Return the project file with one source more; raises `Misuse` where it cannot be added."""
    path = project.folder / PROJECT_FILE
    added = f'\n[[sources]]\nimporter = "{name}"\npath = "snapshots/{name}.csv"\n'
    text = path.read_text(encoding="utf-8") + added
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise Misuse(
            f"{path}: write 'sources' as tables [[sources]], so that one is added"
        ) from None
    return text


def _write(
    project: Path, folder: Path, table: Path | None, words: dict[str, str]
) -> tuple[Path, list[str]]:
    """Write the package and its table, each once it is whole; return the table and its header."""
    snapshot = project / "snapshots" / f"{words['name']}.csv"
    folder.parent.mkdir(exist_ok=True)
    snapshot.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as work:
        whole = Path(work, "package")
        with as_file(files("scripts.commands.projects") / SKELETON) as skeleton:
            header = _header(table or skeleton / TABLE)
            known = _columns(header)
            texts = {"columns": _written(known), "mapping": _mapping(known)}
            fill(skeleton, whole, {**words, **texts}, words["module"])
        sample = whole / TABLE
        if not snapshot.exists() or (table and not table.samefile(snapshot)):
            shutil.copyfile(table or sample, snapshot)
        sample.unlink()
        sync_tree(whole)
        whole.replace(folder)
    sync_folder(folder.parent)
    sync_folder(snapshot.parent)
    return snapshot, header


def _header(table: Path) -> list[str]:
    """Return the names of the columns of a table, whatever its encoding and delimiter."""
    with table.open(encoding=encoding(table), errors="replace", newline="") as file:
        first = file.readline()
    delimiter = max(",;\t|", key=first.count)
    names = next(csv.reader([first], delimiter=delimiter), [])
    return [" ".join(name.split()) for name in names if name.strip()]


def _columns(header: list[str]) -> dict[str, str]:
    """Return the columns that are read, by the word for each; absent ones are empty.

    Whole names go before heads of names, so that "Reference" is the id and not "Case number".
    """
    found = dict.fromkeys(WORDS, "")
    for named in (_word, _head):
        for word, names in WORDS.items():
            free = {named(name): name for name in header if name not in found.values()}
            if not found[word]:
                asked = names if named is _word else [one.removesuffix("s") for one in names]
                found[word] = next((free[one] for one in asked if one in free), "")
    further = [name for name in header if name not in found.values()]
    return found | {
        _word(name): name for name in further if _word(name) and _word(name) not in found
    }


def _head(name: str) -> str:
    """Return the noun that a name of a column is about: "date" of "Date of report"."""
    words = [word.removesuffix("s") for word in _word(name).split("_")]
    if words[:2] == ["name", "of"]:
        return words[-1]
    if "of" in words[1:]:
        words = words[: words.index("of", 1)]
    return words[-2] if len(words) > 1 and words[-1] == "name" else words[-1]


def _word(name: str) -> str:
    return re.sub(r"\W+", "_", name.strip().lower()).strip("_")


def _written(columns: dict[str, str]) -> str:
    """Return the columns as a mapping of Python; a column that the table lacks may come later."""
    pairs = ((word, quoted(name or word)) for word, name in columns.items())
    return "\n".join(f'    "{word}": ("{name}",),' for word, name in pairs)


def _mapping(columns: dict[str, str]) -> str:
    """Return lines for further columns, those without a field of a near name as comments."""
    fields = _plain_fields()
    lines = [f'        # "impact": "{_own_impact()}",']
    for word in columns:
        if word not in WORDS:
            near = near_names(word, fields, 1)
            line = f'"{near[0] if near else "FIELD"}": cells["{word}"],'
            lines.append(f"        {'' if near else '# '}{line}")
    return "\n".join(lines)


def _not_recognised(header: list[str]) -> list[str]:
    """Return the columns of which no word and no field is the name."""
    fields = _plain_fields()
    known = _columns(header).items()
    return [name for word, name in known if word not in WORDS and not near_names(word, fields, 1)]


def _plain_fields() -> set[str]:
    """Return the fields of issues whose values are numbers, dates or texts."""
    names = {each.field for each in properties_of([f"{JG}SystemicPractice"])}
    fields = (terms().fields[name] for name in names if name in terms().fields)
    return {one.name for one in fields if not one.is_reference} - {"title", "summary", "year"}


def _own_impact() -> str:
    """Return an impact that the project defines, else one of ours."""
    return next((word for word, _ in terms().fields["impact"].concepts), min(concepts("impact")))
