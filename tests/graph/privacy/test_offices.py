"""Office holders: a text that names an office with a person says that the role is public."""

import pytest

from graph.privacy.decisions import Decisions
from graph.privacy.withholding import SUMMARY, Withholder

SHOWN = [
    "Scammers clone the voice of Prime Minister Jano Herzberg.",
    "Senator Zuri Okonkwo was impersonated. Okonkwo complained.",
    "Zuri Okonkwo, mayor of Nairobi, was impersonated.",
    "Voters heard Zuri Okonkwo (former president of Kenya).",
    "Judge Brown ruled against the firm.",
]
HIDDEN = [
    "Class president Jane Herzberg was bullied.",
    "Jane Herzberg, president of a chess club, was dismissed.",
    "Jane Herzberg, the mayor's daughter, was bullied.",
    "The mayor dismissed Jane Herzberg.",
    "Senator Okonkwo's driver Jane Herzberg was dismissed.",
]


def published(text: str) -> str:
    return Withholder(Decisions.read()).row("toy-1", {SUMMARY: text}).texts[SUMMARY]


@pytest.mark.parametrize("text", SHOWN)
def test_an_office_holder_is_shown(text: str) -> None:
    assert published(text) == text


@pytest.mark.parametrize("text", HIDDEN)
def test_whoever_only_stands_near_an_office_is_not(text: str) -> None:
    assert "Herzberg" not in published(text)


def test_a_name_of_a_column_is_shown_where_the_text_names_the_office() -> None:
    text = "Prime Minister Jano Herzberg was impersonated."
    row = Withholder(Decisions.read()).row("toy-1", {SUMMARY: text}, ["jano herzberg"])
    assert row.texts[SUMMARY] == text
