"""What exists: the vocabulary, its names, the words of a record and the error tree."""

from ontology.errors import (
    BadQuery,
    BadRecord,
    GateClosed,
    JusticeGraphError,
    Misuse,
    NotAcceptable,
    NotFound,
    QueryRefused,
    Unavailable,
)
from ontology.namespaces import (
    BASE,
    CONCEPT,
    CONTEXT_IRI,
    JG,
    KINDS,
    ONTOLOGY,
    PREFIXES,
    graph_iri,
    kind_of,
    record_iri,
)
from ontology.questions import Question, question, questions
from ontology.terms import Field, Terms, context, terms
from ontology.vocabulary import Schema, modules, schema, vocabulary

__all__ = [
    "BASE",
    "CONCEPT",
    "CONTEXT_IRI",
    "JG",
    "KINDS",
    "ONTOLOGY",
    "PREFIXES",
    "BadQuery",
    "BadRecord",
    "Field",
    "GateClosed",
    "JusticeGraphError",
    "Misuse",
    "NotAcceptable",
    "NotFound",
    "QueryRefused",
    "Question",
    "Schema",
    "Terms",
    "Unavailable",
    "context",
    "graph_iri",
    "kind_of",
    "modules",
    "question",
    "questions",
    "record_iri",
    "schema",
    "terms",
    "vocabulary",
]
