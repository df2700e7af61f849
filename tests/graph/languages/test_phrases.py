"""Phrases of other languages: what each is in English, topics before concepts."""

from graph.languages import phrases
from graph.rdf.quads import iri
from ontology import CONCEPT
from ontology.namespaces import JG, SKOS

BIAS = f"{CONCEPT}impact/bias-and-discrimination"
PREFERRED, OTHER = iri(SKOS + "prefLabel"), iri(SKOS + "altLabel")


def test_a_topic_comes_before_a_concept_of_the_same_name() -> None:
    quads = [("<a:g>", iri(BIAS), OTHER, '"Discriminación"@es')]
    found = phrases(quads, {BIAS: "Bias and Discrimination"})
    assert found["discriminación"] == ("discrimination", "Bias and Discrimination")


def test_concepts_of_every_scheme_and_classes_are_phrases() -> None:
    end, incident = f"{CONCEPT}step-kind/end", f"{JG}Incident"
    quads = [
        ("<a:g>", iri(end), PREFERRED, '"Fin"@es'),
        ("<a:g>", iri(incident), PREFERRED, '"incidente"@es'),
    ]
    found = phrases(quads, {end: "End", incident: "Incident"})
    assert (found["fin"], found["incidente"]) == (("End",), ("Incident",))


def test_properties_and_languages_without_a_file_are_left_out() -> None:
    quads = [
        ("<a:g>", iri(f"{JG}role"), PREFERRED, '"rol"@es'),
        ("<a:g>", iri(BIAS), PREFERRED, '"Verzerrung"@de'),
    ]
    found = phrases(quads, {BIAS: "Bias", f"{JG}role": "role"})
    assert not {"rol", "verzerrung"} & found.keys()
