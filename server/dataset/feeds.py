"""Atom feeds: new issues, changed issues and releases."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from flask import Blueprint, Response

from graph.engine.base import Row
from graph.rdf.quads import iri
from graph.release.history import ChangedIssue
from ontology import NotFound
from server.dataset.change_words import changes_in_words, fields_in_words
from server.languages.current import current, gettext, gettext_noop, translated
from server.records.meta_tags import root
from server.search.atom import Feed, Item, feed_text
from server.search.issue_lists import issues_with
from server.search.json_feed import json_feed_text
from server.web.formats import ATOM, JSON_FEED, respond
from server.web.language_addresses import in_language
from server.web.releases import past
from server.web.site import query_text, site

__all__ = ["FEEDS", "blueprint"]

blueprint = Blueprint("feeds", __name__)

MOST: Final = 50
"""The most entries of a feed."""
FEEDS: Final = {
    "new": gettext_noop("New issues"),
    "changed": gettext_noop("Changed issues"),
    "releases": gettext_noop("Releases"),
}
ANOTHER: Final = gettext_noop("another record reports it")
NEWEST: Final = issues_with(MOST)


@blueprint.get("/feeds/<name>.<any(atom, json):suffix>")
def feed(name: str, suffix: str) -> Response:
    """Send a feed: new issues, changed issues, or releases.

    Source: RFC 4287; JSON Feed, version 1.1.
    """
    if name not in FEEDS:
        message = f"there is no feed '{name[:40]}': there are {', '.join(FEEDS)}"
        raise NotFound(message).among(name, FEEDS)
    about = Feed(
        _spoken("/search?order=newest" if name == "new" else "/downloads"),
        _spoken(f"/feeds/{name}.{suffix}"),
        f"{site().project.title}: {translated(FEEDS[name]).lower()}",
        str(site().release.manifest["modified"]),
        site().project.publisher,
    )
    items = islice(ITEMS[name](), MOST)
    if suffix == "json":
        return respond(json_feed_text(about, items), JSON_FEED)
    return respond(feed_text(about, items), ATOM)


def _new() -> Iterator[Item]:
    """Yield the issues that are new in the last releases, then the newest by year.

    A new record of an issue that was there before is a change of it.
    """
    brought = [one.iri for entry in reversed(past()) for one in entry.new][:MOST]
    rows = _told(brought)
    new = [one for one in brought if one in rows and rows[one]["issue"].text == one]
    yield from (_item(rows[one], "") for one in new)
    for hit in site().search.find(NEWEST).hits:
        if hit.iri not in {*new}:
            day = hit.modified or str(site().release.manifest["modified"])
            yield Item(hit.iri, hit.title, _address(hit.iri), day, hit.text or hit.kind)


def _changed() -> Iterator[Item]:
    """Yield the issues of which a record changed in the last releases, with the changed fields."""
    last: dict[str, ChangedIssue] = {}
    for entry in reversed(past()):
        for one in (*entry.changed, *entry.new):
            last.setdefault(one.iri, one)
    rows = _told([*last][: 2 * MOST])
    fields: dict[str, list[str]] = {}
    shown: dict[str, Row] = {}
    for record in (one for one in last if one in rows):
        issue, changed = rows[record]["issue"].text, last[record].fields
        if changed or issue != record:
            shown.setdefault(issue, rows[record])
            fields.setdefault(issue, []).extend(changed or (ANOTHER,))
    for issue, row in shown.items():
        yield _item(row, f"{fields_in_words(fields[issue])} ")


def _item(row: Row, words: str) -> Item:
    """Return the entry for the issue of a record."""
    texts = {name: row[name].text for name in ("title", "text", "modified") if name in row}
    day = texts.get("modified") or str(site().release.manifest["modified"])
    issue, text = row["issue"].text, texts.get("text", "")
    return Item(issue, texts["title"], _address(issue), day, words + text or _kind(row))


def _kind(row: Row) -> str:
    """Return the label of the class of an issue, as the search shows it."""
    classes = row["classes"].text.split()
    kinds = (one for one in site().search.values.listed["kind"] if one.value in classes)
    return next((site().called(one.value, one.label) for one in kinds), "")


def _told(records: Sequence[str]) -> dict[str, Row]:
    """Return by record, in its order, the issue that it is of, with title, text, day and classes.

    Records that reviewers hide are left out.
    """
    hidden = site().hidden()
    shown = [one for one in records if one not in hidden]
    if not shown:
        return {}
    text = query_text("told").replace("?records", " ".join(map(iri, shown)))
    rows = (row for row in site().engine.rows(text) if "record" in row)
    return {row["record"].text: row for row in rows if row["issue"].text not in hidden}


def _releases() -> Iterator[Item]:
    """Yield the releases, the newest first, with their changes."""
    for entry in reversed(past()):
        name = f"{site().base}release/{entry.name}"
        words = {"before": entry.before, "changes": changes_in_words(entry.counts)}
        against = gettext("Against %(before)s: %(changes)s.", **words)
        text = against if entry.before else gettext("A release.")
        title = gettext("Release %(name)s", name=entry.name)
        yield Item(name, title, _spoken(f"/downloads#{entry.name}"), entry.modified, text)


def _address(name: str) -> str:
    return _spoken(site().address(name))


def _spoken(address: str) -> str:
    """Return the public address of a page or a feed in the language of the request."""
    return root() + in_language(address, current().code)[1:]


ITEMS: Final[dict[str, Callable[[], Iterator[Item]]]] = {
    "new": _new,
    "changed": _changed,
    "releases": _releases,
}
