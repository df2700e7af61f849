"""Namespaces, prefixes and terms of vocabularies, and the IRI of each kind of record."""

from typing import Final

__all__ = [
    "BASE",
    "CONCEPT",
    "CONTEXT_IRI",
    "DCAT",
    "DCTERMS",
    "FOAF",
    "JG",
    "KINDS",
    "ONTOLOGY",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "RDFS_LABEL",
    "RDF_TYPE",
    "SCHEMA",
    "SH",
    "SKOS",
    "SLUG",
    "TOMBSTONE",
    "VOID",
    "VS",
    "WD",
    "XSD",
    "graph_iri",
    "kind_of",
    "local_name",
    "record_iri",
]

ONTOLOGY: Final = "https://w3id.org/justicegraph/ontology"
CONTEXT_IRI: Final = "https://w3id.org/justicegraph/ontology/context.jsonld"
JG: Final = f"{ONTOLOGY}#"
CONCEPT: Final = "https://w3id.org/justicegraph/concept/"

BASE: Final = "https://w3id.org/justicegraph/"
"""Default base IRI of the data (a setting replaces it); records are at `{BASE}id/{kind}/{slug}`."""

KINDS: Final = {
    "Incident": "issue",
    "SystemicPractice": "issue",
    "Hazard": "issue",
    "Organization": "actor",
    "Person": "actor",
    "AISystem": "system",
    "WorkerGroup": "worker-group",
    "Proceeding": "proceeding",
    "Organising": "organising",
    "Source": "source",
    "Country": "place",
    "Region": "place",
    "Bloc": "place",
    "Relation": "relation",
    "Match": "match",
    "Category": "category",
    "Taxonomy": "taxonomy",
}
"""Record type → kind, the segment of the record's IRI."""

SLUG: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""Regular expression of a slug: lower-case words and digits, joined by single hyphens."""

TOMBSTONE: Final = "Tombstone"
"""Type of a withdrawn record; it keeps its IRI, which follows from its former type."""

PREFIXES: Final = {
    "jg": JG,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of queries, Turtle downloads and the endpoint's description."""

DCAT: Final = PREFIXES["dcat"]
DCTERMS: Final = PREFIXES["dcterms"]
FOAF: Final = PREFIXES["foaf"]
OWL: Final = PREFIXES["owl"]
PROV: Final = PREFIXES["prov"]
RDF: Final = PREFIXES["rdf"]
RDFS: Final = PREFIXES["rdfs"]
SCHEMA: Final = PREFIXES["schema"]
SH: Final = PREFIXES["sh"]
SKOS: Final = PREFIXES["skos"]
VOID: Final = PREFIXES["void"]
VS: Final = PREFIXES["vs"]
WD: Final = PREFIXES["wd"]
XSD: Final = PREFIXES["xsd"]

RDF_TYPE: Final = RDF + "type"
RDFS_LABEL: Final = RDFS + "label"


def record_iri(kind: str, slug: str, base: str = BASE) -> str:
    """Return the IRI of a record.

    >>> record_iri("issue", "ghost-work")
    'https://w3id.org/justicegraph/id/issue/ghost-work'
    """
    return f"{base}id/{kind}/{slug}"


def graph_iri(kind: str, slug: str, base: str = BASE) -> str:
    """Return the IRI of the named graph that holds a record's statements.

    >>> graph_iri("issue", "ghost-work")
    'https://w3id.org/justicegraph/graph/issue/ghost-work'
    """
    return f"{base}graph/{kind}/{slug}"


def kind_of(iri: str) -> str:
    """Return the kind in the IRI of a record or of a concept, or an empty string.

    >>> kind_of("https://w3id.org/justicegraph/id/actor/google#score")
    'actor'
    >>> kind_of("https://w3id.org/justicegraph/concept/role/developer")
    'role'
    >>> kind_of("https://example.org/")
    ''
    """
    for marker in ("/id/", "/concept/"):
        head, is_marked, tail = iri.partition(marker)
        if is_marked and head and "/" in tail:
            return tail.split("/", 1)[0]
    return ""


def local_name(iri: str) -> str:
    """Return the local name of an IRI: what follows its last `#` or `/`.

    >>> local_name("https://example.org/terms#litresADay"), local_name("https://example.org/id/kenya")
    ('litresADay', 'kenya')
    """
    return iri.rpartition("#")[2].rpartition("/")[2]
