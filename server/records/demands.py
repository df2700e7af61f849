"""Remedy ledger of a page: demands with who asks, whom, state, answers, outcome and sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.engine.base import Engine
from graph.rdf.quads import iri
from ontology import JG
from ontology.namespaces import DCTERMS
from server.records.description import Description, around
from server.records.reader import Reader
from server.records.view import Link
from server.web.site import query_text

__all__ = ["WAYS", "Answer", "Demand", "demands"]

WAYS: Final = {
    "workers": "jg:workerGroup",
    "addressee": "jg:addressee",
    "by": "jg:by",
    "issue": "^jg:response",
}
"""How the nodes that are asked about are joined to a demand."""
MET: Final = ("met", "partly-met")


@dataclass(frozen=True)
class Answer:
    """An answer to a demand: by whom, when, in which words, and the sources."""

    by: tuple[Link, ...]
    when: str
    texts: tuple[Link, ...]
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Demand:
    """A demand, with its state and answers; `iri` is that of its response in an issue."""

    iri: str
    issue: Link
    when: str
    speakers: tuple[Link, ...]
    addressees: tuple[Link, ...]
    demands: tuple[Link, ...]
    texts: tuple[Link, ...]
    state: Link | None
    answers: tuple[Answer, ...]
    outcomes: tuple[Link, ...]
    sources: tuple[Link, ...]
    groups: tuple[str, ...]

    @property
    def is_won(self) -> bool:
        """Whether it was met, or met in part."""
        return self.state is not None and self.state.iri.rpartition("/")[2] in MET


def demands(engine: Engine, way: str, nodes: Iterable[str]) -> list[Demand]:
    """Return the demands that are joined to some nodes by a way of `WAYS`, the newest first.

    Complexity: one query of at most 200 rows, and one look-up; neither without nodes.
    """
    named = " ".join(iri(node) for node in sorted(set(nodes)))
    if not named:
        return []
    text = query_text("demands").replace("?nodes", named).replace("$way", WAYS[way])
    rows = engine.rows(text)
    issues = {row["response"].text: Link(row["issueName"].text, row["issue"].text) for row in rows}
    answers = {row["answer"].text for row in rows if "answer" in row}
    reader = Reader(Description("", around(engine, [*issues, *answers]), {}))
    found = [_demand(reader, node, issue) for node, issue in issues.items()]
    return sorted(found, key=lambda one: (one.when, one.iri), reverse=True)


def _demand(reader: Reader, node: str, issue: Link) -> Demand:
    def links(name: str) -> tuple[Link, ...]:
        return tuple(reader.links(node, JG + name))

    groups = links("workerGroup")
    return Demand(
        node,
        issue,
        _when(reader, node),
        (*groups, *links("by")),
        links("addressee"),
        links("demands"),
        tuple(reader.links(node, DCTERMS + "description")),
        next(iter(links("remedyState")), None),
        tuple(_answers(reader, node)),
        links("outcome"),
        tuple(reader.links(node, DCTERMS + "source")),
        tuple(group.iri for group in groups),
    )


def _answers(reader: Reader, node: str) -> Iterator[Answer]:
    found = [link.iri for link in reader.links(node, JG + "answer")]
    for answer in sorted(found, key=lambda one: (_when(reader, one), one)):
        yield Answer(
            tuple(reader.links(answer, JG + "by")),
            _when(reader, answer),
            tuple(reader.links(answer, DCTERMS + "description")),
            tuple(reader.links(answer, DCTERMS + "source")),
        )


def _when(reader: Reader, node: str) -> str:
    """Return the day of a node, or else its year, or an empty string."""
    dated = [link.text for name in ("date", "year") for link in reader.links(node, JG + name)]
    return next(iter(dated), "")
