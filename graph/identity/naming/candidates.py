"""Candidate pairs of duplicate actors, by blocking and string similarity, for human review.

Only pairs in one block are compared: those that share a rare word, those next to each other by
spelling, forwards or backwards, and initials with what they may stand for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import Final

from rapidfuzz.distance import OSA

from graph.identity.naming.entities import Entity
from graph.identity.naming.names import Form, form

__all__ = ["Candidate", "candidates"]

MOST_IN_A_BLOCK: Final = 25
"""Larger blocks are skipped: their word is too common, and pairs grow as its square."""
NEIGHBOURS: Final = 4
LOWEST: Final = 0.6
"""The lowest score of a pair that is listed for review."""
ALIKE: Final = 0.8
SHORTEST_SPELT: Final = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate pair: two actors, a score, and the reasons."""

    left: Entity
    right: Entity
    score: float
    reasons: tuple[str, ...]


def candidates(actors: Sequence[Entity]) -> Iterator[Candidate]:
    """Yield the candidate pairs, in the order of their IRIs.

    Complexity: linear in the actors but for sorting them; a block holds at most 25.
    Source: Hernández and Stolfo, The Merge/Purge Problem (1995), for the sorted neighbourhood.
    """
    weights = _weights(actors)
    for left, right in sorted(_pairs(actors)):
        score, reasons = _scored(actors[left], actors[right], weights)
        if score >= LOWEST:
            yield Candidate(actors[left], actors[right], round(score, 3), reasons)


def _forms(actor: Entity) -> list[Form]:
    return [form(name) for name in actor.names]


def _weights(actors: Sequence[Entity]) -> dict[str, float]:
    """Return the inverse frequency (IDF) of each word."""
    seen: dict[str, int] = defaultdict(int)
    for actor in actors:
        for word in {word for one in _forms(actor) for word in one.words}:
            seen[word] += 1
    return {word: log(1 + len(actors) / count) for word, count in seen.items()}


def _pairs(actors: Sequence[Entity]) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    for block in _blocks(actors):
        if len(block) <= MOST_IN_A_BLOCK:
            pairs.update(combinations(block, 2))
    pairs.update(_neighbours(actors))
    return pairs


def _blocks(actors: Sequence[Entity]) -> Iterable[list[int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, actor in enumerate(actors):
        for key in {key for name in actor.names for key in _block_keys(name)}:
            blocks[key].append(number)
    return blocks.values()


def _block_keys(name: str) -> Iterator[str]:
    normalized = form(name)
    yield from normalized.words
    yield normalized.key
    if len(normalized.words) > 1:
        yield "".join(word[0] for word in normalized.words)
    for inside in normalized.bracketed:
        yield form(inside).key


def _neighbours(actors: Sequence[Entity]) -> Iterator[tuple[int, int]]:
    written = [(one.key, number) for number, actor in enumerate(actors) for one in _forms(actor)]
    for spelt in (sorted(written), sorted((key[::-1], number) for key, number in written)):
        for place, (_, number) in enumerate(spelt):
            for _, other in spelt[place + 1 : place + 1 + NEIGHBOURS]:
                if number != other:
                    yield min(number, other), max(number, other)


def _scored(
    left: Entity, right: Entity, weights: dict[str, float]
) -> tuple[float, tuple[str, ...]]:
    """Return the best score over all pairs of names, with its reasons."""
    pairs = ((one, two) for one in _forms(left) for two in _forms(right))
    score, reasons = max((_compared(one, two, weights) for one, two in pairs), default=(0.0, ()))
    if left.is_person != right.is_person:
        return score - 0.2, (*reasons, "one is a person")
    return score, reasons


def _compared(one: Form, two: Form, weights: dict[str, float]) -> tuple[float, tuple[str, ...]]:
    if one.key == two.key:
        return 0.95, ("the same name",)
    if _stands_for(one, two) or _stands_for(two, one):
        return 0.8, ("one is the initials of the other",)
    if {form(name).key for name in one.bracketed} & {two.key, *map(_key, two.bracketed)} or {
        *map(_key, two.bracketed)
    } & {one.key}:
        return 0.9, ("one is in the brackets of the other",)
    return max(_by_words(one, two, weights), _by_spelling(one, two))


def _key(name: str) -> str:
    return form(name).key


def _stands_for(short: Form, long: Form) -> bool:
    return len(short.words) == 1 < len(long.words) and short.words[0] == "".join(
        word[0] for word in long.words
    )


def _by_words(one: Form, two: Form, weights: dict[str, float]) -> tuple[float, tuple[str, ...]]:
    left, right = {*one.words}, {*two.words}
    shared, every = left & right, left | right
    if not shared:
        return 0.0, ()
    part = sum(weights[word] for word in shared) / sum(weights[word] for word in every)
    contained = 0.1 if shared in (left, right) else 0.0
    words = ", ".join(sorted(shared, key=lambda word: (-weights[word], word))[:3])
    return 0.35 + 0.5 * part + contained, (f"shared words {part:.2f}: {words}",)


def _by_spelling(one: Form, two: Form) -> tuple[float, tuple[str, ...]]:
    if min(len(one.key), len(two.key)) < SHORTEST_SPELT or _digits(one) != _digits(two):
        return 0.0, ()
    alike = OSA.normalized_similarity(one.key, two.key, score_cutoff=ALIKE)
    return (0.5 + 2.25 * (alike - ALIKE), (f"spelling {alike:.2f}",)) if alike else (0.0, ())


def _digits(one: Form) -> str:
    return "".join(letter for letter in one.key if letter.isdigit())
