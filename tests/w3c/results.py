"""Results in a form in which two are compared: alike up to their order and blank nodes' names.

Numbers and truth values are compared as values, since the engine writes each in one form alone.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import Graph, Namespace
from rdflib.term import Node

__all__ = ["READERS", "Result", "Table", "canonical", "comparable", "read_set"]

RS: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
VALUES: Final[Mapping[str, Callable[[str], object]]] = {
    f"{XSD}boolean": {"0": "false", "1": "true"}.__getitem__,
    f"{XSD}decimal": lambda text: Decimal(text).normalize(),
    f"{XSD}double": float,
    f"{XSD}float": float,
    f"{XSD}integer": int,
}

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Term]


@dataclass(frozen=True)
class Table:
    """The rows of a SELECT, and the names of its columns."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]

    def quads(self, *, ordered: bool) -> Iterator[ox.Quad]:
        """Yield the rows as a graph: each with its place, or with how many there are of it."""
        rows = [tuple(sorted(row.items())) for row in self.rows]
        counted = enumerate(rows) if ordered else ((n, row) for row, n in Counter(rows).items())
        for number, row in counted:
            node = ox.BlankNode()
            yield ox.Quad(node, ox.NamedNode("urn:number"), ox.Literal(number))
            for name, term in row:
                yield ox.Quad(node, ox.NamedNode(f"urn:column:{name}"), term)


Result = bool | Table | list[ox.Quad]


def comparable(result: Result, *, ordered: bool) -> object:
    """Return what is equal for two results that say the same."""
    if isinstance(result, Table):
        return {*result.names}, canonical(result.quads(ordered=ordered))
    return result if isinstance(result, bool) else canonical(result)


def canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Return a graph with its values and the names of its blank nodes in one form.

    Source: RDF Dataset Canonicalization (RDFC-1.0).
    """
    graph = ox.Dataset(
        ox.Quad(quad.subject, quad.predicate, _plain(quad.object), quad.graph_name)
        for quad in quads
    )
    graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(graph)


def _plain(term: Term) -> Term:
    if isinstance(term, ox.Literal) and term.datatype.value in VALUES:
        try:
            value = VALUES[term.datatype.value](term.value)
        except (LookupError, ValueError, InvalidOperation):
            return term
        return ox.Literal(str(value), datatype=term.datatype)
    return term


def _read_xml(body: bytes) -> Result:
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.XML)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    return _table([variable.value for variable in found.variables], (tuple(row) for row in found))


def _read_json(body: bytes) -> Result:
    """Read JSON.

    Source: SPARQL 1.1 Query Results JSON Format, section 3.
    """
    document = json.loads(body)
    if "boolean" in document:
        truth = document["boolean"]
        assert isinstance(truth, bool)
        return truth
    rows = document["results"]["bindings"]
    found = ({name: _of_json(**term) for name, term in row.items()} for row in rows)
    return Table(tuple(document["head"]["vars"]), tuple(found))


def _of_json(type: str, value: str, datatype: str = "", **language: str) -> Term:  # noqa: A002
    if type == "uri":
        return ox.NamedNode(value)
    if type == "bnode":
        return ox.BlankNode(value)
    assert type == "literal"
    tag = language.get("xml:lang")
    return ox.Literal(value, language=tag, datatype=ox.NamedNode(datatype) if datatype else None)


def _read_csv(body: bytes) -> Table:
    """Read a result whose cells are texts alone; an empty one may be unbound or an empty text.

    Source: SPARQL 1.1 Query Results CSV and TSV Formats, section 3.
    """
    names, *rows = csv.reader(io.StringIO(body.decode("utf-8"), newline=""))
    return _table(names, ([_of_csv(cell) for cell in row] for row in rows))


def _of_csv(cell: str) -> Term | None:
    if cell.startswith("_:"):
        return ox.BlankNode(cell[2:])
    return ox.Literal(cell) if cell else None


def _read_tsv(body: bytes) -> Table:
    """Read a result whose cells are terms as Turtle writes them.

    Source: SPARQL 1.1 Query Results CSV and TSV Formats, section 4.
    """
    lines = body.decode("utf-8").removesuffix("\n").split("\n")
    names, *rows = (line.split("\t") for line in lines)
    assert all(name.startswith("?") for name in names)
    cells = ([_of_turtle(cell) if cell else None for cell in row] for row in rows)
    return _table([name[1:] for name in names], cells)


def _of_turtle(text: str) -> Term:
    (quad,) = ox.parse(f"<urn:s> <urn:p> {text} .", format=ox.RdfFormat.TURTLE)
    found: Term = quad.object
    return found


def _table(names: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> Table:
    pairs = (zip(names, row, strict=True) for row in rows)
    return Table(
        tuple(names), tuple({name: t for name, t in row if t is not None} for row in pairs)
    )


def _read_n_triples(body: bytes) -> list[ox.Quad]:
    return list(ox.parse(body, format=ox.RdfFormat.N_TRIPLES))


READERS: Final[Mapping[str, Callable[[bytes], Result]]] = {
    "csv": _read_csv,
    "json": _read_json,
    "nt": _read_n_triples,
    "tsv": _read_tsv,
    "xml": _read_xml,
}
"""How a result is read, by its format's name."""


def read_set(file: Path, address: str) -> Table:
    """Read a result that is written as a graph in Turtle.

    Source: the result set vocabulary of the SPARQL test suites.
    """
    graph = Graph().parse(file, format="turtle", publicID=address)
    names = tuple(str(name) for name in graph.objects(None, RS.resultVariable))
    rows = (dict(_bindings(graph, row)) for row in graph.objects(None, RS.solution))
    return Table(names, tuple(rows))


def _bindings(graph: Graph, solution: Node) -> Iterator[tuple[str, Term]]:
    for binding in graph.objects(solution, RS.binding):
        value = graph.value(binding, RS.value)
        assert value is not None
        yield str(graph.value(binding, RS.variable)), _of_turtle(value.n3())
