"""Document and query expansion: names lead to their words, so that a part of a name is found, too.

A short record often has the name of a product in its fields alone, and a report has it in other
letters. A name of two words is one term ("Donald Trump"), and many texts have the one word alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from scipy import sparse

from graph.related.features import Features, Link
from graph.related.texts import TERM, halves_of, terms_of
from graph.related.types import type_named

__all__ = ["half_names", "with_name_words"]

NAMED: Final = ("actor", "system")
NAME: Final = 0.3
"""How much a word of a name counts in an issue or a text, where one of a summary counts 1."""


def half_names(links: Sequence[Link]) -> Iterator[Link]:
    """Yield the words of the names of two words that a text has, but for those that it has alone.

    >>> [one.node for one in half_names([Link("a", "term", "term:clearview-ai")])]
    ['term:clearview']
    """
    own = {link.node for link in links}
    for link in links:
        for half in sorted(halves_of(link.node).keys() - own):
            yield Link(link.issue, "term", half, NAME * link.times)


def with_name_words(known: Features) -> Features:
    """Return features in which an issue leads to the words of names, too.

    These are the names of its parties and systems, and those of two words in its text.
    Complexity: linear in the links.
    """
    named = np.flatnonzero(np.isin(known.types, [type_named(one) for one in NAMED]))
    words = {
        column: {TERM + stem: word for word, stem in terms_of(known.label(known.nodes[column]))}
        for column in named.tolist()
    }
    worded = _expanded(known, words, is_counted=False)
    halves = {column: halves_of(node) for column, node in enumerate(worded.nodes)}
    return _expanded(worded, {column: one for column, one in halves.items() if one}, True)


def _expanded(known: Features, words: dict[int, dict[str, str]], is_counted: bool) -> Features:
    """Return features in which what leads to a column leads to its words, as often or once."""
    term = type_named("term")
    nodes = {known.nodes[column]: column for column in np.flatnonzero(known.types == term).tolist()}
    written = {node: word for found in words.values() for node, word in found.items()}
    added = sorted(written.keys() - nodes.keys())
    nodes |= {node: len(known.nodes) + place for place, node in enumerate(added)}
    pairs = [(column, nodes[node]) for column, found in words.items() for node in found]
    at = tuple(np.array(pairs, dtype=int).reshape(-1, 2).T)
    size = len(known.nodes) + len(added)
    counts = known.counts.copy()
    counts.resize((counts.shape[0], size))
    times = counts if is_counted else (counts > 0).astype(float)
    spread = sparse.csr_matrix((np.full(len(pairs), NAME), at), shape=(size, size))
    return replace(
        known,
        nodes=(*known.nodes, *added),
        types=np.concatenate([known.types, np.full(len(added), term, dtype=np.int8)]),
        counts=(counts + times @ spread).tocsr(),
        labels={**written, **known.labels},
    )
