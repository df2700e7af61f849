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
    """A format: its short name, its media type and alternative media types."""

    name: str
    media_type: str
    also: tuple[str, ...] = ()


RESULT_FORMATS: Final = (
    Format("json", "application/sparql-results+json", ("application/json",)),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
)
"""Formats of SELECT and ASK; CSV and TSV hold no ASK result."""

GRAPH_FORMATS: Final = (
    Format("ttl", "text/turtle", ("application/x-turtle",)),
    Format("nt", "application/n-triples", ("text/plain",)),
    Format("nq", "application/n-quads"),
    Format("jsonld", "application/ld+json", ("application/json",)),
    Format("rdf", "application/rdf+xml", ("application/xml", "text/xml")),
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
