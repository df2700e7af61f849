"""Labels of terms of standard vocabularies, which the graph uses and does not describe."""

from typing import Final

from ontology.namespaces import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, VS
from server.languages.current import gettext_noop as _
from server.languages.current import translated

__all__ = ["standard_label"]

LABELS: Final = {
    DCTERMS + "issued": _("published"),
    DCTERMS + "license": _("licence"),
    DCTERMS + "modified": _("last changed"),
    DCTERMS + "publisher": _("publisher"),
    DCTERMS + "source": _("source"),
    FOAF + "homepage": _("homepage"),
    FOAF + "primaryTopic": _("states facts of"),
    OWL + "Class": _("class"),
    PROV + "Activity": _("activity"),
    PROV + "Entity": _("named graph"),
    PROV + "used": _("used"),
    PROV + "wasAssociatedWith": _("carried out by"),
    PROV + "wasDerivedFrom": _("from the sources"),
    PROV + "wasGeneratedBy": _("made by"),
    RDF + "Property": _("property"),
    RDFS + "comment": _("comment"),
    RDFS + "isDefinedBy": _("defined in"),
    RDFS + "seeAlso": _("see also"),
    SKOS + "Concept": _("concept"),
    SKOS + "altLabel": _("also called"),
    SKOS + "broadMatch": _("narrower than"),
    SKOS + "broader": _("broader concept"),
    SKOS + "changeNote": _("what changed"),
    SKOS + "closeMatch": _("nearly the same as"),
    SKOS + "editorialNote": _("note of the editors"),
    SKOS + "exactMatch": _("the same as"),
    SKOS + "inScheme": _("in the scheme"),
    SKOS + "narrowMatch": _("broader than"),
    SKOS + "narrower": _("narrower concept"),
    SKOS + "notation": _("notation"),
    SKOS + "related": _("related concept"),
    SKOS + "relatedMatch": _("related to"),
    SKOS + "scopeNote": _("what it covers"),
    VS + "term_status": _("status"),
}


def standard_label(iri: str) -> str:
    """Return the label of a standard term in the language of the request, or an empty string.

    >>> standard_label("http://www.w3.org/2004/02/skos/core#altLabel"), standard_label("urn:other")
    ('also called', '')
    """
    return translated(LABELS[iri]) if iri in LABELS else ""
