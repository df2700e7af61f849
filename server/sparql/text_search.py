"""Full-text search in SPARQL: rewrites `?record jg:search "words"` to VALUES from the search index.

The triple pattern is no statement of the graph. It binds its subject to the records that the words
find on the page of the search, the most relevant 1,000 at most.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from graph.engine.tokenizer import is_ambiguous
from ontology import JG, PREFIXES, BadQuery
from server.sparql.patterns import Placed, placed

__all__ = ["MOST", "rewrite_search"]

MOST: Final = 1_000
"""Records that all searches of a query find together, at most."""
SEARCHES: Final = 5
PREDICATE: Final = f"{JG}search"
ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
USE: Final = 'write ?record jg:search "words", with a variable before it and a string behind it'

Find = Callable[[str, int], Sequence[str]]
"""Returns the IRIs of records that words find, up to a limit."""


def rewrite_search(text: str, find: Find) -> str:
    """Return a query with VALUES in the place of each search.

    Raises `BadQuery` for a search without a variable or a string, and for more than 5 of them.
    Complexity: linear in the text, and that of the searches.

    >>> rewrite_search('ASK { ?s a jg:Issue ; jg:search "pay" }', lambda words, most: ["a:b"])
    'ASK { VALUES ?s { <a:b> } ?s a jg:Issue }'
    """
    if "search" not in text or is_ambiguous(text):
        return text
    tokens = placed(text)
    prefixes = _prefixes(tokens)
    places = [
        place
        for place, token in enumerate(tokens)
        if _iri(token, prefixes) == PREDICATE and _is_predicate(tokens, place)
    ]
    if len(places) > SEARCHES:
        raise BadQuery(f"a query has {SEARCHES} searches by jg:search at most")
    edits = [edit for place in places for edit in _edits(text, tokens, place, find, len(places))]
    for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _prefixes(tokens: Sequence[Placed]) -> dict[str, str]:
    found = dict(PREFIXES)
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.word == "PREFIX" and iri.kind == "iri":
            found[name.text.removesuffix(":")] = iri.text[1:-1]
    return found


def _iri(token: Placed, prefixes: dict[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, "") + local if token.kind == "name" else ""


def _is_predicate(tokens: Sequence[Placed], place: int) -> bool:
    """Whether a term stands where a predicate does; elsewhere it is spoken of, not asked."""
    before, behind = tokens[max(place - 1, 0)], tokens[place + 1 : place + 2]
    return before.kind == "variable" or any(token.kind == "string" for token in behind)


def _edits(
    text: str, tokens: Sequence[Placed], place: int, find: Find, searches: int
) -> list[tuple[int, int, str]]:
    """Return what is put before the subject of a search, and what is cut out."""
    subject = _subject(tokens, place)
    before, behind = tokens[place - 1], tokens[place + 2 : place + 3]
    is_first = subject == place - 1
    is_string = tokens[place + 1 : place + 2] and tokens[place + 1].kind == "string"
    if subject is None or not (is_first or before.text == ";") or not is_string:
        raise _misuse(text, tokens[place])
    if not behind or not (behind[0].word or behind[0].text in (".", ";", "}", "{")):
        raise _misuse(text, tokens[place])
    words = " ".join(_plain(tokens[place + 1].text).split())
    found = " ".join(f"<{iri}>" for iri in find(f"{words} ", MOST // searches))
    name = tokens[subject]
    values = (name.at, name.at, f"VALUES {name.text} {{ {found} }} ")
    if not is_first:
        return [values, (tokens[place - 2].end, tokens[place + 1].end, "")]
    if behind[0].text == ";":
        return [values, (tokens[place].at, tokens[place + 2].end, "")]
    return [(name.at, tokens[place + 1].end, values[2].rstrip())]


def _subject(tokens: Sequence[Placed], place: int) -> int | None:
    """Return the place of the subject of a predicate, if its triples begin with a variable.

    They begin behind a full stop, a brace, or the bracket of a FILTER or BIND.
    """
    if tokens[place - 1].kind == "variable":
        return place - 1
    at = place - 1
    while (at >= 0 and tokens[at].text == ";") or not _begins(tokens, at):
        at = _opening(tokens, at) - 1
        if at < 0:
            return None
    return at + 1 if tokens[at + 1].kind == "variable" else None


def _begins(tokens: Sequence[Placed], at: int) -> bool:
    """Whether triples begin behind a token."""
    token = tokens[at]
    if token.text == ")" and token.kind == "close":
        return bool(tokens[_opening(tokens, at) - 1].word)
    return token.text in (".", "{", "}") and token.kind in ("operator", "open", "close")


def _opening(tokens: Sequence[Placed], at: int) -> int:
    """Return the place of the bracket that a closing one here belongs to, or this place."""
    depth = 0
    for place in range(at, -1, -1):
        depth += (tokens[place].kind == "close") - (tokens[place].kind == "open")
        if depth <= 0:
            return place
    return 0


def _misuse(text: str, token: Placed) -> BadQuery:
    before = text[: token.at]
    line, column = before.count("\n") + 1, token.at - before.rfind("\n")
    return BadQuery(f"line {line}, column {column}: {USE}", line, column)


def _plain(string: str) -> str:
    r"""Return what a string literal holds.

    >>> _plain(r'"caf\u00e9"'), _plain("'''a\nb'''")
    ('café', 'a\nb')
    """
    size = 3 if string[:3] in ('"""', "'''") and len(string) > 5 else 1
    return ESCAPE.sub(_unescaped, string[size:-size])


def _unescaped(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] in "uU" and len(code) > 1:
        number = int(code[1:], 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return ESCAPED.get(code, code)
