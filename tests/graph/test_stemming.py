"""Terms: the stems of words, whatever the text."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from graph.stemming import terms


def test_words_of_one_stem_are_one_term() -> None:
    assert terms("Drivers drive; the driver drove.") == Counter(driver=2, drive=1, drove=1)


def test_function_words_and_single_letters_say_nothing() -> None:
    assert terms("It was then that he, a B and c, would have been one of them.") == Counter()


def test_a_possessive_is_the_word_itself() -> None:
    assert terms("Tesla's, Tesla\u2019s and the Teslas' cars") == Counter(tesla=3, car=1)


def test_letters_of_any_script_and_digits_are_words() -> None:
    assert terms("Müller, ГИС 737_8") == Counter({"müller": 1, "гис": 1, "737": 1})


@given(st.text(), st.text())
def test_the_terms_of_two_texts_are_those_of_both(one: str, other: str) -> None:
    assert terms(f"{one}\n{other}") == terms(one) + terms(other)
