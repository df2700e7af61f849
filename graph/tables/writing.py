"""Writes the tables with DuckDB: one database file, and each table as Parquet and as CSV.

The same graph gives the same bytes: rows are sorted by all columns, the storage version has no
random identifier, and one compression is used (where DuckDB chooses, it samples rows at random).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.csv_safety import FORMULAS
from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.rdf.formats import RESULT_FORMATS
from graph.tables.definition import Column, Table, Type, tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["DATABASE", "TABLES", "write_tables"]

TABLES: Final = "tables"
"""Folder of the tables in a release."""
DATABASE: Final = "justicegraph.duckdb"
CSV: Final = next(one for one in RESULT_FORMATS if one.name == "csv")
STORAGE: Final = "v1.2.0"
"""The newest storage version of DuckDB that writes no random identifier."""
LONGEST_LINE: Final = 1 << 28
"""Bytes of the longest row that is read."""
READ: Final[dict[Type, str]] = {
    "iri": "{0}",
    "text": "{0}",
    "integer": "TRY_CAST(regexp_extract({0}, '^-?[0-9]+') AS INTEGER)",
    "number": "TRY_CAST({0} AS DOUBLE)",
    "boolean": "TRY_CAST({0} AS BOOLEAN)",
}
"""Type → SQL that reads the text of a cell; a year may have a time zone (XSD 1.1, 3.3.11)."""


def write_tables(engine: Store, folder: Path) -> Path:
    """Write the tables of a graph into a folder, and return the folder of the tables.

    Each table is written as `<name>.parquet` and `<name>.csv`; the CSV escapes cells that a
    spreadsheet would run as formulas. Complexity: one query and one sort for each table.
    """
    target = folder / TABLES
    target.mkdir()
    with _database(target / DATABASE) as database:
        for table in tables():
            _load(database, table, engine, target / f".{table.name}.csv")
            for suffix, columns, options in (
                ("parquet", "*", "FORMAT parquet, COMPRESSION zstd"),
                ("csv", ", ".join(map(_escaped, table.columns)), "FORMAT csv, HEADER"),
            ):
                path = _text(str(target / f"{table.name}.{suffix}"))
                source = f"SELECT {columns} FROM {_name(table.name)}"  # noqa: S608 - our own names
                database.execute(f"COPY ({source}) TO {path} ({options})")
    return target


@contextmanager
def _database(path: Path) -> Iterator["DuckDBPyConnection"]:
    """Give a connection to a new database file; one thread, so that the order of rows repeats."""
    import duckdb  # only a build needs it

    with duckdb.connect(config={"threads": 1}) as database:
        database.execute(f"ATTACH {_text(str(path))} AS pack (STORAGE_VERSION '{STORAGE}')")
        database.execute("PRAGMA force_compression = 'dictionary'")
        database.execute("USE pack")
        yield database
        database.execute("USE memory")
        database.execute("DETACH pack")


def _load(database: "DuckDBPyConnection", table: Table, engine: Store, rows: Path) -> None:
    """Make a table of the answer to its query."""
    with rows.open("wb") as file:
        engine.write_result(Query(table.text), CSV, file)
    columns = ", ".join(
        f"{READ[one.type].format(_name(one.name))} AS {_name(one.name)}" for one in table.columns
    )
    read = ", ".join(f"{_text(one.name)}: 'VARCHAR'" for one in table.columns)
    database.execute(
        f"CREATE TABLE {_name(table.name)} AS SELECT {columns} FROM read_csv({_text(str(rows))},"  # noqa: S608 - our own names
        f" columns = {{{read}}}, header = true, auto_detect = false, delim = ',', quote = '\"',"
        f" escape = '\"', nullstr = '', max_line_size = {LONGEST_LINE}) ORDER BY ALL"
    )
    rows.unlink()
    database.execute(f"COMMENT ON TABLE {_name(table.name)} IS {_text(table.title)}")
    for one in table.columns:
        place = f"{_name(table.name)}.{_name(one.name)}"
        database.execute(f"COMMENT ON COLUMN {place} IS {_text(one.description)}")


def _escaped(column: Column) -> str:
    """Return SQL that gives a cell for CSV, escaped where it would run as a formula."""
    name = _name(column.name)
    if column.type not in ("iri", "text"):
        return name
    starts = ", ".join(_text(one) for one in sorted(FORMULAS))
    return f"CASE WHEN left({name}, 1) IN ({starts}) THEN '''' || {name} ELSE {name} END AS {name}"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
