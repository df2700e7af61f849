"""What leaves a worker: no more bytes than allowed, and well-formed XML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from graph.engine.pool.result_stream import Full, Output
from ontology import BadQuery, Ended

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
STRANGE = st.sampled_from(["\x00", "\x0b", "\x1f", "\r", "\r\n", "\ufffe", "\uffff", "\ufffd", "﻿"])
TEXTS = st.lists(st.one_of(ANY, STRANGE), max_size=8).map("".join)
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def through(output: Output, body: bytes, size: int) -> bytes:
    """Send a body through in chunks of a size."""
    sent = [output.take(body[start : start + size]) for start in range(0, len(body), size)]
    return b"".join(sent) + output.rest()


def escaped(text: str) -> bytes:
    """Write a text as the engine writes it into XML: all but markup stays as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


@pytest.mark.parametrize("name", ["xml", "rdf"])
@given(text=TEXTS, size=st.integers(1, 7))
def test_xml_is_well_formed_whatever_the_text_and_the_chunks(
    name: str, text: str, size: int
) -> None:
    found = through(Output(name, 1 << 20), b"<a>" + escaped(text) + b"</a>", size)
    assert (etree.fromstring(found).text or "") == NO_XML.sub("\ufffd", text)


@pytest.mark.parametrize("name", ["json", "csv", "tsv", "ttl", "nt", "nq", "jsonld"])
@given(body=st.binary(max_size=200), size=st.integers(1, 20))
def test_other_formats_leave_as_they_came(name: str, body: bytes, size: int) -> None:
    assert through(Output(name, 1 << 20), body, size) == body


def test_a_chunk_leaves_when_the_next_has_come() -> None:
    output = Output("csv", 100)
    assert [output.take(b"a"), output.take(b"b"), output.rest()] == [b"", b"a", b"b"]


def test_a_result_of_the_largest_size_is_whole() -> None:
    assert through(Output("csv", 6), b"s\r\na\r\n", 2) == b"s\r\na\r\n"


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_larger_one_that_cannot_say_so_is_an_error(name: str) -> None:
    with pytest.raises(Ended, match=r"^the result is larger than the limit of this endpoint"):
        through(Output(name, 5), b"s\r\na\r\n", 2)


def test_a_larger_one_is_cut_and_says_so() -> None:
    output = Output("nt", 40)
    assert output.take(b'<a:s> <a:p> "1" .\n') == b""
    with pytest.raises(Full):
        output.take(b'<a:s> <a:p> "2" .\n<a:s> <a:p> "3" .\n')
    assert output.rest() == (
        b'<a:s> <a:p> "1" .\n<a:s> <a:p> "2" .\n'
        b"# truncated: the result is larger than the limit of this endpoint\n"
    )


def test_a_row_that_is_larger_than_the_limit_is_an_error() -> None:
    with pytest.raises(Ended):
        Output("nt", 10).take(b'<a:s> <a:p> "1" .\n')


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_a_property_that_rdf_xml_cannot_name_is_an_error(size: int) -> None:
    body = b'<rdf:RDF>\n\t\t<oxprefix: xmlns:oxprefix="a:1">1</oxprefix:>\n</rdf:RDF>'
    with pytest.raises(BadQuery, match=r"^the result has a property that RDF/XML cannot name"):
        through(Output("rdf", 1000), body, size)


def test_such_a_text_is_no_such_property() -> None:
    body = b"<a>&lt;oxprefix: </a>"
    assert through(Output("xml", 1000), body, 3) == body
