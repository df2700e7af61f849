"""Plain records: YAML as texts, lists and mappings, before any term is resolved."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.reading.files import record_text
from graph.reading.yaml_ld import Node, documents
from ontology import BadRecord

__all__ = ["plain_entries", "plain_record"]


def plain_entries(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield the records of files as plain mappings, without files that cannot be read as YAML."""
    for path in paths:
        try:
            for node in documents(record_text(path), str(path)):
                if isinstance(entry := plain_record(node), dict):
                    yield entry
        except BadRecord:
            continue


def plain_record(node: Node) -> Any:
    """Return a record as plain texts, lists and mappings."""
    if isinstance(node.value, dict):
        return {name: plain_record(item) for name, item in node.value.items()}
    return (
        [plain_record(item) for item in node.value] if isinstance(node.value, list) else node.value
    )
