"""Publishers by domain: the outlets that reports are from, with a reviewed list of names.

`outlets.tsv` gives the name and the kind of the organisation behind a domain, also for its
subdomains. A domain that it lacks is called by itself, where its words name nobody; a blog may be
called after its author.
"""

import csv
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from graph.importing.records import Records
from graph.privacy.known_names import is_clear
from graph.slugs import slug

__all__ = ["Outlet", "host_of", "outlet", "publisher"]

MEDIA: Final = "media"
KINDS: Final = {"gov": "government-body", "edu": "research"}
PREFIXES: Final = ("www.", "m.", "amp.", "mobile.", "en.")


class Outlet(NamedTuple):
    """An organisation that publishes: its domain, its name, its kind."""

    domain: str
    name: str
    kind: str


def host_of(address: str) -> str:
    """Return the domain of an address without what says nothing of its owner, or nothing.

    >>> host_of("https://www.nytimes.com/a?b"), host_of("amp.cnn.com"), host_of("http://[")
    ('nytimes.com', 'cnn.com', '')
    """
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    for prefix in PREFIXES:
        host = host.removeprefix(prefix)
    return host.strip(".") if "." in host.strip(".") else ""


@lru_cache(maxsize=65_536)  # many reports are from one host, and each is asked for several times
def outlet(host: str) -> Outlet | None:
    """Return the outlet of a domain: by the list, else by its own words where they name nobody.

    >>> outlet("edition.cnn.com"), outlet("mary-miller.org")
    (Outlet(domain='cnn.com', name='CNN', kind='media'), None)
    """
    parts = host.split(".")
    for place in range(len(parts) - 1):
        if found := _reviewed().get(".".join(parts[place:])):
            return found
    words = " ".join(parts[:-1]).replace("-", " ")
    if not words.isascii() or not is_clear(words.title()) or not is_clear(words):
        return None
    kind = next((KINDS[part] for part in parts[-2:] if part in KINDS), MEDIA)
    return Outlet(host, host, kind)


def publisher(records: Records, host: str) -> str:
    """Return the id of the actor that publishes under a domain, or nothing.

    >>> publisher(Records("toy"), "edition.cnn.com"), publisher(Records("toy"), "")
    ('toy-cnn', '')
    """
    found = outlet(host) if host else None
    if not found:
        return ""
    entry = {"id": f"{records.source}-{slug(found.name)}", "type": "Organization"}
    entry |= {"name": found.name, "kind": found.kind, "homepage": f"https://{found.domain}/"}
    return records.add(entry | {"source": records.dataset})


@cache
def _reviewed() -> dict[str, Outlet]:
    table = files("graph.importing") / "outlets.tsv"
    with as_file(table) as path, path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["domain"]: Outlet(row["domain"], row["name"], row["kind"]) for row in rows}
