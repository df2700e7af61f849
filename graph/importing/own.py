"""Own records: a folder of YAML files as people write them, checked one by one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from graph.importing.archive import Snapshot
from graph.importing.cell_parsers import BadCell
from graph.importing.context import Context, address
from graph.importing.sheet import Refused, Row
from graph.importing.source import Entry, Mapper, Source
from graph.reading.files import record_files, record_text
from graph.reading.record import read_record
from graph.reading.yaml_ld import Node, documents
from ontology import BadRecord

__all__ = ["OWN"]


@contextmanager
def _opened(path: Path, _: object) -> Iterator[Snapshot]:
    files = record_files([path])
    yield Snapshot(
        path, {str(file.relative_to(path) if path.is_dir() else file): file for file in files}
    )


def _read(snapshot: Snapshot) -> Iterator[Row | Refused]:
    for name, path in snapshot.files.items():
        try:
            for node in documents(record_text(path), name):
                record = read_record(node, name)
                if record.problems:
                    yield Refused(node.line, f"{name} {record.slug}", str(record.problems[0]))
                else:
                    yield Row(node.line, {"id": record.slug, "record": json.dumps(_plain(node))})
        except BadRecord as error:
            yield Refused(error.line, name, error.message)


def _plain(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {name: _plain(item) for name, item in node.value.items()}
    return [_plain(item) for item in node.value] if isinstance(node.value, list) else node.value


def _key(cells: dict[str, str]) -> str:
    entry = json.loads(cells["record"])
    if not isinstance(entry.get("type"), str):
        raise BadCell("has more than one type: keep one")
    return address(entry)


def _mapper(_: Snapshot, __: Context) -> Mapper:
    return lambda _, cells: _entry(cells)


def _entry(cells: dict[str, str]) -> Iterator[Entry]:
    yield json.loads(cells["record"])


OWN: Final = Source(
    name="records",
    title="Own records",
    homepage="",
    publisher="",
    licence="",
    attribution="",
    files=(),
    read=_read,
    key=_key,
    mapper=_mapper,
    open=_opened,
    makes="records",
)
