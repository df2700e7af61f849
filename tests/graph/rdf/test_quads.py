"""Quads as strings: they are what the engine itself writes, for whatever text."""

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.rdf.quads import (
    Quad,
    canonical,
    from_engine,
    iri,
    line,
    literal,
    parsed,
    plain,
    to_n_quads,
)
from ontology import PREFIXES

XSD = PREFIXES["xsd"]
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LANGUAGES = st.sampled_from(["", "en", "de", "zh-hant", "es-419", "ar"])
HOSTILE = "\x00\x07\x08\t\n\x0b\x0c\r\x1f\x7f\x85\u2028\u200f\ufeff\\\"'\\u0041\U0001f600"
NUMBERS = st.from_regex(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})", fullmatch=True)


def written(term: ox.Literal) -> str:
    """Return a term as the engine writes it into N-Triples."""
    node = ox.NamedNode("a:a")
    data = ox.serialize([ox.Triple(node, node, term)], format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    return data.decode().removeprefix("<a:a> <a:a> ").removesuffix(" .\n")


@given(text=TEXT, language=LANGUAGES)
@example(text=HOSTILE, language="en")
def test_a_literal_is_what_the_engine_writes(text: str, language: str) -> None:
    term = ox.Literal(text, language=language) if language else ox.Literal(text)
    assert literal(text, language=language) == written(term)


@given(text=TEXT)
@example(text=HOSTILE)
def test_a_typed_literal_is_what_the_engine_writes(text: str) -> None:
    term = ox.Literal(text, datatype=ox.NamedNode("a:type"))
    assert literal(text, datatype="a:type") == written(term)


def test_a_typed_string_is_written_as_a_plain_one() -> None:
    assert literal("Kenya", datatype=f"{XSD}string") == '"Kenya"'


def test_a_language_is_written_in_small_letters() -> None:
    assert literal("Kenia", language="de-AT") == '"Kenia"@de-at'


@given(text=TEXT, language=LANGUAGES)
@example(text=HOSTILE, language="")
def test_parsing_inverts_writing(text: str, language: str) -> None:
    datatype = f"{PREFIXES['rdf']}langString" if language else f"{XSD}string"
    assert parsed(literal(text, language=language)) == (text, datatype, language)
    assert parsed(literal(text, datatype="a:type")) == (text, "a:type", "")
    assert plain(literal(text, language=language)) == text


def test_every_escape_of_n_quads_is_read() -> None:
    assert parsed(r'"\t\b\n\r\f\"\'\\\u00e9\U0001F600"')[0] == "\t\b\n\r\f\"'\\é😀"


def read_back(number: str) -> str:
    store = ox.Store()
    node, type_ = ox.NamedNode("a:a"), ox.NamedNode(f"{XSD}decimal")
    store.add(ox.Quad(node, node, ox.Literal(number, datatype=type_)))
    (quad,) = store
    assert isinstance(quad.object, ox.Literal)
    return quad.object.value


@given(number=NUMBERS)
@example(number="-0.0")
@example(number="+.5")
@example(number="5.")
def test_a_canonical_decimal_is_what_a_store_reads_back(number: str) -> None:
    assert canonical(number) == read_back(number)


@given(number=st.from_regex(r"[+-]?[0-9]{1,60}(?:\.[0-9]{0,60})?", fullmatch=True))
def test_a_canonical_decimal_of_any_length_is_kept_by_a_store(number: str) -> None:
    assert read_back(canonical(number)) == canonical(number)
    assert Decimal(canonical(number)) == Decimal(number)


@given(text=TEXT)
@example(text="")
@example(text=".")
@example(text="1-2")
@example(text="1e3")
def test_what_is_no_decimal_stays_as_it_is(text: str) -> None:
    if text.strip("+-.0123456789"):
        assert canonical(text) == text
    assert canonical(canonical(text)) == canonical(text)


@pytest.mark.parametrize(
    ("quad", "text"),
    [
        (("<a:g>", "<a:s>", "<a:p>", '"o"@en'), '<a:s> <a:p> "o"@en <a:g> .'),
        (("", "<a:s>", "<a:p>", "<a:o>"), "<a:s> <a:p> <a:o> ."),
    ],
)
def test_a_quad_is_one_line_of_n_quads_and_back(quad: Quad, text: str) -> None:
    assert line(quad) == text
    document = to_n_quads([quad])
    assert document == f"{text}\n".encode()
    assert list(from_engine(ox.parse(document, format=ox.RdfFormat.N_QUADS))) == [quad]


def test_an_iri_stands_in_angle_brackets() -> None:
    assert iri("a:b") == "<a:b>"
    assert plain(iri("a:b")) == "a:b"


@given(text=TEXT, language=LANGUAGES)
@example(text=HOSTILE, language="en")
def test_the_engines_quads_come_in_our_writing(text: str, language: str) -> None:
    term = ox.Literal(text, language=language) if language else ox.Literal(text)
    quad = ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), term, ox.NamedNode("a:g"))
    expected = ("<a:g>", "<a:s>", "<a:p>", literal(text, language=language))
    assert list(from_engine([quad])) == [expected]
