"""Transitive closure: the nodes of a graph that exist only because of some withdrawn records.

These are the records, their nested nodes, relations, matches, judgements and reasons that name one
of them, derived statements that rest on one, records that lose all of their sources, sources that
no other record cites, and records that were merged into one. Computed nodes whose text has a
withdrawn name are among them too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from graph.desk.withdrawal import orphans, uncited
from graph.metadata.dataset import DESCRIPTION
from graph.metadata.provenance import PROVENANCE
from graph.rdf.quads import Quad, iri, record_of
from graph.rdf.terms import LABEL, REPLACED_BY, SOURCE, TITLE
from graph.redaction.kinds import COMPUTED, MENTIONED, REASON, is_dependent
from ontology.namespaces import SKOS

__all__ = ["closure", "replacements"]

NAMES: Final = frozenset({LABEL, TITLE, iri(SKOS + "altLabel")})
SHORTEST: Final = 4
"""A shorter name is in too many words."""
LEAST: Final = {SOURCE: 1, REASON: 1, **dict.fromkeys(MENTIONED, 2)}
"""The properties that a node cannot be without, once it had them, and how many it has at least."""


def replacements(quads: Iterable[Quad], records: Collection[str]) -> set[str]:
    """Return the records that some records were merged into: their statements are in these now."""
    return {quad[3] for quad in quads if quad[2] == REPLACED_BY and quad[1] in records}


def closure(quads: Sequence[Quad], records: Collection[str], base: str) -> set[str]:
    """Return the nodes that go with withdrawn records, these among them.

    `records` are IRIs as N-Quads writes them.
    Complexity: linear in the quads, for each round that finds more nodes.
    """
    nested = defaultdict(list)
    for subject in dict.fromkeys(quad[1] for quad in quads):
        if "#" in subject:
            nested[record_of(subject)].append(subject)
    citing = [*_citing(quads, base)]
    gone: set[str] = set()
    waiting = {*records, *_naming(quads, records, base)}
    while waiting:
        gone |= waiting
        gone.update(node for record in waiting for node in nested.get(record, ()))
        waiting = {*_dependent(quads, gone, base), *_bare(quads, gone), *orphans(quads, gone)}
        waiting = (waiting | uncited(citing, gone, base)) - gone
    return gone


def _citing(quads: Iterable[Quad], base: str) -> Iterator[Quad]:
    """Yield the statements of records by which they may cite sources."""
    others = {iri(base + name) for name in (*COMPUTED, PROVENANCE, DESCRIPTION)}
    start = f"<{base}id/source/"
    for quad in quads:
        if quad[3].startswith(start) and quad[2] != REPLACED_BY and quad[0] not in others:
            yield quad


def _dependent(quads: Iterable[Quad], gone: set[str], base: str) -> Iterator[str]:
    """Yield the nodes that tell of something gone, and the records that were merged into one.

    A node stays that is only without a part of its own.
    """
    for _, subject, predicate, object_ in quads:
        if object_ not in gone or record_of(object_) == record_of(subject):
            continue
        if predicate == REPLACED_BY or is_dependent(subject, base):
            yield subject


def _bare(quads: Iterable[Quad], gone: set[str]) -> Iterator[str]:
    """Yield the nodes that lost what they cannot be without."""
    kept: Counter[tuple[str, str]] = Counter()
    lost: set[tuple[str, str]] = set()
    for _, subject, predicate, object_ in quads:
        if predicate in LEAST and subject not in gone:
            if object_ in gone:
                lost.add((subject, predicate))
            else:
                kept[subject, predicate] += 1
    yield from (key[0] for key in lost if kept[key] < LEAST[key[1]])


def _naming(quads: Sequence[Quad], records: Collection[str], base: str) -> Iterator[str]:
    """Yield the computed nodes whose text has the name of a withdrawn record.

    Such a text is the evidence of a statement that was derived from a record of the same issue. The
    label of a relation is not among them, since it is written anew.
    """
    names = {
        quad[3].rpartition('"')[0][1:]  # escaped, as in the texts that are searched
        for quad in quads
        if quad[1] in records and quad[2] in NAMES
    }
    long = sorted(name for name in names if len(name) >= SHORTEST)
    if not long:
        return
    search = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, long))})(?!\w)").search
    graphs = {iri(base + name) for name in COMPUTED}
    for graph, subject, predicate, object_ in quads:
        is_text = object_[0] == '"' and ("#" in subject or predicate != LABEL)
        if is_text and graph in graphs and search(object_) and is_dependent(subject, base):
            yield subject
