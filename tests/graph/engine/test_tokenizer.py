"""The tokenizer loses no letter, takes linear time, and separates what the guard must see apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.engine.tokenizer import Token, tokenize

PIECES = st.sampled_from(
    ["SELECT", "?s", "jg:a\\-b", "<a:b>", "<", "'x'", "'", '"""', "\\", "@en", "1.5e3", ".", "#c\n"]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join))
KINDS = {
    *("space", "iri", "string", "unended", "variable", "language", "name", "word", "number"),
    *("open", "close", "operator", "other"),
}


@given(text=TEXTS)
def test_the_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(piece for _, piece in tokenize(text)) == text


@given(text=TEXTS)
def test_every_token_has_a_kind_and_a_letter(text: str) -> None:
    tokens = tokenize(text)
    assert {kind for kind, _ in tokens} <= KINDS
    assert all(piece for _, piece in tokens)


@given(text=TEXTS)
def test_two_white_spaces_never_follow_each_other(text: str) -> None:
    kinds = [kind for kind, _ in tokenize(text)]
    assert ("space", "space") not in pairwise(kinds)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("1.5e3", [("number", "1.5"), ("word", "e3")]),
        ("-?a", [("operator", "-"), ("variable", "?a")]),
        ("x.y", [("word", "x"), ("operator", "."), ("word", "y")]),
        ("1.", [("number", "1"), ("operator", ".")]),
        ("_:b.c", [("name", "_:b.c")]),
        ("a:%41\\#b", [("name", "a:%41\\#b")]),
        ("'a'@en-GB", [("string", "'a'"), ("language", "@en-GB")]),
        ("'''a'b'''", [("string", "'''a'b'''")]),
        ("1 'a\n'b", [("number", "1"), ("space", " "), ("unended", "'a\n'b")]),
        ("1<2", [("number", "1"), ("operator", "<"), ("number", "2")]),
        ("<a#b>", [("iri", "<a#b>")]),
        (" # '\n\t", [("space", " # '\n\t")]),
        ("²", [("word", "²")]),
        ("", []),
    ],
)
def test_a_text_has_these_tokens(text: str, tokens: list[Token]) -> None:
    assert tokenize(text) == tokens
