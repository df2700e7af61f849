"""Atom feed writer (RFC 4287); characters that XML cannot hold are replaced."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from feedgen.feed import FeedGenerator

__all__ = ["Feed", "Item", "feed_text"]

NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Source: XML 1.0, section 2.2 (Char)."""


@dataclass(frozen=True)
class Feed:
    """Feed metadata: its lasting address, its title, when it last changed, its author.

    `address` is where people read the same, `self_` where the feed is; `updated` is a day.
    """

    address: str
    self_: str
    title: str
    updated: str
    author: str


@dataclass(frozen=True)
class Item:
    """One entry: its lasting IRI, its title, where it is read, the day it changed, a text."""

    iri: str
    title: str
    address: str
    updated: str
    text: str


def feed_text(feed: Feed, items: Iterable[Item]) -> bytes:
    """Return a feed with its entries in their order; one without a text has no summary.

    Source: RFC 4287, sections 4.1.1 and 4.1.2.
    """
    found = FeedGenerator()
    found.id(feed.address)
    found.title(_fit(feed.title))
    found.link(href=feed.address, rel="alternate")
    found.link(href=feed.self_, rel="self")
    found.author({"name": _fit(feed.author)})
    found.updated(_moment(feed.updated))
    for item in items:
        entry = found.add_entry(order="append")
        entry.id(item.iri)
        entry.title(_fit(item.title))
        entry.link(href=item.address)
        entry.updated(_moment(item.updated))
        if item.text:
            entry.summary(_fit(item.text))
    return bytes(found.atom_str())


def _fit(text: str) -> str:
    r"""Return a text with what XML cannot hold replaced, and never empty.

    >>> _fit("a\x00b") == "a\ufffdb"
    True
    """
    return NOT_XML.sub("\ufffd", text) or "\ufffd"


def _moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)
