"""The glossary of a language: no message uses a word that its documentation rules out."""

import re
from pathlib import Path
from typing import Final

import pytest

from server.languages.catalogue import catalogues

GUIDE: Final = Path(__file__).parents[3] / "docs" / "languages.md"
MARKUP: Final = re.compile(r"<[^>]*>|%\(\w+\)s|\{\w+\}|https?://\S+")


def ruled_out() -> list[str]:
    """Return the words of the last column of the glossary."""
    table = GUIDE.read_text(encoding="utf-8").partition("| English |")[2]
    rows = [line.strip("|").split("|") for line in table.splitlines()[2:] if line.startswith("|")]
    return [word for row in rows for word in re.findall(r"\w+", row[-1])]


def test_no_message_has_a_word_that_the_glossary_rules_out() -> None:
    words = ruled_out()
    assert {"cartas", "propuesta", "trabajadores"} <= {*words}
    pattern = re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
    texts = {text for forms in catalogues()["es"].messages.values() for text in forms}
    assert sorted(text for text in texts if pattern.search(MARKUP.sub("", text))) == []


@pytest.mark.parametrize("pair", ["¿?", "«»"])
def test_marks_of_spanish_come_in_pairs(pair: str) -> None:
    texts = {text for forms in catalogues()["es"].messages.values() for text in forms}
    shown = [re.sub(r"\?(?=\w)|<[^>]*>", "", text) for text in texts]
    assert [text for text in shown if text.count(pair[0]) != text.count(pair[1])] == []
