"""Content negotiation: which of the formats on offer a client wants, in pure functions."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from ontology import NotAcceptable

__all__ = ["choose", "prefers_html", "split_suffix"]


class Offer(Protocol):
    """What can be negotiated: anything with a short name and a media type."""

    @property
    def name(self) -> str:
        """Return the short name, as in `?format=` and as a suffix."""

    @property
    def media_type(self) -> str:
        """Return the media type, as in `Accept`."""


Format = TypeVar("Format", bound=Offer)


def choose(accept: str, offers: Sequence[Format], wanted: str = "") -> Format:
    """Return the offer that a client wants most; the first is ours where all are alike to it.

    `wanted` is a short name or a media type that a person gave, and outranks `Accept`.
    Raises `NotAcceptable`, naming what there is, where no offer will do.
    Source: RFC 9110, sections 12.4.2 and 12.5.1.

    >>> from graph import RESULT_FORMATS
    >>> choose("text/csv;q=0.5, application/sparql-results+xml", RESULT_FORMATS).name
    'xml'
    >>> choose("", RESULT_FORMATS, wanted="tsv").name
    'tsv'
    """
    if wanted:
        found = [offer for offer in offers if wanted in (offer.name, offer.media_type)]
    elif not accept.strip():
        found = list(offers[:1])
    else:
        parsed = parse_accept_header(accept, MIMEAccept)
        best = parsed.best_match([offer.media_type for offer in offers])
        found = [offer for offer in offers if offer.media_type == best]
    if not found:
        there_is = ", ".join(f"{offer.name} ({offer.media_type})" for offer in offers)
        raise NotAcceptable(f"no format that you accept; there are: {there_is}")
    return found[0]


def prefers_html(accept: str) -> bool:
    """Whether a client asks for HTML before anything else, as browsers do.

    >>> prefers_html("text/html,application/xhtml+xml,*/*;q=0.8"), prefers_html("*/*")
    (True, False)
    """
    parsed = parse_accept_header(accept, MIMEAccept)
    return bool(parsed) and parsed.best_match(["application/json", "text/html"]) == "text/html"


def split_suffix(name: str, offers: Sequence[Offer]) -> tuple[str, str]:
    """Part a name from the format that its suffix asks for.

    >>> from graph import GRAPH_FORMATS
    >>> split_suffix("ghost-work.ttl", GRAPH_FORMATS), split_suffix("ghost-work", GRAPH_FORMATS)
    (('ghost-work', 'ttl'), ('ghost-work', ''))
    """
    stem, _, suffix = name.rpartition(".")
    return (stem, suffix) if stem and suffix in {offer.name for offer in offers} else (name, "")
