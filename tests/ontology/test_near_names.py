"""Near names: slips of the hand and parts of names are found, names that are far off are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import did_you_mean, near_names

IMPACTS = ["bias-and-discrimination", "economic-harm-and-inequity", "water-taken", "well-dried"]
FIELDS = ["by", "impact", "litresADay", "metresDeep", "pay", "summary", "to", "via", "year"]


@pytest.mark.parametrize(
    ("written", "known", "near"),
    [
        ("well-dry", IMPACTS, ["well-dried"]),
        ("waterTaken", IMPACTS, ["water-taken"]),
        ("water", IMPACTS, ["water-taken"]),
        ("discrimination", IMPACTS, ["bias-and-discrimination"]),
        ("taken-water", IMPACTS, ["water-taken"]),
        ("drought", IMPACTS, []),
        ("yaer", FIELDS, ["year"]),
        ("sumary", FIELDS, ["summary"]),
        ("litresPerDay", FIELDS, ["litresADay"]),
        ("litres_a_day", FIELDS, ["litresADay"]),
        ("hydrology", FIELDS, []),
        ("", FIELDS, []),
    ],
)
def test_only_names_that_are_near_are_named(
    written: str, known: list[str], near: list[str]
) -> None:
    assert near_names(written, known) == near


def test_where_nothing_is_near_a_short_list_is_given_whole_and_a_long_one_not_at_all() -> None:
    assert did_you_mean("drought", ["b", "a"]) == "choose one of: a, b"
    assert did_you_mean("drought", map(str, range(21))) == ""
    assert did_you_mean("drought", []) == ""


@given(st.text(), st.lists(st.text(min_size=1), max_size=5))
def test_any_text_is_compared_and_a_name_is_nearest_to_itself(
    written: str, known: list[str]
) -> None:
    assert {*near_names(written, known)} <= {*known}
    words = [
        name for name in known if any(letter.isascii() and letter.isalpha() for letter in name)
    ]
    assert all(name in near_names(name, known, len(known)) for name in words)
