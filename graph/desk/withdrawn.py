"""Search of the N-Quads of a release for withdrawn records, and for withheld parts of others."""

import mmap
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from graph.desk.part_filter import PartFilter, absolute
from graph.desk.withheld import NOTHING, Parts
from graph.privacy.name_tokens import tokens
from graph.rdf.quads import Quad, iri
from graph.rdf.terms import TYPE
from ontology import BASE, JG, TOMBSTONE

__all__ = ["Withdrawn", "holds_withdrawn"]

LATIN: Final = (
    rb"[\xc3-\xca][\x80-\xbf]|\xe1[\xb8-\xbb][\x80-\xbf]|\xef[\xbc\xbd][\x80-\xbf]"
    rb"|\xf0\x9d[\x80-\xbf][\x80-\xbf]"
)
"""Letters in UTF-8 that fold to one of a to z: with accents, of full width, mathematical."""
ANY: Final = rb"[\xc2-\xf4][\x80-\xbf]{1,3}+"
ENCODED: Final = rb"%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3}+"
"""A character that is no ASCII, as an IRI encodes it."""
MARKS: Final = rb"(?:\xcc[\x80-\xbf]|\xcd[\x80-\xaf]|%cc%[89ab][0-9a-f]|%cd%[89a][0-9a-f])*+"
"""Combining accents. Quantifiers are possessive, so that no text costs more than linear time."""


class Withdrawn(NamedTuple):
    """Records that are withdrawn, by kind and slug, and parts that are withheld of others."""

    records: frozenset[str] = frozenset()
    parts: Parts = NOTHING

    def is_within(self, other: "Withdrawn") -> bool:
        """Whether another one has all of this."""
        mine, theirs = ((one.records, *one.parts[:2]) for one in (self, other))
        return all(left <= right for left, right in zip(mine, theirs, strict=True))


def holds_withdrawn(quads: Path, withdrawn: Withdrawn, base: str = BASE) -> bool:
    """Whether the N-Quads of a release hold what is withdrawn now.

    Complexity: a pass over the file for each kind of what is withdrawn, without a step for a line.
    """
    if withdrawn == Withdrawn() or not quads.is_file() or not quads.stat().st_size:
        return False
    with quads.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return (
            _holds_records(text, withdrawn.records, base)
            or _holds_statements(text, withdrawn.parts, base)
            or _holds_names(text, withdrawn.parts, base)
        )


def _holds_records(text: mmap.mmap, names: frozenset[str], base: str) -> bool:
    """Whether a record is described by more than a tombstone."""
    if not names:
        return False
    records = "|".join(re.escape(f"{base}id/{name}") for name in sorted(names))
    described = re.compile(rf"^<(?:{records})(?:#[^>]*)?> {re.escape(TYPE)} (\S+)".encode(), re.M)
    stone = iri(JG + TOMBSTONE).encode()
    return any(match[1] != stone for match in described.finditer(text))


def _holds_statements(text: mmap.mmap, parts: Parts, base: str) -> bool:
    """Whether a statement is there, also as that of a record that was merged."""
    others: dict[str, list[str]] = {}
    for one, other in parts.same:
        others.setdefault(iri(other), []).append(iri(one))
    lines = (
        f"{absolute(subject, base)} {one.property} {absolute(value, base)} "
        for one in parts.statements
        for subject, value in product(
            *([term, *others.get(term, ())] for term in (one.subject, one.value))
        )
    )
    return any(text.find(f"\n{line}".encode()) >= 0 or _begins(text, line) for line in lines)


def _begins(text: mmap.mmap, line: str) -> bool:
    return text[: len(line.encode())] == line.encode()


def _holds_names(text: mmap.mmap, parts: Parts, base: str) -> bool:
    """Whether a name is in any text or address; lines that may have one are parsed."""
    if not parts.names:
        return False
    filter_ = PartFilter(Parts(names=parts.names), base)
    return any(filter_.is_in(quad) for quad in _quads(text, parts))


def _quads(text: mmap.mmap, parts: Parts) -> Iterator[Quad]:
    """Yield the quads of the lines that have the longest word of a name, whatever its accents."""
    words = {max((token.folded for token in tokens(one.text)), key=len) for one in parts.names}
    may_have = re.compile(b"|".join(map(_pattern, sorted(words))), re.IGNORECASE)
    match = may_have.search(text)
    while match:
        start, end = text.rfind(b"\n", 0, match.start()) + 1, text.find(b"\n", match.end())
        end = len(text) if end < 0 else end
        subject, predicate, rest = text[start:end].decode().split(" ", 2)
        object_, graph, _ = rest.rsplit(" ", 2)
        yield graph, subject, predicate, object_
        match = may_have.search(text, end)


def _pattern(word: str) -> bytes:
    return b"".join(_letter(letter) for letter in word)


def _letter(letter: str) -> bytes:
    others = [re.escape(letter).encode(), LATIN] if letter.isascii() else [ANY]
    return rb"(?:%b|%b)%b" % (b"|".join(others), ENCODED, MARKS)
