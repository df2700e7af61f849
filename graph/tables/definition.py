"""Table definitions: each is a `.rq` file whose header comments name and type the columns."""

import re
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, cast

from graph.tables.own_classes import own_tables
from graph.tables.table import Column, Table, Type
from ontology import own_files

__all__ = ["Column", "Table", "Type", "tables"]

COLUMN: Final = re.compile(r"# (?P<name>\w+): (?P<type>\w+), (?P<description>.+)")


@cache
def tables() -> tuple[Table, ...]:
    """Return every table, sorted by name: ours, those of own classes, and those of the project.

    A project's query of the same name takes the place of another.

    >>> [table.name for table in tables()][:2], tables()[0].columns[0].type
    (['actor_places', 'actors'], 'iri')
    """
    with as_file(files("graph.tables") / "queries") as folder:
        paths = {path.stem: path for path in folder.glob("*.rq")}
    paths |= {path.stem: path for path in own_files("tables", "*.rq")}
    found = {one.name: one for one in own_tables()}
    found |= {name: _read(path) for name, path in paths.items()}
    return tuple(found[name] for name in sorted(found))


def _read(path: Path) -> Table:
    text = path.read_text(encoding="utf-8")
    title, *rest = text.splitlines()
    found = [match for match in map(COLUMN.fullmatch, rest) if match]
    columns = tuple(
        Column(one["name"], cast(Type, one["type"]), one["description"]) for one in found
    )
    return Table(path.stem, title.removeprefix("# "), columns, text)
