"""Digests: the items of a topic that are new or have changed since the last letter."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.following.followers import Follower, Followers
from graph.following.letters import letter, queue_letter
from ontology import JusticeGraphError
from server.follow.topics import topic_of
from server.records.meta_tags import root
from server.search.atom import Item
from server.web.site import site

__all__ = ["News", "begin", "news", "queue_digests", "snapshot"]


class News(NamedTuple):
    """An item that is new or has changed, and why it is in the letter."""

    item: Item
    why: str


def snapshot(items: Sequence[Item]) -> dict[str, str]:
    """Return a short hash of each item, by which the next digest tells what has changed."""
    return {
        item.iri: hashlib.sha256(f"{item.title}\0{item.text}".encode()).hexdigest()[:16]
        for item in items
    }


def news(items: Sequence[Item], seen: Mapping[str, str]) -> Iterator[News]:
    """Yield the items that are new or have changed since a snapshot.

    >>> one = Item("urn:a", "A", "https://example.org/a", "2026-01-02", "text")
    >>> [found.why for found in news([one], {})], [*news([one], snapshot([one]))]
    (['new'], [])
    """
    now = snapshot(items)
    for item in items:
        if item.iri not in seen:
            yield News(item, "new")
        elif seen[item.iri] != now[item.iri]:
            yield News(item, "changed")


def queue_digests(moment: str = "") -> int:
    """Queue the digests that are due; return how many.

    The letter and the note that it was queued are one transaction, so that a crash sends no news
    twice.
    """
    followers = Followers(site().settings.data)
    return sum(_queued(followers, one) for one in followers.due(moment))


def begin(followers: Followers, one: Follower) -> None:
    """Note what a new follower's topic holds already, which is not news."""
    with followers.writing() as connection:
        followers.note_sent(connection, one, snapshot(topic_of(one.topic).items))


def _queued(followers: Followers, one: Follower) -> bool:
    try:
        _, title, items = topic_of(one.topic)
    except JusticeGraphError:
        return False  # such as a record that was withdrawn
    found = [*news(items, one.seen)]
    token = followers.leaving(one.id)
    with followers.writing() as connection:
        if found:
            queue_letter(connection, _letter(one, title, found, token))
        followers.note_sent(connection, one, {**one.seen, **snapshot(items)})
    return bool(found)


def _letter(one: Follower, title: str, found: Sequence[News], token: str) -> bytes:
    stop = f"{root()}follow/stop/{token}"
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    entries = "\n".join(_entry(each) for each in found)
    text = (
        f"{len(found)} new or changed in “{title}”, which you follow:\n{root()}{one.topic}\n\n"
        f"{entries}\nStop these letters: {stop}\n"
    )
    subject = f"{site().project.title}: {len(found)} new in {title}"
    return letter(one.address, site().settings.sender, subject, text, headers)


def _entry(one: News) -> str:
    words = " ".join(one.item.text.split())
    return f"- {one.item.title} ({one.why})\n  {words[:300]}\n  {one.item.address}\n"
