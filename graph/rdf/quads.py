"""Quads as tuples of canonical N-Quads terms: fast to make, to sort and to compare.

A `Quad` is (graph, subject, predicate, object), each in canonical N-Quads, so that sorted quads are
sorted by graph, then subject: one record after the other.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

import pyoxigraph as ox

from ontology.namespaces import RDF, XSD

__all__ = [
    "Quad",
    "canonical",
    "from_engine",
    "iri",
    "line",
    "literal",
    "parsed",
    "plain",
    "record_of",
    "strangeness",
    "to_n_quads",
]

Quad = tuple[str, str, str, str]

DECIMAL: Final = XSD + "decimal"
STRING: Final = XSD + "string"
LANG_STRING: Final = RDF + "langString"
ESCAPES: Final = str.maketrans(
    {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
    | dict(
        zip(
            map(ord, '\b\t\n\f\r"\\'),
            (r"\b", r"\t", r"\n", r"\f", r"\r", r"\"", r"\\"),
            strict=True,
        )
    )
)
ESCAPED: Final = re.compile(r'\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[tbnrf"\'\\])')
UNESCAPES: Final = dict(zip("tbnrf\"'\\", "\t\b\n\r\f\"'\\", strict=True))


def iri(value: str) -> str:
    """Return an IRI as N-Quads writes it.

    >>> iri("https://example.org/a")
    '<https://example.org/a>'
    """
    return f"<{value}>"


def literal(text: str, datatype: str = "", language: str = "") -> str:
    r"""Return a literal as canonical N-Quads writes it, decimals in canonical form.

    Source: RDF 1.1 N-Triples canonical form with the escapes of RDFC-1.0, section 5.

    >>> literal('say "hi"\n', language="en")
    '"say \\"hi\\"\\n"@en'
    >>> literal("1.50", datatype=DECIMAL)
    '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if language:
        return f'"{text.translate(ESCAPES)}"@{language.lower()}'
    if datatype in ("", STRING):
        return f'"{text.translate(ESCAPES)}"'
    written = canonical(text) if datatype == DECIMAL else text
    return f'"{written.translate(ESCAPES)}"^^<{datatype}>'


def canonical(number: str) -> str:
    """Return the canonical form of an `xsd:decimal`; any other text unchanged.

    Source: XML Schema 1.1 Part 2, section 3.3.3.2.

    >>> canonical("1.50"), canonical("007"), canonical("-0.0"), canonical("many")
    ('1.5', '7', '0', 'many')
    """
    if number.strip("+-.0123456789") != "":
        return number
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    written = f"{value:f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in ("-0", "") else written


def plain(term: str) -> str:
    """Return the IRI of a term, or the lexical form of a literal.

    >>> plain("<https://example.org/a>"), plain('"two"@en')
    ('https://example.org/a', 'two')
    """
    return term[1:-1] if term.startswith("<") else parsed(term)[0]


def parsed(term: str) -> tuple[str, str, str]:
    r"""Parse a literal: lexical form, datatype and language.

    >>> parsed('"say \\"hi\\""@en')
    ('say "hi"', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString', 'en')
    """
    written, _, tail = term.rpartition('"')
    text = written[1:]
    if "\\" in text:
        text = ESCAPED.sub(_unescaped, text)
    if tail.startswith("@"):
        return text, LANG_STRING, tail[1:]
    return text, tail[3:-1] or STRING, ""


def _unescaped(match: re.Match[str]) -> str:
    body = match[0][1:]
    return chr(int(body[1:], 16)) if body[0] in "uU" else UNESCAPES[body]


def strangeness(label: tuple[str, str, str]) -> int:
    """Return the sort key of labels as `parsed` gives them: English, without language, others.

    >>> sorted([("Eau", "", "fr"), ("H2O", "", ""), ("Water", "", "en-GB")], key=strangeness)[0][0]
    'Water'
    """
    _, _, language = label
    return 0 if language.partition("-")[0] == "en" else 1 if not language else 2


def line(quad: Quad) -> str:
    """Return the N-Quads line of a quad, without its line end.

    >>> line(("<a:g>", "<a:s>", "<a:p>", '"o"'))
    '<a:s> <a:p> "o" <a:g> .'
    """
    graph, subject, predicate, object_ = quad
    return (
        f"{subject} {predicate} {object_} {graph} ."
        if graph
        else f"{subject} {predicate} {object_} ."
    )


def record_of(term: str) -> str:
    """Return the record that a node belongs to, as N-Quads writes it.

    >>> record_of("<urn:issue#pay>"), record_of("<urn:issue>")
    ('<urn:issue>', '<urn:issue>')
    """
    return f"{term.partition('#')[0]}>" if "#" in term else term


def to_n_quads(quads: Iterable[Quad]) -> bytes:
    """Return quads as an N-Quads document, in the order given."""
    return "".join(f"{line(quad)}\n" for quad in quads).encode()


def from_engine(quads: Iterable[ox.Quad]) -> Iterator[Quad]:
    """Return the engine's quads as ours.

    >>> list(from_engine(ox.parse("<a:s> <a:p> 'o' .", format=ox.RdfFormat.TURTLE)))
    [('', '<a:s>', '<a:p>', '"o"')]
    """
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
        yield graph, str(quad.subject), str(quad.predicate), str(quad.object)
