"""Entities of the served release for reconciliation: types, properties, names, values."""

import re
from collections import defaultdict
from typing import Final

from graph.engine.base import Row
from ontology import JG, local_name, own_classes
from server.languages.current import gettext_noop as _
from server.web.site import Site, query_text

__all__ = ["ID", "PROPERTIES", "TYPES", "iri_of", "kinds_of", "known_types", "values"]

TYPES: Final = {
    "Actor": _("Actor"),
    "Organization": _("Organisation"),
    "Person": _("Person in a public role"),
    "AISystem": _("AI system"),
    "Place": _("Place"),
    "Country": _("Country"),
    "Region": _("Region"),
    "Bloc": _("Bloc"),
    "WorkerGroup": _("Worker group"),
    "Issue": _("Issue"),
    "Incident": _("Incident"),
    "SystemicPractice": _("Systemic practice"),
    "Hazard": _("Hazard"),
    "Concept": _("Concept"),
}
"""Types by their ids, which are local names of the vocabulary, with their labels."""
NARROWER: Final = {
    "Actor": ("Organization", "Person"),
    "Place": ("Country", "Region", "Bloc"),
    "Issue": ("Incident", "SystemicPractice", "Hazard"),
}
PROPERTIES: Final = {
    "label": (_("Name"), "rdfs:label"),
    "altLabel": (_("Other name"), "skos:altLabel"),
    "type": (_("Class"), "a"),
    "kind": (_("Kind of actor"), "jg:kind"),
    "year": (_("Year"), "jg:year"),
    "place": (_("Place"), "jg:place"),
    "within": (_("Lies within"), "jg:within"),
    "alpha2": (_("ISO 3166-1 alpha-2 code"), "jg:alpha2"),
    "alpha3": (_("ISO 3166-1 alpha-3 code"), "jg:alpha3"),
    "m49": (_("UN M49 code"), "jg:m49"),
    "justiceArea": (_("Justice area"), "jg:justiceArea"),
    "impact": (_("Impact"), "jg:impact"),
    "system": (_("AI system"), "jg:system"),
    "actor": (_("Actor of an issue (any side, may be alleged)"), "jg:involvement/jg:actor"),
    "ownedBy": (_("Owned by"), "jg:ownedBy"),
    "sameAs": (_("The same elsewhere, such as Wikidata"), "owl:sameAs"),
    "abstract": (_("Summary"), "dcterms:abstract"),
    "broader": (_("Broader concept"), "skos:broader"),
}
"""Properties by their ids, with their labels and their paths."""
ID: Final = re.compile(
    r"(?:id|concept)/[a-z-]+/[A-Za-z0-9_.~-]{1,200}|https?://[^\s<>\"{}|\\^`]{1,300}"
)
"""An id: a path below the base, or an absolute IRI."""


def kinds_of(types: list[str]) -> frozenset[str]:
    """Return the most exact kinds of some types.

    >>> sorted(kinds_of(["Actor", "AISystem"]))
    ['AISystem', 'Organization', 'Person']
    """
    return frozenset(kind for one in types for kind in NARROWER.get(one, (one,)))


def known_types() -> dict[str, str]:
    """Return the types by their ids, with their labels: ours, and the classes of the project."""
    own = (local_name(name) for name in own_classes())
    return TYPES | {name: name for name in own}


def iri_of(id_: str, base: str) -> str:
    """Return the IRI of an id, which is a path below the base or an IRI itself."""
    return id_ if "://" in id_ else f"{base}{id_}"


def values(found: Site, ids: list[str], property_: str) -> dict[str, list[dict[str, str]]]:
    """Return the values of a property for some ids: entities with id and name, else strings."""
    path = PROPERTIES[property_][1]
    things = " ".join(f"<{iri_of(id_, found.base)}>" for id_ in ids)
    text = query_text("reconcile-values").replace("?things", things).replace("?path", path)
    rows = found.engine.rows(text)
    told: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        id_ = row["thing"].text.removeprefix(found.base)
        told[id_].append(_value(row, found.base))
    return told


def _value(row: Row, base: str) -> dict[str, str]:
    value = row["value"]
    if not value.is_iri:
        return {"str": value.text}
    name = row["label"].text if "label" in row else value.text
    return {"id": value.text.removeprefix(JG).removeprefix(base), "name": name}
