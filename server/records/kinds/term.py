"""Page of a vocabulary term: definition, instances of a class, use of a property."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from graph.search import ISSUES, SearchQuery
from ontology import JG, own_classes
from ontology.namespaces import OWL, RDF_TYPE, RDFS, SCHEMA, SKOS, VS
from server.languages.current import gettext, translated
from server.languages.current import gettext_noop as _
from server.records.description import Description, around
from server.records.reader import Reader
from server.records.view import Link, Page
from server.search.search import address_of
from server.web.site import query_text, site

__all__ = ["template_context", "things_of"]

PARTS: Final = {
    _("Narrower classes"): RDFS + "subClassOf",
    _("Narrower properties"): RDFS + "subPropertyOf",
    _("Properties of it"): SCHEMA + "domainIncludes",
    _("Properties that lead to it"): SCHEMA + "rangeIncludes",
    _("Properties that lead to it alone"): RDFS + "range",
}
"""Headings for incoming properties of a term."""
FACTS: Final = {
    RDFS + "subClassOf": _("A kind of"),
    RDFS + "subPropertyOf": _("A kind of"),
    SCHEMA + "domainIncludes": _("Said of"),
    RDFS + "domain": _("Said of"),
    SCHEMA + "rangeIncludes": _("Leads to"),
    RDFS + "range": _("Leads to"),
    OWL + "inverseOf": _("The other way round"),
    SKOS + "scopeNote": _("Note"),
    SKOS + "exactMatch": _("The same as"),
    SKOS + "closeMatch": _("Nearly the same as"),
    SKOS + "broadMatch": _("Narrower than"),
    SKOS + "narrowMatch": _("Broader than"),
    SKOS + "relatedMatch": _("Related to"),
    VS + "term_status": _("Status"),
}
"""Labels for properties of a term."""
LISTED: Final = "SELECT ?thing WHERE { ?thing a <%s> } LIMIT 1000"


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of a term's page.

    Complexity: a query of a few rows.
    """
    is_property = any(one.iri.endswith("Property") for one in this.types)
    named_by = {one.property.iri: one for one in this.named_by}
    things, listed = things_of(description.iri)
    return {
        "what": gettext("Property") if is_property else gettext("Class"),
        "facts": [
            replace(one, property=Link(translated(FACTS[one.property.iri])))
            for one in this.statements
            if one.property.iri in FACTS
        ],
        "parts": {
            translated(title): named_by[iri] for title, iri in PARTS.items() if iri in named_by
        },
        "examples": _examples(description.iri) if is_property else [],
        "of_class": [] if is_property else _instances(description.iri),
        "things": things,
        "listed": listed,
        "others": [
            one for one in this.named_by if one.property.iri not in {RDF_TYPE, *PARTS.values()}
        ],
    }


def things_of(class_: str) -> tuple[int, str]:
    """Return the number of instances of a class, and the address of their list.

    Of a class of issues that is the number of issues, whatever number of records report them.
    """
    name = class_.partition("#")[2] if class_ in own_classes() else class_.removeprefix(JG)
    kinds = ISSUES if name == "Issue" else (name,) if name in ISSUES else ()
    if kinds:
        issues = SearchQuery(chosen={"kind": kinds})
        return site().search.count(issues), address_of(issues)
    classes: Mapping[str, int] = site().release.manifest["counts"]["classes"]
    query = SearchQuery(chosen={"kind": (name,)})
    things = classes.get(class_, 0)
    if site().search.count(query) == things:
        return things, address_of(query)
    return things, f"/sparql?{urlencode({'query': LISTED % class_})}"


def _instances(class_: str) -> list[Link]:
    """Return example records of a class."""
    engine = site().engine
    records = [row["thing"].text for row in engine.rows(query_text("instances"), class_=class_)]
    reader = Reader(Description(class_, around(engine, {*records}), {}))
    return [reader.name(record) for record in records]


def _examples(property_: str) -> list[tuple[Link, Link]]:
    """Return example statements of a property: record and value."""
    engine = site().engine
    rows = engine.rows(query_text("examples"), property=property_)
    statements = [(row["subject"].text.partition("#")[0], row["value"]) for row in rows]
    named = {record for record, _ in statements} | {
        value.text for _, value in statements if value.is_iri
    }
    reader = Reader(Description(property_, around(engine, named), {}))
    return [
        (reader.name(record), reader.name(value.text) if value.is_iri else Link(value.text))
        for record, value in statements
    ]
