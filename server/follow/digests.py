"""Digests: the items of a topic that are new or have changed since the last letter."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple

from graph.following.followers import Follower, Followers
from graph.following.letters import letter, queue_letter
from ontology import JusticeGraphError
from server.follow.topics import topic_of
from server.languages.catalogue import ENGLISH, catalogues
from server.languages.current import current, gettext, number, speaking, translated
from server.languages.current import gettext_noop as _
from server.records.meta_tags import root
from server.search.atom import Item
from server.web.language_addresses import in_language, split_language
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
            yield News(item, _("new"))
        elif seen[item.iri] != now[item.iri]:
            yield News(item, _("changed"))


def queue_digests(moment: str = "") -> int:
    """Queue the digests that are due; return how many.

    The letter and the note that it was queued are one transaction, so that a crash sends no news
    twice.
    """
    followers = Followers(site().settings.data)
    return sum(_queued(followers, one) for one in followers.due(moment))


def begin(followers: Followers, one: Follower) -> None:
    """Note what a new follower's topic holds already, which is not news."""
    with _speaking(one), followers.writing() as connection:
        followers.note_sent(connection, one, snapshot(topic_of(one.topic).items))


def _queued(followers: Followers, one: Follower) -> bool:
    with _speaking(one):
        try:
            _, title, items = topic_of(one.topic)
        except JusticeGraphError:
            return False  # such as a record that was withdrawn
        found = [*news(items, one.seen)]
        letter_ = _letter(one, title, found, followers.leaving(one.id)) if found else b""
    with followers.writing() as connection:
        if found:
            queue_letter(connection, letter_)
        followers.note_sent(connection, one, {**one.seen, **snapshot(items)})
    return bool(found)


def _speaking(one: Follower) -> AbstractContextManager[None]:
    """Return a context in the language in which a topic is followed, which its address begins with.

    A language that is served no more is English.
    """
    return speaking(catalogues().get(split_language(f"/{one.topic}")[0], ENGLISH))


def _letter(one: Follower, title: str, found: Sequence[News], token: str) -> bytes:
    code = current().code
    stop = root() + in_language(f"/follow/stop/{token}", code)[1:]
    headers = {
        "Content-Language": code,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    entries = "\n".join(_entry(each) for each in found)
    words = {"count": number(len(found)), "title": title, "project": site().project.title}
    lead = gettext("%(count)s new or changed in “%(title)s”, which you follow:", **words)
    end = gettext("Stop these letters: %(address)s", address=stop)
    text = f"{lead}\n{root()}{one.topic}\n\n{entries}\n{end}\n"
    subject = gettext("%(project)s: %(count)s new in %(title)s", **words)
    return letter(one.address, site().settings.sender, subject, text, headers)


def _entry(one: News) -> str:
    words = " ".join(one.item.text.split())
    return f"- {one.item.title} ({translated(one.why)})\n  {words[:300]}\n  {one.item.address}\n"
