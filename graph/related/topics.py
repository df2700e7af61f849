"""Topics: gazetteer matching of reviewed phrases, which name a technique, a use, a harm or people.

One topic has many phrases ("wrongly arrested", "false arrest"), so that two texts that use other
words for one thing meet in one node. The phrases are in `topics.yaml`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, TypeAlias

import yaml

from graph.stemming import stems

__all__ = ["TOPIC", "Vocabulary", "facet_of", "topics_in", "vocabulary"]

TOPIC: Final = "topic:"
SLACK: Final = 2
"""How many other words may stand among the words of a phrase."""

Phrase: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """The topics by slug, with labels and facets, and their phrases by the first stem of each."""

    labels: Mapping[str, str]
    facets: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[Phrase, str], ...]]


@cache
def vocabulary() -> Vocabulary:
    """Return the topics that come with the graph.

    >>> vocabulary().facets["wrongful-arrest"], vocabulary().labels["wrongful-arrest"]
    ('harm', 'wrongful arrest')
    """
    text = (files("graph.related") / "topics.yaml").read_text(encoding="utf-8")
    return _vocabulary(yaml.safe_load(text))


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
    for facet, topics in written.items():
        for label, surfaces in topics.items():
            slug = "-".join(label.lower().replace(",", "").split())
            labels[slug], facets[slug] = label, facet
            for phrase in map(_phrase, surfaces):
                phrases[phrase[0]].add((phrase, slug))
    by_first = {first: tuple(sorted(found)) for first, found in phrases.items()}
    return Vocabulary(labels, facets, by_first)


def _phrase(surface: str) -> Phrase:
    return tuple(dict.fromkeys(stems(surface)))


@lru_cache(maxsize=20_000)  # the labels of categories come again with every issue
def topics_in(text: str) -> tuple[tuple[str, int], ...]:
    """Return which topics a sentence names, and how often each.

    Complexity: the words of the sentence times the phrases that begin with one of them.

    >>> topics_in("Police wrongly arrested a man after a false face match")
    (('facial-recognition', 1), ('misidentification', 1), ('wrongful-arrest', 1))
    """
    known = vocabulary()
    places: dict[str, list[int]] = defaultdict(list)
    for place, stem in enumerate(stems(text)):
        places[stem].append(place)
    found: Counter[str] = Counter()
    for first in places:
        for phrase, slug in known.phrases.get(first, ()):
            if all(stem in places for stem in phrase):
                found[slug] = max(found[slug], _times(phrase, places))
    return tuple(sorted((+found).items()))


def _times(phrase: Phrase, places: Mapping[str, list[int]]) -> int:
    """Return how often the stems of a phrase stand within its length and the slack."""
    width = len(phrase) + SLACK
    return sum(
        all(any(abs(other - start) < width for other in places[stem]) for stem in phrase[1:])
        for start in places[phrase[0]]
    )
