"""Rule: phrases of the title or the summary name an area, an impact or a group.

The table `words.yaml` is reviewed by people. A phrase counts in a sentence that has one of the
phrases of `near`, where the row gives these, and none of `never`; not where it is part of a phrase
of `but` (the stop cases, such as "black box"). A phrase of `never` in the title, which says what
the issue is about, counts for the summary, too.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from graph.deriving.derivation import Derivation, concept
from graph.deriving.issues import Issue
from graph.deriving.phrases import Match, Phrases, sentences, words
from ontology import CONCEPT

__all__ = ["RULE", "by_words"]

RULE: Final = "by-words"
PARTS: Final = ("words", "near", "but", "never")

Spans = dict[str, list[Match[tuple[int, str]]]]
"""The matches of one row, by the part of the row that they belong to."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what it gives, how surely, and whether it needs a phrase near."""

    gives: tuple[tuple[str, str], ...]
    confidence: float
    needs_near: bool
    title_only: bool


@dataclass(frozen=True)
class Table:
    """The rows, and all their phrases with the number of the row and the part."""

    rows: tuple[Row, ...]
    phrases: Phrases[tuple[int, str]]


def by_words(issue: Issue) -> Iterator[Derivation]:
    """Yield what the words of an issue's title and summary imply.

    Complexity: one pass over the words, as `Phrases.find`.
    """
    table = _table()
    never = {number for number, part in _parts(table, words(issue.title)) if part == "never"}
    for field, text in issue.texts:
        for sentence in sentences(text):
            tokens = words(sentence)
            for number, spans in _by_row(table, tokens).items():
                row = table.rows[number]
                if number in never or (row.title_only and field != "title"):
                    continue
                if hit := _hit(row, spans):
                    evidence = f"{field}: {_quoted(tokens, hit)}"
                    yield from _implied(issue, row, evidence)


def _parts(table: Table, tokens: Sequence[str]) -> Iterator[tuple[int, str]]:
    return (match.payload for match in table.phrases.find(tokens))


def _implied(issue: Issue, row: Row, evidence: str) -> Iterator[Derivation]:
    for property_, slug in row.gives:
        value = concept(property_, slug, CONCEPT)
        yield Derivation(issue.iri, property_, value, RULE, row.confidence, evidence)


def _by_row(table: Table, tokens: Sequence[str]) -> dict[int, Spans]:
    found: dict[int, Spans] = defaultdict(lambda: defaultdict(list))
    for match in table.phrases.find(tokens):
        number, part = match.payload
        found[number][part].append(match)
    return found


def _hit(row: Row, spans: Spans) -> list[Match[tuple[int, str]]]:
    """Return the matches that make a row hold in a sentence: its words, and what is near them."""
    if spans.get("never"):
        return []
    stops = spans.get("but", ())
    for one in spans.get("words", ()):
        if any(one.start < stop.end and stop.start < one.end for stop in stops):
            continue
        if not row.needs_near:
            return [one]
        for other in spans.get("near", ()):
            if other.start >= one.end or other.end <= one.start:
                return sorted([one, other])
    return []


def _quoted(tokens: Sequence[str], hit: Sequence[Match[Any]]) -> str:
    return ", ".join(f"“{' '.join(tokens[one.start : one.end])}”" for one in hit)


@cache
def _table() -> Table:
    written = yaml.safe_load((files("graph.deriving") / "words.yaml").read_text(encoding="utf-8"))
    entries: list[Mapping[str, Any]] = written["rows"]
    lists = {name: _listed(phrases) for name, phrases in written["lists"].items()}
    phrases = [
        (phrase, (number, part))
        for number, entry in enumerate(entries)
        for part in PARTS
        for phrase in _listed(entry.get(part, ""))
    ]
    return Table(tuple(map(_row, entries)), Phrases(phrases, lists))


def _row(entry: Mapping[str, Any]) -> Row:
    gives = tuple(
        (name, slug)
        for name, slugs in entry["gives"].items()
        for slug in ([slugs] if isinstance(slugs, str) else slugs)
    )
    is_title = entry.get("in") == "title"
    return Row(gives, float(entry["confidence"]), "near" in entry, is_title)


def _listed(text: str) -> list[str]:
    """Return phrases that commas part.

    >>> _listed("black box, black market")
    ['black box', 'black market']
    """
    return [phrase.strip() for phrase in text.split(",")] if text else []
