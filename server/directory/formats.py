"""Serialisers of the directory: JSON, CSV, Turtle and an Atom feed."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from graph.csv_safety import escape_formulas
from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS
from graph.rdf.quads import iri
from server.directory.entries import Contact, Entry
from server.directory.listing import Listing
from server.records.meta_tags import root
from server.records.view import Link
from server.search.atom import Feed, Item, feed_text
from server.search.json_feed import json_feed_text
from server.web.site import Site, query_text

__all__ = ["written"]

MOST: Final = {"json": 10_000, "csv": 10_000, "ttl": 500, "atom": 50, "jsonfeed": 50}
"""The most organisations of each format."""
COLUMNS: Final = (
    "id",
    "name",
    "kind",
    "places",
    "worksOn",
    "homepage",
    "contact",
    "email",
    "languages",
    "checked",
    "implicated",
    "responding",
    "page",
)


NOBODY: Final = Contact("", "", (), "", ())


def written(listing: Listing, name: str) -> bytes:
    """Return a list of organisations in a format."""
    return WRITERS[name](listing)


def _json(listing: Listing) -> bytes:
    rows = [_row(listing.site, entry) for entry in listing.entries(0, MOST["json"])]
    found = {"total": len(listing.actors), "filters": dict(listing.given), "actors": rows}
    return json.dumps(found, ensure_ascii=False).encode()


def _row(site: Site, entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON: its concepts and places by their IRIs and names."""
    return {
        "id": entry.actor.iri,
        "name": entry.actor.text,
        "kind": [one.text for one in entry.kinds],
        "places": [one.text for one in entry.places],
        "worksOn": [one.text for one in entry.works_on],
        "homepage": entry.homepage,
        "contacts": [
            {
                "url": one.url,
                "email": one.email,
                "languages": [*one.languages],
                "checked": one.checked,
            }
            for one in entry.contacts
        ],
        "issues": dict(entry.issues),
        "page": site.address(entry.actor.iri),
    }


def _csv(listing: Listing) -> bytes:
    text = io.StringIO()
    writer, entries = csv.writer(text), listing.entries(0, MOST["csv"])
    writer.writerow(COLUMNS)
    writer.writerows(escape_formulas(_flat(listing.site, entry)) for entry in entries)
    return text.getvalue().encode()


def _flat(site: Site, entry: Entry) -> tuple[str, ...]:
    """Return an entry as a row of CSV, with its first contact point."""
    first = entry.contacts[0] if entry.contacts else NOBODY
    return (
        entry.actor.iri,
        entry.actor.text,
        *("; ".join([one.text for one in some]) for some in _several(entry)),
        entry.homepage,
        first.url,
        first.email,
        " ".join(first.languages),
        first.checked,
        *(str(count) for _, count in entry.issues),
        site.address(entry.actor.iri),
    )


def _several(entry: Entry) -> tuple[tuple[Link, ...], ...]:
    return entry.kinds, entry.places, entry.works_on


def _turtle(listing: Listing) -> bytes:
    actors = " ".join(map(iri, listing.actors[: MOST["ttl"]]))
    text = query_text("actors-graph").replace("?actors", actors)
    return listing.site.engine.evaluate(Query(text), GRAPH_FORMATS[0]).read()


def _atom(listing: Listing) -> bytes:
    return feed_text(*_feed(listing, "atom"))


def _json_feed(listing: Listing) -> bytes:
    return json_feed_text(*_feed(listing, "jsonfeed"))


def _feed(listing: Listing, format_: str) -> tuple[Feed, Iterator[Item]]:
    """Return a feed of the organisations whose records changed last, and its entries."""
    days, modified = _days(listing), str(listing.site.release.manifest["modified"])
    order = sorted(listing.actors, key=lambda one: days.get(one, ""), reverse=True)
    newest = Listing(listing.site, listing.given, tuple(order[: MOST[format_]]))
    address = root().removesuffix("/")
    about = Feed(
        f"{address}{listing.address()}",
        f"{address}{listing.address(suffix=f'.{format_}')}",
        f"{listing.site.project.title}: who works on it",
        modified,
        listing.site.project.publisher,
    )
    items = (
        Item(
            entry.actor.iri,
            entry.actor.text,
            address + listing.site.address(entry.actor.iri),
            days.get(entry.actor.iri) or modified,
            _summary(entry),
        )
        for entry in newest.entries(0, MOST[format_])
    )
    return about, items


def _days(listing: Listing) -> dict[str, str]:
    """Return the day on which the record of each organisation changed last."""
    if not listing.actors:
        return {}
    text = query_text("told").replace("?records", " ".join(map(iri, listing.actors)))
    rows = [row for row in listing.site.engine.rows(text) if "modified" in row]
    return {row["record"].text: row["modified"].text for row in rows}


def _summary(entry: Entry) -> str:
    parts = [*entry.kinds, *entry.places, *entry.works_on]
    return ", ".join(link.text for link in parts) + f". {entry.homepage}" * bool(entry.homepage)


WRITERS: Final[dict[str, Callable[[Listing], bytes]]] = {
    "json": _json,
    "csv": _csv,
    "ttl": _turtle,
    "atom": _atom,
    "jsonfeed": _json_feed,
}
