"""Text retrieval as a baseline: TF-IDF with cosine, and Okapi BM25, as ranked lists."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.related.features import Matrix
from graph.stemming import terms
from scripts.bench.related.measures import DEPTH, Lists

__all__ = ["TEXT_BASELINES", "bm25", "ranked", "tfidf"]

SATURATION: Final = 1.2
LENGTH: Final = 0.75


def tfidf(texts: Mapping[str, str], depth: int = DEPTH) -> Lists:
    """Return issues by the cosine of their words' TF-IDF.

    Source: the defaults of scikit-learn's TfidfVectorizer: raw counts, smoothed rarity, length 1.
    """
    table = _table([Counter(_words(text)) for text in texts.values()])
    seen = np.bincount(table.indices, minlength=table.shape[1])
    table = table @ sparse.diags(np.log((1 + len(texts)) / (1 + seen)) + 1)
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table = (sparse.diags(1 / np.maximum(lengths, 1e-12)) @ table).tocsr()
    return ranked(list(texts), table, table, depth)


def bm25(texts: Mapping[str, str], depth: int = DEPTH) -> Lists:
    """Return issues by BM25 of the stems of one's text, function words left out.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009),
    k1 = 1.2 and b = 0.75.
    """
    queries = _table([terms(text) for text in texts.values()])
    seen = np.bincount(queries.indices, minlength=queries.shape[1])
    rarity = np.log(1 + (len(texts) - seen + 0.5) / (seen + 0.5))
    lengths = np.asarray(queries.sum(axis=1)).ravel()
    rows = np.repeat(np.arange(len(texts)), np.diff(queries.indptr))
    table = queries.copy()
    longer = 1 - LENGTH + LENGTH * lengths[rows] / lengths.mean()
    table.data = table.data * (SATURATION + 1) / (table.data + SATURATION * longer)
    return ranked(list(texts), queries, (table @ sparse.diags(rarity)).tocsr(), depth)


def ranked(names: Sequence[str], queries: Matrix, table: Matrix, depth: int) -> Lists:
    """Return a list by the products of a row of `queries` with the rows of `table`."""
    row_of = {name: row for row, name in enumerate(names)}

    def listed(name: str) -> list[str]:
        scores: NDArray[np.float64] = (table @ queries[row_of[name]].T).toarray().ravel()
        scores[row_of[name]] = 0
        positive = np.flatnonzero(scores > 0).tolist()
        found = sorted(positive, key=lambda row: (-scores[row], names[row]))
        return [names[row] for row in found[:depth]]

    return listed


def _table(counts: Sequence[Mapping[str, float]]) -> Matrix:
    words = {word: number for number, word in enumerate(sorted({w for c in counts for w in c}))}
    rows = np.repeat(np.arange(len(counts)), [len(count) for count in counts])
    columns = [words[word] for count in counts for word in count]
    data = [float(times) for count in counts for times in count.values()]
    return sparse.csr_matrix((data, (rows, columns)), shape=(len(counts), len(words)))


def _words(text: str) -> list[str]:
    kept = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return [word for word in kept.split() if len(word) > 1]


TEXT_BASELINES: Final[Mapping[str, Callable[[Mapping[str, str], int], Lists]]] = {
    "TF-IDF text cosine": tfidf,
    "BM25": bm25,
}
