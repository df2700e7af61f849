"""The guard: nothing reaches outside or ends the process, however it is disguised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.engine.query_guard import examine
from ontology import QueryRefused, questions

CALLED = "SERVICE is not served here: this endpoint asks no other"
U = "<http://127.0.0.1:9/>"
P = f"PREFIX e: {U} PREFIX : {U} "

# Each of these made the engine, pyoxigraph 0.5.13, call the address, or would have with data.
CALLS = [
    f"ASK {{ SERVICE {U} {{ }} }}",
    f"ASK {{ service {U} {{ }} }}",
    f"ASK {{ SeRvIcE{U}{{}} }}",
    f"ASK {{ SERVICE SILENT {U} {{ }} }}",
    f"ASK {{ SERVICESILENT{U}{{}} }}",
    f"ASK {{ SERVICE # <x>\n\tSILENT#\r{U} # {{\n {{ }} }}",
    f"ASK {{ VALUES ?x {{ {U} }} SERVICE ?x {{ }} }}",
    f"ASK {{ VALUES ?x {{ {U} }} SERVICE$x{{ }} }}",
    f"BASE {U} ASK {{ SERVICE <> {{ }} }}",
    f"ASK {{ FILTER EXISTS {{ SERVICE {U} {{ }} }} }}",
    f"ASK {{ ?s ?p trueSERVICE {U} {{ }} }}",
    f"ASK {{ ?s ?p 1SERVICE {U} {{ }} }}",
    f"ASK {{ ?s ?p 1.SERVICE {U} {{ }} }}",
    f"ASK {{ ?s ?p <a:b>SERVICE {U} {{ }} }}",
    f"ASK {{ FILTER(true)SERVICE{U}{{}} }}",
    f"ASK {{ FILTER bound(?x)SERVICE{U}{{}} }}",
    f"ASK {{ OPTIONAL{{}}SERVICE{U}{{}} }}",
    P + "ASK { SERVICE e:x { } }",
    P + "ASK { SERVICEe:x { } }",
    P + "ASK { SERVICESILENTe:x { } }",
    P + "ASK { SERVICE:x{} }",
    P + "ASK { SERVICE e: { } }",
    P + r"ASK { SERVICE e:a\#b{} }",
    P + r"ASK { SERVICE e:a\{b{} }",
    P + f"ASK {{ ?s ?p e:.SERVICE {U} {{ }} }}",
    # What to a reader of tokens is an IRI, a comment or a string, and to the engine is none.
    f"ASK {{ FILTER(1<2)SERVICE#>\n{U} {{ }} }}",
    f"ASK {{ FILTER(1<2&&'a'='>') SERVICE {U} {{ }} FILTER('x'='x') }}",
    f"ASK {{ OPTIONAL {{ ?s <urn:x#\\u0041> ?o }} SERVICE {U} {{ }} }}",
    f'ASK {{ VALUES ?x {{ """a" }} SERVICE {U} {{ }} }}',
]


@pytest.mark.parametrize("query", CALLS)
def test_a_call_is_refused_in_every_disguise(query: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        examine(query)
    assert str(refused.value) == CALLED


def test_a_call_is_refused_even_where_it_is_commented_out_or_quoted() -> None:
    for query in (f"ASK {{}} # SERVICE {U} {{ }}", f"ASK {{ ?s ?p 'SERVICE {U} {{ }}' }}"):
        with pytest.raises(QueryRefused, match=CALLED):
            examine(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'SERVICE' }",
        "ASK { ?s ?p '''SERVICE'''@en }",
        'ASK { ?s ?p """the service "SERVICE" {here}""" }',
        "ASK { ?s a <http://www.w3.org/ns/sparql-service-description#Service> }",
        "PREFIX sd: <urn:sd#> ASK { ?s a sd:Service ; sd:service ?o . { } }",
        "PREFIX service: <urn:service#> ASK { service:service ?p service: }",
        "ASK { GRAPH ?service { ?service ?p ?o } }",
        "ASK { ?s ?p ?service { ?s ?p ?o } OPTIONAL { ?s ?p $service } }",
        "ASK { } # SERVICE",
        "# customer service\nASK { }",
    ],
)
def test_the_word_is_allowed_where_it_calls_nothing(query: str) -> None:
    examine(query)


@pytest.mark.parametrize("query", [found.text for found in questions()])
def test_every_question_is_allowed(query: str) -> None:
    examine(query)


def test_a_hundred_levels_are_allowed_and_no_more() -> None:
    examine("ASK " + "{" * 100 + "}" * 100)
    with pytest.raises(QueryRefused, match=r"^the query is nested deeper than 100 levels$"):
        examine("ASK " + "{" * 101 + "}" * 101)


def test_brackets_in_strings_names_and_comments_are_no_levels() -> None:
    brackets = "([{" * 100
    examine(f'ASK {{ ?s ?p \'{brackets}\', """{brackets}""" }} # {brackets}')


# The engine builds each of these level upon level, and some 16,000 of them exhaust its stack.
REPEATED = [
    ("SELECT (?a", "-?a", " AS ?x) {}"),
    ("SELECT (1", "+1", " AS ?x) {}"),
    ("ASK { FILTER(", "!", "true) }"),
    ("ASK {", "{}", "}"),
    ("ASK {", "{?s ?p ?o}", "}"),
    ("ASK {", "?s ?p ?o.", "}"),
    ("ASK { ?s ?p 1", ",1", "}"),
    ("SELECT ", "(1 AS ?x)", " {}"),
    ("ASK {", "VALUES ?x {1}", "}"),
    ("ASK {", "OPTIONAL {}", "}"),
    ("ASK {{}", "union{}", "}"),
    ("ASK { ?s <a:a>", "/<a:a>", " ?o }"),
    ("ASK { ?s ", "^", "<a:a> ?o }"),
]


@pytest.mark.parametrize(("head", "part", "tail"), REPEATED)
def test_a_thousand_of_a_kind_are_allowed_at_most(head: str, part: str, tail: str) -> None:
    examine(head + part * 500 + tail)
    with pytest.raises(QueryRefused, match=r"^the query has more than 2,000 operators$"):
        examine(head + part * 2_001 + tail)


def test_a_long_list_of_values_is_allowed() -> None:
    values = " ".join(f"(<urn:v-{number}> {number}.5)" for number in range(5_000))
    examine(f"SELECT * {{ VALUES (?a ?b) {{ {values} }} }}")


def test_a_query_has_200_000_characters_at_most() -> None:
    examine("ASK { } #" + "x" * 199_991)
    with pytest.raises(QueryRefused, match=r"^the query is longer than 200,000 characters$"):
        examine("ASK { } #" + "x" * 199_992)


@pytest.mark.parametrize("query", ["ASK { ?s ?p 'a }", 'ASK { ?s ?p """a" }', "ASK { ?s ?p ''' }"])
def test_a_string_without_end_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match=r"^a string in the query has no end$"):
        examine(query)


# A backtracking reader needs minutes to hours for some of these; ours some hundredths of a second
# each, so that a hang of the suite is what fails here.
PIECES = [
    '"',
    "'",
    "\\",
    '\\"',
    '"""\\"',
    '"""\n\\',
    "1",
    ".",
    "-",
    "1.",
    "a.",
    "<",
    ":",
    "a:%",
    "²",
]
MORE = ["service", "SERVICE#", "service<", "service a", "service\n", "@a-", "'\"", "{", "#", "<a "]


@pytest.mark.parametrize("piece", [*PIECES, *MORE])
@pytest.mark.parametrize("head", ["", '"', "'''", "SERVICE "])
def test_hostile_text_of_full_length_comes_to_an_end(head: str, piece: str) -> None:
    text = (head + piece * 200_000)[:200_000]
    try:
        examine(text)
    except QueryRefused:
        return
    assert examine(text) == examine(text)


FRAGMENTS = st.sampled_from(
    ["SERVICE", "SELECT", "'", '"', '"""', "'''", "\\", "<", ">", "#", "\n", "{", "}", "(", ")"]
)


@given(text=st.one_of(st.text(), st.lists(st.one_of(FRAGMENTS, st.text(max_size=3))).map("".join)))
def test_the_guard_raises_nothing_but_its_refusal(text: str) -> None:
    try:
        examine(text)
    except QueryRefused:
        return


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT * FROM <a:g> { }", ("SELECT", "FROM")),
        ("select*from<a:g>{}", ("SELECT", "FROM")),
        ("ASK { ?from <a:FROM> 'FROM'@from ; e:from _:from } # FROM", ("ASK",)),
        ("ASK { ?s ?p 1.5 . FILTER(true) }", ("ASK", "FILTER", "TRUE")),
    ],
)
def test_words_are_those_outside_names_strings_and_comments(
    query: str, found: tuple[str, ...]
) -> None:
    assert examine(query) == found
