"""Terms of standard vocabularies as N-Quads writes them, for comparing and making quads."""

from typing import Final

from graph.rdf.quads import iri
from ontology.namespaces import DCTERMS, RDF_TYPE, RDFS_LABEL

__all__ = ["LABEL", "LICENCE", "MODIFIED", "REPLACED_BY", "SOURCE", "TITLE", "TYPE"]

TYPE: Final = iri(RDF_TYPE)
LABEL: Final = iri(RDFS_LABEL)
LICENCE: Final = iri(DCTERMS + "license")
MODIFIED: Final = iri(DCTERMS + "modified")
REPLACED_BY: Final = iri(DCTERMS + "isReplacedBy")
SOURCE: Final = iri(DCTERMS + "source")
TITLE: Final = iri(DCTERMS + "title")
