"""Labels of terms, concepts, places and topics in another language: those of a release."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from graph.engine.base import Engine
from graph.languages import topic_names

__all__ = ["NO_NAMES", "Names", "read_names"]

QUERY: Final = "queries/translated.rq"


@dataclass(frozen=True)
class Names:
    """Labels in a language: by IRI, and by English label where all that have it share one.

    `definitions` are by IRI, too.
    """

    by_iri: Mapping[str, str]
    by_label: Mapping[str, str]
    definitions: Mapping[str, str]


NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
NO_NAMES: Final = Names(NOTHING, NOTHING, NOTHING)


def read_names(engine: Engine, language: str) -> Names:
    """Return the preferred labels of a release in a language.

    A text that is the English label of things with different names keeps its English.
    Complexity: one query, linear in the labels in this language.
    """
    query = (files("server") / QUERY).read_text(encoding="utf-8").replace("?language", language)
    by_iri: dict[str, str] = {}
    definitions: dict[str, str] = {}
    meanings: dict[str, set[str]] = defaultdict(set)
    for label, name in topic_names(language).items():
        meanings[label].add(name)
    for row in engine.rows(query):
        by_iri[row["thing"].text] = row["name"].text
        if "definition" in row:
            definitions[row["thing"].text] = row["definition"].text
        if "english" in row:
            meanings[row["english"].text].add(row["name"].text)
    by_label = {text: min(some) for text, some in meanings.items() if len(some) == 1}
    return Names(by_iri, by_label, definitions)
