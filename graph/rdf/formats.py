"""RDF and SPARQL result formats: short names, media types and Oxigraph's codecs.

Source: SPARQL 1.1 Protocol, section 2.1.6; RDF 1.1 media types.
"""

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

__all__ = [
    "GRAPH_CODECS",
    "GRAPH_FORMATS",
    "RESULT_CODECS",
    "RESULT_FORMATS",
    "Format",
]


@dataclass(frozen=True)
class Format:
    """A format: short name, media type, alternative media types, other short names."""

    name: str
    media_type: str
    also: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other short names that clients send in `format=`, in small letters."""


RESULT_FORMATS: Final = (
    Format(
        "json",
        "application/sparql-results+json",
        ("application/json", "text/json"),
        ("srj", "sparql-results+json", "sparql-json", "json-results"),
    ),
    Format(
        "xml",
        "application/sparql-results+xml",
        ("application/xml", "text/xml"),
        ("srx", "sparql-results+xml", "sparql-xml", "sparql"),
    ),
    Format("csv", "text/csv", ("application/csv",), ("sparql-csv",)),
    Format("tsv", "text/tab-separated-values", ("text/tsv",), ("tab-separated-values",)),
)
"""Formats of SELECT and ASK; CSV and TSV hold no ASK result."""

GRAPH_FORMATS: Final = (
    Format(
        "ttl",
        "text/turtle",
        ("application/turtle", "application/x-turtle", "text/n3", "text/rdf+n3", "application/n3"),
        ("turtle", "n3", "notation3", "longturtle"),
    ),
    Format(
        "nt",
        "application/n-triples",
        ("text/plain", "application/ntriples", "text/ntriples"),
        ("ntriples", "n-triples", "ntriple", "nt11"),
    ),
    Format(
        "nq",
        "application/n-quads",
        ("text/x-nquads", "application/nquads"),
        ("nquads", "n-quads"),
    ),
    Format(
        "jsonld",
        "application/ld+json",
        ("application/json", "application/x-json+ld"),
        ("json-ld", "ld+json", "json"),
    ),
    Format(
        "rdf",
        "application/rdf+xml",
        ("application/xml", "text/xml"),
        ("rdfxml", "rdf+xml", "rdf/xml", "rdf-xml", "xml", "owl", "pretty-xml"),
    ),
)
"""Formats of CONSTRUCT and DESCRIBE."""

RESULT_CODECS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_CODECS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
