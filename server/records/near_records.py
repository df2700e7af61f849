"""Concepts, terms, sources and activities near to an address of nothing ("did you mean")."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from graph.engine.base import Row
from graph.questions import LABEL
from graph.rdf.quads import literal
from ontology import CONCEPT, JG, concepts, near_names, vocabulary_texts
from ontology.namespaces import DCTERMS, RDFS
from server.languages.current import current
from server.records.suggestions import nearest_names
from server.web.problems import Near
from server.web.site import query_text, site

__all__ = ["near_records"]

SHOWN: Final = 5
LONGEST: Final = 120
SOURCE: Final = "/id/source/"


def near_records(path: str) -> Iterator[Near]:
    """Yield what is near to an address, of the kinds of things that the search does not hold.

    Complexity: linear in the concepts of a scheme, or in the sources.
    """
    root, _, rest = path.strip("/").partition("/")
    if root == "concept":
        scheme, _, slug = rest.partition("/")
        yield from _of_schemes(scheme, slug)
    elif root == "ontology":
        known = _labels(JG, f"{RDFS}label")
        for name in near_names(rest.partition(".")[0], known, SHOWN):
            yield Near(f"/ontology/{name}", site().called(JG + name, known[name]))
    elif root == "activity":
        yield from _nearest(path, site().engine.rows(query_text("activities")))
    elif path.startswith(SOURCE):
        yield from _nearest(path, _sources(path))


def _nearest(path: str, rows: Iterable[Row]) -> Iterator[Near]:
    """Yield those things of some rows whose addresses are near to a path, by their titles."""
    folder, _, slug = path.partition(".")[0].rpartition("/")
    iris = {row["thing"].text.rpartition("/")[2]: row["thing"].text for row in rows}
    for name in nearest_names(slug[:LONGEST], iris):
        labels = site().engine.rows(LABEL, this=iris[name])
        yield Near(f"{folder}/{name}", next((row["label"].text for row in labels), name))


def _sources(path: str) -> Iterable[Row]:
    """Return the sources whose slugs begin as that of a path does in its first half."""
    if len(path) > LONGEST or path.count("/") > SOURCE.count("/"):
        return ()
    start = path[: (len(SOURCE) + len(path)) // 2]
    text = query_text("near-sources").replace("?start", literal(site().base + start[1:]))
    return site().engine.rows(text)


def _of_schemes(scheme: str, slug: str) -> Iterator[Near]:
    """Yield the concepts that are near to a slug, in a scheme or in those near to its name."""
    titles = _labels(CONCEPT, f"{DCTERMS}title")
    for one in [scheme] if scheme in titles else near_names(scheme, titles):
        labels = concepts(one, current().code)
        near = near_names(slug, labels, SHOWN)
        for name in near:
            yield Near(f"/concept/{one}/{name}", labels[name])
        if not near:
            yield Near(f"/concept/{one}", site().called(CONCEPT + one, titles[one]))


@cache
def _labels(start: str, label: str) -> dict[str, str]:
    """Return the English labels of what is named below an address, by the rest of its name."""
    return {
        iri.removeprefix(start): text
        for (iri, property_), text in vocabulary_texts().items()
        if iri.startswith(start) and property_ == label
    }
