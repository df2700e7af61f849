"""The catalogues of the pages name each message of today, with the same placeholders."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scripts.docs.messages import LANGUAGES, renewed_catalogue
from server.languages.sentences import GATE, PROBLEM

RENEW = "run 'make docs', translate the new messages, and commit what it changes"
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|\{\w+\}")
TAG = re.compile(r"<[^>]*>")
UNTRANSLATED = re.compile(
    rf'^msgctxt "(?:{GATE}|{PROBLEM})".*^msgstr ""\s*\Z', re.MULTILINE | re.DOTALL
)
FILES = sorted(LANGUAGES.glob("*.po"))


def texts(value: object) -> list[str]:
    return (
        [value] if isinstance(value, str) else [*value] if isinstance(value, list | tuple) else []
    )


def messages(text: str) -> str:
    """Return a catalogue without sentences that nobody translated, which pages show in English."""
    blocks = text.split("\n\n")
    return "\n\n".join(one for one in blocks if not UNTRANSLATED.search(one))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_a_catalogue_has_each_message_and_none_that_is_gone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert messages(text) == messages(renewed_catalogue(path)), RENEW
    assert "#~" not in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_each_message_is_translated_with_its_placeholders_and_tags(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    wrong = []
    for one in (one for one in catalogue if one.id):
        message, said = texts(one.id)[-1], texts(one.string)
        pairs = [(p.findall(message), p.findall(said[-1])) for p in (PLACEHOLDER, TAG) if said]
        if one.context in (GATE, PROBLEM):  # a sentence has no tags, and may leave out a slot
            same = all({*given} <= {*asked} for asked, given in pairs[:1])
        else:
            same = all(sorted(asked) == sorted(given) for asked, given in pairs)
        may_lack = one.context in (GATE, PROBLEM) and not all(said)
        if not may_lack and (one.fuzzy or not said or not all(said) or not same):
            wrong.append(one.id)
    assert wrong == []
