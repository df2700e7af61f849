"""The three-valued logic of verdicts, against its truth tables."""

from collections.abc import Callable, Sequence
from itertools import product

import pytest

from shapes.gate.verdict import FAILS, PASSES, UNKNOWN, Verdict, all_of, any_of, exactly_one_of

BOOLEAN = {PASSES: True, FAILS: False}
Combine = Callable[[Sequence[Verdict]], Verdict]


def completions(verdicts: Sequence[Verdict]) -> list[list[bool]]:
    """Return what the verdicts may turn out to be."""
    return [
        list(one)
        for one in product(
            *([BOOLEAN[verdict]] if verdict in BOOLEAN else [True, False] for verdict in verdicts)
        )
    ]


@pytest.mark.parametrize(
    ("combine", "meaning"),
    [(all_of, all), (any_of, any), (exactly_one_of, lambda found: sum(found) == 1)],
)
@pytest.mark.parametrize("verdicts", list(product([PASSES, FAILS, UNKNOWN], repeat=3)))
def test_a_combination_is_as_sure_as_what_it_may_turn_out_to_be(
    combine: Combine, meaning: Callable[[list[bool]], bool], verdicts: tuple[Verdict, ...]
) -> None:
    may_be = {bool(meaning(found)) for found in completions(verdicts)}
    sure = {frozenset([True]): PASSES, frozenset([False]): FAILS}
    assert combine(verdicts) == sure.get(frozenset(may_be), UNKNOWN)


def test_the_opposite_of_the_unknown_is_unknown() -> None:
    assert [~PASSES, ~FAILS, ~UNKNOWN] == [FAILS, PASSES, UNKNOWN]
