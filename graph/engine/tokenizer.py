"""Tokenizer of SPARQL: splits a query into tokens, without a grammar and without losing a letter.

The guard, the canonical form and the prologue for remote engines all read these tokens. It takes
time linear in the text for any input: no pattern gives back what it took (possessive quantifiers),
and letters, digits, dots and hyphens in a row are taken as one run and split afterwards, since
trying them as a prefixed name at each word would be quadratic.
"""

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["Token", "is_ambiguous", "tokenize"]

Token = tuple[str, str]
"""A kind and the text: space, iri, string, unended, variable, language, name, word, number, open,
close, operator or other. Comments are space; `unended` is a quote without end, and
all after it."""

TOKEN: Final = re.compile(
    r"""
      (?P<space>(?:[ \t\r\n]++|\#[^\n\r]*+)++)              # white space and comments
    | (?P<iri><(?:[A-Za-z][\w+.-]*+://[^<>"{}|^`\x00-\x20]*+|[^<>"'{}|^`\x00-\x20]*+)>)
                                                            # in 1<2&&'>'='>' there is none
    | (?P<string>\"\"\"(?:"{0,2}+(?:[^"\\]|\\.))*+\"\"\"    # long strings first
        | '''(?:'{0,2}+(?:[^'\\]|\\.))*+'''
        | "(?!"")(?:[^"\\\n\r]|\\.)*+"
        | '(?!'')(?:[^'\\\n\r]|\\.)*+')
    | (?P<unended>["'].*+)                                  # all the rest: to look for the end
                                                            # of each such quote is quadratic
    | (?P<variable>[?$]\w++)
    | (?P<language>@[\w-]++)
    | (?P<name>[\w.-]*+:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*+)?)
    | (?P<run>[\w.-]++)
    | (?P<open>[{(\[])
    | (?P<close>[})\]])
    | (?P<operator>[!|&/*+^,;]|[<>]?=|[<>])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
RUN: Final = re.compile(
    r"(?P<word>[^\W\d]\w*)|(?P<operator>\.(?!\d)|-)|(?P<number>(?:\d|\.(?=\d))++)|(?P<other>.)"
)
AMBIGUOUS: Final = re.compile(r"""<(?![A-Za-z][\w+.-]*://[^\s<>"{}|^`\\']*+>)[^\s<>]*?[#'"\\]""")


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a query; joined, they are the text.

    Complexity: linear in the text.
    Source: SPARQL 1.1 Query Language, section 19.8 (terminals).

    >>> tokenize("{?s a 1}# a")[:4]
    [('open', '{'), ('variable', '?s'), ('space', ' '), ('word', 'a')]
    """
    tokens: list[Token] = []
    for match in TOKEN.finditer(text):
        kind, piece = str(match.lastgroup), match[0]
        if kind != "run":
            tokens.append((kind, piece))
        elif piece.isascii() and piece.isidentifier():  # nearly every run is one plain word
            tokens.append(("word", piece))
        else:
            tokens.extend(_parts(piece))
    return tokens


def _parts(run: str) -> Iterator[Token]:
    """Split letters, digits, dots and hyphens in a row into words, numbers and operators."""
    return ((str(part.lastgroup), part[0]) for part in RUN.finditer(run))


def is_ambiguous(text: str) -> bool:
    r"""Whether only the whole grammar can tell IRIs from comments and strings.

    After a `<` that begins no absolute IRI, a `#` or a quote may belong to an IRI, or a comparison
    may have come before a comment or a string.

    >>> is_ambiguous("ASK { FILTER(1<2#> && false\n) }"), is_ambiguous("ASK { <a:b#c> a <d> }")
    (True, True)
    >>> is_ambiguous("ASK { <https://a.example/#c> a <d> }")
    False
    """
    return bool(AMBIGUOUS.search(text))
