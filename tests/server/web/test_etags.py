"""Entity tags: the same parts, the same tag, and who holds what."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.web.etags import is_held, tag

PARTS = st.lists(st.text(max_size=8), min_size=1, max_size=5)


@given(parts=PARTS)
def test_a_tag_is_strong_and_the_same_each_time(parts: list[str]) -> None:
    assert tag(*parts) == tag(*parts)
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag(*parts))


@given(one=PARTS, other=PARTS)
def test_other_parts_have_another_tag(one: list[str], other: list[str]) -> None:
    no_nul = not any("\0" in part for part in (*one, *other))
    assert not no_nul or (tag(*one) == tag(*other)) is (one == other)


def test_half_a_character_has_a_tag() -> None:
    assert tag("\ud800") != tag("\ud801")


HELD = [
    ('"a"', True),
    ('W/"a"', True),
    ('"b", "a"', True),
    ('"b",W/"a"', True),
    (' "a" ', True),
    ('"b"', False),
    ('"A"', False),
    ('"aa"', False),
    ('W/"b"', False),
    ("", False),
    ("*", False),
    ('"', False),
    ('"a', False),
]


@pytest.mark.parametrize(("if_none_match", "held"), HELD)
def test_a_tag_is_held_by_who_names_it(if_none_match: str, held: bool) -> None:
    assert is_held(if_none_match, '"a"') is held


@given(header=st.text(max_size=40))
def test_nothing_is_held_where_there_is_no_tag(header: str) -> None:
    assert is_held(header, "") is False


@given(header=st.text(max_size=40))
def test_any_header_has_an_answer(header: str) -> None:
    assert is_held(header, tag("x")) in (True, False)
