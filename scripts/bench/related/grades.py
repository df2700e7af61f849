"""Graded judgements of pairs of issues, and the measures of a list against them.

Grades: 2 is the same harm in the same way, or the same party in a like act; 1 the same topic; 0
neither. `same` marks two records of one issue, which no list is measured on.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ontology import BadRecord
from scripts.bench.related.measures import DEPTH
from scripts.bench.related.pairs import rows_of

__all__ = ["FIRST", "GRADES", "Judged", "Measures", "kind_of_record", "measures", "read_judged"]

SAME: Final = "same"
GRADES: Final = {"0": 0, "1": 1, "2": 2}
FIRST: Final = 5


@dataclass(frozen=True)
class Judged:
    """An issue whose candidates were judged: its half, their grades, and other records of it."""

    issue: str
    half: str
    grades: Mapping[str, int]
    same: frozenset[str]


@dataclass(frozen=True)
class Measures:
    """Measures of one issue's list.

    `precise` is the part of grade 2 in its first five, `topical` that of grades 1 and 2; `unjudged`
    are those of its first ten that nobody judged, which count as 0.
    """

    ndcg: float
    precise: float
    topical: float
    unjudged: int


def read_judged(path: Path) -> list[Judged]:
    """Return the judgements of a file `issue,half,related,grade`, by issue.

    Raises `BadRecord` for another grade.
    """
    halves: dict[str, str] = {}
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    same: dict[str, set[str]] = defaultdict(set)
    for number, row in enumerate(rows_of(path), start=2):
        issue, related, grade = row["issue"], row["related"], row["grade"]
        halves[issue] = row["half"]
        if grade == SAME:
            same[issue].add(related)
        elif grade in GRADES:
            grades[issue][related] = GRADES[grade]
        else:
            raise BadRecord(f"grade '{grade}': give 0, 1, 2 or {SAME}", str(path), number)
    return [
        Judged(issue, half, grades[issue], frozenset(same[issue])) for issue, half in halves.items()
    ]


def kind_of_record(slug: str) -> str:
    """Return whether a record is of a database, or curated.

    >>> kind_of_record("aiid-189"), kind_of_record("ghost-work")
    ('AIID', 'curated')
    """
    kinds = {"aiid": "AIID", "aiaaic": "AIAAIC"}
    return kinds.get(slug.partition("-")[0], "curated")


def measures(listed: Sequence[str], grades: Mapping[str, int]) -> Measures:
    """Return the measures of a list, without other records of the issue.

    Source: Järvelin and Kekäläinen, Cumulated Gain-Based Evaluation of IR Techniques (2002), with
    the grade as the gain, against the best order of all that was judged.

    >>> measures(["a", "c"], {"a": 2, "b": 1, "c": 0})
    Measures(ndcg=0.76..., precise=0.2, topical=0.2, unjudged=0)
    """
    found = [grades.get(one, 0) for one in listed[:DEPTH]]
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    first = np.array(found[:FIRST])
    return Measures(
        ndcg=_gain(found) / _gain(best) if any(best) else float("nan"),
        precise=float((first == max(GRADES.values())).sum()) / FIRST,
        topical=float((first > 0).sum()) / FIRST,
        unjudged=sum(one not in grades for one in listed[:DEPTH]),
    )


def _gain(grades: Sequence[int]) -> float:
    ranks: NDArray[np.float64] = np.log2(np.arange(2, len(grades) + 2))
    return float((np.array(grades) / ranks).sum())
