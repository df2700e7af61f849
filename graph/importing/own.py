"""Own records: a folder of YAML files as people write them, checked one by one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from graph.importing.context import Context
from graph.importing.records import address
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell
from graph.importing.sheets.sheet import Refused, Row
from graph.importing.source import Entry, Mapper, Source
from graph.privacy.addresses import readable
from graph.privacy.curated import Named, names_of, names_person, persons_named
from graph.privacy.name_tokens import Phrases
from graph.reading.files import record_files, record_text
from graph.reading.plain import plain_entries, plain_record
from graph.reading.record import read_record
from graph.reading.yaml_ld import Node, documents
from ontology import BadRecord

__all__ = ["OWN"]

NOBODY: Final = Phrases()
UNSAID: Final = "breaks a rule in words that may name a person: see 'justicegraph validate'"


@contextmanager
def _opened(path: Path, *_: object) -> Iterator[Snapshot]:
    files = record_files([path])
    names = [str(file.relative_to(path) if path.is_dir() else file) for file in files]
    shown = [f"file {n}" if _names(name) else name for n, name in enumerate(names, start=1)]
    yield Snapshot(path, dict(zip(shown, files, strict=True)))


def _read(snapshot: Snapshot) -> Iterator[Row | Refused]:
    known = names_of(plain_entries(snapshot.files.values()))
    for name, path in snapshot.files.items():
        try:
            for node in documents(record_text(path), name):
                yield _row(node, name, known)
        except BadRecord as error:
            yield Refused(error.line, name, error.message)


def _row(node: Node, name: str, known: Phrases) -> Row | Refused:
    """Return a record as a row, or why it is put aside: a broken rule, or a name in its texts."""
    record, entry = read_record(node, name), plain_record(node)
    label = name if _names(record.slug, known) else f"{name} {record.slug}"
    if record.problems:
        message = str(record.problems[0])
        return Refused(node.line, label, UNSAID if names_person(message, known) else message)
    if isinstance(entry, dict) and (named := next(persons_named(entry, known), None)):
        return Refused(node.line, label, _named(named))
    return Row(node.line, {"id": record.slug, "record": json.dumps(entry)})


def _names(path: str, known: Phrases = NOBODY) -> bool:
    """Whether the name of a file or an id names somebody."""
    return names_person(readable(path), known, is_slug=True)


def _named(named: Named) -> str:
    first, last = named.words
    return (
        f"the {named.field} names a person without a public role (words {first} to {last}): "
        "say the role in words, or add a Person with a publicRole"
    )


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
