"""Duplicate detection for drafts: issues that a text likely reports, and records of like names."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from rapidfuzz import fuzz

from graph.rdf.quads import iri
from graph.search import SearchQuery
from server.contribute.drafts import Draft, type_of
from server.contribute.references import ALIKE, title_of
from server.languages.current import gettext
from server.reconcile.entities import TYPES, kinds_of
from server.web.site import site

__all__ = ["Known", "known_like"]

MOST: Final = 3
OF_SOURCE: Final = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX jg: <https://w3id.org/justicegraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?issue ?label WHERE {{
  ?issue dcterms:source {source} ; a jg:Issue ; rdfs:label ?label
}} ORDER BY ?issue LIMIT {most}
"""


class Known(NamedTuple):
    """A record that a draft may repeat: its address, title, and why."""

    address: str
    title: str
    why: str


def known_like(draft: Draft) -> list[Known]:
    """Return the records that a draft likely repeats, so that nothing is sent twice.

    Complexity: one search, or one look-up of a name.
    """
    entry = draft.entries[-1] if draft.entries else {}
    if entry.get("summary"):
        return _issues(entry)
    name, class_ = str(entry.get("title") or entry.get("name") or ""), type_of(entry)
    return [*(_named(name, class_) if class_ in TYPES else _titled(name))][:MOST]


def _issues(entry: Mapping[str, Any]) -> list[Known]:
    from server.pages.similar_issues import likely_issues

    title, summary = str(entry.get("title", "")), str(entry["summary"])
    rest = summary.removeprefix(title)
    text = f"{title}\n{rest} {'. '.join(_names(entry))}"
    found = [*_of_source(entry.get("source", ""))]
    seen = {one.address for one in found}
    likely = [Known(site().address(x.related), x.label, x.summary) for x in likely_issues(text)]
    return [*found, *(one for one in likely if one.address not in seen)][:MOST]


def _of_source(source: str) -> Iterator[Known]:
    """Yield the issues of a source, where it has few: one that has many says nothing of each."""
    query = OF_SOURCE.format(source=iri(f"{site().base}id/source/{source}"), most=MOST + 1)
    rows = [*site().engine.rows(query)] if source else []
    for row in rows if len(rows) <= MOST else ():
        issue, label = row["issue"].text, row["label"].text
        why = gettext("It has the same source.")
        yield Known(site().address(issue), site().called(issue, label), why)


def _names(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the actors and systems of an issue that the graph knows."""
    for part in entry.get("involvement", {}).values():
        if name := part.get("actor"):
            yield title_of(f"actor/{name}", site())
    systems = entry.get("system", ())
    for name in [systems] if isinstance(systems, str) else systems:
        yield title_of(f"system/{name}", site())


def _named(name: str, class_: str) -> Iterator[Known]:
    """Yield the records of a class with a name that is nearly the same."""
    for one in site().names.find(name, kinds_of([class_])) if name else ():
        if one.score >= ALIKE:
            yield Known(site().address(f"{site().base}{one.entity.id}"), one.entity.label, "")


def _titled(title: str) -> Iterator[Known]:
    """Yield the records with a title that is nearly the same, whatever the order of its words."""
    words = " ".join(title.split()[:12])
    for hit in site().search.find(SearchQuery(words, most=10), ()).hits if words else ():
        if fuzz.token_sort_ratio(title.casefold(), hit.title.casefold()) >= ALIKE:
            yield Known(site().address(hit.iri), hit.title, hit.kind)
