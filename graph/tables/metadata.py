"""Writes the descriptions of the tables: Frictionless Data Package, Croissant and RO-Crate."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from graph.files import write_text
from graph.tables.croissant import croissant
from graph.tables.data_package import data_package
from graph.tables.facts import facts
from graph.tables.ro_crate import ro_crate

__all__ = ["METADATA", "write_metadata"]

METADATA: Final = {
    "datapackage.json": data_package,
    "croissant.json": croissant,
    "ro-crate-metadata.json": ro_crate,
}
"""File name → function that returns its content."""


def write_metadata(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write each description into the folder of the tables; `manifest` is that of their release."""
    known = facts(folder, manifest)
    for name, describe in METADATA.items():
        write_text(folder / name, json.dumps(describe(known), ensure_ascii=False, indent=1) + "\n")
