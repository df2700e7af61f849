"""JSON Feed writer (version 1.1)."""

import json
from collections.abc import Iterable

from server.languages.current import current
from server.search.atom import Feed, Item

__all__ = ["json_feed_text"]


def json_feed_text(feed: Feed, items: Iterable[Item]) -> bytes:
    """Return a feed with its entries in their order.

    Source: JSON Feed, version 1.1.

    >>> here = "https://example.org/"
    >>> feed = Feed(here, f"{here}feed.json", "News", "2026-01-02", "Ann")
    >>> json.loads(json_feed_text(feed, []))["version"]
    'https://jsonfeed.org/version/1.1'
    """
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.address,
        "feed_url": feed.self_,
        "authors": [{"name": feed.author}],
        "language": current().code,
        "items": [
            {
                "id": item.iri,
                "url": item.address,
                "title": item.title,
                "content_text": item.text,
                "date_modified": f"{item.updated[:10]}T00:00:00Z",
            }
            for item in items
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
