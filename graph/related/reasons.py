"""Reasons: why two issues are related, each a thing that they share, in words and as a query."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final, TypeAlias

from graph.related.explanation import Group, Reason, grouped, in_place, summary
from graph.related.features import Features
from graph.related.index import Index
from graph.related.ranking import DIGITS, Ranked
from graph.related.time_windows import span, span_label
from graph.related.types import TYPES, Type
from ontology import BASE, PREFIXES
from ontology.namespaces import JG

__all__ = ["ALIKE", "WORDS", "Reason", "Relation", "explain", "word_iri"]

WORDS: Final = ("term", "topic")
Words: TypeAlias = tuple[Type, str, str, str]
ALIKE: Final = 0.8
"""From this cosine of their texts on, two issues may be one issue that was recorded twice."""


RECORDS: Final = "^jg:countedAs?/"
"""The path from an issue to each of its records, itself among them."""


@dataclass(frozen=True)
class Relation:
    """A related issue, its rank in the list, the reasons, and how much the texts are alike."""

    issue: str
    related: str
    label: str
    rank: int
    reasons: tuple[Reason, ...]
    likeness: float = 0.0

    @cached_property
    def score(self) -> Decimal:
        """Return the sum of the weights of the reasons."""
        return sum((reason.weight for reason in self.reasons), Decimal(0))

    @cached_property
    def summary(self) -> str:
        """Return one sentence of why the two are related."""
        return summary(self.reasons)

    @cached_property
    def groups(self) -> list[Group]:
        """Return the reasons grouped as people give them."""
        return grouped(self.reasons)

    @property
    def is_near_duplicate(self) -> bool:
        """Whether the two may be one issue that was recorded twice."""
        return self.likeness >= ALIKE

    @property
    def query(self) -> str:
        """Return a SPARQL query that finds what the two share in the published graph.

        What any record of an issue states is stated of the issue.
        """
        paths = dict.fromkeys((one.type.name, one.type.path) for one in self.reasons)
        parts = [
            f"  {{ ?one {RECORDS}({path}) ?shared . ?other {RECORDS}({path}) ?shared . "
            f'BIND("{name}" AS ?type) }}'
            for name, path in paths
            if name != "time"
        ]
        ends = f"VALUES (?one ?other) {{ (<{self.issue}> <{self.related}>) }}"
        names = sorted(
            {"jg"} | {word.partition(":")[0] for _, path in paths for word in _words(path)}
        )
        prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in names)
        found = "\n  UNION\n".join(parts) or "  ?one jg:year ?year . ?other jg:year ?otherYear"
        head = prefixes or f"PREFIX jg: <{JG}>\n"
        return f"{head}SELECT DISTINCT ?type ?shared WHERE {{\n  {ends}\n{found}\n}}"


def _words(path: str) -> list[str]:
    return [word.strip("^()+*") for word in path.replace("|", "/").split("/")]


def explain(index: Index, ranked: Ranked, base: str = BASE) -> Iterator[Relation]:
    """Yield pairs as relations, ranked within each issue in the order given.

    Complexity: linear in the reasons.
    """
    known, rank, before = index.features, 0, -1
    alike = index.likeness(ranked.issues, ranked.related).round(2).tolist()
    kept: dict[int, Words] = {}
    for likeness, (row, other, shared) in zip(alike, ranked.pairs(), strict=True):
        rank = rank + 1 if row == before else 1
        before = row
        one, two = known.issues[row], known.issues[other]
        reasons = [
            Reason(*_words_of(known, node, one, two, kept, base), Decimal(added).scaleb(-DIGITS))
            for node, added in shared
        ]
        yield Relation(one, two, known.label(two), rank, tuple(reasons), likeness)


def _words_of(
    known: Features, node: int, one: str, other: str, kept: dict[int, Words], base: str
) -> Words:
    """Return the words of a shared node; those that are the same for all pairs are kept."""
    if node in kept:
        return kept[node]
    type_, name = TYPES[known.types[node]], known.nodes[node]
    if type_.name == "time":
        times = [known.roles.get((issue, "time"), "") for issue in (one, other)]
        label = span_label(*times)
        return type_, span(*times), label, type_.sentence.format(node=label)
    label = known.label(name)
    sentence = type_.sentence.format(node=in_place(label) if type_.group == "place" else label)
    if type_.name == "actor":
        roles = sorted(known.roles.get((issue, name), "") for issue in (one, other))
        return type_, name, label, sentence + _as(roles)
    shown = word_iri(name, base) if type_.name in WORDS else name
    kept[node] = type_, shown, label, sentence
    return kept[node]


def word_iri(name: str, base: str = BASE) -> str:
    """Return the IRI of a term or a topic, which features call by its kind and its stem or slug.

    >>> word_iri("term:hire", "https://example.org/")
    'https://example.org/id/term/hire'
    """
    kind, _, slug = name.partition(":")
    return f"{base}id/{kind}/{slug}"


def _as(roles: list[str]) -> str:
    """Tell in which roles the two name an actor.

    >>> _as(["deployer", "deployer"]), _as(["deployer", "regulator"]), _as(["", ""])
    (' as the deployer', ', as the deployer and as the regulator', '')
    """
    if not all(roles):
        return ""
    if roles[0] == roles[1]:
        return f" as the {roles[0]}"
    return f", as the {roles[0]} and as the {roles[1]}"
