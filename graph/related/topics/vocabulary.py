"""Topics: gazetteer matching of reviewed phrases, which name a technique, a use, a harm or people.

One topic has many phrases ("wrongly arrested", "false arrest"), so that two texts that use other
words for one thing meet in one node. The phrases are in `topics.yaml`. A phrase may name a class of
words of like sense: "<wrongly> <arrest>" is "falsely jailed" and "detained by mistake", so that it
finds what no reader has read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Final, TypeAlias

import yaml

from graph.stemming import stems

__all__ = ["HARM", "TOPIC", "Vocabulary", "facet_of", "topics_in", "vocabulary"]

TOPIC: Final = "topic:"
HARM: Final = "harm"
SLACK: Final = 2
"""How many other words may stand among the words of a phrase."""
CLASSES: Final = "classes"
"""The part of the file that holds classes of words."""

Phrase: TypeAlias = tuple[str, ...]
"""Stems and classes of words."""


@dataclass(frozen=True)
class Vocabulary:
    """The topics by slug, with labels and facets, and their phrases by the first word of each.

    `classes` are those of each stem, as phrases name them.
    """

    labels: Mapping[str, str]
    facets: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[Phrase, str], ...]]
    classes: Mapping[str, tuple[str, ...]]


@cache
def vocabulary() -> Vocabulary:
    """Return the topics that come with the graph.

    >>> vocabulary().facets["wrongful-arrest"], vocabulary().labels["wrongful-arrest"]
    ('harm', 'wrongful arrest')
    """
    text = (files("graph.related.topics") / "topics.yaml").read_text(encoding="utf-8")
    return _vocabulary(yaml.load(text, Loader=yaml.CSafeLoader))


def facet_of(node: str) -> str:
    """Return the facet of a topic's node, or nothing for another node or an unknown topic.

    >>> facet_of("topic:wrongful-arrest"), facet_of("term:arrest")
    ('harm', '')
    """
    return vocabulary().facets.get(node.removeprefix(TOPIC), "") if node.startswith(TOPIC) else ""


def _vocabulary(written: Mapping[str, Mapping[str, Iterable[str]]]) -> Vocabulary:
    labels: dict[str, str] = {}
    facets: dict[str, str] = {}
    phrases: dict[str, set[tuple[Phrase, str]]] = defaultdict(set)
    facets_of = {facet: topics for facet, topics in written.items() if facet != CLASSES}
    for facet, topics in facets_of.items():
        for label, surfaces in topics.items():
            slug = "-".join(label.lower().replace(",", "").split())
            labels[slug], facets[slug] = label, facet
            for phrase in map(_phrase, surfaces):
                phrases[phrase[0]].add((phrase, slug))
    by_first = {first: tuple(sorted(found)) for first, found in phrases.items()}
    return Vocabulary(labels, facets, by_first, _classes(written.get(CLASSES, {})))


def _classes(written: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Return the classes of each stem."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, words in written.items():
        for stem in dict.fromkeys(stems(" ".join(words))):
            found[stem].append(f"<{name}>")
    return {stem: tuple(names) for stem, names in found.items()}


def _phrase(surface: str) -> Phrase:
    """Return the stems of a phrase, and its classes as they are.

    >>> _phrase("<wrong> answers of ChatGPT")
    ('<wrong>', 'answer', 'chatgpt')
    """
    parts = ([word] if word.startswith("<") else stems(word) for word in surface.split())
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


@lru_cache(maxsize=20_000)  # the labels of categories come again with every issue
def topics_in(text: str) -> tuple[tuple[str, int], ...]:
    """Return which topics a sentence names, and how often each.

    Complexity: the words of the sentence times the phrases that begin with one of them.

    >>> topics_in("Police mistakenly detained a man whom face recognition took for another")
    (('facial-recognition', 1), ('wrongful-arrest', 1))
    """
    known = vocabulary()
    places: dict[str, list[int]] = defaultdict(list)
    for place, stem in enumerate(stems(text)):
        for word in (stem, *known.classes.get(stem, ())):
            places[word].append(place)
    found: Counter[str] = Counter()
    for first in places:
        for phrase, slug in known.phrases.get(first, ()):
            if all(word in places for word in phrase):
                found[slug] = max(found[slug], _times(phrase, places))
    return tuple(sorted((+found).items()))


def _times(phrase: Phrase, places: Mapping[str, list[int]]) -> int:
    """Return how often the words of a phrase stand within its length and the slack."""
    width = len(phrase) + SLACK
    return sum(
        all(any(0 < abs(other - start) < width for other in places[word]) for word in phrase[1:])
        for start in places[phrase[0]]
    )
