"""Topics of issues: a vocabulary, phrases by which texts name it, subjects that readers gave."""

from graph.related.topics.subjects import Given, subjects, subjects_of
from graph.related.topics.vocabulary import (
    HARM,
    TOPIC,
    Vocabulary,
    facet_of,
    topics_in,
    vocabulary,
)

__all__ = [
    "HARM",
    "TOPIC",
    "Given",
    "Vocabulary",
    "facet_of",
    "subjects",
    "subjects_of",
    "topics_in",
    "vocabulary",
]
