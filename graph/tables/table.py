"""A table of the analysis pack: its name, its columns with their types, and its query."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Column", "Table", "Type"]

Type = Literal["iri", "text", "integer", "number", "boolean"]


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
