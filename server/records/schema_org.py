"""schema.org structured data (JSON-LD) of a page, for search engines.

An issue is our work (CreativeWork) about what happened, not the event itself or a review of a
claim; schema.org has no type for a group of workers, so that is a Thing.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from graph.release.downloads import DOWNLOADS
from graph.release.release import Release
from graph.tables import DATABASE, TABLES
from ontology import CONCEPT, JG, ONTOLOGY, Project, kind_of
from ontology.namespaces import DCTERMS, OWL
from server.records.view import Link, Page

__all__ = ["Node", "dataset", "described", "website"]

Node = dict[str, Any]

CONTEXT: Final = "https://schema.org"
LONGEST: Final = 5_000
"""The most characters of a text in structured data."""


def described(page: Page, url: str, release: Release) -> Node:
    """Return the structured data of a resource; `url` is the address of its page.

    Source: schema.org 29; JSON-LD 1.1, section 9.
    """
    base = release.base
    kind = _kind(page.iri, base)
    node: Node = {
        "@context": CONTEXT,
        "@id": page.iri,
        "@type": _type(page, kind),
        "url": url,
        "name": page.title.text,
        "description": page.texts[0].text[:LONGEST] if page.texts else "",
        "additionalType": [type_.iri for type_ in page.types if type_.iri],
        "sameAs": [link.iri for link in _values(page, OWL + "sameAs") if link.iri],
    }
    node |= MORE[kind](page, base) if kind in MORE else {}
    if kind == "issue":
        node |= _ours(page, release)
    return {name: value for name, value in node.items() if value}


def _kind(iri: str, base: str) -> str:
    if iri.startswith(f"{base}id/"):
        return kind_of(iri)
    if iri == ONTOLOGY or (iri.startswith(CONCEPT) and "/" not in iri.removeprefix(CONCEPT)):
        return "scheme"
    if iri.startswith((CONCEPT, JG)):
        return "concept"
    return "graph" if iri.startswith(f"{base}graph/") else ""


def _type(page: Page, kind: str) -> str:
    classes = {type_.iri.removeprefix(JG) for type_ in page.types}
    if kind == "actor":
        return "Person" if "Person" in classes else "Organization"
    if kind == "place":
        return "Country" if "Country" in classes else "Place"
    return TYPES.get(kind, "Thing")


TYPES: Final = {
    "issue": "CreativeWork",
    "system": "SoftwareApplication",
    "source": "CreativeWork",
    "concept": "DefinedTerm",
    "scheme": "DefinedTermSet",
    "graph": "Dataset",
}


def _values(page: Page, property_: str) -> Iterator[Link]:
    for statement in page.statements:
        if statement.property.iri == property_:
            yield from statement.values


def _named(type_: str, links: Iterator[Link]) -> list[Node]:
    """Return things with name and IRI, in the order of the page."""
    return [
        {"@type": type_, "name": link.text} | ({"@id": link.iri} if link.iri else {})
        for link in links
    ]


def _issue(page: Page, _: str) -> Node:
    areas = [*_values(page, JG + "justiceArea"), *_values(page, JG + "impact")]
    systems = _named("SoftwareApplication", _values(page, JG + "system"))
    return {
        "about": [*_named("DefinedTerm", iter(areas)), *systems],
        "spatialCoverage": _named("Place", _values(page, JG + "place")),
        "temporalCoverage": next((link.text for link in _values(page, JG + "year")), ""),
        "citation": _named("CreativeWork", _values(page, DCTERMS + "source")),
        "inLanguage": "en",
    }


def _ours(page: Page, release: Release) -> Node:
    """Return creator, day of change, licence and dataset of a record."""
    origin, project = next(iter(page.origins), None), release.project
    whole = f"{project.base}release/{release.name}"
    return {
        "creator": {"@type": "Organization", "name": project.publisher},
        "dateModified": origin.modified if origin else "",
        "license": origin.license if origin else "",
        "isPartOf": {"@type": "Dataset", "@id": whole, "name": project.title},
    }


def _place(page: Page, _: str) -> Node:
    return {"containedInPlace": _named("Place", _values(page, JG + "within"))}


def _source(page: Page, _: str) -> Node:
    return {
        "publisher": _named("Organization", _values(page, DCTERMS + "publisher")),
        "mainEntityOfPage": next((one.iri or one.text for one in _values(page, JG + "url")), ""),
    }


def _concept(page: Page, _: str) -> Node:
    is_term = page.iri.startswith(JG)
    scheme = ONTOLOGY if is_term else CONCEPT + kind_of(page.iri)
    code = page.iri.partition("#")[2] if is_term else page.iri.rpartition("/")[2]
    return {"inDefinedTermSet": scheme, "termCode": code}


MORE: Final[dict[str, Callable[[Page, str], Node]]] = {
    "issue": _issue,
    "place": _place,
    "source": _source,
    "concept": _concept,
}


def website(root: str, project: Project) -> Node:
    """Return the site as a schema.org WebSite, with its search.

    Source: schema.org 29, SearchAction; RFC 6570 (URL templates).
    """
    target = {"@type": "EntryPoint", "urlTemplate": f"{root}search?q={{words}}"}
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": project.title,
        "url": root,
        "description": project.description,
        "inLanguage": "en",
        "potentialAction": {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=words",
        },
    }


def dataset(release: Release, root: str) -> Node:
    """Return a release as a schema.org Dataset, with its downloads and checksums.

    Source: schema.org 29, Dataset and DataDownload.
    """
    manifest, project = release.manifest, release.project
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": f"{project.base}release/{release.name}",
        "url": f"{root}release/{release.name}",
        "name": project.title,
        "description": project.description,
        "version": release.name,
        "dateModified": manifest["modified"],
        "license": manifest.get("licence", ""),
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": project.publisher},
        "publisher": {"@type": "Organization", "name": project.publisher},
        "keywords": ["knowledge graph", "AI incidents", "AI and labour", "linked data"],
        "distribution": [*_downloads(release, root)],
    }


def _downloads(release: Release, root: str) -> Iterator[Node]:
    """Yield the downloads of the graph, and the tables as one database."""
    files = release.manifest["files"]
    tables = [("Tables (DuckDB)", "application/vnd.duckdb", f"{TABLES}/{DATABASE}")]
    graphs = [(one.name, one.media_type, one.filename) for one in DOWNLOADS]
    for name, media_type, file in (*graphs, *tables):
        if file in files:
            yield {
                "@type": "DataDownload",
                "name": name,
                "encodingFormat": media_type,
                "contentUrl": f"{root}release/{release.name}/{file}",
                "contentSize": f"{files[file]['bytes']} B",
                "sha256": files[file]["sha256"],
            }
