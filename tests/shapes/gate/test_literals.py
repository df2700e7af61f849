"""Literals that rdflib and the engine see differently, and shapes' terms that both see alike."""

import pytest
import rdflib
from rdflib.namespace import XSD

from shapes.gate.literals import divergent_literals, to_sparql
from shapes.gate.verdict import Underivable

LITERALS = {
    '"a"': [],
    '"a"@en': [],
    '"a"@EN': [rdflib.Literal("a", lang="EN")],
    '"7"^^xsd:integer': [],
    '"07"^^xsd:integer': [rdflib.Literal("07", datatype=XSD.integer)],
    '"1.50"^^xsd:decimal': [rdflib.Literal("1.50", datatype=XSD.decimal)],
    '"2019"^^xsd:gYear': [],
    '"2019-02-31"^^xsd:date': [rdflib.Literal("2019-02-31", datatype=XSD.date)],
    '"a"^^xsd:string': [rdflib.Literal("a", datatype=XSD.string)],
    '"a"^^xsd:other': [],
}


@pytest.mark.parametrize(("text", "strange"), LITERALS.items())
def test_a_literal_is_strange_where_it_is_not_the_same_to_everybody(
    text: str, strange: list[rdflib.Literal]
) -> None:
    full = text.replace("xsd:", f"<{XSD}") + (">" if "xsd:" in text else "")
    found = divergent_literals(f"<urn:s> <urn:p> {full} .\n".encode())
    assert [one for literals in found.values() for one in literals] == strange


def test_what_is_kept_as_a_strange_literal_is_strange_as_well() -> None:
    text = '<urn:s> <urn:p> "a"@EN .\n<urn:t> <urn:p> "a"@en .\n<urn:u> <urn:p> "b"@en .\n'
    assert divergent_literals(text.encode()) == {
        '"a"@en': [rdflib.Literal("a", lang="EN"), rdflib.Literal("a", lang="en")]
    }


@pytest.mark.parametrize(
    "term",
    [
        rdflib.BNode("blank"),
        rdflib.Literal("a", datatype=XSD.string),
        rdflib.Literal("x", datatype=XSD.date),
    ],
)
def test_a_term_that_is_read_otherwise_stands_in_no_query(term: rdflib.term.Node) -> None:
    with pytest.raises(Underivable):
        to_sparql(term)
