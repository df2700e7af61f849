"""Proactive content negotiation by quality values (RFC 9110, section 12), in pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar, Final, Protocol, TypeVar

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from ontology import NotAcceptable

__all__ = ["Offer", "best", "choose", "choose_named", "named", "prefers_html", "split_suffix"]


class Offer(Protocol):
    """An offer to negotiate: a data class with a short name and a media type."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def name(self) -> str:
        """Return the short name, as in `?format=` and as a suffix."""

    @property
    def media_type(self) -> str:
        """Return the media type, as in `Accept`."""

    @property
    def also(self) -> tuple[str, ...]:
        """Return other media types that the same bytes may be called by."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return other short names, in small letters."""


Format = TypeVar("Format", bound=Offer)
HTML: Final = "text/html"
LONGEST: Final = 40
"""Characters of a parameter that a message repeats."""


@lru_cache(maxsize=256)
def choose(accept: str, offers: tuple[Format, ...], wanted: str = "") -> Format:
    """Return the offer with the highest quality value, under the media type that was accepted.

    `wanted` is a format's name or media type in an address, and overrides `Accept`. Of equal
    quality values the more specific media range wins, then the first offer.
    Raises `NotAcceptable`, with the formats on offer, where none is acceptable.
    Source: RFC 9110, sections 12.4.2 and 12.5.1.

    >>> from graph.rdf.formats import RESULT_FORMATS
    >>> choose("text/csv;q=0.5, application/sparql-results+xml", RESULT_FORMATS).name
    'xml'
    >>> choose("application/json", RESULT_FORMATS).media_type
    'application/json'
    >>> choose("text/csv;q=0, */*;q=0.1", RESULT_FORMATS[2:]).name
    'tsv'
    """
    found = named(wanted, offers) if wanted else _accepted(accept, offers)
    if found is None:
        raise NotAcceptable(f"no format that you accept; there are: {_list(offers)}")
    return found


@lru_cache(maxsize=256)
def choose_named(accept: str, offers: tuple[Format, ...], names: tuple[str, ...]) -> Format:
    """Return the offer that a parameter such as `format=` names, else the one that `Accept` wants.

    Clients send several names at once and rely on `Accept` for those that a server does not know.
    Raises `NotAcceptable`, naming the parameter's value, where neither leads to an offer.

    >>> from graph.rdf.formats import GRAPH_FORMATS
    >>> choose_named("*/*", GRAPH_FORMATS, ("JSON-LD",)).name
    'jsonld'
    >>> choose_named("application/n-triples", GRAPH_FORMATS, ("hdt",)).name
    'nt'
    """
    given = [name for name in names if name.strip()]
    found: Format | None = None if given else choose(accept, offers)
    found = found or next(filter(None, (named(name, offers) for name in given)), None)
    found = found or (_accepted(accept, offers) if accept.strip() else None)
    if found is None:
        unknown = f"format={given[0][:LONGEST]} is no format of this result"
        raise NotAcceptable(f"{unknown}; there are: {_list(offers)}")
    return found


def named(name: str, offers: Sequence[Format]) -> Format | None:
    """Return the offer of a short name, an alias or a media type, in any case; else nothing.

    A list of media types with quality values is read as `Accept` is. A plus sign that was not
    percent-encoded in an address has become a space.

    >>> from graph.rdf.formats import GRAPH_FORMATS
    >>> named("Turtle", GRAPH_FORMATS).name, named("rdf xml", GRAPH_FORMATS).name
    ('ttl', 'rdf')
    """
    word = name.strip().lower().replace(" ", "+").removeprefix(".")
    found = next((one for one in offers if word in (one.name, *one.aliases)), None)
    if found is None and "/" in word:
        return _accepted(word.replace(",+", ",").replace(";+", ";"), offers)
    return found


def _accepted(accept: str, offers: Sequence[Format]) -> Format | None:
    """Return the offer that an `Accept` header wants most; the first where there is no header."""
    if not accept.strip():
        return offers[0]
    others = [replace(offer, media_type=name) for offer in offers for name in offer.also]
    spelled = [*offers, *others]
    place = best(accept, [one.media_type for one in spelled])
    return None if place is None else spelled[place]


def _list(offers: Iterable[Offer]) -> str:
    return ", ".join(f"{offer.name} ({offer.media_type})" for offer in offers)


def best(accept: str, names: Sequence[str]) -> int | None:
    """Return the index of the media type with the highest quality value, if any is above 0.

    >>> best("text/*;q=0.5, text/turtle", ["text/html", "text/turtle"])
    1
    >>> best("text/html;q=0", ["text/html"]) is None
    True
    """
    ranges = _ranges(accept)
    qualities = [_quality(name, ranges) for name in names]
    place = max(range(len(names)), key=lambda place: (*qualities[place], -place))
    return place if qualities[place][0] > 0 else None


def _quality(name: str, ranges: Accept) -> tuple[float, int]:
    """Return the quality value of a media type, from the most specific range that matches it."""
    matching = [(_specificity(name, value), quality) for value, quality in ranges]
    specificity, quality = max(matching, default=(0, 0))
    return (quality, specificity) if specificity else (0, 0)


def _specificity(name: str, value: str) -> int:
    """Return how specific a media range is that matches a media type: 0 where it does not match.

    Its parameters (a charset, a profile) do not tell our formats apart.
    """
    range_, _, parameters = value.replace(" ", "").lower().partition(";")
    if range_ == name:
        return 4 if parameters else 3
    if range_ == f"{name.partition('/')[0]}/*":
        return 2
    return 1 if range_ == "*/*" else 0


@lru_cache(maxsize=256)
def prefers_html(accept: str, offers: tuple[Format, ...] = ()) -> bool:
    """Whether HTML has the highest quality value among a page and the formats of its data.

    Without offers, as for errors, HTML competes with all media types that the header names. Of
    equal quality values data win, unless the header names HTML and the data only by a wildcard,
    as browsers do.

    >>> prefers_html("text/html,application/xhtml+xml,*/*;q=0.8"), prefers_html("*/*")
    (True, False)
    >>> prefers_html("text/turtle, text/html;q=0.2")
    False
    """
    if not accept.strip():
        return False
    data = [name for offer in offers for name in (offer.media_type, *offer.also)] or [*PROBLEMS]
    types = [] if offers else [value.partition(";")[0].lower() for value, _ in _ranges(accept)]
    others = [name for name in types if "*" not in name]
    return best(accept, [*data, HTML, *others]) == len(data)


PROBLEMS: Final = ("application/problem+json", "application/json")


def _ranges(accept: str) -> Accept:
    return parse_accept_header(accept, Accept)


def split_suffix(name: str, offers: Sequence[Offer]) -> tuple[str, str]:
    """Part a name from the format that its suffix asks for.

    >>> from graph.rdf.formats import GRAPH_FORMATS
    >>> split_suffix("ghost-work.ttl", GRAPH_FORMATS), split_suffix("ghost-work", GRAPH_FORMATS)
    (('ghost-work', 'ttl'), ('ghost-work', ''))
    """
    for offer in offers:
        stem = name.removesuffix(f".{offer.name}")
        if stem not in ("", name):
            return stem, offer.name
    return name, ""
