"""Names in texts and addresses: every spelling is found, and nothing that is only alike."""

import pytest

from graph.desk.name_filter import NameFilter
from graph.desk.withheld import Name

NAMES = NameFilter([Name("José Qwrtz", "a driver"), Name("Vxkylo", "a person")])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("José Qwrtz was dismissed.", "A driver was dismissed."),
        ("They met JOSE QWRTZ, of Lima", "They met a driver, of Lima"),
        ("Jose\u0301 Qwrtz's claim", "A driver's claim"),
        ("Case of Qwrtz, José and vxkylo", "Case of a driver and a person"),
        ("as joseqwrtz wrote", "as a driver wrote"),
        ("Josephine Qwrtzer and José of Lima", "Josephine Qwrtzer and José of Lima"),
        ("Qwrtz alone is not enough", "Qwrtz alone is not enough"),
        ("", ""),
    ],
)
def test_a_name_is_replaced_however_it_is_spelt(text: str, left: str) -> None:
    assert NAMES.without(text) == left


def test_a_part_counts_only_where_it_is_asked_for_and_is_no_english_word() -> None:
    names = NameFilter([Name("Rose Qwrtz", "a driver")])
    text = "Rose Qwrtz sued. Qwrtz won, and the rose too."
    assert names.without(text) == "A driver sued. Qwrtz won, and the rose too."
    assert names.without(text, parts=True) == "A driver sued. A driver won, and the rose too."
    assert names.has_part("qwrtz case")
    assert not names.has_part("roses")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/2020/jose-qwrtz-dismissed",
        "https://example.org/Jos%C3%A9_Qwrtz",
        "https://example.org/?q=jos%25C3%25A9+qwrtz",
        "https://joseqwrtz.example.org/",
        "https://example.org/id/issue/a#qwrtz-jose-driver",
    ],
)
def test_a_name_is_found_in_an_address(address: str) -> None:
    assert NAMES.is_in_address(address)
    assert not NAMES.is_in_address("https://example.org/josefina-qwrt")


def test_no_name_is_found_where_none_is_withheld() -> None:
    assert not NameFilter([]).is_in("anything")
    assert NameFilter([]).without("anything", parts=True) == "anything"
