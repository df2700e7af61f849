"""Serialisers of the directory: JSON, CSV, Turtle and an Atom feed."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from graph.csv_safety import escape_formulas
from graph.directory_index import ContactRow, OrganisationRow
from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS
from graph.rdf.quads import iri
from graph.search import SIDES
from server.directory.entries import Entry
from server.directory.listing import Listing
from server.records.meta_tags import root
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
NO_CONTACT: Final = ContactRow("", "", (), "")


def written(listing: Listing, name: str) -> bytes:
    """Return a list of organisations in a format."""
    return WRITERS[name](listing)


def _json(listing: Listing) -> bytes:
    rows = [_object(listing.site, row) for row in listing.rows(MOST["json"])]
    found = {"total": len(listing.actors), "filters": dict(listing.given), "actors": rows}
    return json.dumps(found, ensure_ascii=False).encode()


def _object(site: Site, row: OrganisationRow) -> dict[str, Any]:
    """Return an organisation as JSON: its concepts and places by their names."""
    return {
        "id": row.iri,
        "name": row.name,
        "kind": row.kinds,
        "places": row.places,
        "worksOn": row.works_on,
        "homepage": row.homepage,
        "contacts": [one._asdict() for one in row.contacts],
        "issues": dict(zip(SIDES, row[-len(SIDES) :], strict=True)),
        "page": site.address(row.iri),
    }


def _csv(listing: Listing) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    address = listing.site.address
    writer.writerows(
        escape_formulas(_flat(row, address(row.iri))) for row in listing.rows(MOST["csv"])
    )
    return text.getvalue().encode()


def _flat(row: OrganisationRow, page: str) -> tuple[str, ...]:
    """Return an organisation as a row of CSV, with its first contact point."""
    first = row.contacts[0] if row.contacts else NO_CONTACT
    return (
        row.iri,
        row.name,
        "; ".join(row.kinds),
        "; ".join(row.places),
        "; ".join(row.works_on),
        row.homepage,
        first.url,
        first.email,
        " ".join(first.languages),
        first.checked,
        str(row.implicated),
        str(row.responding),
        page,
    )


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
