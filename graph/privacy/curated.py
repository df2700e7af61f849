"""Names of persons in records that people write: the rule for curated records and own folders.

A record may name those whom a record gives a public role, organisations, systems, places and works.
Anybody else who is written as a person is, with a given name and a surname or with a form of
address, is named nowhere: in no text, title, address or id.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from graph.privacy.addresses import readable
from graph.privacy.known_names import everywhere
from graph.privacy.name_detection import Mention, Rank, mentions, ranks
from graph.privacy.name_lists import PARTICLES, TITLES, given_names, surnames
from graph.privacy.name_tokens import NOBODY, Phrases, Token, tokens

__all__ = ["Named", "is_full_name", "names_of", "names_person", "persons_named"]

TEXTS: Final = frozenset(
    """
    title summary description claim counts unit work figure note reason quotation label definition
    name alias asked outcome publicRole withdrawalReason
    """.split()  # noqa: SIM905
)
ADDRESSES: Final = ("url", "homepage")
NAMING: Final = ("name", "alias", "title")
WORKS: Final = ("Source", "Incident", "SystemicPractice", "Hazard", "Proceeding", "Organising")
"""Records whose titles may speak of persons, so that their names make nobody known."""
ENDINGS: Final = frozenset("jr sr ii iii iv".split())  # noqa: SIM905
LISTED: Final = (Rank.NAME, Rank.EVERYDAY, Rank.REVIEWED)
LONGEST: Final = 4
SHORT: Final = 3


class Named(NamedTuple):
    """A person who is named in a field of a record; `words` are the numbers of the words."""

    record: str
    field: str
    words: tuple[int, int]


def names_of(records: Iterable[Mapping[str, Any]]) -> Phrases:
    """Return the names that records give to actors, systems, groups and places.

    A name that is just a person's counts only where a record gives that person a public role.
    """
    found = Phrases()
    for record in records:
        is_person = record.get("type") == "Person"
        if record.get("type") in WORKS or (is_person and not record.get("publicRole")):
            continue
        is_body = record.get("type") == "Organization"
        for text in (text for field in NAMING for text in _texts(record.get(field, ""))):
            if is_person or not (is_full_name(text) if is_body else names_person(text, NOBODY)):
                found.add(text)
    return found


def persons_named(record: Mapping[str, Any], known: Phrases) -> Iterator[Named]:
    """Yield who is named as a person in a record, and is nobody that is known.

    Complexity: linear in the texts.
    """
    phrases = (*everywhere(), known)
    for field, text in _fields(record):
        is_slug = field == "id" or field in ADDRESSES
        for one in _persons(text, phrases, is_slug=is_slug):
            yield Named(str(record.get("id", "")), field, (one.first + 1, one.last + 1))


def names_person(text: str, known: Phrases, *, is_slug: bool = False) -> bool:
    """Whether a text names somebody who is nobody that is known.

    >>> names_person("Mr Herzberg left", Phrases()), names_person("A driver left", Phrases())
    (True, False)
    """
    return any(_persons(text, (*everywhere(), known), is_slug=is_slug))


def _persons(text: str, known: Sequence[Phrases], *, is_slug: bool) -> Iterator[Mention]:
    words = tokens(text)
    of_words = ranks(words, known)
    for one in mentions(text, known):
        place = range(one.first, one.last + 1)
        is_written = all(words[i].is_capital or words[i].folded in PARTICLES for i in place)
        if is_written and (
            _is_addressed(words, of_words, one) or _is_pair(words, of_words, place, is_slug=is_slug)
        ):
            yield one


def _is_addressed(words: Sequence[Token], ranks: Sequence[Rank], one: Mention) -> bool:
    """Whether a form of address, such as "Mr", leads a word that may be a name."""
    leads = (words[i].folded for i in range(max(0, one.first - 1), one.last))
    may_be_name = any(ranks[i] >= Rank.UNKNOWN for i in range(one.first, one.last + 1))
    return may_be_name and any(word in TITLES - ENDINGS for word in leads)


def _is_pair(words: Sequence[Token], ranks: Sequence[Rank], place: range, *, is_slug: bool) -> bool:
    """Whether a given name has another name with it; in a slug, both are names and nothing else."""
    given = [i for i in place if ranks[i] in LISTED and words[i].folded in given_names()]
    others = [
        i
        for i in place
        if ranks[i] >= Rank.UNKNOWN or (ranks[i] in LISTED and words[i].folded in surnames())
    ]
    if is_slug:
        given, others = ([i for i in some if ranks[i] is Rank.NAME] for some in (given, others))
    return any(
        one != other and (ranks[one] is not Rank.REVIEWED or ranks[other] is Rank.NAME)
        for one in given
        for other in others
    )


def is_full_name(text: str) -> bool:
    """Whether a name of something is just that of a person: "Mary Roe", not "Mary Roe Ltd"."""
    words = tokens(text)
    of_words = ranks(words, everywhere())
    if not 2 <= len(words) <= LONGEST or of_words[0] is not Rank.NAME:
        return False
    first, last = words[0], words[-1]
    if first.text.isupper() and len(first.text) <= SHORT:
        return False
    is_last = of_words[-1] >= Rank.UNKNOWN or last.folded in surnames()
    return is_last and first.folded in given_names()


def _fields(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a record that readers see, and its id as words."""
    if record.get("type") != "Person":
        yield "id", str(record.get("id", "")).replace("-", " ").title()
    yield from _nested(record, "")


def _nested(value: Any, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _nested(item, field if str(name).startswith("#") else str(name))
    elif isinstance(value, list):
        for item in value:
            yield from _nested(item, field)
    elif field in ADDRESSES:
        yield field, readable(str(value))
    elif field in TEXTS or (len(field) == 2 and isinstance(value, str)):
        yield field, str(value)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = [*value.values()]
    yield from map(str, value if isinstance(value, list) else [value] if value else [])
