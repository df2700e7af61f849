"""What the graph says about a thing, within bounds: one small graph, which every format holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from graph import GRAPH_FORMATS, Engine, Query
from graph.quads import Quad, from_engine, iri, literal, plain
from ontology import JG, PREFIXES
from server.naming import names
from server.site import query_text

__all__ = ["COUNTED", "Description", "around", "describe", "named", "said"]

COUNTED: Final = 100_000
"""So many of the statements that name a thing are counted; where there are more, it says so."""

FEW: Final = 400
"""What is named by no more statements than these is found with one query, `few.rq`."""
SHOWN: Final = 100
"""So many statements that name a thing are given of each property; of relations, `WEIGHTIEST`."""
WEIGHTIEST: Final = 5
BATCH: Final = 1_000
N_TRIPLES: Final = GRAPH_FORMATS[1]
FOAF, RDFS, VOID, XSD = (PREFIXES[name] for name in ("foaf", "rdfs", "void", "xsd"))
LABEL: Final = iri(RDFS + "label")
RELATED: Final = JG + "issue"
CLOSE: Final = (FOAF + "primaryTopic", RELATED)
"""By these properties the graph of a record and the relations of an issue name it."""

Graph = set[Quad]


@dataclass(frozen=True)
class Description:
    """Statements about a thing, and how often each property leads to it."""

    iri: str
    quads: frozenset[Quad]
    counts: Mapping[str, int]

    @cached_property
    def by_subject(self) -> dict[str, dict[str, list[str]]]:
        """Return the values of each property of each node; values as N-Triples writes them."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for _, subject, predicate, object_ in self.quads:
            found[subject[1:-1]][predicate[1:-1]].append(object_)
        for said in found.values():
            for values in said.values():
                values.sort()
        return dict(sorted(found.items()))

    def values(self, property_: str) -> list[str]:
        """Return what a property of the thing leads to, as plain text."""
        return [plain(value) for value in self.by_subject.get(self.iri, {}).get(property_, [])]


def describe(engine: Engine, thing: str, document: str = "", whole: str = "") -> Description:
    """Return what the graph says about a thing; no statements where it says nothing.

    These are the statements about the thing and about its nested nodes; those that name it, counted
    and at most 100 by each property, with the records that they stand in; its graph and, of an
    issue, its five weightiest relations; and the names of all that is named. `document` is where
    this is read, if not at the thing's own address; `whole` names a query for all of a document of
    many things.
    Complexity: a few look-ups for each statement given, and a look at each of the first 100,000
    statements that name the thing.
    Source: Cool URIs for the Semantic Web, section 4; concise bounded descriptions, widened.
    """
    namers = _namers(engine, thing)
    counts = {name: count for name, (count, _) in sorted(namers.items()) if count}
    naming = {quad for _, found in namers.values() for quad in found}
    close = {quad[1][1:-1] for quad in naming if quad[2][1:-1] in CLOSE}
    nested = {quad[1][1:-1] for quad in naming if _is_nested(quad[1])}
    said = _construct(engine, whole) if whole else set()
    said |= _statements(engine, close if whole else {thing, *close})
    said |= naming | _listed(engine, "owners", nested)
    said |= _names(engine, _named(said) - _labelled(said))
    said |= set(_counted(document or thing, thing, counts)) if counts else set()
    return Description(thing, frozenset(said), counts)


def around(engine: Engine, nodes: Iterable[str]) -> frozenset[Quad]:
    """Return what is said about some nodes, and about the claims and chains nested in them.

    Complexity: one query for each 1,000 nodes.
    """
    return frozenset(_listed(engine, "around", nodes))


def said(engine: Engine, thing: str) -> frozenset[Quad]:
    """Return the statements about a thing and about its nested nodes, and no others.

    Complexity: a query for each level of nesting.
    """
    return frozenset(_statements(engine, [thing]))


def named(engine: Engine, quads: Iterable[Quad]) -> frozenset[Quad]:
    """Return the names of all that stands in statements."""
    return frozenset(_names(engine, _named(quads)))


def _names(engine: Engine, nodes: set[str]) -> Graph:
    return names(engine, nodes, partial(_listed, engine, "labels"))


def _namers(engine: Engine, thing: str) -> dict[str, tuple[int, Graph]]:
    """Return, for each property that leads to a thing, how often, and some of those it leads from.

    Where these are few, one query finds them all.
    """
    few: dict[str, Graph] = defaultdict(set)
    for quad in (found := _construct(engine, "few", this=thing)):
        few[quad[2][1:-1]].add(quad)
    if len(found) > FEW:
        return _many_namers(engine, thing)
    some = {name: set(sorted(quads)[:SHOWN]) for name, quads in few.items()}
    if len(some.get(RELATED, ())) > WEIGHTIEST:
        some[RELATED] = _some(engine, thing, RELATED)
    return {name: (len(few[name]), quads) for name, quads in some.items()}


def _many_namers(engine: Engine, thing: str) -> dict[str, tuple[int, Graph]]:
    """Do so for what is named often; what is close is found also where a count was cut."""
    rows = engine.rows(query_text("counts"), this=thing)
    counts = {row["property"].text: int(row["count"].text) for row in rows if "property" in row}
    properties = {*counts, *CLOSE} if sum(counts.values()) >= COUNTED else {*counts}
    some = {name: _some(engine, thing, name) for name in properties}
    return {name: (counts.get(name, len(found)), found) for name, found in some.items()}


def _some(engine: Engine, thing: str, property_: str) -> Graph:
    """Return some statements by which a thing is named; of relations the weightiest."""
    if property_ == RELATED:
        return _construct(engine, "relations", this=thing)
    return _construct(engine, "namers", this=thing, property=property_)


def _construct(engine: Engine, name: str, **bound: str) -> Graph:
    return _parsed(engine.query(query_text(name), N_TRIPLES, **bound).read())


def _parsed(n_triples: bytes) -> Graph:
    return set(from_engine(ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES)))


def _listed(engine: Engine, name: str, nodes: Iterable[str]) -> Graph:
    """Ask a query of ours about many nodes, so many at a time that none is too long."""
    waiting, found = sorted(nodes), set()
    for start in range(0, len(waiting), BATCH):
        batch = " ".join(iri(node) for node in waiting[start : start + BATCH])
        text = query_text(name).replace("?nodes", batch)
        query = Query(text, words=("CONSTRUCT",))  # an IRI that holds SERVICE is no call
        found |= _parsed(engine.evaluate(query, N_TRIPLES).read())
    return found


def _statements(engine: Engine, nodes: Iterable[str]) -> Graph:
    """Return what is said about nodes, and about the nested nodes of each, at any depth."""
    roots, found = set(nodes), set()
    waiting, known = roots, set(roots)
    while waiting:
        new = _listed(engine, "statements", waiting)
        found |= new
        named = {quad[3][1:-1] for quad in new if quad[3].startswith("<")}
        waiting = {node for node in named - known if node.partition("#")[0] in roots}
        known |= waiting
    return found


def _is_nested(node: str) -> bool:
    return "#" in node and "/id/" in node


def _named(quads: Iterable[Quad]) -> set[str]:
    """Return every IRI that stands in statements, and the records whose nested nodes do."""
    terms = {term[1:-1] for quad in quads for term in quad[1:] if term.startswith("<")}
    return terms | {term.partition("#")[0] for term in terms if _is_nested(term)}


def _labelled(quads: Iterable[Quad]) -> set[str]:
    """Return the IRIs that have a label among statements already: all that is said of them."""
    return {quad[1][1:-1] for quad in quads if quad[2] == LABEL}


def _counted(document: str, thing: str, counts: Mapping[str, int]) -> Iterator[Quad]:
    """Say how many statements name a thing, and how many by each property.

    They are a dataset of their own, of which this document shows a part.
    Source: VoID, sections 4.5 and 4.6.
    """
    total = sum(counts.values())
    whole = f"{document}{'/' if '#' in document else '#'}named_by"
    label = "At least these" if total >= COUNTED else "All"
    yield _quad(whole, PREFIXES["rdf"] + "type", iri(VOID + "Dataset"))
    yield _quad(whole, FOAF + "topic", iri(thing))
    yield _quad(whole, RDFS + "label", literal(f"{label} statements that name this", "", "en"))
    yield _quad(whole, VOID + "triples", _integer(total))
    for property_, count in counts.items():
        part = f"{whole}_{_short(property_)}"
        yield _quad(whole, VOID + "propertyPartition", iri(part))
        yield _quad(part, VOID + "property", iri(property_))
        yield _quad(part, VOID + "triples", _integer(count))


def _short(property_: str) -> str:
    """Return a name for a property that no other has, fit for a fragment."""
    for prefix, namespace in PREFIXES.items():
        if property_.startswith(namespace):
            return quote(f"{prefix}_{property_.removeprefix(namespace)}", safe="")
    return quote(property_, safe="")


def _quad(subject: str, predicate: str, object_: str) -> Quad:
    return "", iri(subject), iri(predicate), object_


def _integer(count: int) -> str:
    return literal(str(count), XSD + "integer")
