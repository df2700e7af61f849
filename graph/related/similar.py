"""Similar issues of any text: the inference of related issues, with the text in the place of one.

A text leads to its terms and topics, and to the actors, systems and places whose names it has. The
text is no issue: no rarity changes, and nothing of it is kept.

Words of names count a little on both sides, as the one may have the whole name and the other a
part of it (`name_words`).

A title asks for the records that hold its words, and long records hold more; a whole report asks
for those that are about the same, and long records share words with it by chance. So the exponent
of length is small for a title, and great for a report (Singhal, Buckley and Mitra, Pivoted Document
Length Normalization, 1996, on why one normalization does not suit all).
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import exp, log
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.related.features import Features, Link, Matrix
from graph.related.index import Index, index, rarity_with, saturated
from graph.related.name_words import half_names, with_name_words
from graph.related.ranking import CANDIDATES, LIMIT, between
from graph.related.reasons import Relation, explain
from graph.related.texts import SUMMARY, TITLE, text_links
from graph.related.types import TYPES, type_named
from graph.stemming import WORD
from ontology import BASE, Misuse

__all__ = ["LONGEST", "SimilarIssues", "probability"]

LONGEST: Final = 20_000
"""Characters of a text, at most."""

WEIGHTS: Final = {"term": 1.0, "actor": 0.3, "topic": 0.12, "system": 0.2, "place": 0.1}
"""Two texts of one event share its words and names, more than those of like events do."""
OF_TITLES: Final = 0.05
OF_REPORTS: Final = 0.7
SHORT: Final = 10
"""A text of this many terms or fewer is asked as a title."""

LIKELY: Final = 0.5
"""From this probability on an issue is likely the one that a text reports (docs/related.md)."""
OF_SHARE: Final = 1.76
OF_LEAD: Final = 3.91
NEITHER: Final = -0.8
"""Weights and intercept of `probability`, fitted to texts of 160 records that another database has
too and of 160 that none has."""
MOST_LEAD: Final = 3.0
COMPARED: Final = 5
"""The nearest issues among which one leads."""

NAMED: Final = ("actor", "system", "place")

TEXT: Final = ""
"""The name of the text among the issues."""


@dataclass(frozen=True)
class SimilarIssues:
    """The issues of a table, to be found by texts."""

    known: Features

    def of(self, text: str, limit: int = LIMIT, base: str = BASE) -> list[Relation]:
        """Return the issues nearest to a text, with the reasons of each.

        Raises `Misuse` for a text that is empty or too long.
        Complexity: linear in the text, in the issues of its nodes, and in the values of the
        candidates.
        """
        asked, row, _ = self._asked(text)
        return _nearest(asked, row, limit, base)

    def likely(self, text: str, base: str = BASE) -> list[Relation]:
        """Return the issues that a text likely reports; mostly one or none.

        Raises `Misuse` as `of` does. Complexity: as `of`.
        """
        asked, row, whole = self._asked(text)
        found = _nearest(asked, row, COMPARED, base)
        scores = [float(one.score) for one in found]
        return [
            one
            for place, one in enumerate(found)
            if probability(scores[place] / whole, _lead(scores, place)) >= LIKELY
        ]

    def _asked(self, text: str) -> tuple[Index, Matrix, float]:
        """Return the index in which a text is looked for, its row there, and its whole score.

        That is the score of the text with itself, words that no issue has among them.
        """
        if len(text) > LONGEST:
            raise Misuse(f"the text has {len(text)} characters: give {LONGEST} at most")
        plain = _plain(text)
        if not plain.strip():
            raise Misuse("the text is empty: give what happened, in English")
        links = list(self._links(plain))
        asked = self._by_title if _is_short(links) else self._by_report
        row, unknown = self._row(asked, [*links, *half_names(links)])
        return asked, row, float(row.multiply(row).sum()) + unknown

    @cached_property
    def _by_title(self) -> Index:
        return index(self._worded, WEIGHTS, length=OF_TITLES, rare=rarity_with)

    @cached_property
    def _by_report(self) -> Index:
        return index(self._worded, WEIGHTS, length=OF_REPORTS, rare=rarity_with)

    @cached_property
    def _worded(self) -> Features:
        return with_name_words(self.known)

    def _links(self, text: str) -> Iterator[Link]:
        first, _, rest = text.strip().partition("\n")
        yield from text_links(TEXT, [(first, TITLE), (rest, SUMMARY)])
        yield from (Link(TEXT, type_, node) for type_, node in sorted(set(self._names_in(text))))

    def _names_in(self, text: str) -> Iterator[tuple[str, str]]:
        words, place = WORD.findall(text), 0
        while place < len(words):
            known = self._names.get(words[place], ())
            found = next((one for one in known if _begins(words, place, one[0])), None)
            if found:
                yield found[1:]
            place += len(found[0]) if found else 1

    @cached_property
    def _names(self) -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
        """Return the names of nodes by their first word, the longest first."""
        known = self.known
        names: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        for number, node in zip(known.types.tolist(), known.nodes, strict=True):
            words = tuple(WORD.findall(known.label(node)))
            if TYPES[number].name in NAMED and words and not words[0].islower():
                names[words[0]].append((words, TYPES[number].name, node))
        return {
            first: sorted(found, key=lambda one: -len(one[0])) for first, found in names.items()
        }

    @cached_property
    def _columns(self) -> dict[tuple[int, str], int]:
        keys = zip(self._worded.types.tolist(), self._worded.nodes, strict=True)
        return {key: column for column, key in enumerate(keys)}

    def _row(self, asked: Index, links: Iterable[Link]) -> tuple[Matrix, float]:
        """Return the values of a text, all divided by the length of its words.

        An issue's parties count less the more it has; a text has each name as one more word. The
        number is the sum of the squares of the words that no issue has, the rarest that there are.
        """
        found = [(type_named(link.type), link) for link in links]
        kinds = np.array([number for number, _ in found], dtype=np.int8)
        used = saturated(np.array([link.times for _, link in found], dtype=float), kinds)
        length = max(float(used[kinds == type_named("term")].sum()), 1.0)
        columns = np.array(
            [self._columns.get((number, link.node), -1) for number, link in found], dtype=int
        )
        kept, at = columns >= 0, columns[columns >= 0]
        used = used / length**asked.length
        values = used[kept] * asked.strength[at]
        shape = (1, len(self._worded.nodes))
        row = sparse.csr_matrix((values, (np.zeros(len(at), dtype=int), at)), shape=shape)
        return row, float((used[~kept & (kinds == type_named("term"))] ** 2).sum())


def probability(share: float, lead: float) -> float:
    """Return the probability that an issue is the one that a text reports (logistic regression).

    `share` is its score as a part of that which the text has with itself: how much of what the text
    says is known of the issue. `lead` is its score as a multiple of the best other one.

    >>> round(probability(0.8, 1.5), 2), round(probability(0.4, 1.0), 2)
    (0.6, 0.08)
    """
    odds = NEITHER + OF_SHARE * log(share) + OF_LEAD * log(min(lead, MOST_LEAD))
    return 1 / (1 + exp(-odds))


def _lead(scores: Sequence[float], place: int) -> float:
    """Return the score at a place as a multiple of the best of the others."""
    others = [score for at, score in enumerate(scores) if at != place]
    return scores[place] / max(others) if others else MOST_LEAD


def _nearest(asked: Index, row: Matrix, limit: int, base: str) -> list[Relation]:
    candidates = _candidates(asked, row, limit)
    made = _with(asked, candidates, row)
    found = between(made, len(candidates), np.arange(len(candidates)))
    return list(explain(made, found, base))[:limit]


def _plain(text: str) -> str:
    """Return a text with letters as records write them (Unicode NFKC), without invisible ones.

    Soft hyphens, marks of direction and spaces of no width come with texts that are copied.

    >>> _plain("Arrested by m\u00adistake, \ufb01rst")
    'Arrested by mistake, first'
    """
    letters = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Cf")


def _is_short(links: Iterable[Link]) -> bool:
    return sum(link.type == "term" for link in links) <= SHORT


def _candidates(asked: Index, row: Matrix, limit: int) -> NDArray[np.int64]:
    """Return the rows of the issues that share most with a text, in the order of their names."""
    scores = (row @ asked.columns).tocsr()
    best = np.lexsort((scores.indices, -scores.data))[: CANDIDATES * limit]
    return np.sort(scores.indices[best[scores.data[best] > 0]]).astype(np.int64)


def _with(asked: Index, candidates: NDArray[np.int64], row: Matrix) -> Index:
    """Return an index of the candidates, the text as the last, and of the nodes of these alone."""
    known = asked.features
    values = sparse.vstack([asked.values[candidates], row], format="csr")
    used = np.unique(values.indices)
    features = replace(
        known,
        issues=(*(known.issues[one] for one in candidates), TEXT),
        nodes=tuple(known.nodes[one] for one in used),
        types=known.types[used],
    )
    return replace(
        asked,
        features=features,
        values=values[:, used].tocsr(),
        strength=asked.strength[used],
        facets=asked.facets[used],
    )


def _begins(words: list[str], place: int, name: tuple[str, ...]) -> bool:
    return tuple(words[place : place + len(name)]) == name
