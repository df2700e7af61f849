"""Advice for a query that ran out of time: which part is likely to be slow, and how to write it.

It is read from the text alone; what else may be slow is not known.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from ontology import OutOfTime
from server.sparql.exists import groups, rewrite_exists
from server.sparql.patterns import Placed, Triple, parsed_triples, placed

__all__ = ["advised"]

MOST: Final = 2
LONGEST: Final = 120
TEXT_FUNCTIONS: Final = frozenset({"REGEX", "CONTAINS", "STRSTARTS", "STRENDS"})


def advised(error: OutOfTime, text: str) -> OutOfTime:
    """Return the error with advice, where a part of the query is known to be slow.

    Complexity: linear in the text.

    >>> str(advised(OutOfTime("too slow"), "ASK { ?a ?b ?c . ?d ?e ?f }"))
    'too slow. ?a ?b ?c and ?d ?e ?f share no variable, so all pairs are formed: join them'
    """
    tips = [*islice(_tips(rewrite_exists(text)), MOST)]
    return OutOfTime(". ".join([str(error), *tips]))


def _tips(text: str) -> Iterator[str]:
    tokens = placed(text)
    for start, group in groups(tokens).items():
        if group.before == "EXISTS":
            yield _of_exists(text, tokens, start, group.end)
    for triples in _patterns(tokens):
        yield from _of_triples(triples)
    if any(token.word in TEXT_FUNCTIONS for token in tokens):
        yield 'A filter on text reads every value: find words by ?record jg:search "words"'


def _of_exists(text: str, tokens: Sequence[Placed], start: int, end: int) -> str:
    part = _short(text[tokens[start].at : tokens[end].end])
    if tokens[start - 2].word == "NOT" or tokens[start - 2].text == "!":
        mend = f"write MINUS {part} behind patterns that bind a variable of it"
    else:
        mend = f"write {{ SELECT DISTINCT ?variable {part} }}, with the variable that it shares"
    return f"EXISTS {part} is evaluated anew for each row: {mend}"


def _of_triples(triples: Sequence[Triple]) -> Iterator[str]:
    for one in triples:
        if one.is_path and one.subject[0] in "?$" and one.object[0] in "?$" and one.is_nullable:
            yield (
                f"The path between {one.subject} and {one.object} may start anywhere: "
                f"bind {one.subject} or {one.object} by another pattern, or name one of them"
            )
    parts = _connected(triples)
    if len(parts) > 1:
        first, second = (_written(part[0]) for part in parts[:2])
        yield f"{first} and {second} share no variable, so all pairs are formed: join them"


def _patterns(tokens: Sequence[Placed]) -> Iterator[list[Triple]]:
    """Yield the triple patterns between braces and keywords, where they can be read."""
    part: list[Placed] = []
    for token in [*tokens, Placed("close", "}", 0)]:
        is_word = token.word and token.word not in ("A", "TRUE", "FALSE")
        if token.text in ("{", "}") or is_word:
            triples = parsed_triples(part)
            if triples:
                yield triples
            part = []
        else:
            part.append(token)


def _connected(triples: Sequence[Triple]) -> list[list[Triple]]:
    """Return the connected components of triple patterns by the variables that they share."""
    parts: list[tuple[set[str], list[Triple]]] = []
    for triple in triples:
        names = {*triple.variables, *(end for end in _ends(triple) if end.startswith("_:"))}
        joined = [part for part in parts if part[0] & names]
        parts = [part for part in parts if not part[0] & names]
        every = names.union(*(part[0] for part in joined))
        parts.append((every, [*(one for part in joined for one in part[1]), triple]))
    return [some for names, some in parts if names]


def _ends(triple: Triple) -> tuple[str, str]:
    return triple.subject, triple.object


def _written(triple: Triple) -> str:
    path = "…" if triple.is_path else ""
    return _short(f"{triple.subject} {triple.verb}{path} {triple.object}")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
