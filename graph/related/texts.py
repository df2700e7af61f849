"""Field-weighted terms: what the title, the summary and the categories of an issue speak of.

A word of the title counts twice, and one of a category's label half, where it names a topic. A harm
of a summary counts a little less than another topic, as it is often one of several. The two words
of a name ("United States") are one term. Words of headlines and of reporting ("prompts", "under
fire", "allegedly") are no terms: they occur in texts of every topic alike. Candidates for that list
were the words whose issues have the topics of all issues, by the divergence of the two
distributions; a reader kept those of news writing.

Topics that readers gave an issue count, too; there, those that phrases find count less.

Source: Robertson, Zaragoza and Taylor, Simple BM25 Extension to Multiple Weighted Fields (2004).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from graph.related.features import Link
from graph.related.topics import HARM, TOPIC, Given, topics_in, vocabulary
from graph.stemming import stems, tokens

__all__ = [
    "ASIDE",
    "CATEGORY",
    "FOUND",
    "GIVEN",
    "SUMMARY",
    "TERM",
    "TITLE",
    "Written",
    "halves_of",
    "terms_of",
    "text_links",
]

TERM: Final = "term:"
TITLE: Final = 2.0
SUMMARY: Final = 1.0
CATEGORY: Final = 0.5
ASIDE: Final = 0.6
"""How much a harm counts in a summary, where another topic counts 1."""
GIVEN: Final = {"harm": 1.5, "technique": 0.5, "use": 0.5, "people": 0.2}
"""How much a topic of each facet counts that readers gave an issue."""
FOUND: Final = 0.7
"""How much a topic that a phrase finds counts in an issue whose topics readers gave."""
SENTENCE: Final = re.compile(r"(?<=[.;!?])\s+")

Written = dict[str, Counter[str]]
"""How each term is written, and how often."""


def text_links(
    issue: str,
    texts: Iterable[tuple[str, float]],
    written: Written | None = None,
    given: Given | None = None,
) -> Iterator[Link]:
    """Yield the terms and topics of an issue's texts, each text with the weight of its field.

    Texts of categories name topics alone. What is written how is added to `written`. `given` are
    the topics that readers gave the issue, and what part of them gave each.
    Complexity: linear in the texts.

    >>> [(one.node, one.times) for one in text_links("a", [("False arrest", TITLE)])]
    [('term:arrest', 2.0), ('term:fals', 2.0), ('topic:wrongful-arrest', 2.0)]
    """
    terms: dict[str, float] = defaultdict(float)
    facets = vocabulary().facets
    topics = defaultdict(
        float, {slug: GIVEN[facets[slug]] * part for slug, part in (given or {}).items()}
    )
    found = FOUND if given else 1.0
    for text, weight in texts:
        for sentence in SENTENCE.split(text):
            for slug, times in topics_in(sentence):
                topics[slug] += found * weight * times * _part(slug, weight)
        for word, stem in terms_of(text) if weight != CATEGORY else ():
            terms[stem] += weight
            if written is not None:
                written.setdefault(stem, Counter())[word] += 1
    yield from (Link(issue, "term", TERM + stem, times) for stem, times in sorted(terms.items()))
    yield from (Link(issue, "topic", TOPIC + slug, times) for slug, times in sorted(topics.items()))


def _part(topic: str, weight: float) -> float:
    return ASIDE if weight == SUMMARY and vocabulary().facets[topic] == HARM else 1.0


def terms_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield each term of a text as it is written and as its stem; a name of two words is one."""
    found = tokens(text)
    place = 0
    while place < len(found):
        pair = found[place : place + 2]
        width = 2 if tuple(stem for _, stem in pair) in _names() else 1
        part = pair[:width]
        stem = "-".join(stem for _, stem in part)
        if width == 2 or (stem not in _reporting() and not stem.isdigit()):
            yield " ".join(word for word, _ in part), stem
        place += width


def halves_of(term: str) -> dict[str, str]:
    """Return the terms of the words of a name of two words, each as it is written; else none.

    >>> halves_of("term:donald-trump"), halves_of("term:clearview-ai"), halves_of("term:car")
    ({'term:donald': 'donald', 'term:trump': 'trump'}, {'term:clearview': 'clearview'}, {})
    """
    return _halves().get(term, {})


@cache
def _halves() -> dict[str, dict[str, str]]:
    return {
        TERM + "-".join(stems(name)): {
            TERM + stem: written for word in name.split() for written, stem in terms_of(word)
        }
        for name in _read("names.txt").splitlines()
    }


@cache
def _reporting() -> frozenset[str]:
    return frozenset(stems(_read("reporting_words.txt")))


@cache
def _names() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(stems(line)) for line in _read("names.txt").splitlines())


def _read(name: str) -> str:
    return (files("graph.related") / name).read_text(encoding="utf-8")
