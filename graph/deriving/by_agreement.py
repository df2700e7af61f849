"""Rule: two weak pieces of evidence of different kinds agree on a justice area (noisy-or).

Annotators list broad concerns ("Safety", "Privacy") among several, often for what might happen.
Such a mapping is below `ASSERTED`. It counts where a second piece of evidence bears it out: a
category of another column or taxonomy that maps to the same area, or words of the title, the
summary or the purpose and technology of the system. The table of words is `agreement.yaml`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import yaml

from graph.deriving.by_category import RULE as CATEGORY
from graph.deriving.derivation import Derivation
from graph.deriving.issues import Issue, Issues
from graph.deriving.phrases import Phrases, words

__all__ = ["RULE", "by_agreement"]

RULE: Final = "by-agreement"
FIELD: Final = "justiceArea"
WEAK: Final = 0.6
"""The least confidence of a mapping that counts here."""

WORDS: Final = 0.5
"""The confidence of words that bear out a concern."""

Evidence = tuple[float, str]
"""A confidence, and the words that say from what it comes."""


class Table(NamedTuple):
    """The phrases of concerns and of words, each with its row; taxonomies that describe systems."""

    concerns: Phrases[int]
    words: Phrases[int]
    areas: tuple[str, ...]
    describing: tuple[str, ...]


def by_agreement(issue: Issue, known: Issues, own: Iterable[Derivation]) -> Iterator[Derivation]:
    """Yield the areas that two weak pieces of evidence imply and no other rule asserts.

    The confidence is `1 - (1 - p)(1 - q)`, as of two independent witnesses.
    Complexity: linear in the words; in the weak categories of an area, of which there are few, the
    square.
    Source: Pearl, Probabilistic Reasoning in Intelligent Systems (1988), section 4.3.2.
    """
    by_area: dict[str, list[Derivation]] = defaultdict(list)
    for one in own:
        if one.field == FIELD:
            by_area[one.value].append(one)
    for area, derivations in sorted(by_area.items()):
        weak = [one for one in derivations if one.rule == CATEGORY and one.confidence >= WEAK]
        if weak and not any(one.is_asserted for one in derivations):
            yield from _agreed(issue, known, sorted(weak, key=_strength), area)


def _strength(one: Derivation) -> tuple[float, str]:
    return -one.confidence, one.source


def _agreed(
    issue: Issue, known: Issues, weak: Sequence[Derivation], area: str
) -> Iterator[Derivation]:
    """Yield one derivation: the first weak category that a second piece of evidence bears out."""
    for first in weak:
        second = _category(first, weak, known) or _words(first, issue, known, area)
        if second:
            confidence = round(1 - (1 - first.confidence) * (1 - second[0]), 3)
            evidence = f"{first.evidence}; {second[1]}"
            yield first._replace(rule=RULE, confidence=confidence, evidence=evidence)
            return


def _category(first: Derivation, weak: Sequence[Derivation], known: Issues) -> Evidence | None:
    """Return the strongest category of another taxonomy."""
    taxonomy = known.taxonomies.get(first.source)
    for other in weak:
        if known.taxonomies.get(other.source) != taxonomy:
            return other.confidence, other.evidence
    return None


def _words(first: Derivation, issue: Issue, known: Issues, area: str) -> Evidence | None:
    """Return the first words that bear out the concern of a category."""
    table = _table()
    slug = area.rpartition("/")[2]
    concern = words(known.labels.get(first.source, ""))
    rows = {hit.payload for hit in table.concerns.find(concern) if table.areas[hit.payload] == slug}
    for name, text in _texts(issue, known, table) if rows else ():
        tokens = words(text)
        for hit in table.words.find(tokens):
            if hit.payload in rows:
                return WORDS, f"{name} “{' '.join(tokens[hit.start : hit.end])}”"
    return None


def _texts(issue: Issue, known: Issues, table: Table) -> Iterator[tuple[str, str]]:
    yield from ((f"{name}:", text) for name, text in issue.texts)
    for category in issue.categories:
        if known.taxonomies.get(category, "").rpartition("/")[2] in table.describing:
            yield "category with", known.labels.get(category, "")


@cache
def _table() -> Table:
    text = (files("graph.deriving") / "agreement.yaml").read_text(encoding="utf-8")
    written: Mapping[str, Any] = yaml.safe_load(text)
    rows: Sequence[Mapping[str, str]] = written["rows"]
    concerns, second = (
        Phrases([(phrase, at) for at, row in enumerate(rows) for phrase in _listed(row[name])], {})
        for name in ("concerns", "words")
    )
    areas = tuple(row["area"] for row in rows)
    return Table(concerns, second, areas, tuple(_listed(written["describing"])))


def _listed(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.split(",")]
