"""Content negotiation: which of the formats on offer a client wants, in pure functions."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar, Protocol, TypeVar

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from ontology import NotAcceptable

__all__ = ["Offer", "best", "choose", "prefers_html", "split_suffix"]


class Offer(Protocol):
    """What can be negotiated: a data class with a short name and a media type."""

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


Format = TypeVar("Format", bound=Offer)


@lru_cache(maxsize=256)
def choose(accept: str, offers: tuple[Format, ...], wanted: str = "") -> Format:
    """Return the offer that a client wants most, under the media type that it accepts.

    `wanted` is a short name or a media type that a person gave, and outranks `Accept`. Where
    several are wanted alike, the one that was named more exactly wins, then the first of ours.
    Raises `NotAcceptable`, naming what there is, where no offer will do.
    Source: RFC 9110, sections 12.4.2 and 12.5.1.

    >>> from graph.rdf.formats import RESULT_FORMATS
    >>> choose("text/csv;q=0.5, application/sparql-results+xml", RESULT_FORMATS).name
    'xml'
    >>> choose("application/json", RESULT_FORMATS).media_type
    'application/json'
    >>> choose("text/csv;q=0, */*;q=0.1", RESULT_FORMATS[2:]).name
    'tsv'
    """
    others = [replace(offer, media_type=name) for offer in offers for name in offer.also]
    spelled = [*offers, *others]
    if wanted:
        found = next((one for one in spelled if wanted in (one.name, one.media_type)), None)
    elif not accept.strip():
        found = spelled[0]
    else:
        names = [one.media_type for one in spelled]
        chosen = best(accept, names)
        found = None if chosen is None else spelled[chosen]
    if found is None:
        there_is = ", ".join(f"{offer.name} ({offer.media_type})" for offer in offers)
        raise NotAcceptable(f"no format that you accept; there are: {there_is}")
    return found


def best(accept: str, names: Sequence[str]) -> int | None:
    """Return the place of the media type that an `Accept` header wants most, or nothing.

    >>> best("text/*;q=0.5, text/turtle", ["text/html", "text/turtle"])
    1
    >>> best("text/html;q=0", ["text/html"]) is None
    True
    """
    ranges = parse_accept_header(accept, Accept)
    wishes = [_wish(name, ranges) for name in names]
    place = max(range(len(names)), key=lambda place: (*wishes[place], -place))
    return place if wishes[place][0] > 0 else None


def _wish(name: str, ranges: Accept) -> tuple[float, int]:
    """Return how much a media type is wanted, by the range that names it most exactly."""
    found = [(_exactness(name, value), quality) for value, quality in ranges]
    exactness, quality = max(found, default=(0, 0))
    return (quality, exactness) if exactness else (0, 0)


def _exactness(name: str, value: str) -> int:
    """Return how exactly a range names a media type: 0 for not at all.

    Its parameters (a charset, a profile) do not tell our formats apart.
    """
    range_, _, parameters = value.replace(" ", "").lower().partition(";")
    if range_ == name:
        return 4 if parameters else 3
    if range_ == f"{name.partition('/')[0]}/*":
        return 2
    return 1 if range_ == "*/*" else 0


@lru_cache(maxsize=256)
def prefers_html(accept: str) -> bool:
    """Whether a client asks for HTML before anything else, as browsers do.

    >>> prefers_html("text/html,application/xhtml+xml,*/*;q=0.8"), prefers_html("*/*")
    (True, False)
    """
    return "text/html" in accept.lower() and best(accept, ["application/json", "text/html"]) == 1


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
