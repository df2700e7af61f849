"""Lexical rules of field values: datatypes, addresses and language tags, with error texts.

What is well-formed here is read back by every RDF tool; so the engine is asked where it is strict.
"""

import re
from typing import Final

import pyoxigraph as ox

from graph.reading.lexical_spaces import LEXICAL_SPACES, is_in_lexical_space
from ontology import Field

__all__ = [
    "CONTROL",
    "LONGEST_TEXT",
    "expected",
    "is_address",
    "is_language",
    "is_well_formed",
    "unreadable",
]

CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
ADDRESS: Final = re.compile(r"https?://[^/].*")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
USUAL: Final = ("decimal", "boolean", "gYear", "date", "integer")
"""Datatypes of our own fields, which forms show in each language."""
EXPECTED: Final = {
    **{name: LEXICAL_SPACES[name].expected for name in USUAL},
    "http://id.loc.gov/datatypes/edtf/EDTF": "a date or span, such as 2019-05 or 2018/2020",
}
WORDS: Final = {
    "notStated": "the name of a field",
    "ownJudgement": "the name of a field",
    "formerType": "the type of a record, such as Organization",
    "replacedBy": "the id of a record of the same kind",
}
LONGEST_TEXT: Final = 20_000


def unreadable(text: str) -> str:
    r"""Return why a text can be the value of no field, or an empty string.

    >>> unreadable("ghost\x00work"), unreadable("ghost work")
    ('holds a control character: remove it', '')
    """
    if CONTROL.search(text):
        return "holds a control character: remove it"
    if len(text) > LONGEST_TEXT:
        return f"is longer than {LONGEST_TEXT:,} characters"
    return ""


def is_well_formed(text: str, field: Field) -> bool:
    """Whether a text is in the lexical space of a field's datatype."""
    return is_in_lexical_space(text, _datatype(field))


def _datatype(field: Field) -> str:
    return field.datatype.rpartition("#")[2]


def is_address(text: str) -> bool:
    """Whether a text is an absolute HTTP or HTTPS IRI.

    >>> is_address("https://example.org/a?b=c"), is_address("javascript:alert(1)")
    (True, False)
    """
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return ADDRESS.fullmatch(text) is not None


def is_language(tag: str) -> bool:
    """Whether a text is a language tag that begins with a language code.

    >>> is_language("en-GB"), is_language("english")
    (True, False)
    """
    try:
        ox.Literal("", language=tag)
    except ValueError:
        return False
    return LANGUAGE.fullmatch(tag) is not None


def expected(field: Field) -> str:
    """Return a description of the values that a field takes.

    >>> from ontology import terms
    >>> expected(terms().fields["year"])
    'a year of four digits, such as 2019'
    """
    if field.name in WORDS:
        return WORDS[field.name]
    if field.vocabulary:
        return "a slug, such as those of other records and of the concept schemes"
    if field.is_reference:
        return "a web address that begins with https://"
    space = LEXICAL_SPACES.get(_datatype(field))
    return EXPECTED.get(_datatype(field), space.expected if space else "a text")
