"""Frictionless Data Package: `datapackage.json`, which describes the CSV tables and their types."""

from typing import Any, Final

from graph.slugs import slug
from graph.tables.definition import Table, tables
from graph.tables.facts import Facts

__all__ = ["data_package"]

TYPES: Final = {"iri": "string", "text": "string"}


def data_package(facts: Facts) -> dict[str, Any]:
    """Return the Data Package of the CSV tables.

    Source: Data Package 1.0 and Table Schema 1.0 (which version 2 reads, too).
    """
    files = {file.name: file for file in facts.files}
    resources = [
        _resource(table) | {"bytes": file.bytes, "hash": f"sha256:{file.sha256}"}
        for table in tables()
        for file in (files[f"{table.name}.csv"],)
    ]
    return {
        "profile": "tabular-data-package",
        "name": slug(facts.title),
        "id": facts.iri,
        "title": facts.title,
        "description": facts.description,
        "homepage": facts.iri,
        "version": facts.name,
        "contributors": [{"title": facts.publisher, "role": "publisher"}],
        "licenses": [{"path": facts.licence}],
        "resources": resources,
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": TYPES.get(column.type, column.type),
                    "description": column.description,
                }
                for column in table.columns
            ],
            "missingValues": [""],
        },
    }
