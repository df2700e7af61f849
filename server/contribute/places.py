"""Geocoding to countries: names of places in each language; a city means its country."""

from collections import defaultdict
from typing import Final

from graph.deriving.by_place_name import country_of_city
from graph.reading.places import place
from graph.slugs import slug
from server.web.site import Site

__all__ = ["Gazetteer", "known_places"]

NAMES: Final = """
PREFIX jg: <https://w3id.org/justicegraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?place ?name WHERE {
  VALUES ?class { jg:Country jg:Region jg:Bloc }
  ?place a ?class .
  { ?place rdfs:label ?name } UNION { ?place skos:prefLabel ?name }
}
"""


def known_places(site: Site) -> dict[str, str]:
    """Return the names of countries, regions and blocs in all languages, each with its id, sorted.

    Complexity: one query, linear in the places.
    """
    found = {
        row["name"].text: row["place"].text.rpartition("/")[2] for row in site.engine.rows(NAMES)
    }
    return dict(sorted(found.items(), key=lambda one: slug(one[0])))


class Gazetteer:
    """The known places of a release by their names; read once for all names of a draft."""

    def __init__(self, site: Site) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        for label, id_ in known_places(site).items():
            self._ids[slug(label)].add(id_)

    def find(self, name: str) -> str:
        """Return the id of the place that a name means for sure, or nothing.

        A city means its country. Of "city, country" both must mean the same place, or one is
        unknown.
        """
        parts = [part.strip() for part in name.split(",")]
        whole = self._meant(name.strip())
        if whole or len(parts) == 1:
            return whole
        of_parts = {id_ for part in (parts[0], parts[-1]) if (id_ := self._meant(part))}
        return of_parts.pop() if len(of_parts) == 1 else ""

    def _meant(self, text: str) -> str:
        labelled = self._ids.get(slug(text), set())
        only = next(iter(labelled)) if len(labelled) == 1 else ""
        return place(text) or only or country_of_city(text)
