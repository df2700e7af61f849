"""Rule: a title or a summary says by name where the issue takes place (gazetteer matching).

A name counts after a word of place ("in Nairobi", "near Lyon"), after a city and a comma ("Salem,
Oregon") or before a noun of
an institution or of people there ("Detroit police", "Dutch court"). So persons ("Paris Hilton"),
papers ("Boston Globe") and products are left out. Names that are several places or common first
names (Georgia, Jordan, Chad) are not in the gazetteer.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import yaml

from graph.deriving.derivation import Derivation
from graph.deriving.issues import Issue
from graph.deriving.phrases import POSSESSIVE, Match, Phrases, sentences
from graph.reading.places import countries
from ontology import record_iri

__all__ = ["RULE", "by_place_name"]

RULE: Final = "by-place-name"
TITLE_CONFIDENCE: Final = 0.9
SUMMARY_CONFIDENCE: Final = 0.8
TOO_MANY: Final = 0.6
"""The confidence where a text names more than `MOST` countries: then they are examples."""
MOST: Final = 3
CODES: Final = {"uk": "united-kingdom", "us": "united-states", "usa": "united-states"}
PART: Final = re.compile(r"[^\W_]+|,")
"""A word, or a comma, which parts a city from its state."""
DOTTED: Final = re.compile(r"\bU\.\s?([SK])\.?(?:A\.)?(?!\w)")


class Gazetteer(NamedTuple):
    """Names of places and demonyms, each with its place, and the words around that decide."""

    names: Phrases[str]
    demonyms: Phrases[str]
    words: dict[str, frozenset[str]]


def by_place_name(issue: Issue, base: str) -> Iterator[Derivation]:
    """Yield the countries in which an issue takes place by its title, or else by its summary.

    Complexity: linear in the words.
    """
    for field, text in issue.texts:
        found = {
            place: name for one in sentences(DOTTED.sub(r"U\1", text)) for place, name in _in(one)
        }
        sure = TITLE_CONFIDENCE if field == "title" else SUMMARY_CONFIDENCE
        confidence = sure if len(found) <= MOST else TOO_MANY
        for place, name in sorted(found.items()):
            value, evidence = record_iri("place", place, base), f"{field}: “{name}”"
            yield Derivation(issue.iri, "place", value, RULE, confidence, evidence)
        if found and confidence == sure:
            return


def _in(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield each place of a sentence with the words that say so."""
    written = PART.findall(POSSESSIVE.sub("", sentence))
    tokens = [word.lower() for word in written]
    known = _gazetteer()
    for match in _longest(known.names, tokens):
        if written[match.start][0].isupper() and not _is_code(match, written):
            if start := _locative(match, tokens, written, known.words):
                words = " ".join(written[start - 1 : match.end])
                yield match.payload, words.replace(" ,", ",")
            elif tokens[match.end : match.end + 1] and tokens[match.end] in known.words["nouns"]:
                yield match.payload, " ".join(written[match.start : match.end + 1])
    for match in _longest(known.demonyms, tokens):
        follows = tokens[match.end : match.end + 1]
        if written[match.start][0].isupper() and any(
            one in known.words["nouns"] for one in follows
        ):
            yield match.payload, " ".join(written[match.start : match.end + 1])


def _is_code(match: Match[str], written: Sequence[str]) -> bool:
    """Whether a code such as `us` is written as a word."""
    word = written[match.start]
    return match.end - match.start == 1 and word.lower() in CODES and not word.isupper()


def _locative(
    match: Match[str],
    tokens: Sequence[str],
    written: Sequence[str],
    words: dict[str, frozenset[str]],
) -> int:
    """Return the position after the word of place that a name follows, or 0."""
    if tokens[match.end : match.end + 1] and tokens[match.end] in words["named_so"]:
        return 0
    start = match.start
    is_part = " ".join(tokens[start : match.end]) in words["parts"]
    if is_part and start > 1 and tokens[start - 1] == "," and written[start - 2][0].isupper():
        return start - 1  # "Springfield, Oregon"
    while start > 0 and tokens[start - 1] in words["between"]:
        start -= 1
    if start == 0 or tokens[start - 1] not in words["in"]:
        return 0
    return 0 if start > 1 and tokens[start - 2] in words["not_there"] else start


def _longest(phrases: Phrases[str], tokens: Sequence[str]) -> Iterator[Match[str]]:
    """Yield the matches that no earlier or longer match overlaps."""
    end = 0
    for match in sorted(phrases.find(tokens), key=lambda one: (one.start, -one.end)):
        if match.start >= end:
            end = match.end
            yield match


def country_of_city(name: str) -> str:
    """Return the id of the country in which a city or state lies, or nothing if that is unsure.

    >>> country_of_city("Bogotá"), country_of_city("Atlantis")
    ('colombia', '')
    """
    return _cities().get(name.strip().casefold(), "")


@cache
def _cities() -> dict[str, str]:
    ambiguous = _place_words()["ambiguous"]
    return {name: place for name, place in _rows("cities.tsv") if name not in ambiguous}


@cache
def _place_words() -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load(_text("place_words.yaml"))
    return written


@cache
def _gazetteer() -> Gazetteer:
    written = {**_place_words()}
    ambiguous = frozenset(written.pop("ambiguous"))
    names = {**countries(), **CODES, **dict(_rows("cities.tsv"))}
    kept = [(name, place) for name, place in names.items() if name not in ambiguous]
    words = {name: frozenset(text.split()) for name, text in written.items()}
    words["parts"] = frozenset(name for name, _ in _rows("cities.tsv"))
    return Gazetteer(Phrases(kept, {}), Phrases(_rows("demonyms.tsv"), {}), words)


def _text(name: str) -> str:
    return (files("graph.deriving") / name).read_text(encoding="utf-8")


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for row in csv.DictReader(_text(name).splitlines(), delimiter="\t"):
        yield row["name"], row["place"]
