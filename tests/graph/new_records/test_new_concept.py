"""Turtle of a new concept: whole, escaped, and refused where its scheme or word is taken."""

import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from graph.new_records.new_concept import new_concept
from ontology import CONCEPT, JG, Misuse

BASE = "https://water.example/"


def test_a_concept_is_in_its_scheme_with_its_class_label_and_definition() -> None:
    concept = new_concept("kind", 'A "wet" school', "It is\nwet.", BASE, "research")
    graph = rdflib.Graph().parse(data=concept.text, format="turtle")
    iri = rdflib.URIRef(f"{BASE}concept/actor-kind/a-wet-school")
    assert (concept.scheme, concept.word) == ("actor-kind", "a-wet-school")
    assert {*graph.objects(iri, RDF.type)} == {SKOS.Concept, rdflib.URIRef(JG + "ActorKind")}
    assert graph.value(iri, SKOS.inScheme) == rdflib.URIRef(f"{CONCEPT}actor-kind")
    assert graph.value(iri, SKOS.prefLabel) == rdflib.Literal('A "wet" school', lang="en")
    assert graph.value(iri, SKOS.definition) == rdflib.Literal("It is\nwet.", lang="en")
    assert graph.value(iri, SKOS.broader) == rdflib.URIRef(f"{CONCEPT}actor-kind/research")


@pytest.mark.parametrize(
    ("scheme", "label", "broader", "message"),
    [
        ("impct", "A", "", "there is no scheme 'impct'; did you mean impact?"),
        ("role", "Deployer", "", "role: there is a concept 'deployer' already: https://w3id"),
        ("role", "A", "implicatd", "role: there is no concept 'implicatd'; did you mean implic"),
        ("role", " ", "", "give a label and a definition, each in quotes"),
    ],
)
def test_what_is_unknown_or_taken_is_refused(
    scheme: str, label: str, broader: str, message: str
) -> None:
    with pytest.raises(Misuse, match=f"^{message}"):
        new_concept(scheme, label, "A text.", BASE, broader)
