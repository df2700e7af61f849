"""What is read to judge a node: the lines that matter, and no other."""

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import ShapesGraph

from shapes.gate.constraints import constraint_checks
from shapes.gate.dependencies import Dependencies

PREFIXES = "@prefix : <urn:> . @prefix sh: <http://www.w3.org/ns/shacl#> ."
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
LINES = [
    f"<urn:a> {TYPE} <urn:C> .",
    "<urn:a> <urn:p> <urn:b> .",
    '<urn:a> <urn:q> "1" .',
    f"<urn:b> {TYPE} <urn:D> .",
    "<urn:b> <urn:p> <urn:c> .",
    '<urn:b> <urn:q> "2" .',
    "<urn:c> <urn:p> <urn:a> .",
    '<urn:c> <urn:r> "3" .',
    "<urn:c> <urn:s> _:x .",
    '_:x <urn:q> "4" .',
    "_:x <urn:s> _:y .",
    '_:y <urn:q> "5" .',
]
SPARQL = 'sh:sparql [ sh:select "SELECT $this {{ {} }}" ]'
CLASSES = f"<urn:D> {SUBCLASS} <urn:C> ."


def lines(*numbers: int) -> set[str]:
    return {LINES[number] for number in numbers}


def reached(constraint: str, focus: str = "urn:a") -> set[str]:
    """Return the lines that are read to judge a node by one shape, but for those on classes."""
    text = "\n".join([*LINES, CLASSES]).encode()
    store = ox.Store()
    store.bulk_extend(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    shapes = rdflib.Graph().parse(data=f"{PREFIXES} :S a sh:NodeShape ; {constraint} .")
    reach = Dependencies(store)
    (shape,) = (one for one in ShapesGraph(shapes).shapes if str(one.node) == "urn:S")
    for duty in constraint_checks(shape):
        duty.add_dependencies(reach, {ox.NamedNode(focus)})
    found = set(reach.excerpt(text).decode().split("\n"))
    assert CLASSES in found
    return found - {CLASSES, ""}


@pytest.mark.parametrize(
    ("constraint", "needed"),
    [
        ("sh:nodeKind sh:IRI", lines()),
        ("sh:property [ sh:path :p ; sh:minCount 1 ]", lines(1)),
        ("sh:property [ sh:path :absent ; sh:minCount 1 ]", lines()),
        ("sh:property [ sh:path ( :p :q ) ; sh:minCount 1 ]", lines(1, 5)),
        ("sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ]", lines(6)),
        ("sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:minCount 1 ]", lines(1, 4, 6)),
        ("sh:property [ sh:path [ sh:alternativePath ( :p :q ) ] ; sh:minCount 1 ]", lines(1, 2)),
        ("sh:property [ sh:path :p ; sh:class :C ]", lines(1, 3)),
        ("sh:property [ sh:path :p ; sh:equals :q ]", lines(1, 2)),
        ("sh:property [ sh:path :p ; sh:node [ sh:property [ sh:path :q ] ] ]", lines(1, 5)),
        ("sh:not [ sh:property [ sh:path :q ; sh:minCount 1 ] ]", lines(2)),
        ("sh:or ( [ sh:class :C ] [ sh:property [ sh:path :q ] ] )", lines(0, 2)),
        ("sh:closed true ; sh:ignoredProperties ( :p )", lines(0, 1, 2)),
        (SPARQL.format("$this <urn:p> ?b . ?b <urn:q> ?c"), lines(1, 5)),
        (SPARQL.format("$this <urn:p>* ?b"), lines(*range(12))),
    ],
)  # fmt: skip
def test_what_a_constraint_reads_is_kept(constraint: str, needed: set[str]) -> None:
    assert reached(constraint) == needed


def test_a_blank_node_comes_with_all_that_it_says() -> None:
    constraint = "sh:property [ sh:path :s ; sh:nodeKind sh:IRI ]"
    assert reached(constraint, "urn:c") == lines(8, 9, 10, 11)
