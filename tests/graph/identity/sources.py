"""Records as two sources and people write them, for tests of identity."""

from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import documents
from ontology import BASE

__all__ = ["ACTOR", "actor", "read", "source"]

ACTOR = f"{BASE}id/actor/"


def read(text: str, origin: str = "") -> Record:
    """Read a record as it would be imported from a source, or as people would write it."""
    path = f"build/imports/{origin}/records.jsonl" if origin else "records.yaml"
    (document,) = documents(text, path)
    record = read_record(document, path)
    assert record.problems == []
    return record


def actor(slug: str, name: str, origin: str = "", more: str = "") -> Record:
    text = f"id: {slug}\ntype: Organization\nname: {name!r}\nkind: company\n"
    return read(f"{text}source: {origin or 'a-book'}\n{more}modified: 2026-01-02", origin)


def source(slug: str) -> Record:
    return read(
        f"id: {slug}\ntype: Source\ntitle: A work\nsourceKind: book\nurl: https://a.example/"
    )
