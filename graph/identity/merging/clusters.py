"""Clusters of duplicate records by union-find; judgements merge records or keep them apart.

A judgement outweighs every rule, and what it keeps apart stays apart however many others each is
joined with.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from graph.identity.judgements import Judgement, Judgements, Verdict
from graph.identity.merging.merge_rules import MERGES, RULES, Rule, keys
from graph.identity.naming.entities import Entity
from ontology import BadRecord

__all__ = ["JUDGED", "Merger", "record_name", "resolve_duplicates"]

JUDGED: Final = "judgement"
SMALL: Final = 12
"""Up to this size, a group with records that judgements keep apart is compared pair by pair."""


@dataclass(frozen=True, slots=True)
class Merger:
    """A merge: duplicate record, canonical record, rule, confidence."""

    duplicate: Entity
    canonical: Entity
    rule: str
    score: float
    judgement: Judgement | None = None


def record_name(iri: str) -> str:
    """Return the name of a record in judgements: kind and slug.

    >>> record_name("https://w3id.org/justicegraph/id/actor/google")
    'actor/google'
    """
    return iri.partition("/id/")[2]


def resolve_duplicates(
    entities: Sequence[Entity], judgements: Judgements, rules: Sequence[Rule] = RULES
) -> list[Merger]:
    """Return the merges of duplicate records, in the order of their IRIs; the rules are of actors.

    Raises `BadRecord` where judgements contradict each other. Complexity: sorting the records,
    and near linear in what they share (union by rank, Tarjan 1975).
    """
    entities = sorted(entities, key=lambda one: one.iri)
    parts = _DisjointSets(entities, judgements)
    for left, right, judgement in parts.judged(Verdict.SAME):
        parts.join(left, right, JUDGED, 1.0, judgement)
    for rule in rules:
        if rule.score >= MERGES:
            for some in keys(rule, entities).values():
                for left, right in parts.pairs(some, rule.agrees is not None):
                    if rule.agrees is None or rule.agrees(left, right):
                        parts.join(left, right, rule.name, rule.score)
    return sorted(parts.mergers(), key=lambda one: one.duplicate.iri)


class _DisjointSets:
    """Disjoint-set forest (union by size, path halving) with pairs that must stay apart."""

    def __init__(self, entities: Iterable[Entity], judgements: Judgements) -> None:
        self.entities = {record_name(one.iri): one for one in entities}
        self.judgements = judgements
        self.root = {name: name for name in self.entities}
        self.members = {name: [name] for name in self.entities}
        self.apart: dict[str, set[str]] = defaultdict(set)
        self.why: dict[str, tuple[str, float, Judgement | None]] = {}
        for verdict in (Verdict.DIFFERENT, Verdict.UNSURE):
            for left, right, _ in self.judged(verdict):
                self._part(record_name(left.iri), record_name(right.iri))
        for one in self.entities.values():
            for owner in one.owners:
                self._part(record_name(one.iri), record_name(owner))

    def judged(self, verdict: Verdict) -> Iterator[tuple[Entity, Entity, Judgement]]:
        """Yield the judgements with a verdict whose two records are in this build."""
        for (left, right), one in sorted(self.judgements.items()):
            if one.verdict is verdict and left in self.entities and right in self.entities:
                yield self.entities[left], self.entities[right], one

    def pairs(
        self, some: Sequence[Entity], may_differ: bool = False
    ) -> Iterable[tuple[Entity, Entity]]:
        """Return pairs that connect all records of a group, also if the first is kept apart."""
        # Joining all with the first needs one pair each. Where the first is kept apart from some,
        # the others must still find each other, so all pairs of a small group are tried.
        may_differ = may_differ or any(self.apart[self._find(record_name(one.iri))] for one in some)
        if len(some) <= SMALL and may_differ:
            return combinations(some, 2)
        return ((some[0], other) for other in some[1:])

    def join(
        self, left: Entity, right: Entity, rule: str, score: float, by: Judgement | None = None
    ) -> None:
        one, two = self._find(record_name(left.iri)), self._find(record_name(right.iri))
        if one == two:
            return
        if two in self.apart[one]:
            self._refuse(by)
            return
        for end in (left, right):
            self.why.setdefault(record_name(end.iri), (rule, score, by))
        self._union(one, two)

    def mergers(self) -> Iterator[Merger]:
        """Yield a merge for each record that is not the canonical one of its cluster."""
        for members in self.members.values():
            best = min((self.entities[name] for name in members), key=lambda one: one.rank)
            for name in members:
                if name != record_name(best.iri):
                    yield Merger(self.entities[name], best, *self.why[name])

    def _find(self, name: str) -> str:
        while self.root[name] != name:
            self.root[name] = self.root[self.root[name]]
            name = self.root[name]
        return name

    def _union(self, one: str, two: str) -> None:
        if len(self.members[one]) < len(self.members[two]):
            one, two = two, one
        self.root[two] = one
        self.members[one].extend(self.members.pop(two))
        # The merged set inherits whatever its smaller part must stay apart from.
        for other in self.apart.pop(two, set()):
            self.apart[other].discard(two)
            self._part(one, other)

    def _part(self, one: str, two: str) -> None:
        if one in self.entities and two in self.entities:
            self.apart[one].add(two)
            self.apart[two].add(one)

    def _refuse(self, by: Judgement | None) -> None:
        if by:
            raise BadRecord(
                f"{by.left} is judged the same as {by.right}, and others keep them apart: "
                "judge the pair anew"
            )
