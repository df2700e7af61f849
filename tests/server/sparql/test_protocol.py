"""What a request asks of the endpoint, told from its bytes alone."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, UnsupportedMediaType

from graph.engine.query import Dataset
from ontology import BadQuery, JusticeGraphError, QueryRefused
from server.sparql.protocol import MAX_BODY, Message, asked, by_name
from server.sparql.query_page import parameters

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
WORDS = ["query", "update", "format", "timeout", "default-graph-uri", "named-graph-uri"]
TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["ASK {}", "SELECT * {}", "CONSTRUCT WHERE {}", "CLEAR ALL", "json", "nan"]),
)
FIELDS = st.lists(st.tuples(st.sampled_from(WORDS), TEXTS), max_size=5).map(urlencode)
TARGETS = st.one_of(st.binary(max_size=40).map(lambda raw: raw.decode("latin-1")), FIELDS)
KINDS = st.one_of(
    st.sampled_from([FORM, DIRECT, "application/sparql-update", "text/plain", ""]),
    st.tuples(st.sampled_from([FORM, DIRECT]), st.text(max_size=12)).map("; charset=".join),
    st.text(max_size=20),
)
ACCEPTS = st.one_of(
    st.text(max_size=30), st.sampled_from(["*/*", "text/csv", "image/png", "*/*;q=0"])
)
BODIES = st.one_of(st.binary(max_size=60), FIELDS.map(str.encode), TEXTS.map(str.encode))
MESSAGES = st.builds(Message, st.sampled_from(["GET", "POST"]), TARGETS, ACCEPTS, KINDS, BODIES)


@given(message=MESSAGES)
def test_whatever_comes_is_a_query_or_an_error_of_ours(message: Message) -> None:
    try:
        found = asked(message)
    except (JusticeGraphError, HTTPException) as error:
        status = error.status if isinstance(error, JusticeGraphError) else error.code
        assert status in (400, 403, 413, 415)
    else:
        assert found.query.text is not None
        assert found.seconds is None or found.seconds > 0


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_query_is_the_same_however_it_is_sent(text: str) -> None:
    text = f"ASK {{}} # {text}"
    form, direct = urlencode({"query": text}), text.encode()
    messages = [
        Message("GET", form),
        Message("GET", f"query={quote(text)}"),
        Message("POST", "", content_type=FORM, body=form.encode()),
        Message("POST", "", content_type=DIRECT, body=direct),
    ]
    assert {read(message) for message in messages} == {read(messages[0])}


def read(message: Message) -> str:
    """Return the query of a message, or why there is none."""
    try:
        return asked(message).query.text
    except QueryRefused as error:
        return str(error)


@pytest.mark.parametrize(
    "target",
    [
        "query=ASK{}&default-graph-uri=a:a&named-graph-uri=a:b&default-graph-uri=a:c",
        "default-graph-uri=a:a&default-graph-uri=a:c&named-graph-uri=a:b&query=ASK{}",
    ],
)
def test_graphs_are_taken_in_their_order(target: str) -> None:
    assert asked(Message("GET", target)).query.dataset == Dataset(("a:a", "a:c"), ("a:b",))


def test_graphs_of_the_address_and_of_a_form_come_together() -> None:
    message = Message(
        "POST", "default-graph-uri=a:a", "", FORM, b"query=ASK{}&default-graph-uri=a:b"
    )
    assert asked(message).query.dataset == Dataset(("a:a", "a:b"))


def test_the_body_of_a_get_is_not_looked_at() -> None:
    assert asked(Message("GET", "query=ASK{}", "", "text/plain", b"\xff")).query.text == "ASK{}"


@pytest.mark.parametrize(
    ("target", "seconds"),
    [("", None), ("&timeout=", None), ("&timeout=2.5", 2.5), ("&timeout=1&timeout=2", 2.0)],
)
def test_seconds_are_those_that_were_asked_for(target: str, seconds: float | None) -> None:
    assert asked(Message("GET", f"query=ASK{{}}{target}")).seconds == seconds


READING = "this endpoint is for reading: it takes no updates"
PARAMETERS = "query, default-graph-uri, named-graph-uri, format, output, results, timeout, version"
ERRORS: list[tuple[Message, type[Exception], str]] = [
    (Message("GET", ""), BadQuery, "send exactly one query; 0 came"),
    (Message("GET", "query=ASK{}&query=ASK{}"), BadQuery, "send exactly one query; 2 came"),
    (Message("GET", "query=%FF"), BadQuery, "the query is not UTF-8"),
    (Message("GET", "query=\xff"), BadQuery, "the query is not UTF-8"),
    (Message("GET", "a=&" * 1_000), BadQuery, "a request has 1,000 parameters at most"),
    (
        Message("GET", "query=ASK{}&timeout=0"),
        BadQuery,
        "timeout=0: give a number of seconds above 0",
    ),
    (
        Message("GET", "query=ASK{}&timeout=" + "x" * 99),
        BadQuery,
        f"timeout={'x' * 40}: give a number of seconds above 0",
    ),
    (
        Message("GET", "update=CLEAR+ALL"),
        QueryRefused,
        "this endpoint is for reading: it takes no updates",
    ),
    (
        Message("GET", "query=clear+all"),
        QueryRefused,
        "this endpoint is for reading: it takes no updates",
    ),
    (
        Message("POST", "", "", "application/sparql-update", b""),
        QueryRefused,
        "this endpoint is for reading: it takes no updates",
    ),
    (
        Message("GET", "query=ASK{SERVICE<a:b>{}}"),
        QueryRefused,
        "SERVICE is not served here: this endpoint asks no other",
    ),
    (
        Message("GET", "query=ASK{}&edition=1.1"),
        BadQuery,
        f"unknown parameter 'edition': the nearest is 'version'; there are: {PARAMETERS}",
    ),
    (
        Message("GET", "query=ASK{}&fromat=csv"),
        BadQuery,
        f"unknown parameter 'fromat': the nearest is 'format'; there are: {PARAMETERS}",
    ),
    (
        Message("GET", "query=ASK{}&default-graph-uri=kenya"),
        BadQuery,
        "default-graph-uri=kenya: give an absolute IRI",
    ),
]


# A format in the address, what is accepted, and why there is none.
ASK_FORMATS = "json (application/sparql-results+json), xml (application/sparql-results+xml)"
REFUSED = [
    ("", "text/csv", f"no format that you accept; there are: {ASK_FORMATS}"),
    ("&format=csv", "", f"format=csv is no format of this result; there are: {ASK_FORMATS}"),
    ("&format=yaml", "", f"format=yaml is no format of this result; there are: {ASK_FORMATS}"),
    (
        "&output=yaml",
        "image/png",
        f"format=yaml is no format of this result; there are: {ASK_FORMATS}",
    ),
]


@pytest.mark.parametrize(("more", "accept", "why"), REFUSED)
def test_a_format_that_there_is_not_is_refused_once_the_query_is_known_to_be_one(
    more: str, accept: str, why: str
) -> None:
    found = asked(Message("GET", f"query=ASK{{}}{more}", accept))
    assert str(found.refusal) == why


# Each format of results and of graphs, by all names that clients send.
NAMES = {
    ("SELECT * {}", "json"): "json JSON srj application/json application/sparql-results+json",
    ("SELECT * {}", "xml"): "xml XML srx application/xml text/xml application/sparql-results%2Bxml",
    ("SELECT * {}", "csv"): "csv CSV text/csv text/csv;charset=utf-8",
    ("SELECT * {}", "tsv"): "tsv text/tab-separated-values text/tsv",
    ("DESCRIBE <a:a>", "ttl"): "ttl turtle Turtle TURTLE n3 N3 text/turtle application/turtle .ttl",
    ("DESCRIBE <a:a>", "nt"): "nt ntriples N-Triples n-triples application/n-triples text/plain",
    ("DESCRIBE <a:a>", "nq"): "nq nquads N-Quads application/n-quads",
    ("DESCRIBE <a:a>", "jsonld"): "jsonld json-ld JSON-LD json application/ld%2Bjson ld%2Bjson",
    ("DESCRIBE <a:a>", "rdf"): "rdf rdfxml rdf+xml rdf%2Bxml RDF/XML xml application/rdf%2Bxml",
}


@pytest.mark.parametrize("parameter", ["format", "output", "results"])
@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_format_goes_by_any_usual_name(text: str, name: str, parameter: str) -> None:
    for spelt in NAMES[text, name].split():
        found = asked(Message("GET", f"query={quote(text)}&{parameter}={spelt}", "image/png"))
        assert (found.format.name, found.refusal) == (name, None), spelt


@pytest.mark.parametrize(
    ("more", "accept", "name"),
    [
        ("&format=hdt", "text/csv", "csv"),
        ("&format=hdt", "*/*", "json"),
        ("&format=hdt&format=tsv", "text/csv", "tsv"),
        ("&format=&output=xml", "text/csv", "xml"),
        ("&format=turtle&output=turtle&results=turtle", "text/csv;q=0.1", "csv"),
        ("&format=text/turtle,text/csv;q=0.1", "", "csv"),
    ],
)
def test_an_unknown_name_leaves_the_choice_to_what_is_accepted(
    more: str, accept: str, name: str
) -> None:
    assert asked(Message("GET", f"query=SELECT*{{}}{more}", accept)).format.name == name


def test_an_empty_graph_counts_as_absent() -> None:
    target = "query=ASK{}&default-graph-uri=&named-graph-uri=&default-graph-uri=a:b"
    assert asked(Message("GET", target)).query.dataset == Dataset(("a:b",))
    assert not asked(Message("GET", "query=ASK{}&default-graph-uri=")).query.dataset.is_given


@pytest.mark.parametrize(
    "message",
    [
        Message("GET", "query=%EF%BB%BFASK{}"),
        Message("POST", "", "", FORM, b"\xef\xbb\xbfquery=ASK{}"),
        Message("POST", "", "", FORM, b"query=\xef\xbb\xbfASK{}"),
        Message("POST", "", "", DIRECT, b"\xef\xbb\xbfASK{}"),
    ],
)
def test_a_byte_order_mark_is_read(message: Message) -> None:
    assert asked(message).query.text == "ASK{}"


@pytest.mark.parametrize(("message", "error", "told"), ERRORS)
def test_what_is_no_request_is_told(message: Message, error: type[Exception], told: str) -> None:
    with pytest.raises(error) as raised:
        asked(message)
    assert str(raised.value) == told


@pytest.mark.parametrize(
    "kind", ["", "text/plain", f"{DIRECT}; charset=latin1", f"{FORM};charset=utf-16", "nonsense;"]
)
def test_a_body_of_another_type_is_refused(kind: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        asked(Message("POST", "", "", kind, b"ASK{}"))


@pytest.mark.parametrize("kind", [DIRECT.upper(), f'{DIRECT}; charset="UTF-8"', f"{DIRECT};x=y"])
def test_a_type_is_written_in_any_letters(kind: str) -> None:
    assert asked(Message("POST", "", "", kind, b"ASK{}")).query.form == "ASK"


def test_a_body_of_the_largest_size_is_read_and_no_more() -> None:
    with pytest.raises(QueryRefused, match="longer than 200,000 characters"):
        asked(Message("POST", "", "", DIRECT, b"#" * MAX_BODY))
    with pytest.raises(RequestEntityTooLarge):
        asked(Message("POST", "", "", DIRECT, b"#" * (MAX_BODY + 1)))


class Counted(str):
    """A name that counts how often it is compared."""

    __slots__ = ()
    comparisons = 0

    def __eq__(self, other: object) -> bool:
        Counted.comparisons += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_fields_of_many_names_are_not_compared_with_one_another() -> None:
    names = [Counted(f"field{number}") for number in range(2_000)]
    found = by_name((name, "1") for name in names)
    assert len(found) == len(names) > Counted.comparisons


def test_the_page_groups_its_parameters_alike() -> None:
    target = "a=1&b=%E9&a=&query=ASK"
    assert parameters(Message("GET", target)) == {
        "a": ("1", ""),
        "b": ("\ufffd",),
        "query": ("ASK",),
    }
