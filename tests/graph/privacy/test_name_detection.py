"""Names of persons in texts, of many languages and scripts."""

from itertools import pairwise

import pytest
from faker import Faker
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.privacy.known_names import everywhere, is_clear, is_product, may_be_person
from graph.privacy.name_detection import mentions
from graph.privacy.name_tokens import tokens


def found(text: str) -> list[str]:
    words = tokens(text)
    return [
        text[words[one.first].start : words[one.last].end] for one in mentions(text, everywhere())
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Police arrest Robert Miller", ["Robert Miller"]),
        ("Robert Q. Miller's case", ["Robert Q. Miller's"]),
        ("Robert Miller and Mary O'Brien sue", ["Robert Miller", "Mary O'Brien"]),
        ("A driver called Zzyzx was fined", ["Zzyzx"]),
        ("Donald Trump and Martin Luther King are shown", []),
        ("In Spain, Hong Kong and Virginia Beach", []),
        ("ChatGPT, Clearview AI and the NYPD", []),
        ("robert miller was fired", ["robert"]),
        ("Dr Ngozi Adichie-Vass (32) left", ["Dr Ngozi Adichie-Vass"]),
        ("王小明 sued", ["王小明"]),
        ("Ольга Петрова sued", ["Ольга Петрова"]),
        ("Nguyễn Thị Ánh sued", ["Nguyễn Thị Ánh"]),
        ("The man, Rose Park, left", ["Rose Park"]),
        ("Gains from AI may widen the gap", []),
        ("", []),
    ],
)
def test_what_no_list_knows_as_something_else_may_name_a_person(
    text: str, names: list[str]
) -> None:
    assert found(text) == names


LOCALES = """
ar_AA bg_BG bn_BD cs_CZ de_DE el_GR en_GB en_IN en_NG es_MX fa_IR fi_FI fr_FR he_IL hi_IN
hr_HR hu_HU id_ID it_IT ja_JP ka_GE ko_KR lt_LT nl_NL no_NO pl_PL pt_BR ro_RO ru_RU sk_SK
sv_SE sw ta_IN th_TH tr_TR uk_UA vi_VN yo_NG zh_CN zu_ZA
""".split()  # noqa: SIM905


@pytest.mark.parametrize("locale", LOCALES)
def test_invented_names_of_a_language_are_found(locale: str) -> None:
    faker = Faker(locale)
    faker.seed_instance(7)
    names = [f"{faker.first_name()} {faker.last_name()}" for _ in range(40)]
    missed = [name for name in names if not mentions(f"Police arrest {name} in Ohio", everywhere())]
    assert missed == []


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_mentions_of_any_text_are_apart_and_in_order(text: str) -> None:
    places = [(one.first, one.last) for one in mentions(text)]
    assert places == sorted(places)
    assert all(one[1] < other[0] for one, other in pairwise(places))


@pytest.mark.parametrize(
    ("label", "clear"),
    [("Facial recognition", True), ("Impersonate Mary Roe", False), ("Frigid Farrah", True)],
)
def test_a_label_is_clear_where_it_names_nobody(label: str, clear: bool) -> None:
    assert is_clear(label) is clear


def test_a_column_of_systems_may_hold_a_new_word_and_no_name() -> None:
    assert [is_product(name) for name in ("Zorblify 2", "Mary Zorb", "Xq Zv Wq", "王小明")] == [
        True,
        False,
        False,
        False,
    ]


def test_a_party_may_be_a_person_where_a_given_name_leads() -> None:
    assert [may_be_person(name) for name in ("Summer Young", "Springer Nature", "Mary Roe")] == [
        True,
        False,
        True,
    ]
