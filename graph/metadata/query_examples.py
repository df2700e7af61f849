"""Prefix declarations and example queries in SHACL terms, which query editors read."""

from collections.abc import Iterator
from typing import Final

from graph.engine.query import Query
from graph.rdf.quads import iri, literal
from graph.rdf.turtle import Statement
from ontology import BASE, PREFIXES, questions
from ontology.namespaces import OWL, RDF_TYPE, RDFS, RDFS_LABEL, SCHEMA, SH, XSD

__all__ = ["examples", "prefixes"]

ANY_URI: Final = XSD + "anyURI"
EXECUTABLES: Final = {
    "ASK": ("SPARQLAskExecutable", "ask"),
    "CONSTRUCT": ("SPARQLConstructExecutable", "construct"),
    "SELECT": ("SPARQLSelectExecutable", "select"),
}


def prefixes(base: str = BASE) -> Iterator[Statement]:
    """Yield the prefixes that a query may use without declaring them.

    Source: SHACL, section 5.2.1 (prefix declarations).
    """
    whole = _prefixes(base)
    yield whole, RDF_TYPE, iri(OWL + "Ontology")
    for prefix, namespace in PREFIXES.items():
        node = f"{base}dataset#prefix-{prefix}"
        yield whole, SH + "declare", iri(node)
        yield node, RDF_TYPE, iri(SH + "PrefixDeclaration")
        yield node, SH + "prefix", literal(prefix)
        yield node, SH + "namespace", literal(namespace, ANY_URI)


def examples(base: str = BASE) -> Iterator[Statement]:
    """Yield the competency questions as executable examples, at the IRIs that answer them.

    Source: SHACL Advanced Features of 2017, section 5.1, for the executables.
    """
    for question in questions():
        node = f"{base}questions/{question.slug}"
        class_, property_ = EXECUTABLES[Query(question.text).form]
        yield node, RDF_TYPE, iri(SH + "SPARQLExecutable")
        yield node, RDF_TYPE, iri(SH + class_)
        yield node, SH + property_, literal(question.asked({}, base))
        yield node, SH + "prefixes", iri(_prefixes(base))
        yield node, RDFS_LABEL, literal(question.title, language="en")
        yield node, RDFS + "comment", literal(question.title, language="en")
        yield node, SCHEMA + "target", iri(f"{base}sparql")


def _prefixes(base: str) -> str:
    return f"{base}dataset#prefixes"
