"""Links between records and concepts for the explorer: direct properties, roles, labour links."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from graph.network.network import SHARED
from graph.rdf.one_issue import one_issue
from graph.rdf.quads import Quad, iri, plain
from graph.rdf.terms import LABEL, REPLACED_BY
from graph.reading.fields import CONTROL
from ontology import CONCEPT, kind_of, own_facets, own_kinds, own_schemes
from ontology.namespaces import JG, SKOS

__all__ = ["LabelledLink", "collect_links", "explored_kinds"]

RECORDS: Final = frozenset({"actor", "issue", "place", "system", "worker-group"})
KINDS: Final = RECORDS | {
    *("affected-group", "arrangement", "condition", "demand", "impact", "justice-area", "task"),
}
"""Our kinds that can be explored: records, and the concepts that records refer to."""

PLAIN: Final = SHARED | {
    iri(JG + name): name
    for name in (*("arrangement", "condition", "developedBy", "ownedBy", "task", "within"),)
}
"""Properties of a record, or of a node nested in it, that refer directly to another."""
RELATED: Final = "relatedIssue"
LABOUR: Final = "labourLink"
MOST_RELATED: Final = 5
"""The most related issues that an issue is linked to, those with the highest scores."""

ENDS: Final = {
    iri(JG + name): name
    for name in ("actor", "role", "assertion", "from", "to", "date", "score", "year")
}
"""Properties of nested nodes, relations and issues that give the ends of a link, or facts of it."""
ISSUE: Final = iri(JG + "issue")
BROADER: Final = iri(SKOS + "broader")
SIDES: Final = {f"{CONCEPT}role/{side}": side for side in ("implicated", "responding")}


class LabelledLink(NamedTuple):
    """A link between two IRIs: the property, a text about it, and its facts.

    Each of the facts is a JSON object, such as `{"role": "Vendor", "side": "implicated"}`; several
    stand for statements of their own, such as two roles of one actor in an issue.
    """

    source: str
    target: str
    via: str
    says: str = ""
    facts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Gathered:
    labels: dict[str, str] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    straight: set[tuple[str, str, str]] = field(default_factory=set)
    ends: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    related: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    broader: dict[str, str] = field(default_factory=dict)


@cache
def explored_kinds() -> frozenset[str]:
    """Return the kinds that can be explored: ours, and those of a project's records and concepts.

    >>> "actor" in explored_kinds(), "source" in explored_kinds()
    (True, False)
    """
    return KINDS | own_kinds().keys() | own_schemes().keys()


@cache
def _direct() -> dict[str, str]:
    """Return the properties that refer directly to another thing, by the words for them."""
    return PLAIN | {iri(name): word for name, (word, _) in own_facets().items()}


def collect_links(quads: Iterable[Quad]) -> tuple[list[LabelledLink], dict[str, str]]:
    """Return all links between explorable things, sorted, and the label of every IRI.

    An issue that several records report is one node, with the links of all of them. An actor's
    link to an issue says its roles, each with how it is asserted. Of related issues, the five that
    are related most are linked.
    Complexity: linear in the quads, and sorting the links.
    """
    parts = _gather(one_issue(quads))
    texts: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    facts: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for link in (*_straight(parts), *_involved(parts), *_labour(parts), *_related(parts)):
        if _is_explored(parts, link):
            texts[link[:3]].add(link.says)
            facts[link[:3]].update(link.facts)
    kept = [
        LabelledLink(*ends, ", ".join(sorted(says - {""})), tuple(sorted(facts[ends])))
        for ends, says in texts.items()
    ]
    return sorted(kept), parts.labels


def _gather(quads: Iterable[Quad]) -> _Gathered:
    parts, direct = _Gathered(), _direct()
    for _, subject, predicate, object_ in quads:
        if name := direct.get(predicate):
            parts.straight.add((subject[1:-1].partition("#")[0], object_[1:-1], name))
        if name := ENDS.get(predicate):
            parts.ends[subject[1:-1]][name] = object_
        elif predicate == ISSUE:
            parts.related[subject[1:-1]].add(object_[1:-1])
        elif predicate == BROADER:
            parts.broader[subject[1:-1]] = object_[1:-1]
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
            issue, side = node.partition("#")[0], _side(parts, ends["role"][1:-1])
            facts = _facts(role=role, side=side, standing=assertion, year=_year(parts, issue))
            yield LabelledLink(issue, ends["actor"][1:-1], "actor", says, facts)


def _side(parts: _Gathered, role: str) -> str:
    """Return the side of a role, by the roles that are broader, or an empty text."""
    above = role
    while above not in SIDES and above in parts.broader:
        above = parts.broader[above]
    return SIDES.get(above, "")


def _year(parts: _Gathered, issue: str) -> int | None:
    text = plain(parts.ends.get(issue, {}).get("year", '""'))[:4]
    return int(text) if text.isdecimal() else None


def _facts(**facts: object) -> tuple[str, ...]:
    """Return the facts that are known as one JSON object."""
    known = {name: value for name, value in facts.items() if value}
    return (json.dumps(known, ensure_ascii=False, sort_keys=True),) if known else ()


def _labour(parts: _Gathered) -> Iterator[LabelledLink]:
    """Yield the labour links from the buyer of work to its seller, with the system."""
    for node, ends in parts.ends.items():
        if "from" in ends and "to" in ends and kind_of(node) == "system":
            buyer, doer, system = ends["from"][1:-1], ends["to"][1:-1], node.partition("#")[0]
            label = parts.labels.get(system, "")
            facts = _facts(system=system, date=plain(ends["date"]) if "date" in ends else "")
            yield LabelledLink(buyer, doer, LABOUR, f"for {label}" if label else "", facts)
            yield LabelledLink(system, buyer, LABOUR)


def _related(parts: _Gathered) -> Iterator[LabelledLink]:
    """Yield the link of each relation that is among the first of one of its two issues."""
    found: dict[str, list[tuple[float, str, str]]] = defaultdict(list)
    for relation, issues in parts.related.items():
        if len(issues) == 2 and "score" in parts.ends[relation]:
            one, other = sorted(issues)
            score = -float(plain(parts.ends[relation]["score"]))
            found[one].append((score, one, other))
            found[other].append((score, one, other))
    kept = {pair for pairs in found.values() for pair in sorted(pairs)[:MOST_RELATED]}
    for score, one, other in kept:
        yield LabelledLink(one, other, RELATED, f"score {-score:g}", _facts(weight=-score))


def _is_explored(parts: _Gathered, link: LabelledLink) -> bool:
    ends = (link.source, link.target)
    return (
        link.source != link.target
        and kind_of(link.source) in RECORDS | own_kinds().keys()
        and kind_of(link.target) in explored_kinds()
        and not any("#" in end or end in parts.replaced for end in ends)
        and all(end in parts.labels for end in ends)
    )
