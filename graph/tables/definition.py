"""Table definitions: each is a `.rq` file whose header comments name and type the columns."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, Literal, cast

from ontology import own_files

__all__ = ["Column", "Table", "Type", "tables"]

Type = Literal["iri", "text", "integer", "number", "boolean"]

COLUMN: Final = re.compile(r"# (?P<name>\w+): (?P<type>\w+), (?P<description>.+)")


@dataclass(frozen=True)
class Column:
    """A column: name, type and description. A cell without a value is null."""

    name: str
    type: Type
    description: str


@dataclass(frozen=True)
class Table:
    """A table: name, title, columns, and the SPARQL query whose variables are the columns."""

    name: str
    title: str
    columns: tuple[Column, ...]
    text: str


@cache
def tables() -> tuple[Table, ...]:
    """Return every table, sorted by name: ours, and those of the project.

    >>> [table.name for table in tables()][:2], tables()[0].columns[0].type
    (['actor_places', 'actors'], 'iri')
    """
    with as_file(files("graph.tables") / "queries") as folder:
        paths = {path.stem: path for path in folder.glob("*.rq")}
    paths |= {path.stem: path for path in own_files("tables", "*.rq")}
    return tuple(_read(paths[name]) for name in sorted(paths))


def _read(path: Path) -> Table:
    text = path.read_text(encoding="utf-8")
    title, *rest = text.splitlines()
    found = [match for match in map(COLUMN.fullmatch, rest) if match]
    columns = tuple(
        Column(one["name"], cast(Type, one["type"]), one["description"]) for one in found
    )
    return Table(path.stem, title.removeprefix("# "), columns, text)
