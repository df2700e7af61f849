"""Serialisers of a search result (JSON, CSV, Turtle, Atom), and the equivalent SPARQL query."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from graph.csv_safety import escape_formula
from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS, Format
from graph.rdf.quads import literal
from graph.search import LISTED, SIDES, SearchQuery, SearchResult
from graph.stemming import WORD
from ontology import CONCEPT, own_facets
from server.languages.current import current, gettext
from server.search.atom import Feed, Item, feed_text
from server.search.json_feed import json_feed_text
from server.web.formats import ATOM, CSV, JSON, JSON_FEED
from server.web.language_addresses import in_language
from server.web.site import Site

__all__ = ["LISTS", "PATHS", "Listed", "conditions", "list_query", "path_of"]

TURTLE: Final = GRAPH_FORMATS[0]
LISTS: Final = (
    JSON,
    CSV,
    Format("ttl", TURTLE.media_type),
    ATOM,
    JSON_FEED,
)
MOST: Final = {"atom": 50, "jsonfeed": 50, "ttl": 500}
"""The most hits in some formats; the others hold the whole list."""

WORKERS: Final = "((jg:automationClaim|jg:party)?/jg:workerGroup)?"
PATHS: Final = {
    "kind": "a",
    "area": "jg:justiceArea/skos:broader*",
    "impact": "jg:impact/skos:broader*",
    "place": "jg:labourLink?/jg:place/(jg:within|jg:inBloc)*",
    "sector": "jg:sector/skos:broader*",
    "actor": "(jg:involvement|jg:party)/jg:actor|jg:step/jg:by|jg:response?/(jg:by|jg:addressee)",
    "role": "jg:involvement/jg:role/skos:broader*",
    "task": f"(jg:labourLink|{WORKERS})/jg:task/skos:broader*",
    "condition": f"{WORKERS}/jg:condition/skos:broader*",
    "year": "jg:year",
    "status": "jg:status",
    "severity": "jg:severity",
    "system": "jg:system",
    "workers": "(jg:automationClaim|jg:party)?/jg:workerGroup",
    "group": "jg:affectedGroup/skos:broader*",
    "demand": "jg:response?/jg:demands/skos:broader*",
    "arrangement": f"{WORKERS}/jg:arrangement/skos:broader*",
    "response": "jg:response/jg:responseKind/skos:broader*",
    "category": "jg:classification/jg:category/skos:broader*",
    **{word: f"<{name}>/skos:broader*" for name, (word, _) in own_facets().items()},
}
"""The property path from a record to the values of each facet by which lists are crossed."""
DERIVED: Final = {"derived": "jg:derivation/jg:derivedBy"}
ROLES: Final = ("part", *SIDES)
"""Facets of actors in a role."""
REPORTED: Final = "^jg:countedAs?"
"""The path from an issue to each record that reports it, itself among them."""
ONCE: Final = "FILTER NOT EXISTS { ?record jg:countedAs ?other }"
TEXTS: Final = """{{ SELECT DISTINCT ?record WHERE {{
    ?telling rdfs:label|dcterms:abstract ?text . FILTER(CONTAINS(LCASE(STR(?text)), {word}))
    FILTER(!REGEX(STR(?telling), "/id/(relation|judgement)/"))
    ?telling jg:countedAs? ?record
  }} }}"""
"""The issues or other records of which a telling has a word; the texts are looked through once."""


@dataclass(frozen=True)
class Listed:
    """A search result of a release, to be written in a format of `LISTS`.

    `address` is the address of its page.
    """

    site: Site
    wish: SearchQuery
    address: str
    name: str

    @cached_property
    def found(self) -> SearchResult:
        """Return the result; facets are counted only for JSON, which has them."""
        facets = LISTED if self.name == "json" else ()
        wish = replace(self.wish, most=MOST.get(self.name, self.wish.most))
        return self.site.search.find(wish, facets)

    def written(self) -> bytes:
        """Return the list in its format."""
        return WRITERS[self.name](self)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the hits, each with the address of its page on this server."""
        for hit in self.found.hits:
            yield {
                "id": hit.iri,
                "title": hit.title,
                "kind": hit.kind,
                "year": hit.year,
                "about": hit.about.splitlines(),
                "records": [hit.iri, *hit.records.splitlines()],
                "page": self.site.address(hit.iri),
            } | ({"lacks": [*hit.lacks]} if self.name == "json" and self.found.is_partial else {})


def _json(listed: Listed) -> bytes:
    found = listed.found
    told = {
        "total": found.total,
        "issues": found.issues,
        "instead": found.instead,
        "partial": found.is_partial,
        "hits": [*listed.rows()],
        "facets": {
            name: [choice._asdict() for choice in choices]
            for name, choices in found.choices.items()
        },
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _csv(listed: Listed) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("id", "title", "kind", "year", "about", "records", "page"))
    address = listed.site.address
    writer.writerows(
        (
            hit.iri,
            escape_formula(hit.title),
            hit.kind,
            hit.year,
            escape_formula("; ".join(hit.about.splitlines())),
            " ".join((hit.iri, *hit.records.splitlines())),
            address(hit.iri),
        )
        for hit in listed.found.hits
    )
    return text.getvalue().encode()


def _turtle(listed: Listed) -> bytes:
    """Write the statements about each hit itself."""
    names = " ".join(f"<{hit.iri}>" for hit in listed.found.hits)
    text = f"CONSTRUCT {{ ?record ?p ?o }} WHERE {{ VALUES ?record {{ {names} }} ?record ?p ?o }}"
    return listed.site.engine.evaluate(Query(text), TURTLE).read()


def _atom(listed: Listed) -> bytes:
    return feed_text(*_feed(listed, "atom"))


def _json_feed(listed: Listed) -> bytes:
    return json_feed_text(*_feed(listed, "jsonfeed"))


def _feed(listed: Listed, suffix: str) -> tuple[Feed, Iterator[Item]]:
    """Return a feed; its address is that of the list, which stays the same in each release."""
    site = listed.site
    root = site.settings.address.removesuffix("/") or site.base.removesuffix("/")
    modified, code = str(site.release.manifest["modified"]), current().code
    about = Feed(
        root + in_language(listed.address, code),
        root + in_language(listed.address.replace("/search", f"/search.{suffix}", 1), code),
        f"{site.project.title}: {listed.wish.words or gettext('a list')}",
        modified,
        site.project.publisher,
    )
    items = (
        Item(
            hit.iri,
            hit.title,
            root + in_language(site.address(hit.iri), code),
            hit.modified or modified,
            hit.text or hit.kind,
        )
        for hit in listed.found.hits
    )
    return about, items


WRITERS: Final[dict[str, Callable[[Listed], bytes]]] = {
    "json": _json,
    "csv": _csv,
    "ttl": _turtle,
    "atom": _atom,
    "jsonfeed": _json_feed,
}


def path_of(facet: str) -> str:
    """Return the property path from an issue, by each of its records, to the values of a facet.

    Its kind is that of the issue itself.

    >>> path_of("year")
    '^jg:countedAs?/(jg:year)'
    """
    return PATHS[facet] if facet == "kind" else f"{REPORTED}/({(PATHS | DERIVED)[facet]})"


def list_query(words: str, meant: Mapping[str, tuple[str, ...]], base: str) -> str:
    """Return the SPARQL query that is equivalent to a search by words and facets.

    Facets give the same records; words are matched as substrings of titles and summaries.

    >>> print(list_query("", {"year": ("2020", "2021")}, "https://example.org/"))
    SELECT DISTINCT ?record ?title WHERE {
      ?record rdfs:label ?title .
      FILTER(LANG(?title) = "en")
      FILTER NOT EXISTS { ?record jg:countedAs ?other }
      ?record ^jg:countedAs?/(jg:year) ?year .
      VALUES ?year { "2020"^^xsd:gYear "2021"^^xsd:gYear }
    }
    ORDER BY ?title
    """
    lines = ["?record rdfs:label ?title .", 'FILTER(LANG(?title) = "en")']
    inner = "".join(f"  {line}\n" for line in (*lines, *conditions(words, meant, base)))
    return f"SELECT DISTINCT ?record ?title WHERE {{\n{inner}}}\nORDER BY ?title"


def conditions(words: str, meant: Mapping[str, tuple[str, ...]], base: str) -> list[str]:
    """Return the conditions in SPARQL that a `?record` of a search meets, each issue once."""
    lines = [ONCE]
    for name, values in meant.items():
        if name == "source":
            lines += _of_source(values, base)
        else:
            lines += _of_role(name, values) if name in ROLES else _of_facet(name, values)
    wanted = [literal(word) for word in WORD.findall(words.casefold())]
    return [TEXTS.format(word=word) for word in wanted] + lines


def _of_facet(name: str, values: tuple[str, ...]) -> list[str]:
    terms = [f'"{one}"^^xsd:gYear' if name == "year" else f"<{one}>" for one in values]
    return [
        f"?record {path_of(name)} ?{name} .",
        f"VALUES ?{name} {{ {' '.join(terms)} }}",
    ]


def _of_role(name: str, values: tuple[str, ...]) -> list[str]:
    """Return the condition that an actor has a role or one narrower, or a part in a response."""
    side = f"{CONCEPT}role/{name}"
    parts = (one.split(" ") if name == "part" else (one, side) for one in values)
    pairs = " ".join(f"(<{actor}> <{role}>)" for actor, role in parts)
    party, role, node = f"?{name}Actor", f"?{name}Role", f"?{name}Node"
    return [
        f"VALUES ({party} {role}) {{ {pairs} }}",
        f"?record {REPORTED}/(jg:involvement|jg:response) {node} .",
        f"{{ {node} jg:actor {party} ; jg:role/skos:broader* {role} }}"
        f" UNION {{ {node} {role} {party} }}",
    ]


def _of_source(values: tuple[str, ...], base: str) -> list[str]:
    """Return the condition that a record is from one of some databases, or from our own records."""
    graphs = ", ".join(f"<{one}>" for one in values)
    is_ours = f" || !STRSTARTS(STR(?graph), {literal(f'{base}graph/import/')})"
    condition = f"?graph IN ({graphs})" + is_ours * (f"{base}dataset" in values)
    graph = "GRAPH ?graph { ?reporting a ?class }"
    return [f"?record {REPORTED} ?reporting .", graph, f"FILTER({condition})"]
