"""A release as the benchmarks read it: the texts that it holds, and which issues are one.

The text is that which a reader is served, not that of the files which were imported.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import networkx as nx
import pyoxigraph as ox

from graph.deriving import for_related
from graph.rdf.quads import Quad, from_engine, parsed
from graph.related import Features, read_features
from graph.release.release import current_release
from ontology import PREFIXES, record_iri

__all__ = ["Released", "quads_of", "read_release"]

TITLE: Final = f"<{PREFIXES['dcterms']}title>"
ABSTRACT: Final = f"<{PREFIXES['dcterms']}abstract>"
MATCH: Final = f"<{PREFIXES['skos']}closeMatch>"
COUNTED_AS: Final = f"<{PREFIXES['jg']}countedAs>"
SUBJECT: Final = f"<{record_iri('issue', '')}"


@dataclass(frozen=True)
class Released:
    """The records of a release by their slugs: texts, those that are the same, and their issues.

    `features` are those of issues, each with all that its records say.
    """

    texts: Mapping[str, str]
    features: Features
    same: Mapping[str, frozenset[str]]
    counted: Mapping[str, str] = field(default_factory=dict)

    def issue(self, record: str) -> str:
        """Return the issue that a record is counted as."""
        return self.counted.get(record, record)

    def texts_of_issues(self) -> dict[str, str]:
        """Return the text of each issue: its own, and those of its other records."""
        joined: dict[str, list[str]] = defaultdict(list)
        for record in sorted(self.texts, key=lambda one: self.issue(one) != one):
            joined[self.issue(record)].append(self.texts[record])
        return {issue: " ".join(texts) for issue, texts in joined.items()}


def read_release(data: Path) -> Released:
    """Return the current release of a folder.

    Raises `NotFound` where there is none.
    Complexity: linear in the release.
    """
    release = current_release(data)
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    matches: list[tuple[str, str]] = []
    counted: dict[str, str] = {}
    with (release.folder / "justicegraph.nq").open(encoding="utf-8") as lines:
        for slug, predicate, object_ in _of_issues(lines):
            if predicate in (TITLE, ABSTRACT):
                texts[slug].setdefault(predicate, parsed(object_)[0])
            elif object_.startswith(SUBJECT):
                other = object_[len(SUBJECT) : -1]
                if predicate == MATCH:
                    matches.append((slug, other))
                else:
                    counted[slug] = other
    joined = {
        slug: f"{found.get(TITLE, '')}. {found.get(ABSTRACT, '')}" for slug, found in texts.items()
    }
    return Released(joined, read_features(release.folder), _clusters(matches), counted)


def quads_of(data: Path) -> list[Quad]:
    """Return the quads of a release from which related issues are inferred.

    Raises `NotFound` where there is no release.
    Complexity: linear in the release.
    """
    path = current_release(data).folder / "justicegraph.nq"
    return for_related(from_engine(ox.parse(path=path, format=ox.RdfFormat.N_QUADS)))


def _of_issues(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        if line.startswith(SUBJECT):
            subject, predicate, rest = line.split(" ", 2)
            if predicate in (TITLE, ABSTRACT, MATCH, COUNTED_AS):
                yield subject[len(SUBJECT) : -1], predicate, rest.rpartition(" <")[0]


def _clusters(matches: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    graph: nx.Graph[str] = nx.Graph(matches)
    return {slug: frozenset(found) for found in nx.connected_components(graph) for slug in found}
