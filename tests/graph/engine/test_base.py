"""What can be told of a query without evaluating it, and what every engine gives."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.engine.base import Value
from graph.engine.oxigraph import Store
from graph.engine.query import Dataset, Query
from graph.engine.tokenizer import is_ambiguous
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS
from ontology import BadQuery, JusticeGraphError, QueryRefused, questions
from ontology.questions import Question

JSON = RESULT_FORMATS[0]
QUADS = """\
<a:s> <a:p> "b  c" <a:g> .
<a:s> <a:p> "b c" <a:g> .
<a:s> <a:p> "#no comment" <a:g> .
<a:s> <a:q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <a:h> .
<a:s> <a:x#y> "it's \\"so\\"\\n" <a:h> .
"""

FORMS = [
    ("SELECT * {}", "SELECT"),
    ("ask{}", "ASK"),
    ("CoNsTrUcT WHERE {}", "CONSTRUCT"),
    ("DESCRIBE <a:SELECT>", "DESCRIBE"),
    ("PREFIX select: <a:ASK> # ASK\nBASE <a:b> SELECT * {}", "SELECT"),
    ("PREFIX ask:<a:b>ASK{}", "ASK"),
    ("SELECT * { { SELECT * {} } FILTER EXISTS { } }", "SELECT"),
    ("INSERT DATA { <a:a> <a:a> <a:a> }", ""),
    ("", ""),
    ("select:x ?ask 'ASK' @ask", ""),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_the_form_of_a_query_is_its_first_word_after_the_prefixes(text: str, form: str) -> None:
    assert Query(text).form == form


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SELECT * {}", ["json", "xml", "csv", "tsv"]),
        ("ASK {}", ["json", "xml"]),
        ("CONSTRUCT WHERE {}", ["ttl", "nt", "nq", "jsonld", "rdf"]),
        ("DESCRIBE <a:a>", ["ttl", "nt", "nq", "jsonld", "rdf"]),
        ("nonsense", ["json", "xml", "csv", "tsv"]),
    ],
)
def test_each_form_has_its_formats(text: str, names: list[str]) -> None:
    assert [one.name for one in Query(text).formats] == names


def test_no_two_formats_share_a_name() -> None:
    names = [one.name for one in (*RESULT_FORMATS, *GRAPH_FORMATS)]
    assert len({*names}) == len(names)


STABLE = [
    "SELECT * { ?s ?p ?o }",
    "SELECT ?rand { ?now a:uuid 'RAND()' } # NOW()",
    "ASK { _:b ?p [] }",
    "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
]
FICKLE = [
    "SELECT (now() AS ?x) {}",
    "SELECT (RAND() AS ?x) {}",
    "SELECT (UUID() AS ?x) {}",
    "SELECT (StrUUID() AS ?x) {}",
    "SELECT (BNODE() AS ?x) {}",
    "CONSTRUCT { _:b <a:p> ?o } { ?s ?p ?o }",
    "CONSTRUCT { [] <a:p> ?o } { ?s ?p ?o }",
    "CONSTRUCT { ?s <a:p> [ <a:q> ?o ] } { ?s ?p ?o }",
]


@pytest.mark.parametrize("text", STABLE)
def test_a_query_of_the_graph_alone_is_stable(text: str) -> None:
    assert Query(text).is_stable


@pytest.mark.parametrize("text", FICKLE)
def test_a_query_of_time_or_chance_or_new_nodes_is_not(text: str) -> None:
    assert not Query(text).is_stable


@pytest.mark.parametrize("found", questions(), ids=lambda one: one.slug)
def test_every_question_is_stable_and_clear(found: Question) -> None:
    query = Query(found.text)
    assert (query.is_stable, is_ambiguous(query.text)) == (True, False)


UNCLEAR = [
    "ASK{FILTER(1<2#>\n)}",
    "ASK{FILTER(1<2&&'>'!='x')}",
    'ASK{FILTER(1<2&&">"!="x")}',
    "ASK{?s <urn:x#\\u0041> ?o}",
    "ASK{?s <#a> ?o}",
]
CLEAR = [
    "ASK{?s <http://example.org/x#y> ?o}",
    "ASK{?s <a:b> 'x'^^<http://www.w3.org/2001/XMLSchema#string>}",
    "ASK{FILTER(?a < 2 && ?b>3)} # <",
    "ASK{FILTER(?a<?b&&?c>'a')}",
    "ASK{FILTER(?a<=2)}",
    "PREFIX a:<http://example.org/#>ASK{}",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_where_only_a_parser_knows_what_is_space_all_of_it_stays(text: str) -> None:
    query = Query(f"{text}  ")
    assert is_ambiguous(query.text)
    assert not query.is_stable
    assert query.canonical == f"{text}  "


@pytest.mark.parametrize("iri", ["urn:x#A", "http://example.org/o'brien"])
def test_a_plain_pattern_has_one_space_whatever_its_iris_hold(iri: str) -> None:
    assert Query(f"ASK {{ ?s  <{iri}> ?o }} ").canonical == f"ASK {{ ?s <{iri}> ?o }}"


@pytest.mark.parametrize("text", CLEAR)
def test_a_usual_query_is_clear(text: str) -> None:
    assert not is_ambiguous(text)


CANONICAL = [
    ("  ASK\t{\r\n}  ", "ASK { }"),
    ("ASK#c\n{}#d", "ASK {}"),
    ("ASK{?s ?p 'a  #b'}", "ASK{?s ?p 'a  #b'}"),
    ('ASK{?s ?p "a\\"  #b"  }', 'ASK{?s ?p "a\\"  #b" }'),
    ("ASK{?s ?p '''a'  #b\n'''  }", "ASK{?s ?p '''a'  #b\n''' }"),
    ("ASK{?s <http://a/#b>  ?o}", "ASK{?s <http://a/#b> ?o}"),
    ("ASK{?s e:a\\#b  ?o}", "ASK{?s e:a\\#b ?o}"),
    ("ASK{# 'no string\n ?s ?p ?o}", "ASK{ ?s ?p ?o}"),
]


@pytest.mark.parametrize(("text", "canonical"), CANONICAL)
def test_space_and_comments_are_one_space(text: str, canonical: str) -> None:
    assert Query(text).canonical == canonical


# Pieces that make queries with answers that differ, put together in any order.
TOKENS = st.sampled_from(
    [
        "?s <a:p> 'b  c'",
        "?s <a:p> 'b c'",
        "?s <a:p> '#no comment'",
        "?s <a:x#y> ?o",
        "?s <a:q> 1",
        "FILTER(1<2)",
        "FILTER(1<2&&'>'!='x')",
        "FILTER(?o<?s||?s>'b  c')",
        "FILTER(STR(?s)='a:s')",
        "FILTER('''b  c'''!='b c')",
        "OPTIONAL{?s <a:p>'b  c'}",
    ]
)
SPACES = st.sampled_from(["", " ", "  ", "\t", "\n", "\r\n", "#c\n", " # 'c\n ", '#"<\r', "#>\n"])
PIECES = st.lists(st.tuples(TOKENS, SPACES), min_size=1, max_size=4)


def joined(pieces: list[tuple[str, str]]) -> str:
    text = " . ".join(f"{token}{space}" for token, space in pieces)
    return f"SELECT (COUNT(*) AS ?n) {{ {text} }}"


def answer(store: Store, text: str) -> bytes:
    try:
        return store.evaluate(Query(text), JSON).read()
    except JusticeGraphError as error:
        return type(error).__name__.encode()


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.in_memory(QUADS)


@given(pieces=PIECES, lead=SPACES, trail=SPACES)
def test_the_canonical_text_is_answered_alike(
    store: Store, pieces: list[tuple[str, str]], lead: str, trail: str
) -> None:
    text = lead + joined(pieces) + trail
    assert answer(store, Query(text).canonical) == answer(store, text)


@given(one=PIECES, other=PIECES)
def test_two_queries_of_one_canonical_text_are_answered_alike(
    store: Store, one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    first, second = joined(one), joined([*other[:1], *one[1:]])
    if Query(first).canonical == Query(second).canonical:
        assert answer(store, first) == answer(store, second)


@given(text=st.one_of(st.text(max_size=60), PIECES.map(joined)))
def test_the_canonical_text_is_its_own(text: str) -> None:
    with contextlib.suppress(QueryRefused):
        canonical = Query(text).canonical
        assert Query(canonical).canonical == canonical


@pytest.mark.parametrize(
    "piece", ["'", '"', "\\", '"""', "<", "<a#", "# \n", " ", "#", "'''\\", "< "]
)
def test_hostile_text_of_full_length_comes_to_an_end(piece: str) -> None:
    with contextlib.suppress(QueryRefused):
        query = Query((piece * 200_000)[:200_000])
        assert isinstance(query.canonical, str)
        assert query.is_stable in (True, False)


def test_queries_of_other_graphs_are_others() -> None:
    assert Query("ASK {}", Dataset(("a:g",))) != Query("ASK {}", Dataset((), ("a:g",)))
    assert Query("ASK {}") == Query("ASK {}", Dataset())


def test_a_query_that_was_examined_is_not_examined_again() -> None:
    assert Query("ASK { SERVICE <a:b> { } }", words=("ASK",)).form == "ASK"


def test_bound_variables_stand_for_iris(store: Store) -> None:
    text = "SELECT ?o { ?this $that ?o }"
    assert store.rows(text, this="a:s", that="a:q") == [{"o": Value("1")}]


def test_a_longer_name_is_another_variable(store: Store) -> None:
    found = store.rows("SELECT ?thisOne { ?this ?thisOne 1 }", this="a:s")
    assert found == [{"thisOne": Value("a:q", is_iri=True)}]


@pytest.mark.parametrize("iri", ["no iri", "a:b> } #", "<a:b>", "", "a:\n", "relative"])
def test_what_is_no_iri_is_never_bound(store: Store, iri: str) -> None:
    with pytest.raises(BadQuery, match="is no IRI"):
        store.rows("SELECT ?o { ?this ?p ?o }", this=iri)


def test_only_a_select_has_rows(store: Store) -> None:
    with pytest.raises(BadQuery, match=r"^only a SELECT query has rows$"):
        store.rows("ASK { }")


def test_a_result_that_a_format_cannot_hold_is_told(store: Store) -> None:
    query = Query("CONSTRUCT { <a:s> <a:p> <<( <a:s> <a:p> 1 )>> } { }")
    with pytest.raises(BadQuery, match=r"^the result cannot be written: JSON-LD does not support"):
        store.evaluate(query, GRAPH_FORMATS[3])
