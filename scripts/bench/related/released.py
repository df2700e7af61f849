"""A release as the benchmarks read it: the texts that it holds, and which issues are one.

The text is that which a reader is served, not that of the files which were imported.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import networkx as nx

from graph.rdf.quads import parsed
from graph.related import Features, read_features
from graph.release.release import current_release
from ontology import PREFIXES, record_iri

__all__ = ["Released", "read_release"]

TITLE: Final = f"<{PREFIXES['dcterms']}title>"
ABSTRACT: Final = f"<{PREFIXES['dcterms']}abstract>"
MATCH: Final = f"<{PREFIXES['skos']}closeMatch>"
SUBJECT: Final = f"<{record_iri('issue', '')}"


@dataclass(frozen=True)
class Released:
    """The issues of a release by their slugs: texts, features, and those that are the same."""

    texts: Mapping[str, str]
    features: Features
    same: Mapping[str, frozenset[str]]


def read_release(data: Path) -> Released:
    """Return the current release of a folder.

    Raises `NotFound` where there is none.
    Complexity: linear in the release.
    """
    release = current_release(data)
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    matches: list[tuple[str, str]] = []
    with (release.folder / "justicegraph.nq").open(encoding="utf-8") as lines:
        for slug, predicate, object_ in _of_issues(lines):
            if predicate in (TITLE, ABSTRACT):
                texts[slug].setdefault(predicate, parsed(object_)[0])
            elif predicate == MATCH and object_.startswith(SUBJECT):
                matches.append((slug, object_[len(SUBJECT) : -1]))
    joined = {
        slug: f"{found.get(TITLE, '')}. {found.get(ABSTRACT, '')}" for slug, found in texts.items()
    }
    return Released(joined, read_features(release.folder), _clusters(matches))


def _of_issues(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        if line.startswith(SUBJECT):
            subject, predicate, rest = line.split(" ", 2)
            if predicate in (TITLE, ABSTRACT, MATCH):
                yield subject[len(SUBJECT) : -1], predicate, rest.rpartition(" <")[0]


def _clusters(matches: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    graph: nx.Graph[str] = nx.Graph(matches)
    return {slug: frozenset(found) for found in nx.connected_components(graph) for slug in found}
