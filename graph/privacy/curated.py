"""Names of persons in records that people write: the rule for curated records and own folders.

A record may name those whom a record gives a public role, organisations, systems, places and works.
Anybody else who is written as a person is, with a given name and a surname, is named nowhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from graph.privacy.known_names import everywhere
from graph.privacy.name_detection import Phrases, Rank, mentions, ranks, tokens
from graph.privacy.name_lists import given_names

__all__ = ["Named", "names_of", "persons_named"]

TEXTS: Final = frozenset(
    """
    title summary description claim counts unit work figure note reason quotation label definition
    """.split()  # noqa: SIM905
)
NAMING: Final = ("name", "alias", "title")
WORKS: Final = ("Source", "Taxonomy", "Concept")


class Named(NamedTuple):
    """A person who is named in a field of a record; `words` are the numbers of the words."""

    record: str
    field: str
    words: tuple[int, int]


def names_of(records: Iterable[Mapping[str, Any]]) -> Phrases:
    """Return the names that records give to actors, systems, groups, places and works."""
    found = Phrases()
    for record in records:
        is_private = record.get("type") == "Person" and not record.get("publicRole")
        if not is_private and record.get("type") not in ("Incident", "SystemicPractice", "Hazard"):
            for field in NAMING:
                for text in _texts(record.get(field, "")):
                    found.add(text)
    return found


def persons_named(record: Mapping[str, Any], known: Phrases) -> Iterator[Named]:
    """Yield who is named as a person in the texts of a record, and is nobody that is known.

    Complexity: linear in the texts.
    """
    if record.get("type") in WORKS:
        return
    for field, text in _fields(record):
        words = tokens(text)
        of_words = ranks(words, (*everywhere(), known))
        for one in mentions(text, (*everywhere(), known)):
            place = range(one.first, one.last + 1)
            is_led = words[one.first].folded in given_names()
            is_listed = of_words[one.first] in (Rank.NAME, Rank.EVERYDAY, Rank.REVIEWED)
            if is_led and is_listed and len(place) > 1 and all(words[i].is_capital for i in place):
                yield Named(str(record.get("id", "")), field, (one.first + 1, one.last + 1))


def _fields(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _fields(item, field if str(name).startswith("#") else str(name))
    elif isinstance(value, list):
        for item in value:
            yield from _fields(item, field)
    elif field in TEXTS or (len(field) == 2 and isinstance(value, str)):
        yield field, str(value)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = [*value.values()]
    yield from map(str, value if isinstance(value, list) else [value] if value else [])
