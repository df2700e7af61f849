"""Expanded JSON-LD: what an independent processor makes of the same triples."""

import json
from typing import Any

import pyld
from hypothesis import given
from hypothesis import strategies as st

from graph.rdf.jsonld_expanded import expanded
from graph.rdf.quads import Quad, iri, literal, to_n_quads
from ontology import PREFIXES

# The other processor reads an escaped backslash before n, r or t as one escape.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\\"), max_size=10
)
OBJECTS = st.one_of(
    st.sampled_from(["<urn:a>", "<urn:b>"]),
    st.builds(literal, TEXTS),
    st.builds(lambda text, tag: literal(text, language=tag), TEXTS, st.sampled_from(["en", "sw"])),
    st.builds(literal, TEXTS, st.sampled_from(["urn:type", PREFIXES["xsd"] + "decimal"])),
)
QUADS = st.sets(
    st.tuples(
        st.just(""),
        st.sampled_from(["<urn:a>", "<urn:b>"]),
        st.sampled_from([iri(PREFIXES["rdf"] + "type"), "<urn:p>", "<urn:q>"]),
        OBJECTS,
    ),
    max_size=8,
)


def ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: ordered(inner) for name, inner in sorted(value.items())}
    return sorted(map(ordered, value), key=json.dumps) if isinstance(value, list) else value


@given(quads=QUADS)
def test_triples_are_expanded_as_an_independent_processor_does(quads: set[Quad]) -> None:
    options = {"format": "application/n-quads"}
    theirs = pyld.jsonld.from_rdf(to_n_quads(quads).decode(), options)
    assert ordered(expanded(quads)) == ordered(theirs)
