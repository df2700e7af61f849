"""Inter-annotator agreement: the weighted kappa of two readers who graded the same pairs.

The second reader judged without the grades of the first. Where the two differ, `gold.csv` has the
grade that both texts, read once more, were given.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ontology import BadRecord
from scripts.bench.related.grades import GRADES
from scripts.bench.related.measures import SAMPLES
from scripts.bench.related.pairs import rows_of

__all__ = ["BOTH", "agreement", "read_both", "weighted_kappa"]

BOTH: Final = Path("tests/graph/related/second_reader.csv")
SEED: Final = 1

Table: TypeAlias = NDArray[np.float64]


def agreement(path: Path = BOTH) -> Iterator[str]:
    """Yield how far two readers agree, with the interval that drawing issues again gives."""
    tables = read_both(path)
    whole = tables.sum(axis=0)
    drawn = np.random.default_rng(SEED).integers(0, len(tables), (SAMPLES, len(tables)))
    kappas = [weighted_kappa(tables[rows].sum(axis=0)) for rows in drawn]
    low, high = np.percentile(kappas, (2.5, 97.5))
    yield (
        f"two readers, {int(whole.sum())} pairs of {len(tables)} issues: the same grade for "
        f"{np.trace(whole) / whole.sum():.3f}, weighted kappa {weighted_kappa(whole):.3f} "
        f"[{low:.3f}, {high:.3f}]"
    )


def read_both(path: Path) -> Table:
    """Return, for each issue of a file, how many pairs have which grade of the one and the other.

    Shape: issues, grades of the first reader, grades of the second. Raises `BadRecord` for another
    grade.
    """
    tables: dict[str, Table] = defaultdict(lambda: np.zeros((len(GRADES), len(GRADES))))
    for number, row in enumerate(rows_of(path), start=2):
        if not {row["first"], row["second"]} <= set(GRADES):
            given = f"'{row['first']}' and '{row['second']}'"
            raise BadRecord(f"grades {given}: give {_joined(GRADES)}", str(path), number)
        tables[row["issue"]][GRADES[row["first"]], GRADES[row["second"]]] += 1
    return np.array([tables[issue] for issue in sorted(tables)])


def weighted_kappa(table: Table | Sequence[Sequence[float]]) -> float:
    """Return Cohen's kappa with linear weights, of a table of two readers' grades.

    1 is full agreement, 0 what chance gives; a difference of two grades counts twice that of one.
    Source: Cohen, Weighted Kappa (1968).

    >>> weighted_kappa([[2, 0], [0, 2]]), weighted_kappa([[1, 1], [1, 1]])
    (1.0, 0.0)
    """
    found = np.array(table, dtype=float)
    apart = np.abs(np.subtract.outer(np.arange(len(found)), np.arange(len(found))))
    chance = np.outer(found.sum(axis=1), found.sum(axis=0)) / found.sum()
    return float(1 - (apart * found).sum() / (apart * chance).sum())


def _joined(names: Iterable[str]) -> str:
    *front, last = names
    return f"{', '.join(front)} or {last}"
