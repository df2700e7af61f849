"""Targets replaced by candidates: the report stays that of pySHACL alone."""

import re
from pathlib import Path

import pytest

import shapes
from tests.shapes.gate import agree

PREFIXES = """
@prefix : <urn:> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = b"""<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:C> .
<urn:a> <urn:p> <urn:b> .
<urn:a> <urn:q> "1" .
<urn:b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:C> .
<urn:b> <urn:p> _:x .
_:x <urn:q> "2" .
"""
COUNTED = "sh:property [ sh:path :q ; sh:minCount 1 ] , [ sh:path :p ; sh:maxCount 1 ]"
LEAF = "sh:property [ sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ] ]"
QUERY = 'sh:sparql [ sh:prefixes {} ; sh:select "SELECT $this {{ $this e:p ?x . ?x e:q ?y }}" ]'
DECLARED = '{} sh:declare [ sh:prefix "e" ; sh:namespace "urn:{}"^^xsd:anyURI ] .'


@pytest.mark.parametrize(
    "text",
    [
        f":S a sh:NodeShape ; sh:targetClass :C ; {COUNTED} ; {LEAF} .",
        f":S sh:targetSubjectsOf :p ; sh:targetObjectsOf :p ; {COUNTED} .",
        f":C a owl:Class , sh:NodeShape ; {COUNTED} .",
        ":S sh:targetObjectsOf :p ; sh:and ( [ sh:datatype xsd:integer ] ) .",
        f"[] a sh:NodeShape ; sh:targetClass :C ; {COUNTED} .",
        "[] sh:targetNode :a ; sh:property [ sh:targetClass :C ; sh:path :q ; sh:minCount 1 ] .",
        f":S sh:targetClass :C ; {QUERY.format(':O')} . {DECLARED.format(':O', '')}",
        f":S sh:targetClass :C ; {QUERY.format(':O')} . "
        f":O a owl:Ontology ; owl:imports :P . {DECLARED.format(':P', '')}",
        f":S sh:targetClass :C ; {QUERY.format(':O')} . :O a owl:Ontology . "
        f"{DECLARED.format(':O', '')} {DECLARED.format(':P', 'no:')}",
    ],
)
def test_a_report_is_that_of_pyshacl_whatever_a_target_is(text: str) -> None:
    assert agree(DATA, PREFIXES + text)


def test_only_the_public_names_of_pyshacl_are_used() -> None:
    texts = [path.read_text("utf-8") for path in Path(*shapes.__path__).rglob("*.py")]
    assert [text for text in texts if re.search(r"(from|import) pyshacl\.", text)] == []
