"""Quads of a release without withdrawn records: what is left, and tombstones in their place.

What a build would compute anew, such as the ranks of related issues, stays as it was, without what
names a withdrawn record. At least what a build leaves out is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from graph.deriving import DERIVED
from graph.desk.corrections import CORRECTION
from graph.desk.part_filter import PartFilter
from graph.desk.withdrawal import BROKEN, LOST, UNCITED, leaves_a_tombstone
from graph.desk.withdrawal import REASON as WITHDRAWN
from graph.desk.withheld import NOTHING, Parts
from graph.identity.merging.redirects import FORMER_TYPE, TOMBSTONE, tombstone
from graph.metadata.dataset import DESCRIPTION
from graph.metadata.provenance import PROVENANCE
from graph.rdf.quads import Quad, iri, literal, plain, record_of
from graph.rdf.terms import LABEL, LICENCE, MODIFIED, TYPE
from graph.reading.record import Record
from graph.redaction.closure import closure, replacements
from graph.redaction.kinds import REASON, TELLING
from graph.redaction.parts import computed_about
from ontology import JG, kind_of, record_classes
from ontology.namespaces import FOAF, PROV, RDF, XSD

__all__ = ["Redacted", "read_quads", "redacted_quads"]

ABOUT_GRAPHS: Final = frozenset(
    {TYPE, LICENCE, MODIFIED, iri(FOAF + "primaryTopic"), iri(PROV + "wasGeneratedBy")}
)
"""What provenance says of the graph of a tombstone."""
STATED_AS: Final = (iri(RDF + "predicate"), iri(RDF + "object"))
SCORE, WEIGHT = iri(JG + "score"), iri(JG + "weight")


class Redacted(NamedTuple):
    """The quads that are left, sorted and without the description; what went, and how much.

    `touched` are the nodes of records that are left and lost a statement or have another text.
    """

    quads: list[Quad]
    gone: set[str]
    touched: set[str]
    records: int
    statements: int


def read_quads(path: Path) -> list[Quad]:
    """Read the canonical N-Quads of a release, sorted by graph.

    Complexity: sorting the lines. Equal graphs and properties are one text in memory.
    """
    known: dict[str, str] = {}
    quads = []
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            subject, predicate, rest = line.split(" ", 2)
            object_, graph, _ = rest.rsplit(" ", 2)
            shared = known.setdefault(graph, graph), known.setdefault(predicate, predicate)
            quads.append((shared[0], subject, shared[1], object_))
    return sorted(quads)


def redacted_quads(
    quads: Sequence[Quad],
    names: Iterable[str],
    base: str,
    further: Iterable[str] = (),
    parts: Parts = NOTHING,
) -> Redacted:
    """Return quads without the records of some names (`actor/x`) and all that exists by them.

    Of a record that was merged into another the statements are in that one, which goes too until
    the next build. `further` are nodes that go as well; `parts` are withheld from those that stay.
    Complexity: as `closure`, and sorting the quads.
    """
    description, filter_, further = iri(base + DESCRIPTION), PartFilter(parts, base), {*further}
    every = [quad for quad in quads if quad[0] != description]
    own, changed = filter_.quads(every)
    asked = {iri(f"{base}id/{name}") for name in names} | filter_.named_records(every)
    records = asked | replacements(own, asked)
    telling = computed_about(own, changed, filter_, base)
    gone = closure(own, records | further | telling, base)
    lost = {record_of(node) for node in gone if "#" not in node}
    reasons = dict.fromkeys(further, BROKEN) | dict.fromkeys(asked, WITHDRAWN)
    stones = [stone for stone in _stones(own, lost - (records - asked), reasons, base) if stone]
    named = _naming(own, lost, base)
    derived = {*_derived(own, gone, base)}
    left = _relabelled(_left(own, gone | named, derived), own, gone)
    added = {quad for stone in stones for quad in stone.quads if not filter_.is_in(quad)}
    added.update(_about_graphs(own, {iri(stone.graph) for stone in stones} & named, base))
    count = _described(every, lost)
    statements = len(every) - len(left) - len(added)
    lossy = {quad[1] for quad in own if quad[3] in gone or quad in derived} | changed
    touched = _nodes_of({*map(record_of, lossy - gone)}, left)
    return Redacted(sorted([*left, *added]), gone | named, touched, count, statements)


def _nodes_of(records: set[str], quads: Iterable[Quad]) -> set[str]:
    """Return the nodes that quads describe of some records."""
    return {quad[1] for quad in quads if record_of(quad[1]) in records}


def _described(quads: Iterable[Quad], records: set[str]) -> int:
    """Count the records that quads describe and that say more than something of two others."""
    described = {quad[1] for quad in quads if quad[2] == TYPE and quad[3] != TOMBSTONE}
    kinds = _kinds()
    return sum(kind_of(node[1:-1]) in kinds for node in records & described)


def _naming(quads: Iterable[Quad], lost: Iterable[str], base: str) -> set[str]:
    """Return the other IRIs that name a record: its graph, and its corrections.

    The graph of a tombstone keeps its statements about itself, which are added again.
    """
    names = {record[1:-1].removeprefix(f"{base}id/") for record in lost}
    start = f"<{base}{CORRECTION}"
    found = {iri(f"{base}graph/{name}") for name in names}
    for _, subject, _, _ in quads:
        if subject.startswith(start):
            kind, slug = subject.strip(">").removeprefix(start).split("/")[:2]
            if f"{kind}/{slug}" in names:
                found.add(subject)
    return found


def _left(quads: Iterable[Quad], gone: set[str], derived: set[Quad]) -> list[Quad]:
    """Return the quads that name nothing that is gone, and were not derived from it."""
    return [
        quad
        for quad in quads
        if quad[1] not in gone
        and quad[3] not in gone
        and quad[0] not in gone
        and quad not in derived
    ]


def _derived(quads: Iterable[Quad], gone: set[str], base: str) -> Iterator[Quad]:
    """Yield the statements whose derivations are gone."""
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for _, subject, predicate, object_ in quads:
        if predicate in STATED_AS and subject in gone:
            parts[subject][predicate] = object_
    for node, part in parts.items():
        if len(part) == len(STATED_AS):
            yield iri(base + DERIVED), record_of(node), part[STATED_AS[0]], part[STATED_AS[1]]


def _relabelled(left: list[Quad], before: Iterable[Quad], gone: set[str]) -> list[Quad]:
    """Return quads in which relations that lost reasons have the sum of those that are left.

    Their text is that of the heaviest one.
    """
    touched = {quad[1] for quad in before if quad[2] == REASON and quad[3] in gone} - gone
    if not touched:
        return left
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for _, subject, predicate, object_ in left:
        if predicate in (LABEL, WEIGHT) and record_of(subject) in touched:
            facts[subject][predicate] = object_
    weights: dict[str, list[tuple[Decimal, str]]] = defaultdict(list)
    for reason, fact in sorted(facts.items()):
        if WEIGHT in fact:
            heavy = Decimal(plain(fact[WEIGHT])), plain(fact[LABEL])
            weights[record_of(reason)].append(heavy)
    return [_anew(quad, weights[quad[1]]) if quad[1] in touched else quad for quad in left]


def _anew(quad: Quad, reasons: Sequence[tuple[Decimal, str]]) -> Quad:
    """Return the statement of a relation, its score or its text by the reasons that are left."""
    if quad[2] == SCORE:
        score = sum((weight for weight, _ in reasons), Decimal(0))
        return (*quad[:3], literal(f"{score:f}", XSD + "decimal"))
    if quad[2] == LABEL:
        text = max(reasons, key=lambda one: one[0])[1]
        return (*quad[:3], literal(f"{text}.", language="en"))
    return quad


def _stones(
    quads: Iterable[Quad], lost: set[str], reasons: Mapping[str, str], base: str
) -> Iterator[Record | None]:
    """Yield the tombstone of each record that may leave one; one that redirected leaves none.

    `reasons` are those of records that did not go with others.
    """
    types: dict[str, dict[str, str]] = defaultdict(dict)
    for graph, subject, predicate, object_ in quads:
        is_type = predicate == TYPE or (predicate == FORMER_TYPE and subject in reasons)
        if is_type and subject in lost and object_ != TOMBSTONE:
            types[subject][object_] = graph
    for subject, graphs in sorted(types.items()):
        lost_by = UNCITED if kind_of(subject[1:-1]) == "source" else LOST
        yield _stone(subject, graphs, reasons.get(subject, lost_by), base)


def _stone(subject: str, graphs: Mapping[str, str], reason: str, base: str) -> Record | None:
    kind, _, slug = subject[1:-1].removeprefix(f"{base}id/").partition("/")
    exact = sorted(type_ for type_ in graphs if type_[1:-1] in record_classes())
    if not exact or kind not in _kinds():
        return None
    graph = graphs[exact[0]][1:-1]
    quads = [(iri(graph), subject, TYPE, type_) for type_ in (exact[0], *sorted(graphs))]
    record = Record("", 0, kind, slug, subject[1:-1], graph, quads)
    return tombstone(record, reason) if leaves_a_tombstone(record) else None


def _kinds() -> frozenset[str]:
    """Return the kinds of records that say more than something of two others."""
    return frozenset(record_classes().values()) - TELLING


def _about_graphs(quads: Iterable[Quad], graphs: set[str], base: str) -> Iterator[Quad]:
    """Yield what provenance says of the graphs of tombstones themselves."""
    provenance = iri(base + PROVENANCE)
    for quad in quads:
        if quad[0] == provenance and quad[1] in graphs and quad[2] in ABOUT_GRAPHS:
            yield quad
