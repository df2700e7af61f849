"""Links between records and concepts for the explorer: direct properties, roles, labour links."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from graph.network.network import SHARED
from graph.rdf.one_issue import one_issue
from graph.rdf.quads import Quad, iri, plain
from graph.rdf.terms import LABEL, REPLACED_BY
from graph.reading.fields import CONTROL
from ontology import kind_of
from ontology.namespaces import JG

__all__ = ["KINDS", "LabelledLink", "collect_links"]

RECORDS: Final = frozenset({"actor", "issue", "place", "system", "worker-group"})
KINDS: Final = RECORDS | {
    *("affected-group", "arrangement", "condition", "demand", "impact", "justice-area", "task"),
}
"""Kinds that can be explored: records, and the concepts that records refer to."""

PLAIN: Final = SHARED | {
    iri(JG + name): name
    for name in (*("arrangement", "condition", "developedBy", "ownedBy", "task", "within"),)
}
"""Properties of a record, or of a node nested in it, that refer directly to another."""
RELATED: Final = "relatedIssue"
LABOUR: Final = "labourLink"
MOST_RELATED: Final = 5

ENDS: Final = {
    iri(JG + name): name
    for name in ("actor", "role", "assertion", "from", "to", "issue", RELATED, "rank")
}
"""Properties of nested nodes and relations that give the two ends of a link."""


class LabelledLink(NamedTuple):
    """A link between two IRIs: the property and a text about it."""

    source: str
    target: str
    via: str
    says: str = ""


@dataclass(slots=True)
class _Gathered:
    labels: dict[str, str] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    straight: set[tuple[str, str, str]] = field(default_factory=set)
    ends: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))


def collect_links(quads: Iterable[Quad]) -> tuple[list[LabelledLink], dict[str, str]]:
    """Return all links between explorable things, sorted, and the label of every IRI.

    An issue that several records report is one node, with the links of all of them. An actor's
    link to an issue says its roles, each with how it is asserted. Of related issues, the five that
    are related most are linked.
    Complexity: linear in the quads, and sorting the links.
    """
    parts = _gather(one_issue(quads))
    texts: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for link in (*_straight(parts), *_involved(parts), *_labour(parts), *_related(parts)):
        if _is_explored(parts, link):
            texts[link[:3]].add(link.says)
    kept = [LabelledLink(*ends, ", ".join(sorted(says - {""}))) for ends, says in texts.items()]
    return sorted(kept), parts.labels


def _gather(quads: Iterable[Quad]) -> _Gathered:
    parts = _Gathered()
    for _, subject, predicate, object_ in quads:
        if name := PLAIN.get(predicate):
            parts.straight.add((subject[1:-1].partition("#")[0], object_[1:-1], name))
        if name := ENDS.get(predicate):
            parts.ends[subject[1:-1]][name] = object_
        elif predicate == LABEL and object_.endswith("@en"):
            parts.labels[subject[1:-1]] = CONTROL.sub("\N{REPLACEMENT CHARACTER}", plain(object_))
        elif predicate == REPLACED_BY:
            parts.replaced.add(subject[1:-1])
    return parts


def _straight(parts: _Gathered) -> Iterator[LabelledLink]:
    yield from (LabelledLink(*link) for link in parts.straight)


def _involved(parts: _Gathered) -> Iterator[LabelledLink]:
    """Yield a link from an issue to an actor for each role, with its assertion status."""
    for node, ends in parts.ends.items():
        if "actor" in ends and "role" in ends:
            role, assertion = (
                parts.labels.get(ends.get(one, "")[1:-1], "") for one in ("role", "assertion")
            )
            says = f"{role} ({assertion.lower()})" if assertion else role
            yield LabelledLink(node.partition("#")[0], ends["actor"][1:-1], "actor", says)


def _labour(parts: _Gathered) -> Iterator[LabelledLink]:
    """Yield the labour links from the buyer of work to its seller, with the system."""
    for node, ends in parts.ends.items():
        if "from" in ends and "to" in ends and kind_of(node) == "system":
            buyer, doer, system = ends["from"][1:-1], ends["to"][1:-1], node.partition("#")[0]
            label = parts.labels.get(system, "")
            yield LabelledLink(buyer, doer, LABOUR, f"for {label}" if label else "")
            yield LabelledLink(system, buyer, LABOUR)


def _related(parts: _Gathered) -> Iterator[LabelledLink]:
    for ends in parts.ends.values():
        if RELATED in ends and "issue" in ends and int(plain(ends["rank"])) <= MOST_RELATED:
            one, other = sorted((ends["issue"][1:-1], ends[RELATED][1:-1]))
            yield LabelledLink(one, other, RELATED)


def _is_explored(parts: _Gathered, link: LabelledLink) -> bool:
    ends = (link.source, link.target)
    return (
        link.source != link.target
        and kind_of(link.source) in RECORDS
        and kind_of(link.target) in KINDS
        and not any("#" in end or end in parts.replaced for end in ends)
        and all(end in parts.labels for end in ends)
    )
