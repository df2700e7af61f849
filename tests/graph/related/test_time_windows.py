"""Times: an address for what two issues share, and one name for each address."""

from hypothesis import given
from hypothesis import strategies as st

from graph.related.time_windows import span, span_label

YEARS = st.integers(2018, 2020).map(str)
WHEN = YEARS | st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))


@given(WHEN, WHEN, WHEN, WHEN)
def test_two_times_have_one_name_where_they_have_one_address(
    a: str, b: str, c: str, d: str
) -> None:
    assert (span(a, b) == span(c, d)) == (span_label(a, b) == span_label(c, d))


@given(WHEN, WHEN)
def test_a_time_is_the_same_from_either_side(one: str, other: str) -> None:
    assert span(one, other) == span(other, one)
    assert span_label(one, other) == span_label(other, one)
