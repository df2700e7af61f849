"""The choices of a facet: those that most have, and those that were chosen."""

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from graph.search.facet_values import Value, choices, counted

DOCUMENTS = st.frozensets(st.integers(0, 12), max_size=12)
LABELS = ("same", "same", "a", "b", "c", "d", "e", "f")


def values(sets: list[frozenset[int]]) -> list[Value]:
    named = enumerate(zip(LABELS, sets, strict=False))
    return [Value(f"v{at}", f"w{at}", label, BitMap(some)) for at, (label, some) in named]


@given(
    st.lists(DOCUMENTS, min_size=1, max_size=8),
    DOCUMENTS,
    st.sets(st.integers(0, 7)),
    st.integers(1, 9),
    st.sampled_from(["actor", "year"]),
)
def test_the_choices_are_the_first_of_all_that_are_counted_and_the_chosen(
    sets: list[frozenset[int]], found: frozenset[int], at: set[int], most: int, name: str
) -> None:
    known, chosen = values(sets), {f"w{one}" for one in at}
    all_of_them = counted(name, known, BitMap(found), chosen)
    largest = sorted(known, key=lambda one: -len(one.documents))
    assert choices(name, largest, BitMap(found), chosen, most) == tuple(
        one for place, one in enumerate(all_of_them) if place < most or one.is_chosen
    )


def test_a_value_that_nothing_found_has_is_no_choice() -> None:
    known = values([frozenset({1, 2}), frozenset({3})])
    assert [(one.value, one.documents) for one in counted("actor", known, BitMap([2, 4]))] == [
        ("v0", 1)
    ]
