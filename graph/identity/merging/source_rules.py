"""Merge rules of sources: works with the same normalised web address are one work."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from graph.identity.merging.merge_rules import Rule
from graph.identity.naming.entities import Entity, entities
from graph.rdf.quads import iri, plain
from graph.reading.record import Record
from ontology import CONCEPT
from ontology.namespaces import JG, SCHEMA

__all__ = ["SOURCE_RULES", "address_key", "sources"]

URL, KIND = iri(SCHEMA + "url"), iri(JG + "sourceKind")
LISTED: Final = frozenset(
    iri(f"{CONCEPT}source-kind/{kind}") for kind in ("database-entry", "dataset")
)
"""Kinds whose address is that of a whole list: two entries of it are two sources."""
COPY: Final = re.compile(r"^https?://web\.archive\.org/web/[^/]+/(?=https?:)")
TRACKING: Final = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.ASCII)

SOURCE_RULES: Final = (Rule("address", 0.985, "the same web address", lambda source: source.marks),)


def sources(records: Iterable[Record]) -> Iterator[Entity]:
    """Yield the sources among records, each with the keys of its addresses as marks.

    An entry of a database and a data set have none. Complexity: linear in the quads of sources.
    """
    addresses = {record.iri: _addresses(record) for record in records if record.kind == "source"}
    for source in entities(records, "source"):
        yield replace(source, marks=addresses[source.iri])


def _addresses(record: Record) -> frozenset[str]:
    if any(quad[2] == KIND and quad[3] in LISTED for quad in record.quads):
        return frozenset()
    keys = (address_key(plain(quad[3])) for quad in record.quads if quad[2] == URL)
    return frozenset(key for key in keys if key)


def address_key(address: str) -> str:
    """Return what two web addresses of one work share; nothing for the front page of a site.

    Scheme, `www.`, a slash at the end, the fragment and parameters of tracking fall away, and an
    archived copy has the key of its original. Other parameters count in any order.
    Source: RFC 3986, section 6.2, normalisation for comparison.

    >>> address_key("https://www.a.example/News/?utm_source=x#top")
    'a.example/News'
    >>> address_key("http://a.example/")
    ''
    """
    try:
        parts = urlsplit(COPY.sub("", address))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    fields = sorted(one for one in parse_qsl(parts.query) if not TRACKING.fullmatch(one[0]))
    path = parts.path.rstrip("/")
    if not path and not fields:
        return ""
    site = host.removeprefix("www.") + (f":{port}" if port not in (None, 80, 443) else "")
    return f"{site}{path}{'?' if fields else ''}{urlencode(fields)}"
