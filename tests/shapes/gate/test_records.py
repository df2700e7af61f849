"""Our shapes over records: nothing is missed, and hardly anything is suspected in vain."""

from itertools import chain

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import ShapesGraph

from graph.rdf.quads import from_engine, line
from graph.reading.check import statements
from graph.reading.files import curated_records, read_records
from graph.reading.record import Record, read_record
from ontology import vocabulary
from scripts.bench.generate import generate
from shapes import shape_graph, validate, validate_plainly
from shapes.gate.constraints import constraint_checks
from shapes.gate.deriver import Deriver
from shapes.gate.gate import candidates
from shapes.gate.parameters import Shape
from tests.records import BAD


def n_triples(records: list[Record]) -> bytes:
    quads = chain(statements(records), from_engine(vocabulary()))
    return "".join(f"{line(('', *quad[1:]))}\n" for quad in quads).encode()


def generated() -> list[Record]:
    return [read_record(node, name) for name, node in generate(1_000)]


@pytest.fixture(scope="module")
def dirty() -> bytes:
    return n_triples([*read_records([BAD]), *read_records([curated_records()])])


@pytest.fixture(scope="module")
def findings(dirty: bytes) -> set[tuple[str, str]]:
    """What pySHACL alone finds in the bad records: node and rule."""
    plainly = validate_plainly(rdflib.Graph().parse(data=dirty, format="nt"))
    assert plainly.findings == validate(dirty).findings
    return {(finding.focus, finding.rule) for finding in plainly.findings}


def test_the_findings_in_bad_records_are_those_of_pyshacl(findings: set[tuple[str, str]]) -> None:
    assert len({rule for _, rule in findings}) > 80


def test_the_findings_in_a_generated_graph_are_those_of_pyshacl() -> None:
    data = n_triples(generated())
    plainly = validate_plainly(rdflib.Graph().parse(data=data, format="nt"))
    assert validate(data).findings == plainly.findings


def test_a_node_is_suspected_of_what_it_breaks_and_of_nothing_else(
    dirty: bytes, findings: set[tuple[str, str]]
) -> None:
    store = ox.Store()
    store.bulk_load(dirty, format=ox.RdfFormat.N_TRIPLES)
    found = candidates(store, shapes(), has_divergent=False)
    suspected = {
        (node.value, str(duty.inner or duty.shape.node)) for duty, nodes in found for node in nodes
    }
    broken = {(focus, f"https://w3id.org/justicegraph/shapes#{rule}") for focus, rule in findings}
    assert suspected == broken


def shapes() -> list[Shape]:
    return list(ShapesGraph(shape_graph()).shapes)


def test_every_constraint_of_our_shapes_becomes_a_query() -> None:
    deriver = Deriver(lambda name: (name,), has_divergent=False)
    left = [
        str(shape.node)
        for shape in shapes()
        for duty in constraint_checks(shape)
        if duty.verdict(deriver).passes == "false"
    ]
    assert left == []
