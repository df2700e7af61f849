"""Analysis pack: the release as flat, typed tables in Parquet, CSV and DuckDB, with metadata.

Each table is one SPARQL query, so that its rows are those of the endpoint.
"""

from graph.tables.definition import Column, Table, tables
from graph.tables.metadata import write_metadata
from graph.tables.writing import DATABASE, TABLES, write_tables

__all__ = ["DATABASE", "TABLES", "Column", "Table", "tables", "write_metadata", "write_tables"]
