"""Recognition of simple queries: what is recognised, what never is, and the same canonical form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.engine.query_guard import examine
from graph.engine.simple_query import recognise
from graph.engine.tokenizer import tokenize
from graph.rdf.formats import RESULT_FORMATS
from ontology.namespaces import RDF_TYPE

P, S = "<https://a.example/p#x>", "<https://a.example/s>"


def test_properties_are_read_in_full_and_ends_as_written() -> None:
    found = recognise(
        "PREFIX e: <https://e.example/>\nselect distinct ?x $y\nwhere {\n"
        f'  {S} e:p.q ?x , e:b ; a ?y .\n  ?x {P} "a . b ; c"@en-GB, 12 .\n}}\norder by desc(?x) $y'
    )

    assert found == (
        "SELECT",
        (
            (S, "<https://e.example/p.q>", "?x"),
            (S, "<https://e.example/p.q>", "e:b"),
            (S, f"<{RDF_TYPE}>", "?y"),
            ("?x", P, '"a . b ; c"@en-GB'),
            ("?x", P, "12"),
        ),
        None,
    )


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("ASK { ?s ?p ?o } LIMIT 9", 1),
        ("SELECT * { ?s ?p ?o } LIMIT 7 OFFSET 20", 27),
        ("SELECT * { ?s ?p ?o } OFFSET 20", None),
        ("SELECT DISTINCT ?p { ?s ?p ?o } LIMIT 7", None),
        ("SELECT ?p { ?s ?p ?o } ORDER BY ?p LIMIT 7", None),
    ],
)
def test_the_engine_stops_at_a_limit_unless_it_compares_rows(text: str, most: int | None) -> None:
    found = recognise(text)

    assert found
    assert found.most == most


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE <https://a.example/> { ?s ?p ?o } }",
        "ASK { ?s ?p trueSERVICE<https://a.example/>{} }",
        "ASK { ?s ?p ?o } # a comment",
        "ASK { ?s ?p '''SERVICE''' }",
        'ASK { ?s ?p """a""" }',
        'ASK { ?s ?p "a\\"b" }',
        "ASK { ?s <a:p>/<a:q> ?o }",
        "ASK { ?s <a:p>* ?o }",
        "ASK { ?s ^<a:p> ?o }",
        "ASK { [] ?p ?o }",
        "ASK { _:a ?p ?o }",
        "ASK { ?s ?p (1 2) }",
        "ASK { ?s ?p ?o OPTIONAL { ?o ?q ?r } }",
        "ASK { GRAPH ?g { ?s ?p ?o } }",
        "ASK { ?s ?p ?o FILTER(?o > 1) }",
        "ASK FROM <a:g> { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o } GROUP BY ?s",
        "SELECT ?s { ?s ?p ?o } ORDER BY RAND()",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "DESCRIBE <a:s>",
        "ASK { <s> ?p ?o }",
        "BASE <a:b> ASK { ?s ?p ?o }",
        "ASK { }",
        "ASK { ?s ?p 1.5 }",
        "",
    ],
)
def test_all_else_is_left_to_tokens_and_guard(text: str) -> None:
    assert recognise(text) is None


VARIABLES = st.sampled_from(["?s", "$s", "?o", "?x1"])
IRIS = st.sampled_from([S, P, "<urn:a>", "rdfs:label", "e:b.c-d", ":x"])
LITERALS = st.sampled_from(['"a"', '""', '"a b"@en', '"1"^^e:n', '"2020"^^<a:year>', "7"])
GAPS = st.sampled_from([" ", "\n", "\t ", "  "])
TRIPLES = st.tuples(VARIABLES | IRIS, VARIABLES | IRIS | st.just("a"), VARIABLES | IRIS | LITERALS)
ENDS = st.sampled_from(["", " LIMIT 3", " limit 3 offset 2", " ORDER BY ?s", " ORDER BY DESC(?o)"])
HEADS = st.sampled_from(["ASK", "SELECT *", "select distinct ?s $o", "SELECT ?s ?x1 WHERE"])


@st.composite
def simple_texts(draw: st.DrawFn) -> str:
    triples = draw(st.lists(TRIPLES, min_size=1, max_size=4))
    gap = draw(GAPS)
    block = f"{gap}.{gap}".join(gap.join(parts) for parts in triples)
    prologue = f"PREFIX e:{gap}<https://e.example/> PREFIX : <https://f.example/>{gap}"
    return f"{prologue}{draw(HEADS)} {{{gap}{block}{gap}}}{draw(ENDS)}"


@settings(max_examples=50)
@given(simple_texts())
def test_what_is_recognised_is_sparql_of_the_form_that_the_guard_sees(
    text: str,
) -> None:
    query = Query(text)
    tokens = "".join(" " if kind == "space" else piece for kind, piece in tokenize(text)).strip()

    assert query.simple is not None
    assert query.form == examine(text)[2]  # after two prefixes
    assert query.canonical == (text if '"' in text else tokens)
    assert Store.in_memory("").result(query, RESULT_FORMATS[0])


@given(st.text(alphabet="?sp<>:a/#{}.;, \"'\\n*LIMITASKSELECT", max_size=60))
def test_any_text_is_recognised_or_not_without_an_error(text: str) -> None:
    found = recognise(f"ASK {{ {text} }}")

    assert found is None or all(len(pattern) == 3 for pattern in found.patterns)
