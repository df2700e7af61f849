"""Known records like a draft: related issues by text, other records by name."""

from typing import Final, NamedTuple

from graph.search import SearchQuery
from server.contribute.drafts import Draft
from server.web.site import site

__all__ = ["Known", "known_like"]

MOST: Final = 5
LONGEST: Final = 5_000
"""Characters of a draft by which it is compared."""


class Known(NamedTuple):
    """A record that a draft may repeat: its address, title, and why."""

    address: str
    title: str
    why: str


def known_like(draft: Draft) -> list[Known]:
    """Return the records that are most like a draft, so that nothing is sent twice."""
    entry = draft.entries[-1] if draft.entries else {}
    if entry.get("summary"):
        return _similar(f"{entry.get('title', '')}. {entry['summary']}")
    words = " ".join(str(draft.title).split()[:12])
    hits = site().search.find(SearchQuery(words, most=MOST), ()).hits if words else ()
    return [Known(site().address(hit.iri), hit.title, hit.kind) for hit in hits]


def _similar(text: str) -> list[Known]:
    from server.pages.similar_issues import similar_to

    return [
        Known(site().address(one.related), one.label, one.summary)
        for one in similar_to(text[:LONGEST], MOST)
    ]
