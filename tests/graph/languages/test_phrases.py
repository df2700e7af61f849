"""Phrases of other languages: what each is in English, topics before concepts."""

from graph.languages import phrases
from graph.rdf.quads import iri
from ontology import CONCEPT
from ontology.namespaces import SKOS

BIAS = f"{CONCEPT}impact/bias-and-discrimination"
PREFERRED, OTHER = iri(SKOS + "prefLabel"), iri(SKOS + "altLabel")


def test_a_topic_comes_before_a_concept_of_the_same_name() -> None:
    quads = [("<a:g>", iri(BIAS), OTHER, '"Discriminación"@es')]
    found = phrases(quads, {BIAS: "Bias and Discrimination"})
    assert found["discriminación"] == ("discrimination", "Bias and Discrimination")


def test_other_schemes_and_other_languages_are_left_out() -> None:
    quads = [
        ("<a:g>", iri(f"{CONCEPT}step-kind/end"), PREFERRED, '"Fin"@es'),
        ("<a:g>", iri(BIAS), PREFERRED, '"Verzerrung"@de'),
    ]
    found = phrases(quads, {BIAS: "Bias", f"{CONCEPT}step-kind/end": "End"})
    assert not {"fin", "verzerrung"} & found.keys()
