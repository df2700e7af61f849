"""Feeds of a record and of a question, and of any list, as Atom and as JSON Feed."""

from typing import Final

from flask import Blueprint, Response, request

from ontology import NotFound
from server.follow.topics import feed_of, topic_of
from server.search.atom import feed_text
from server.search.json_feed import json_feed_text
from server.web.formats import ATOM, JSON_FEED, respond

__all__ = ["blueprint"]

blueprint = Blueprint("topic_feeds", __name__)

WRITERS: Final = {"atom": (ATOM, feed_text), "json": (JSON_FEED, json_feed_text)}


@blueprint.get("/id/<kind>/<slug>/feed.<suffix>")
def of_record(kind: str, slug: str, suffix: str) -> Response:
    """Send the changes of a record, the newest first.

    Source: RFC 4287; JSON Feed, version 1.1.
    """
    return _feed(f"id/{kind}/{slug}", f"id/{kind}/{slug}/feed.{suffix}", suffix)


@blueprint.get("/questions/<name>/feed.<suffix>")
def of_question(name: str, suffix: str) -> Response:
    """Send the answer to a question, an entry a row."""
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return _feed(f"questions/{name}{query}", f"questions/{name}/feed.{suffix}{query}", suffix)


def _feed(address: str, self_: str, suffix: str) -> Response:
    if suffix not in WRITERS:
        raise NotFound(f"there is no feed in '{suffix[:20]}': there are atom and json")
    format_, write = WRITERS[suffix]
    topic = topic_of(address)
    return respond(write(feed_of(topic, self_), topic.items), format_)
