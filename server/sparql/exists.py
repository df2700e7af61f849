"""Rewriting of FILTER [NOT] EXISTS over joins and paths to MINUS or to a join with a subquery.

The engine evaluates the pattern of EXISTS anew for each row; as MINUS it is evaluated once. A
filter is rewritten only where the result is provably the same. These conditions suffice:

1. The filter is nothing but `NOT EXISTS {P}` or `EXISTS {P}`, and P is of triple patterns and paths
   alone. Then substituting a row into P and joining the row with P's solutions agree, since each
   solution binds every variable of P.
2. No path of P that matches a path of no step (`p*`, `p?`) has a variable at both ends: substituted
   by a term that is not in the graph, it would match; joined, it would not.
3. A variable of P is in a triple pattern of the filter's own group, so that every row binds it:
   MINUS removes no row that shares no variable with P.
4. For EXISTS, this holds for all variables of P that the group has at all: the subquery
   `SELECT DISTINCT` of these has one solution for each row at most, so no row is doubled or
   extended.
5. The filter's group is not that of OPTIONAL, whose filter sees both sides, nor inside of another
   EXISTS, whose substitution would take the shared variable away, nor inside of GRAPH.

MINUS and the subquery are put at the end of the group, since a filter sees its whole group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.engine.tokenizer import is_ambiguous
from server.sparql.patterns import Placed, Triple, parsed_triples, placed

__all__ = ["Group", "groups", "rewrite_exists"]


@dataclass(frozen=True)
class Group:
    """A group in braces: the tokens' places of its braces, the word before it, its parent."""

    start: int
    end: int
    before: str
    parent: "Group | None"

    @property
    def ancestors(self) -> "Iterator[Group]":
        """Yield the group and those around it."""
        yield self
        if self.parent:
            yield from self.parent.ancestors


@dataclass(frozen=True)
class _Filter:
    """A filter that is one EXISTS: the places of its first and last token, and its pattern."""

    first: int
    last: int
    is_negated: bool
    pattern: Sequence[Placed]
    group: Group


def rewrite_exists(text: str) -> str:
    """Return an equivalent query without the filters that can be rewritten.

    Complexity: linear in the text for each filter.
    Source: SPARQL 1.1 Query Language, sections 8.3.3 and 18.5 (Minus, substitute).

    >>> rewrite_exists("ASK { ?s a ?c FILTER NOT EXISTS { ?s <a:p>/<a:q> ?o } }")
    'ASK { ?s a ?c FILTER(true) MINUS { ?s <a:p>/<a:q> ?o } }'
    """
    if "EXISTS" not in text.upper() or is_ambiguous(text):
        return text
    tokens = placed(text)
    if any(token.word == "GRAPH" or token.kind == "unended" for token in tokens):
        return text
    edits: list[tuple[int, int, str]] = []
    for found in _filters(tokens, groups(tokens)):
        if added := _rewritten(found, tokens, text):
            edits.append((tokens[found.first].at, tokens[found.last].end, "FILTER(true)"))
            edits.append((tokens[found.group.end].at, tokens[found.group.end].at, f"{added} "))
    for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        text = text[:start] + new + text[end:]
    return text


def groups(tokens: Sequence[Placed]) -> dict[int, Group]:
    """Return the group of each opening brace, by the brace's place among the tokens."""
    closing, ends = list[int](), dict[int, int]()
    for place, token in enumerate(tokens):
        if token.text == "{" and token.kind == "open":
            closing.append(place)
        elif token.text == "}" and token.kind == "close" and closing:
            ends[closing.pop()] = place
    found: dict[int, Group] = {}
    open_: list[Group] = []
    for start in sorted(ends):
        while open_ and open_[-1].end < start:
            open_.pop()
        before = tokens[start - 1].word if start else ""
        found[start] = Group(start, ends[start], before, open_[-1] if open_ else None)
        open_.append(found[start])
    return found


def _filters(tokens: Sequence[Placed], known: dict[int, Group]) -> Iterator[_Filter]:
    """Yield the filters that are nothing but EXISTS or NOT EXISTS."""
    for start, group in known.items():
        if group.before != "EXISTS" or group.parent is None:
            continue
        first, last = start - 1, group.end
        is_negated = tokens[first - 1].word == "NOT" or tokens[first - 1].text == "!"
        first -= is_negated
        if tokens[first - 1].text == "(" and tokens[last + 1].text == ")":
            first, last = first - 1, last + 1
        if tokens[first - 1].word == "FILTER":
            pattern = tokens[start + 1 : group.end]
            yield _Filter(first - 1, last, is_negated, pattern, group.parent)


def _rewritten(found: _Filter, tokens: Sequence[Placed], text: str) -> str:
    """Return what takes a filter's place; nothing where it is not provably the same."""
    triples = parsed_triples(found.pattern)
    if not triples or not _is_worth(triples) or not _is_sound(triples):
        return ""
    if found.group.before == "OPTIONAL" or any(
        group.before == "EXISTS" for group in found.group.ancestors
    ):
        return ""
    own = frozenset[str]().union(*(triple.variables for triple in triples))
    certain = own & _certain(tokens, found.group)
    if not certain:
        return ""
    pattern = text[found.pattern[0].at : found.pattern[-1].end]
    if found.is_negated:
        return f"MINUS {{ {pattern} }}"
    if own & _mentioned(tokens, found) != certain:
        return ""
    names = " ".join(f"?{name}" for name in sorted(certain))
    return f"{{ SELECT DISTINCT {names} {{ {pattern} }} }}"


def _is_worth(triples: Sequence[Triple]) -> bool:
    """Whether a pattern is a join or a path; a single triple is a look-up, fast in any engine."""
    return len(triples) > 1 or triples[0].is_path


def _is_sound(triples: Sequence[Triple]) -> bool:
    """Whether no nullable path has a variable or a blank node at both ends (condition 2)."""
    return not any(
        triple.is_nullable and _is_open(triple.subject) and _is_open(triple.object)
        for triple in triples
    )


def _is_open(end: str) -> bool:
    return end[0] in "?$" or end.startswith("_:")


def _certain(tokens: Sequence[Placed], group: Group) -> frozenset[str]:
    """Return the variables of triple patterns of a group itself (condition 3).

    Left out are brackets of expressions, groups within, and names after VALUES, AS and GRAPH.
    """
    found, place, is_data = set[str](), group.start + 1, False
    while place < group.end:
        token = tokens[place]
        if token.text in ("{", "("):
            place = _behind(tokens, place)
            is_data = False
            continue
        if token.word == "SELECT":
            return frozenset()
        is_data |= token.word in ("VALUES", "GRAPH")
        if token.kind == "variable" and not is_data:
            found.add(token.text[1:])
        place += 1
    return frozenset(found)


def _behind(tokens: Sequence[Placed], place: int) -> int:
    """Return the place behind the bracket that closes the one here."""
    depth = 0
    for at in range(place, len(tokens)):
        depth += (tokens[at].kind == "open") - (tokens[at].kind == "close")
        if not depth:
            return at + 1
    return len(tokens)


def _mentioned(tokens: Sequence[Placed], found: _Filter) -> frozenset[str]:
    """Return all variables of a filter's group, but for those of the filter itself."""
    inside = range(found.group.start, found.group.end)
    return frozenset(
        tokens[place].text[1:]
        for place in inside
        if tokens[place].kind == "variable" and not found.first <= place <= found.last
    )
