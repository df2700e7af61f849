"""The tables of the analysis pack as Markdown: each with its columns, types and descriptions."""

from collections.abc import Iterator

from graph.tables import Table, tables

__all__ = ["columns_of_tables"]


def columns_of_tables() -> str:
    """Return a heading and a table of columns for each table of a release."""
    return "\n\n".join("\n".join(_section(table)) for table in tables())


def _section(table: Table) -> Iterator[str]:
    yield from (
        f"### `{table.name}`",
        "",
        f"{table.title}.",
        "",
        "| column | type | what it says |",
    )
    yield "|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {column.type} | {column.description} |"
