"""Literals that rdflib and Oxigraph normalise differently, and how terms are written as SPARQL.

Both give some literals another form (`"01"` becomes `1`), and rdflib has its own idea of what is
ill-typed. Whatever touches such a divergent literal is left to pySHACL.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox
import rdflib
from rdflib.namespace import XSD
from rdflib.term import Node

from shapes.gate.verdict import Underivable

__all__ = [
    "DivergentLiterals",
    "as_rdflib",
    "divergent_literals",
    "parse_literals",
    "to_n_triples",
    "to_sparql",
]

CONVERTED: Final = {
    str(XSD[name])
    for name in ("integer", "float", "decimal", "boolean", "date", "time", "dateTime")
}
MARKED: Final = re.compile(
    rb"\"(?:\^\^<[^>\n]*>|@[a-z0-9-]*[A-Z][A-Za-z0-9-]*)(?= ?\.$)", re.MULTILINE
)
"""The end of a literal with a datatype, or with a language in capitals."""
SOME: Final = ox.NamedNode("urn:some")
DivergentLiterals = dict[str, list[rdflib.Literal]]
"""The literals that the engine keeps as a divergent one, as rdflib reads them."""


def divergent_literals(n_triples: bytes) -> DivergentLiterals:
    r"""Return the divergent literals of a document.

    Complexity: linear in the lines, and in the different literals with a datatype.

    >>> integer = b"<http://www.w3.org/2001/XMLSchema#integer>"
    >>> divergent_literals(b'<a:s> <a:p> "2"^^%b .\n<a:s> <a:p> "A"@EN .\n' % integer)
    {'"A"@en': [rdflib.term.Literal('A', lang='EN')]}
    """
    texts = sorted({_literal(n_triples, mark.end()) for mark in MARKED.finditer(n_triples)})
    literals = list(parse_literals(texts))
    kept = dict(zip(texts, _kept(literals), strict=True))
    pairs = zip(texts, literals, strict=True)
    divergent = {
        kept[text] for text, literal in pairs if kept[text] != text or not _is_plain(literal)
    }
    literals_of: DivergentLiterals = {literal: [] for literal in divergent}
    for text in (text for text in texts if kept[text] in divergent):
        literals_of[kept[text]].append(_as_parsed(text))
    for text in _present(n_triples, divergent - kept.keys()):
        literals_of[text].append(_as_parsed(text))
    return literals_of


def _present(n_triples: bytes, texts: set[str]) -> set[str]:
    """Return those of some literals that occur in a document."""
    lines = n_triples.split(b"\n") if texts else ()
    objects = {line[line.find(b' "') + 1 :].removesuffix(b".").rstrip() for line in lines}
    return {text for text in texts if text.encode() in objects}


def _as_parsed(text: str) -> rdflib.Literal:
    """Return a literal as rdflib's parser gives it."""
    triples = rdflib.Graph().parse(data=f"<urn:some> <urn:some> {text} .", format="nt")
    return next(triples.objects())  # type: ignore[return-value]


def _literal(n_triples: bytes, end: int) -> str:
    line = n_triples[n_triples.rfind(b"\n", 0, end) + 1 : end]
    return line[line.index(b' "') + 1 :].decode()


def _kept(literals: Iterable[ox.Literal]) -> Iterator[str]:
    """Yield each literal as a store gives it back."""
    store = ox.Store()
    subjects = []
    for number, literal in enumerate(literals):
        subjects.append(ox.NamedNode(f"urn:{number}"))
        store.add(ox.Quad(subjects[-1], SOME, literal))
    for subject in subjects:
        yield str(next(store.quads_for_pattern(subject, None, None)).object)


def parse_literals(texts: Iterable[str]) -> Iterator[ox.Literal]:
    """Yield literals from how N-Triples write them."""
    lines = "".join(f"<urn:some> <urn:some> {text} .\n" for text in texts)
    for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES):
        if isinstance(quad.object, ox.Literal):
            yield quad.object


def _is_plain(literal: ox.Literal) -> bool:
    """Whether rdflib finds a literal well-typed and writes it as it is."""
    read = as_rdflib(literal)
    typed = str(read.datatype) not in CONVERTED or read.value is not None
    return typed and not read.ill_typed and str(read) == literal.value


def as_rdflib(literal: ox.Literal) -> rdflib.Literal:
    """Return a literal as rdflib reads it; `xsd:string` is what a text without datatype is."""
    if literal.language:
        return rdflib.Literal(literal.value, lang=literal.language)
    datatype = rdflib.URIRef(literal.datatype.value)
    return rdflib.Literal(literal.value, datatype=None if datatype == XSD.string else datatype)


def to_sparql(term: Node) -> str:
    """Return a term of a shape in SPARQL; raises `Underivable` for one that is read otherwise.

    >>> to_sparql(rdflib.Literal("a", lang="en")), to_sparql(rdflib.URIRef("https://example.org/"))
    ('"a"@en', '<https://example.org/>')
    """
    if isinstance(term, rdflib.URIRef):
        return term.n3()
    if isinstance(term, rdflib.Literal):
        text = to_n_triples(term)
        (literal,) = parse_literals([text])
        same = [text] == list(_kept([literal]))
        if same and _is_plain(literal) and term.datatype != XSD.string:
            return text
    raise Underivable


def to_n_triples(literal: rdflib.Literal) -> str:
    """Return a literal as N-Triples write it."""
    tail = f"@{literal.language}" if literal.language else ""
    tail = f"^^<{literal.datatype}>" if literal.datatype else tail
    return f"{ox.Literal(str(literal))}{tail}"
