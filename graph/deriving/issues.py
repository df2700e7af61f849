"""Reads from quads what the rules need of each issue: texts, categories, stated values, matches."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from graph.deriving.derivation import PROPERTIES
from graph.rdf.quads import Quad, iri, plain
from graph.rdf.terms import TITLE, TYPE
from ontology.namespaces import DCTERMS, JG, SKOS

__all__ = ["Issue", "Issues", "read_issues"]

ISSUE, PLACE = iri(JG + "Issue"), iri(JG + "Place")
SUMMARY: Final = iri(DCTERMS + "abstract")
CATEGORY: Final = iri(JG + "category")
COUNTED_AS: Final = iri(JG + "countedAs")
LABEL: Final = iri(SKOS + "prefLabel")
TAXONOMY: Final = iri(SKOS + "inScheme")
STATED: Final = {iri(JG + name): name for name in PROPERTIES}
ENGLISH: Final = "@en"


@dataclass(slots=True)
class Issue:
    """An issue as the rules read it; values and categories are IRIs."""

    iri: str
    title: str = ""
    summary: str = ""
    categories: list[str] = field(default_factory=list)
    stated: dict[str, list[str]] = field(default_factory=dict)
    counted_as: str = ""

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Return the fields that are read, each with its name."""
        return ("title", self.title), ("summary", self.summary)


@dataclass(slots=True)
class Issues:
    """All issues, in the order of their IRIs; labels and taxonomies of categories; known places."""

    issues: list[Issue]
    labels: dict[str, str]
    taxonomies: dict[str, str]
    places: frozenset[str]


def read_issues(quads: Iterable[Quad]) -> Issues:
    """Return the issues of quads.

    Complexity: linear in the quads, and sorting the issues.
    """
    found: dict[str, Issue] = {}
    types: set[str] = set()
    places: set[str] = set()
    labels: dict[str, str] = {}
    taxonomies: dict[str, str] = {}
    for _, subject, predicate, object_ in quads:
        if predicate == TYPE:
            if object_ == ISSUE:
                types.add(subject[1:-1])
            elif object_ == PLACE:
                places.add(subject[1:-1])
        elif predicate in READERS:
            name = subject[1:-1].partition("#")[0]
            READERS[predicate](found.setdefault(name, Issue(name)), predicate, object_)
        elif predicate == LABEL and "/id/category/" in subject:
            labels[subject[1:-1]] = plain(object_)
        elif predicate == TAXONOMY and "/id/category/" in subject:
            taxonomies[subject[1:-1]] = object_[1:-1]
    issues = [found[name] for name in sorted(types & found.keys())]
    return Issues(issues, labels, taxonomies, frozenset(places))


def _title(issue: Issue, _: str, object_: str) -> None:
    if object_.endswith(ENGLISH):
        issue.title = plain(object_)


def _summary(issue: Issue, _: str, object_: str) -> None:
    if object_.endswith(ENGLISH):
        issue.summary = plain(object_)


def _category(issue: Issue, _: str, object_: str) -> None:
    issue.categories.append(object_[1:-1])


def _counted_as(issue: Issue, _: str, object_: str) -> None:
    issue.counted_as = object_[1:-1]


def _stated(issue: Issue, predicate: str, object_: str) -> None:
    issue.stated.setdefault(STATED[predicate], []).append(object_[1:-1])


READERS: Final = {
    TITLE: _title,
    SUMMARY: _summary,
    CATEGORY: _category,
    COUNTED_AS: _counted_as,
    **dict.fromkeys(STATED, _stated),
}
