"""Names in other languages: places by CLDR, topics by a file, and phrases that a search reads."""

from graph.languages.names import (
    is_translated,
    languages,
    place_names,
    topic_names,
    write_place_names,
)
from graph.languages.phrases import phrases

__all__ = [
    "is_translated",
    "languages",
    "phrases",
    "place_names",
    "topic_names",
    "write_place_names",
]
