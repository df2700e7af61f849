"""Parser of triple patterns with property paths, on the tokens of a query.

It reads only what it understands whole: plain patterns of terms, variables and paths, without
brackets, collections, filters or nested groups. Of all else it says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.engine.tokenizer import tokenize

__all__ = ["Placed", "Triple", "parsed_triples", "placed"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A token with its place in the text."""

    kind: str
    text: str
    at: int

    @property
    def end(self) -> int:
        """Return the place behind it."""
        return self.at + len(self.text)

    @property
    def word(self) -> str:
        """Return a keyword in capitals; nothing for another kind of token."""
        return self.text.upper() if self.kind == "word" else ""


@dataclass(frozen=True, slots=True)
class Triple:
    """A triple pattern; `is_nullable` where its path matches a path of no step, as `p*` does."""

    subject: str
    object: str
    verb: str
    is_path: bool
    is_nullable: bool

    @property
    def variables(self) -> frozenset[str]:
        """Return its variables, without their sign."""
        ends = (self.subject, self.verb, self.object)
        return frozenset(end[1:] for end in ends if is_variable(end))


def is_variable(text: str) -> bool:
    """Whether the text of a token is a variable."""
    return text[:1] in ("?", "$") and len(text) > 1


def placed(text: str) -> list[Placed]:
    """Return the tokens of a query but space and comments; dots that end a name are parted off.

    >>> [token.text for token in placed("{ ?s a jg:Issue. }")]
    ['{', '?s', 'a', 'jg:Issue', '.', '}']
    """
    found, at = [], 0
    for kind, piece in tokenize(text):
        bare = piece.rstrip(".") if kind == "name" else piece
        if kind != "space":
            found.append(Placed(kind, bare, at))
        dots = range(at + len(bare), at + len(piece))
        found.extend(Placed("operator", ".", place) for place in dots)
        at += len(piece)
    return found


class _NotPlain(Exception):
    """Raised for a pattern that this parser does not read."""


def parsed_triples(tokens: Sequence[Placed]) -> list[Triple] | None:
    """Return the triple patterns of tokens, or nothing where they hold anything else.

    Complexity: linear in the tokens.
    Source: SPARQL 1.1 Query Language, section 19.8, rules 75 to 96.

    >>> parsed_triples(placed("?issue jg:involvement/jg:role ?role ; a jg:Issue"))[0].is_path
    True
    >>> parsed_triples(placed("?s ?p ?o FILTER(?o > 1)")) is None
    True
    """
    try:
        return _Parser(tokens).block()
    except _NotPlain:
        return None


LITERALS: Final = frozenset({"TRUE", "FALSE"})
MODIFIERS: Final = frozenset({"?", "*", "+"})


class _Parser:
    def __init__(self, tokens: Sequence[Placed]) -> None:
        self.tokens, self.place = tokens, 0

    def block(self) -> list[Triple]:
        found: list[Triple] = []
        while self.place < len(self.tokens):
            found += self.triples()
            if self.place < len(self.tokens):
                self.take(".")
        return found

    def triples(self) -> list[Triple]:
        subject, found = self.term(), []
        while True:
            verb, is_path, is_nullable = self.verb()
            found.append(Triple(subject, self.term(), verb, is_path, is_nullable))
            while self.here() == ",":
                self.take(",")
                found.append(Triple(subject, self.term(), verb, is_path, is_nullable))
            if self.here() != ";":
                return found
            while self.here() == ";":
                self.take(";")
            if self.here() in (".", ""):
                return found

    def here(self) -> str:
        return self.tokens[self.place].text if self.place < len(self.tokens) else ""

    def take(self, text: str) -> None:
        if self.here() != text:
            raise _NotPlain
        self.place += 1

    def next(self) -> Placed:
        if self.place >= len(self.tokens):
            raise _NotPlain
        self.place += 1
        return self.tokens[self.place - 1]

    def term(self) -> str:
        token = self.next()
        if token.text in ("-", "+"):
            token = self.next()
            if token.kind != "number":
                raise _NotPlain
            return token.text
        if token.kind == "string":
            self.suffix()
        elif token.kind not in ("variable", "iri", "name", "number") and (
            token.word not in LITERALS
        ):
            raise _NotPlain
        return token.text

    def suffix(self) -> None:
        if self.place < len(self.tokens) and self.tokens[self.place].kind == "language":
            self.place += 1
        elif self.here() == "^":
            self.take("^")
            self.take("^")
            self.iri()

    def iri(self) -> str:
        token = self.next()
        if token.kind not in ("iri", "name"):
            raise _NotPlain
        return token.text

    def verb(self) -> tuple[str, bool, bool]:
        """Return a verb, whether it is a path of more than one predicate, and if it is nullable."""
        if self.place < len(self.tokens) and self.tokens[self.place].kind == "variable":
            return self.next().text, False, False
        start = self.place
        is_nullable = self.alternative(0)
        is_path = self.place - start > 1
        return self.tokens[start].text, is_path, is_nullable

    def alternative(self, depth: int) -> bool:
        is_nullable = self.sequence(depth)
        while self.here() == "|":
            self.take("|")
            is_nullable |= self.sequence(depth)
        return is_nullable

    def sequence(self, depth: int) -> bool:
        is_nullable = self.element(depth)
        while self.here() == "/":
            self.take("/")
            is_nullable &= self.element(depth)
        return is_nullable

    def element(self, depth: int) -> bool:
        if self.here() == "^":
            self.take("^")
        is_nullable = self.primary(depth)
        if self.here() in MODIFIERS:
            is_nullable |= self.next().text != "+"
        return is_nullable

    def primary(self, depth: int) -> bool:
        if self.here() == "!":
            self.take("!")
            self.negated()
            return False
        if self.here() == "(" and depth < DEEPEST:
            self.take("(")
            is_nullable = self.alternative(depth + 1)
            self.take(")")
            return is_nullable
        if self.here() == "a":
            self.take("a")
        else:
            self.iri()
        return False

    def negated(self) -> None:
        """Read a negated property set."""
        if self.here() != "(":
            return self.one_of_negated()
        self.take("(")
        while True:
            self.one_of_negated()
            if self.here() == ")":
                return self.take(")")
            self.take("|")

    def one_of_negated(self) -> None:
        if self.here() == "^":
            self.take("^")
        if self.here() == "a":
            self.take("a")
        else:
            self.iri()


DEEPEST: Final = 20
"""Levels of brackets in a path."""
